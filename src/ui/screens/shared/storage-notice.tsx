/**
 * Said on every page while this device's storage is held: by another window for long, or by a newer or older version of the
 * app in another window. Gone with the next write that goes well. A full device is told where the words are
 * (not-saved-notice.tsx and the editor), and here when it was found by a sync.
 */
import { useEffect, useState } from 'preact/hooks';
import type { StorageHeld } from './storage-held.tsx';
import { useHouse } from '../../queries/house.tsx';

/** Mounted once, above the screens. */
export function StorageNotice() {
  const { storage } = useHouse();
  const [state, setState] = useState(storage.now());
  useEffect(() => {
    setState(storage.now());
    return storage.subscribe(setState);
  }, [storage]);
  const held = state === 'waiting' || state === 'blocked' ? state : null;
  const [Held, setHeld] = useState<typeof StorageHeld | null>(null);
  useEffect(() => {
    if (held) void import('./storage-held.tsx').then((m) => setHeld(() => m.StorageHeld));
  }, [held]);
  // The region stays, so that what appears in it is said aloud.
  return (
    <div role="alert" class="not-saved">
      {held && Held ? <Held by={held} /> : null}
    </div>
  );
}
