/** The preparation page: all that is worth knowing before an interview, open on one page, read in a minute. */
import type { RecordId } from '../../../domain/ids.ts';
import { fullName } from '../../../domain/person-names.ts';
import type { CareersRecord, EntryOf } from '../../../domain/record.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import { PATHS } from '../../app/paths.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Empty, Loading, Notice } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { bothLoaded } from '../../queries/live.ts';
import { useOpenedRecord } from '../../queries/opened.ts';
import type { RosterView, SchoolFacts } from '../../queries/school.ts';
import { useRoster, useSchool } from '../../queries/school.ts';
import { NO_WALK_IN_LEFT } from '../../queries/walk-ins.ts';
import { Applications } from '../shared/applications.tsx';
import { Differences } from '../shared/differences.tsx';
import { Experiences } from '../shared/experiences.tsx';
import { Helpers } from './prepare/helpers.tsx';
import { Identity } from './prepare/identity.tsx';
import { LastTime } from '../shared/last-time.tsx';
import { PastNotes } from './prepare/past-notes.tsx';
import { Destination, Grades, Support } from './prepare/plans.tsx';
import { PrepareActions } from './prepare/prepare-actions.tsx';
import { useTodaysInterview } from './prepare/todays-interview.ts';
import { Wants } from './prepare/wants.tsx';
import { WriteHere } from './prepare/write-here.tsx';
import '../../styles/screens/prepare.css';

/** The page of one pupil; of another, it starts afresh. */
export const Prepare = ({ record }: { readonly record: RecordId }) => <PrepareOne key={record} record={record} />;

function PrepareOne({ record }: { readonly record: RecordId }) {
  const loaded = bothLoaded(useOpenedRecord(record), bothLoaded(useSchool(), useRoster()));
  if (loaded.state !== 'ready') return <NotLoaded failed={loaded.state === 'failed'} />;
  const [held, [school, roster]] = loaded.value;
  const pupil = held ? entryOf(held, singleton('pupil'), 'pupil') : undefined;
  if (!held || !pupil) return <NotHere />;
  return <Prepared record={held} pupil={pupil} school={school} roster={roster} />;
}

interface PreparedProps {
  readonly record: CareersRecord;
  readonly pupil: EntryOf<'pupil'>;
  readonly school: SchoolFacts;
  readonly roster: RosterView;
}

function Prepared({ record: held, pupil, school, roster }: PreparedProps) {
  const interview = useTodaysInterview(held);
  return (
    <Main
      title="Preparation"
      heading={fullName(pupil)}
      headingClass="identity"
      hint={<Identity record={held} pupil={pupil} school={school} />}
      actions={<PrepareActions record={held} interview={interview} />}
    >
      {interview.isTooMany ? (
        <Notice title={NO_WALK_IN_LEFT}>
          <p>Ask your careers leader to book this interview.</p>
        </Notice>
      ) : null}
      <Sheet class="two">
        <div>
          <Differences record={held} school={school} />
          <Wants record={held} name={pupil.name} />
          <LastTime record={held} school={school} />
          <Experiences record={held} year={pupil.year} />
          <PastNotes record={held} />
        </div>
        <div>
          <Support record={held} />
          <Grades record={held} />
          <Destination record={held} />
          <Applications record={held} school={school} year={pupil.year} name={pupil.name} />
          <Helpers record={held} pupil={pupil} school={school} roster={roster} />
          {interview.may ? (
            <WriteHere key={interview.id} record={held.id} interview={interview} name={pupil.name} />
          ) : null}
        </div>
      </Sheet>
    </Main>
  );
}

const NotLoaded = ({ failed }: { readonly failed: boolean }) => (
  <Main title="Preparation">
    {failed ? (
      <Notice state="stop" title="There is a problem">
        <p>This tablet could not read the record. Nothing is lost: close this page and open it again.</p>
      </Notice>
    ) : (
      <Loading words="Opening the record" />
    )}
  </Main>
);

const NotHere = () => (
  <Main title="Preparation">
    <Empty title="This pupil is not on this tablet">
      <p>It may still be on its way, or you may not hold this record any more.</p>
      <ButtonLink href={PATHS.pupils}>Pupils</ButtonLink>
    </Empty>
  </Main>
);
