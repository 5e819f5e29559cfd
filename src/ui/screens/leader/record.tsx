/** A pupil's whole record as the careers leader reads it, with what the leader may do about it. */
import { useLocation } from 'preact-iso';
import type { RecordId } from '../../../domain/ids.ts';
import { fullName } from '../../../domain/person-names.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import { PATHS, historyPath } from '../../app/paths.ts';
import { pupilRightsPath } from '../../app/rights-paths.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Empty, Loading, Notice } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { bothLoaded } from '../../queries/live.ts';
import { useMay } from '../../queries/mutate.ts';
import { useOpenedRecord } from '../../queries/opened.ts';
import type { SchoolFacts } from '../../queries/school.ts';
import { useRoster, useSchool } from '../../queries/school.ts';
import { selectPupils } from '../../queries/selection.ts';
import { Applications } from '../shared/applications.tsx';
import { Differences } from '../shared/differences.tsx';
import { Experiences } from '../shared/experiences.tsx';
import { Helpers } from '../adviser/prepare/helpers.tsx';
import { Identity } from '../adviser/prepare/identity.tsx';
import { Destination, Grades, Support } from '../adviser/prepare/plans.tsx';
import { AddStep } from '../shared/add-step.tsx';
import { AnswersOwed } from './record/answers-owed.tsx';
import { Kept } from './record/kept.tsx';
import { LocalAuthority } from './record/local-authority.tsx';
import { NotOnList } from './record/not-on-list.tsx';
import { OpenSteps } from './record/open-steps.tsx';
import { RecordTimeline } from './record/record-timeline.tsx';
import '../../styles/screens/prepare.css';
import '../../styles/screens/leader-record.css';

/** The page of one pupil; of another, it starts afresh. */
export const LeaderPupil = ({ record }: { readonly record: RecordId }) => <OneRecord key={record} id={record} />;

function OneRecord({ id }: { readonly id: RecordId }) {
  const loaded = bothLoaded(useOpenedRecord(id), bothLoaded(useSchool(), useRoster()));
  if (loaded.state !== 'ready') return <NotLoaded failed={loaded.state === 'failed'} />;
  const [record, [school, roster]] = loaded.value;
  const pupil = record ? entryOf(record, singleton('pupil'), 'pupil') : undefined;
  if (!record || !pupil) return <NotHere />;
  const { name } = pupil;
  // What is on the record of somebody who is not on the list goes to the right pupil's: nothing is begun here, and nobody else helps.
  const isListed = pupil.unlisted === undefined;
  return (
    <Main
      title="Record"
      heading={fullName(pupil)}
      headingClass="identity"
      class="leader-record"
      hint={<Identity record={record} pupil={pupil} school={school} />}
      actions={isListed ? <Actions id={id} name={name} school={school} /> : <WhoHasSeen id={id} />}
    >
      <Sheet class="two">
        <div>
          <NotOnList record={record} pupil={pupil} school={school} />
          <Differences record={record} school={school} />
          <AnswersOwed record={record} school={school} name={name} />
          <div>
            <RecordTimeline view={{ record, school, name }} year={pupil.year} />
          </div>
        </div>
        <div>
          <OpenSteps record={record} name={name} />
          {isListed ? (
            <>
              <Experiences record={record} year={pupil.year} />
              <Support record={record} />
              <Destination record={record} />
              <Applications record={record} school={school} year={pupil.year} name={name} />
              <Grades record={record} />
              <Helpers record={record} pupil={pupil} school={school} roster={roster} />
              <LocalAuthority record={record} name={name} />
              <Kept pupil={pupil} school={school} />
            </>
          ) : null}
          <p>
            <a href={pupilRightsPath(id)}>Requests about this record, or erasing it</a>
          </p>
        </div>
      </Sheet>
    </Main>
  );
}

interface ActionsProps {
  readonly id: RecordId;
  readonly name: string;
  readonly school: SchoolFacts;
}

function Actions({ id, name, school }: ActionsProps) {
  const { route } = useLocation();
  const may = useMay(id);
  const book = () => {
    selectPupils([id]);
    route(PATHS.book);
  };
  return (
    <>
      <WhoHasSeen id={id} />
      {may('step.add') ? <AddStep record={id} name={name} school={school} /> : null}
      {may('interview.book') ? (
        <Button look="go" onClick={book}>
          Book an interview
        </Button>
      ) : null}
    </>
  );
}

const WhoHasSeen = ({ id }: { readonly id: RecordId }) => (
  <ButtonLink href={historyPath(id)}>Who has seen it</ButtonLink>
);

const NotLoaded = ({ failed }: { readonly failed: boolean }) => (
  <Main title="Record">
    {failed ? (
      <Notice state="stop" title="There is a problem">
        <p>This device could not read the record. Nothing is lost: close this page and open it again.</p>
      </Notice>
    ) : (
      <Loading words="Opening the record" />
    )}
  </Main>
);

const NotHere = () => (
  <Main title="Record">
    <Empty title="This pupil is not on this device">
      <p>The record may still be on its way, or it may not be at the school any more.</p>
      <ButtonLink href={PATHS.pupils}>Pupils</ButtonLink>
    </Empty>
  </Main>
);
