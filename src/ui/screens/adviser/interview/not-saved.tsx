/** What stands on screen while the tablet cannot save: typing goes on, the words can be tried again or kept as a file. */
import { Button } from '../../../parts/button.tsx';
import { Notice } from '../../../parts/states.tsx';
import { storageWords } from '../../shared/storage-words.ts';
import type { Draft } from './use-draft.ts';
import { saveDraftWords } from './words-file.ts';

/** Shown above the notes; gone with the next save that works. */
export function NotSaved({ draft, pupil }: { readonly draft: Draft; readonly pupil: string }) {
  if (draft.saving.kind !== 'not-saved') return null;
  const { why } = draft.saving;
  // What is wrong with the storage then stands above the page (storage-notice.tsx); this window cannot save any more.
  const isSaidAbove = why === 'blocked' || why === 'cleared';
  return (
    <div role="alert" class="not-saved">
      <Notice
        state="stop"
        title={isSaidAbove ? 'Your last words are not saved' : storageWords(why)}
        actions={
          <>
            {isSaidAbove ? null : (
              <Button look="do" onClick={() => void draft.flush()}>
                Try again
              </Button>
            )}
            <Button onClick={() => saveDraftWords(draft, pupil)}>Save a backup file</Button>
          </>
        }
      >
        <p>Your last words are still on screen. Save a backup file now.</p>
      </Notice>
    </div>
  );
}
