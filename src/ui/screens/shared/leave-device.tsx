/**
 * Leaving a device: "Lock now" keeps what is unsent, sealed; "Sign out" becomes that while something is unsent, and is done
 * once that is sent. Deleting unsent work needs the word typed, after the backup file was offered.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { plural } from '../../../domain/date-words.ts';
import { PATHS } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import { Notice } from '../../parts/states.tsx';
import { useHouse } from '../../queries/house.tsx';
import { useOtherSchools } from '../../queries/other-schools.ts';
import { useSendingStatus } from '../../queries/sending.ts';

/** Buttons. `waiting`: own changes that are not with the school. */
export function LeaveDevice({ waiting }: { readonly waiting: number }) {
  const { shared } = useHouse();
  const lock = useLock();
  const leaving = useSignOut(waiting);
  return (
    <>
      {shared ? null : (
        <Button onClick={lock.now} busy={lock.busy}>
          Lock now
        </Button>
      )}
      <Button look="plain" onClick={leaving.ask} busy={leaving.state === 'going'}>
        Sign out
      </Button>
      <div role="alert">
        {lock.words === null ? null : <p class="hint">{lock.words}</p>}
        {leaving.state === 'unsent' ? (
          <Unsent waiting={waiting} onLock={shared ? null : lock.now} onStay={leaving.stay} />
        ) : null}
      </div>
    </>
  );
}

/** Milliseconds that what was saved a moment ago may take to be sent before it is asked about. */
const ARRIVES_MS = 700;

/** Signing out, once it was asked for: what is on its way is waited for a moment, and asked about after that. */
function useSignOut(waiting: number) {
  const { signOut } = useHouse();
  const { lastResult } = useSendingStatus();
  const [asked, setAsked] = useState<'no' | 'just now' | 'a while ago'>('no');
  const leaves = asked !== 'no' && waiting === 0;
  useEffect(() => {
    if (!leaves) return;
    void signOut().catch((reason: unknown) => {
      // It can be asked for again.
      setAsked('no');
      throw reason;
    });
  }, [leaves, signOut]);
  useEffect(() => {
    if (asked !== 'just now') return undefined;
    const timer = setTimeout(() => setAsked('a while ago'), ARRIVES_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  return {
    state: asked === 'no' ? 'here' : leaves || asked === 'just now' ? 'going' : 'unsent',
    ask: () => setAsked(navigator.onLine && lastResult === 'ok' ? 'just now' : 'a while ago'),
    stay: () => setAsked('no'),
  } as const;
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

interface UnsentProps {
  readonly waiting: number;
  /** Null: a shared computer, on which nothing can be left behind. */
  readonly onLock: (() => void) | null;
  readonly onStay: () => void;
}

function Unsent({ waiting, onLock, onStay }: UnsentProps) {
  const { engine } = useHouse();
  const [deleting, setDeleting] = useState(false);
  const placeRef = useRef<HTMLDivElement>(null);
  // Below what was pressed, which is often the last in sight.
  useEffect(() => placeRef.current?.scrollIntoView({ block: 'nearest' }), []);
  const many = plural(waiting, 'change has', 'changes have');
  return (
    <div ref={placeRef}>
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
            <Button onClick={onStay}>Stay signed in</Button>
            <Button look="plain" onClick={() => setDeleting(true)}>
              Delete unsent work
            </Button>
          </>
        }
      >
        <p>
          {onLock
            ? 'Lock instead, and nobody else can open it. It is sent when you are back. Or wait: once it is sent, you are signed out.'
            : 'Nothing is kept on this computer: it is gone if you sign out now. It sends itself when there is internet, and then you are signed out.'}
        </p>
        {deleting ? <DeleteUnsent many={many} onClose={() => setDeleting(false)} /> : null}
      </Notice>
    </div>
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
