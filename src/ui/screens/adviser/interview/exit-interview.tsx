/** "Will you carry on today?": pause and keep, it cannot go ahead, or the wrong pupil. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { wordingsOf } from '../../../../domain/mutations/draft.ts';
import { toInstant } from '../../../../domain/time.ts';
import { PATHS, interviewPath } from '../../../app/paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { useKeptWords } from '../../shared/use-kept.ts';
import { useSave } from '../../shared/use-save.ts';
import type { InterviewRoute, InterviewView } from './interview-page.tsx';
import { InterviewPage } from './interview-page.tsx';
import type { Draft } from './use-draft.ts';
import { whoReads } from './who-reads.ts';
import { draftWords } from './words-file.ts';
import '../../../styles/screens/after.css';

/** The page behind "Exit interview". */
export const ExitInterview = (route: InterviewRoute) => (
  <InterviewPage {...route} title="Exit interview">
    {(view) => <Exit {...view} />}
  </InterviewPage>
);

function Exit(view: InterviewView) {
  const { draft, record, interview, firstName } = view;
  const { nowMs } = useHouse();
  const { route } = useLocation();
  const save = useSave();
  const pause = async () => {
    const saved = await save('draft.set', record, {
      id: draft.id,
      interview,
      startedAt: draft.startedAt,
      values: { status: 'paused', pausedAt: toInstant(nowMs()) },
    });
    if (saved.kind === 'saved') route(PATHS.today);
  };
  return (
    <Main
      title="Exit interview"
      heading="Will you carry on today?"
      hint={`Your interview with ${firstName} is saved on this tablet.`}
      class="after"
    >
      <Sheet>
        <div class="actions">
          <ButtonLink look="back" href={interviewPath(record, interview)}>
            Back to the interview
          </ButtonLink>
          <Button look="do" onClick={() => void pause()}>
            Yes, pause and keep notes
          </Button>
        </div>
        <CannotGoAhead {...view} />
        <WrongPupil {...view} />
      </Sheet>
    </Main>
  );
}

/** The booking is cancelled; what was written is kept, and nothing is kept of notes that hold no words. */
function CannotGoAhead({ draft, record, interview, pupil }: InterviewView) {
  const { nowMs } = useHouse();
  const { route } = useLocation();
  const save = useSave();
  const { words: why, write, forget } = useKeptWords(`cannot go ahead ${interview}`);
  const written = hasWords(draft);
  const stop = async () => {
    const reason = why.trim();
    const saved = await save('interview.cancel', record, { id: interview, why: reason === '' ? null : reason });
    if (saved.kind !== 'saved') return;
    forget();
    if (written) await draft.set({ status: 'paused', pausedAt: toInstant(nowMs()) });
    else if (draft.entry) await save('draft.discard', record, { id: draft.id, over: wordingsOf(draft.entry) });
    showToast({
      words: written ? 'Cancelled. Your notes are kept.' : 'Cancelled.',
      undo: () => void save('interview.reinstate', record, { id: interview, why: null }),
    });
    route(PATHS.today);
  };
  return (
    <Section title="It cannot go ahead">
      <Field label="Reason" hint={whoReads(pupil)}>
        <TextInput value={why} onText={write} maxLength={200} />
      </Field>
      <div class="actions">
        <Button onClick={() => void stop()}>It cannot go ahead</Button>
      </div>
    </Section>
  );
}

/** Words that are thrown away cannot be brought back: this, and this alone here, is asked twice. */
function WrongPupil({ draft, record, interview }: InterviewView) {
  const { route } = useLocation();
  const save = useSave();
  const [asking, setAsking] = useState(false);
  const discard = async () => {
    if (draft.entry) {
      const saved = await save('draft.discard', record, { id: draft.id, over: wordingsOf(draft.entry) });
      if (saved.kind !== 'saved') return;
    }
    // A walk-in has no booking to go back to.
    const walkIn = draft.interview?.walkIn ?? false;
    if (walkIn) await save('interview.cancel', record, { id: interview, why: 'Started with the wrong pupil' });
    showToast({ words: walkIn ? 'Discarded.' : 'Discarded. The booking is as it was.' });
    route(PATHS.today);
  };
  return (
    <Section title="This is the wrong pupil">
      <p>What you wrote in this interview is thrown away. It has never been shown to anybody.</p>
      <div class="actions">
        <Button look="stop" onClick={() => (hasWords(draft) ? setAsking(true) : void discard())}>
          Wrong pupil, discard
        </Button>
      </div>
      {asking ? (
        <Dialog
          title="Throw these notes away?"
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button look="stop" onClick={() => void discard()}>
                Throw them away
              </Button>
              <Button look="plain" onClick={() => setAsking(false)}>
                Keep them
              </Button>
            </>
          }
        >
          <p>They cannot be brought back.</p>
        </Dialog>
      ) : null}
    </Section>
  );
}

/** Whether there is more in the draft than that it was begun. */
const hasWords = (draft: Draft): boolean => draftWords(draft, '').includes('\n\n');
