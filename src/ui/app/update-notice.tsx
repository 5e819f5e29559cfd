/** "A new version is ready. It will start after this interview." It never interrupts: outside an interview it is one tap. */
import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import type { AppUpdate } from '../../device/app-update.ts';
import { Button } from '../parts/button.tsx';
import { hasUnsavedWords } from '../queries/unsaved.ts';

/** Shown while a newer version waits. */
export function UpdateNotice({ update }: { readonly update: AppUpdate }) {
  const [state, setState] = useState(update.now());
  const { path } = useLocation();
  useEffect(() => update.subscribe(setState), [update]);
  if (state === 'current') return null;
  // Never over words that are not saved: the notice stays, and the next tap tries again.
  const start = async () => {
    if (hasUnsavedWords() && !(await (await import('./leaving.ts')).wordsSaved())) return;
    if (state === 'replaced') location.reload();
    else update.apply();
  };
  const inInterview = path.startsWith('/interviews/');
  return (
    <output class="update-notice">
      <span>A new version is ready. {inInterview ? 'It will start after this interview.' : ''}</span>
      {inInterview ? null : (
        <Button small onClick={() => void start()}>
          Start it now
        </Button>
      )}
    </output>
  );
}
