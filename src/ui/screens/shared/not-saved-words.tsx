/** Why a change was not saved, and what can be done. */
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/states.tsx';
import { useOwn } from '../../queries/sending.ts';
import { BackupButton } from './backup-button.tsx';
import { storageWords } from './storage-words.ts';
import { trouble } from './use-save.ts';

/** The notice. */
export function NotSavedWords({ why }: { readonly why: Parameters<typeof storageWords>[0] }) {
  const own = useOwn();
  const unsent = own.state === 'ready' && own.value.some((m) => m.taken === null) ? own.value : null;
  return (
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
  );
}
