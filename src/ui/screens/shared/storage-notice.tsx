/**
 * Said on every page while this device's storage is held: by another window for long, or by a newer or older version of the
 * app in another window; gone with the next write that goes well. And that the browser has cleared it: what this window
 * has put back, or that it cannot. A full device is told where the words are: not-saved-notice.tsx and the editor.
 */
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/states.tsx';
import { useHouse } from '../../queries/house.tsx';
import { useOwn } from '../../queries/sending.ts';
import { hasUnsavedWords } from '../../queries/unsaved.ts';
import { BackupButton } from './backup-button.tsx';

/** Mounted once, above the screens. */
export function StorageNotice() {
  const { storage } = useHouse();
  const state = useWatched(storage);
  // The region stays, so that what appears in it is said aloud.
  return (
    <div role="alert" class="not-saved">
      {state === 'waiting' ? <Waiting /> : null}
      {state === 'blocked' ? <Blocked /> : null}
      {state === 'cleared' ? <Cleared /> : <PutBackAgain />}
    </div>
  );
}

interface Watched<T> {
  readonly now: () => T;
  readonly subscribe: (changed: (now: T) => void) => () => void;
}

function useWatched<T>(watched: Watched<T>): T {
  const [now, setNow] = useState(() => watched.now());
  useEffect(() => {
    setNow(() => watched.now());
    return watched.subscribe((next) => setNow(() => next));
  }, [watched]);
  return now;
}

const Waiting = () => (
  <Notice state="late" title="Another window of Fingerpost is holding this tablet’s storage">
    <p>Your last words are still on screen. Close the other windows: then they save themselves.</p>
  </Notice>
);

const Blocked = () => (
  <Notice state="stop" title="Another version of Fingerpost is open in another window" actions={<StartAgain />}>
    <p>Nothing can be saved in this window until it is started again. Close the other windows first.</p>
  </Notice>
);

/** Never over words that are on screen only. */
function StartAgain() {
  const [refused, setRefused] = useState(false);
  return (
    <>
      <Button onClick={() => (hasUnsavedWords() ? setRefused(true) : location.reload())}>
        Start this window again
      </Button>
      <output class="why">
        {refused ? (
          <span class="hint">Some words here are not saved yet. Save them as a file or copy them first.</span>
        ) : null}
      </output>
    </>
  );
}

const TITLE = 'This browser cleared Fingerpost’s storage';

function Cleared() {
  const own = useOwn();
  const unsent = own.state === 'ready' && own.value.some((m) => m.taken === null) ? own.value : null;
  return (
    <Notice
      state="stop"
      title={TITLE}
      actions={
        <>
          {unsent ? <BackupButton own={unsent} about=" of what was not sent" /> : null}
          <StartAgain />
        </>
      }
    >
      <p>
        Your words are still on screen and are not saved here. Copy them or save a backup file, then start this window
        again.
      </p>
    </Notice>
  );
}

/** All is as before, and yet it is said: others who use this tablet may have lost something. */
function PutBackAgain() {
  const { putBack } = useHouse();
  const back = useWatched(putBack);
  if (back === null) return null;
  return (
    <Notice
      title={TITLE}
      icon="tablet"
      actions={
        <Button look="plain" onClick={putBack.seen}>
          Close
        </Button>
      }
    >
      <p>
        {back.unsent ? 'What you had not sent is saved on this tablet again. ' : 'You had sent everything. '}
        The records come back when there is internet. Unsent work of other people on this tablet may be gone.
      </p>
    </Notice>
  );
}
