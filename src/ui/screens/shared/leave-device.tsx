/**
 * Leaving a device: "Lock now" keeps what is unsent, sealed; "Sign out" becomes that while something is unsent. Deleting
 * unsent work needs the word typed, after the backup file was offered.
 */
import { useState } from 'preact/hooks';
import { plural } from '../../../domain/date-words.ts';
import { PATHS } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import { Notice } from '../../parts/states.tsx';
import { useHouse } from '../../queries/house.tsx';
import { useOtherSchools } from '../../queries/other-schools.ts';

/** Buttons. `waiting`: own changes that are not with the school. */
export function LeaveDevice({ waiting }: { readonly waiting: number }) {
  const { signOut, shared } = useHouse();
  const [asked, setAsked] = useState(false);
  const lock = useLock();
  return (
    <>
      {shared ? null : (
        <Button onClick={lock.now} busy={lock.busy}>
          Lock now
        </Button>
      )}
      <Button look="plain" onClick={() => (waiting > 0 ? setAsked(true) : void signOut())}>
        Sign out
      </Button>
      <div role="alert">
        {lock.words === null ? null : <p class="hint">{lock.words}</p>}
        {asked && waiting > 0 ? <Unsent waiting={waiting} onLock={shared ? null : lock.now} /> : null}
      </div>
    </>
  );
}

const WHY_NOT = {
  'unsaved-words': 'Some words on this tablet are not saved yet. They are still on screen: save them, then lock.',
  'not-possible': 'This tablet cannot lock what is here. Sign in here once more with internet, then lock.',
} as const;

function useLock() {
  const { lock } = useHouse();
  const [busy, setBusy] = useState(false);
  const [words, setWords] = useState<string | null>(null);
  const now = async (): Promise<void> => {
    setBusy(true);
    const whyNot = await lock();
    setBusy(false);
    setWords(whyNot === null ? null : WHY_NOT[whyNot]);
  };
  return { busy, words, now: () => void now() };
}

/** `onLock` null: a shared computer, on which nothing can be left behind. */
function Unsent({ waiting, onLock }: { readonly waiting: number; readonly onLock: (() => void) | null }) {
  const { engine } = useHouse();
  const [deleting, setDeleting] = useState(false);
  const many = plural(waiting, 'change has', 'changes have');
  return (
    <Notice
      state="late"
      title={`${many} not been sent`}
      level={3}
      actions={
        <>
          {onLock ? (
            <Button look="do" onClick={onLock}>
              Lock instead
            </Button>
          ) : (
            <Button look="do" onClick={() => engine.sync('asked')}>
              Send now
            </Button>
          )}
          <Button look="plain" onClick={() => setDeleting(true)}>
            Delete unsent work
          </Button>
        </>
      }
    >
      <p>
        {onLock
          ? 'Lock instead, and nobody else can open it. It is sent when you are back.'
          : 'Nothing is kept on this computer: it is gone if you sign out now. It sends itself when there is internet.'}
      </p>
      {deleting ? <DeleteUnsent many={many} onClose={() => setDeleting(false)} /> : null}
    </Notice>
  );
}

const WORD = 'delete';

function DeleteUnsent({ many, onClose }: { readonly many: string; readonly onClose: () => void }) {
  const { wipe } = useHouse();
  const others = useOtherSchools();
  const [typed, setTyped] = useState('');
  const isSure = typed.trim().toLowerCase() === WORD;
  return (
    <Dialog
      title="Delete unsent work?"
      onClose={onClose}
      actions={
        <>
          <Button look="stop" disabled={!isSure} onClick={() => void wipe()}>
            Delete and sign out
          </Button>
          <Button look="plain" onClick={onClose}>
            Keep it
          </Button>
        </>
      }
    >
      <p>{many} not been sent. Nobody can bring them back from this tablet.</p>
      {others.waiting > 0 ? <p>They are of all your schools. Each school has a backup file of its own.</p> : null}
      <p>
        <a href={PATHS.sending}>Save a backup file first</a>
      </p>
      <Field label={`Type ${WORD} to delete them`} id="delete-word">
        <TextInput value={typed} onText={setTyped} autocomplete="off" />
      </Field>
    </Dialog>
  );
}
