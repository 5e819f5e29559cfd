/** "Finish interview": the one mutation that publishes every word (SPEC I18), and what is said when the tablet cannot save it. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { EntryId } from '../../../../domain/ids.ts';
import { toInstant } from '../../../../domain/time.ts';
import { interviewPath } from '../../../app/paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Notice } from '../../../parts/states.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { useMutate } from '../../../queries/mutate.ts';
import { storageWords } from '../../shared/storage-words.ts';
import type { StorageTrouble } from '../../shared/storage-words.ts';
import { finishArgs } from './finish.ts';
import type { InterviewView } from './interview-page.tsx';
import { saveDraftWords } from './words-file.ts';

type FinishProps = InterviewView & { readonly ready: boolean; readonly back: ComponentChildren };

/** The button with the way back beside it. */
export function FinishButton({ draft, record, interview, firstName, ready, back }: FinishProps) {
  const { newId, nowMs, engine } = useHouse();
  const { route } = useLocation();
  const mutate = useMutate();
  const [failed, setFailed] = useState<StorageTrouble | null>(null);
  const [busy, setBusy] = useState(false);
  const finish = async () => {
    setBusy(true);
    await draft.flush();
    const args = finishArgs(draft, interview, newId() as EntryId, toInstant(nowMs()));
    const saved = await mutate('interview.finish', record, args);
    setBusy(false);
    if (saved.kind === 'not-saved') {
      setFailed(saved.why);
      return;
    }
    engine.sync('left-text');
    route(interviewPath(record, interview, 'finished'), true);
  };
  return (
    <>
      <div role="alert">
        {failed === null ? null : (
          <Notice
            state="stop"
            title={storageWords(failed)}
            actions={<Button onClick={() => saveDraftWords(draft, firstName)}>Save a backup file</Button>}
          >
            <p>The interview is not finished yet. Your words are kept in the draft. Make room and try again.</p>
          </Notice>
        )}
      </div>
      <div class="actions ways">
        {back}
        <Button look="go" disabled={!ready} busy={busy} onClick={() => void finish()}>
          Finish interview
        </Button>
      </div>
    </>
  );
}
