/** The words of storage-notice.tsx: loaded when they are needed. */
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/states.tsx';
import { hasUnsavedWords } from '../../queries/unsaved.ts';

/** Who holds this device's storage, and what to do. */
export const StorageHeld = ({ by }: { readonly by: 'waiting' | 'blocked' }) =>
  by === 'waiting' ? <Waiting /> : <Blocked />;

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
