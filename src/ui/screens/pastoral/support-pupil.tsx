/**
 * A pupil as pastoral and SEND staff see them: support with its outcomes, what helps, next steps, the last interview's summary,
 * plans and experiences. Private notes and questions of form tutors are not there. Source: policy 5.4.3, 5.5.11, 5.12.3.
 */
import type { RecordId } from '../../../domain/ids.ts';
import { fullName } from '../../../domain/person-names.ts';
import type { CareersRecord, EntryOf } from '../../../domain/record.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import { PATHS, formLogForPath } from '../../app/paths.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty, Loading, Notice } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { useToday } from '../../queries/clock.ts';
import { bothLoaded } from '../../queries/live.ts';
import { useMay } from '../../queries/mutate.ts';
import { useOpenedRecord } from '../../queries/opened.ts';
import type { SchoolFacts } from '../../queries/school.ts';
import { useSchool } from '../../queries/school.ts';
import { Identity } from '../adviser/prepare/identity.tsx';
import { Destination } from '../adviser/prepare/plans.tsx';
import { AddStep } from '../shared/add-step.tsx';
import { Differences } from '../shared/differences.tsx';
import { Experiences } from '../shared/experiences.tsx';
import { LastTime } from '../shared/last-time.tsx';
import { AskButton, Asks } from '../tutor/pupil/asks.tsx';
import { Interviews } from '../tutor/pupil/interviews.tsx';
import { PupilSteps } from '../tutor/pupil/pupil-steps.tsx';
import { ToConfirm } from '../tutor/pupil/to-confirm.tsx';
import { Helps, Support } from './support-part.tsx';
import '../../styles/screens/prepare.css';
import '../../styles/screens/tutor.css';
import '../../styles/screens/form-pupil.css';
import '../../styles/screens/pastoral.css';

const TITLE = 'Pupil';

/** The page of one pupil; of another, it starts afresh. */
export const SupportPupil = ({ record }: { readonly record: RecordId }) => <OnePupil key={record} id={record} />;

function OnePupil({ id }: { readonly id: RecordId }) {
  const loaded = bothLoaded(useOpenedRecord(id), useSchool());
  if (loaded.state !== 'ready') {
    return (
      <Main title={TITLE} class="pastoral">
        {loaded.state === 'failed' ? <Unreadable /> : <Loading words="Opening the record" />}
      </Main>
    );
  }
  const [record, school] = loaded.value;
  const pupil = record ? entryOf(record, singleton('pupil'), 'pupil') : undefined;
  return record && pupil ? <Shown record={record} pupil={pupil} school={school} /> : <NotHere />;
}

const Unreadable = () => (
  <Notice state="stop" title="There is a problem">
    <p>This device could not read the record. Nothing is lost: close this page and open it again.</p>
  </Notice>
);

const NotHere = () => (
  <Main title={TITLE} class="pastoral">
    <Empty title="This pupil is not on this device">
      <p>It may still be on its way, or you may not hold this record any more.</p>
      <ButtonLink href={PATHS.support}>My years</ButtonLink>
    </Empty>
  </Main>
);

interface ShownProps {
  readonly record: CareersRecord;
  readonly pupil: EntryOf<'pupil'>;
  readonly school: SchoolFacts;
}

function Shown({ record, pupil, school }: ShownProps) {
  const today = useToday();
  const may = useMay(record.id);
  const { name } = pupil;
  return (
    <Main
      title={TITLE}
      class="pastoral pupil"
      heading={fullName(pupil)}
      hint={<Identity record={record} pupil={pupil} school={school} />}
      actions={
        <>
          {may('step.add') ? <AddStep record={record.id} name={name} school={school} /> : null}
          {/* Of one's own form: what its tutor may. */}
          {may('ask.raise') ? (
            <>
              <AskButton record={record.id} name={name} />
              <ButtonLink href={formLogForPath(record.id)}>
                <Icon name="plus" />
                Log for {name}
              </ButtonLink>
            </>
          ) : null}
        </>
      }
    >
      <Sheet class="two">
        <div>
          <Differences record={record} school={school} />
          <Support record={record} name={name} />
          <Helps record={record} name={name} />
          <ToConfirm record={record} today={today} />
          <PupilSteps record={record} school={school} today={today} />
          <LastTime record={record} school={school} title="Last interview" bare />
          <Asks record={record} school={school} name={name} />
        </div>
        <div>
          <Destination record={record} />
          <Experiences record={record} year={pupil.year} />
          <Interviews record={record} school={school} />
        </div>
      </Sheet>
    </Main>
  );
}
