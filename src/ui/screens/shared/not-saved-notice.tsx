/** "This tablet is full": said at the top of the page after a change that could not be saved, until one can. */
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/states.tsx';
import { useOwn } from '../../queries/sending.ts';
import { BackupButton } from './backup-button.tsx';
import { storageWords } from './storage-words.ts';
import { trouble } from './use-save.ts';

/** Mounted once, in the shell. */
export function NotSavedNotice() {
  const [why, setWhy] = useState(trouble.now());
  const own = useOwn();
  useEffect(() => trouble.subscribe(setWhy), []);
  const unsent = own.state === 'ready' && own.value.some((m) => m.taken === null) ? own.value : null;
  // The region stays, so that what appears in it is said aloud.
  return (
    <div role="alert" class="not-saved">
      {why === null ? null : (
        <Notice
          state="stop"
          title={storageWords(why)}
          actions={
            <>
              {unsent ? <BackupButton own={unsent} /> : null}
              <Button look="plain" onClick={trouble.clear}>
                Close
              </Button>
            </>
          }
        >
          <p>What you did last was not saved. What was saved before is still on this tablet.</p>
        </Notice>
      )}
    </div>
  );
}
