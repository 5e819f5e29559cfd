/** "This tablet is full": said at the top of the page after a change that could not be saved, until one can. */
import { useEffect, useState } from 'preact/hooks';
import { useWhen } from './use-later.ts';
import { trouble } from './use-save.ts';

/** Mounted once, in the shell. */
export function NotSavedNotice() {
  const [why, setWhy] = useState(trouble.now());
  useEffect(() => trouble.subscribe(setWhy), []);
  const { Shown } = useWhen(why !== null, () => import('./behind-first.ts').then((m) => m.NotSavedWords));
  // The region stays, so that what appears in it is said aloud.
  return (
    <div role="alert" class="not-saved">
      {why !== null && Shown ? <Shown why={why} /> : null}
    </div>
  );
}
