/**
 * Said on every page while this device's storage is held: by another window for long, or by a newer or older version of the
 * app in another window. Gone with the next write that goes well. A full device is told where the words are:
 * not-saved-notice.tsx and the editor.
 */
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/states.tsx';
import { useHouse } from '../../queries/house.tsx';
import { hasUnsavedWords } from '../../queries/unsaved.ts';

/** Mounted once, above the screens. */
export function StorageNotice() {
  const { storage } = useHouse();
  const [state, setState] = useState(storage.now());
  useEffect(() => {
    setState(storage.now());
    return storage.subscribe(setState);
  }, [storage]);
  // The region stays, so that what appears in it is said aloud.
  return (
    <div role="alert" class="not-saved">
      {state === 'waiting' ? <Waiting /> : null}
      {state === 'blocked' ? <Blocked /> : null}
    </div>
  );
}

const Waiting = () => (
  <Notice state="late" title="Another window of Fingerpost is holding this tablet’s storage">
    <p>Your last words are still on screen. Close the other windows: then they save themselves.</p>
  </Notice>
);

function Blocked() {
  const [refused, setRefused] = useState(false);
  const again = () => (hasUnsavedWords() ? setRefused(true) : location.reload());
  return (
    <Notice
      state="stop"
      title="Another version of Fingerpost is open in another window"
      actions={<Button onClick={again}>Start this window again</Button>}
    >
      <p>
        {refused
          ? 'Some words here are not saved yet. Save a backup file of them first, or close the other windows and wait.'
          : 'Nothing can be saved in this window until it is started again. Close the other windows first.'}
      </p>
    </Notice>
  );
}
