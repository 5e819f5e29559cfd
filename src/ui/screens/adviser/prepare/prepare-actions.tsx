/** The ways on from the preparation page: the interview, and the plan of last time to look at together. */
import { useLocation } from 'preact-iso';
import type { CareersRecord } from '../../../../domain/record.ts';
import { interviewPath } from '../../../app/paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { lastFinished } from '../../shared/last-time.tsx';
import type { TodaysInterview } from './todays-interview.ts';
import { useOpenDraft } from './todays-interview.ts';

interface ActionsProps {
  readonly record: CareersRecord;
  readonly interview: TodaysInterview;
}

/** "Show pupil" and "Start interview". */
export const PrepareActions = ({ record, interview }: ActionsProps) => (
  <>
    <ShowPupil record={record} />
    {interview.may ? <StartInterview record={record} interview={interview} /> : null}
  </>
);

/** The plan that is being written, or else the last one; nothing to show before there is one. */
function ShowPupil({ record }: { readonly record: CareersRecord }) {
  const open = useOpenDraft(record);
  const shown = open?.interview ?? lastFinished(record)?.id;
  if (shown === undefined) return null;
  return <ButtonLink href={interviewPath(record.id, shown, 'show')}>Show pupil</ButtonLink>;
}

function StartInterview({ record, interview: { id, draft, begin } }: ActionsProps) {
  const { route } = useLocation();
  const start = async () => {
    const begun = await begin();
    if (begun.kind === 'saved') route(interviewPath(record.id, id));
  };
  return (
    <Button look="go" onClick={() => void start()}>
      {draft ? 'Continue interview' : 'Start interview'}
    </Button>
  );
}
