/** The header of an interview: the way out, whose it is and for how long, where the words are, and the ways on. */
import { useLocation } from 'preact-iso';
import { fullName } from '../../../../domain/person-names.ts';
import { toInstant } from '../../../../domain/time.ts';
import type { Instant } from '../../../../domain/time.ts';
import { PATHS, interviewPath } from '../../../app/paths.ts';
import { Chip } from '../../../app/shell.tsx';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { ModeTop } from '../../../parts/frame.tsx';
import { useNow } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import type { InterviewView } from './interview-page.tsx';

/** Nobody leaves the page while words are on screen only: then the notice stands there instead. */
export function EditorTop({ draft, record, interview, pupil }: InterviewView) {
  const { engine, nowMs } = useHouse();
  const { route } = useLocation();
  const now = useNow();
  const go = async (path: string) => {
    if (!(await draft.flush())) return;
    engine.sync('left-text');
    route(path);
  };
  const pause = async () => {
    const saved = await draft.set({ status: 'paused', pausedAt: toInstant(nowMs()) });
    if (saved.kind === 'saved') await go(PATHS.today);
  };
  const exit = interviewPath(record, interview, 'exit');
  return (
    <ModeTop
      back={
        <ButtonLink
          look="back"
          href={exit}
          onClick={(event) => {
            // The router listens at the window, and would leave before the words are saved.
            event.preventDefault();
            event.stopPropagation();
            void go(exit);
          }}
        >
          Exit interview
        </ButtonLink>
      }
      title={`Interview with ${fullName(pupil)}`}
      hint={`${pupil.form ?? 'No form'}. ${minutesWords(draft.startedAt, now)}`}
      chip={<Chip short />}
      actions={
        <>
          <Button onClick={() => void pause()}>Pause</Button>
          <Button onClick={() => void go(interviewPath(record, interview, 'show'))}>Show pupil</Button>
          <Button look="go" onClick={() => void go(interviewPath(record, interview, 'check'))}>
            Finish
          </Button>
        </>
      }
    />
  );
}

/** Whole minutes since the start. */
function minutesWords(from: Instant, now: Instant): string {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(from)) / 60_000));
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
