/**
 * A pupil as their form tutor sees them: the summary of the last interview, steps, experiences, what helps, plans, interview
 * dates, questions asked. Notes and drafts are not there: the device of a tutor does not hold them. Source: policy 4.4.6, 5.12.3.
 */
import type { RecordId } from '../../../domain/ids.ts';
import { fullName } from '../../../domain/person-names.ts';
import type { CareersRecord, EntryOf } from '../../../domain/record.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import { PATHS, formLogForPath } from '../../app/paths.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { useToday } from '../../queries/clock.ts';
import { bothLoaded } from '../../queries/live.ts';
import { useMay } from '../../queries/mutate.ts';
import { useOpenedRecord } from '../../queries/opened.ts';
import type { SchoolFacts } from '../../queries/school.ts';
import { useSchool } from '../../queries/school.ts';
import { AddStep } from '../shared/add-step.tsx';
import { Applications } from '../shared/applications.tsx';
import { Differences } from '../shared/differences.tsx';
import { Experiences } from '../shared/experiences.tsx';
import { LastTime } from '../shared/last-time.tsx';
import { Destination } from '../adviser/prepare/plans.tsx';
import { Helps } from '../pastoral/support-part.tsx';
import { Unreadable } from './form-page.tsx';
import { AskButton, Asks } from './pupil/asks.tsx';
import { Interviews } from './pupil/interviews.tsx';
import { PupilSteps } from './pupil/pupil-steps.tsx';
import { ToConfirm } from './pupil/to-confirm.tsx';
import '../../styles/screens/prepare.css';
import '../../styles/screens/tutor.css';
import '../../styles/screens/form-pupil.css';

const TITLE = 'Pupil';

/** The page of one pupil; of another, it starts afresh. */
export const FormPupil = ({ record }: { readonly record: RecordId }) => <OnePupil key={record} id={record} />;

function OnePupil({ id }: { readonly id: RecordId }) {
  const loaded = bothLoaded(useOpenedRecord(id), useSchool());
  if (loaded.state !== 'ready') {
    return (
      <Main title={TITLE} class="tutor">
        {loaded.state === 'failed' ? <Unreadable /> : <Loading words="Opening the record" />}
      </Main>
    );
  }
  const [record, school] = loaded.value;
  const pupil = record ? entryOf(record, singleton('pupil'), 'pupil') : undefined;
  return record && pupil ? <Shown record={record} pupil={pupil} school={school} /> : <NotHere />;
}

const NotHere = () => (
  <Main title={TITLE} class="tutor">
    <Empty title="This pupil is not on this device">
      <p>It may still be on its way, or you may not hold this record any more.</p>
      <ButtonLink href={PATHS.formPupils}>My form</ButtonLink>
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
      class="tutor pupil"
      heading={fullName(pupil)}
      hint={[pupil.form, pupil.pronunciation ? `say “${pupil.pronunciation}”` : null].filter(Boolean).join(', ')}
      actions={
        <>
          {may('step.add') ? <AddStep record={record.id} name={name} school={school} /> : null}
          {may('ask.raise') ? <AskButton record={record.id} name={name} /> : null}
          <ButtonLink href={formLogForPath(record.id)}>
            <Icon name="plus" />
            Log for {name}
          </ButtonLink>
        </>
      }
    >
      <Sheet class="two">
        <div>
          <Differences record={record} school={school} />
          <ToConfirm record={record} today={today} />
          <PupilSteps record={record} school={school} today={today} />
          <LastTime record={record} school={school} title="Last interview" bare />
          <Asks record={record} school={school} name={name} />
        </div>
        <div>
          <Helps record={record} name={name} />
          <Destination record={record} />
          <Applications record={record} school={school} year={pupil.year} name={name} />
          <Experiences record={record} year={pupil.year} />
          <Interviews record={record} school={school} />
        </div>
      </Sheet>
    </Main>
  );
}
