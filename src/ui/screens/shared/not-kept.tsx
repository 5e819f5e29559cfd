/**
 * What it means that this device is not protected from clearing, and asking the browser once more. Browsers decide by how
 * much an app is used and whether it is installed (Storage Standard, persist()), so that the answer may change.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { askToKeep } from '../../queries/storage.ts';
import type { StorageFacts } from '../../queries/storage.ts';

/** Nothing while the browser keeps what is here, or does not tell. `onKept`: it does from now on. */
export function NotKept({ facts, onKept }: { readonly facts: StorageFacts; readonly onKept: () => void }) {
  const [refused, setRefused] = useState(false);
  if (facts.protectedFromClearing !== false) return null;
  const ask = async () => {
    if (await askToKeep()) onKept();
    else setRefused(true);
  };
  return (
    <div class="stack">
      <p class="hint">
        If this device runs short of room, the browser may clear Fingerpost, with what is not sent yet.
      </p>
      <Button onClick={() => void ask()}>Ask the browser to keep it</Button>
      <output class="hint">
        {refused ? `The browser does not say yes yet. ${facts.installed ? 'Ask again another day.' : AT_HOME}` : ''}
      </output>
    </div>
  );
}

const AT_HOME = 'Add Fingerpost to the Home Screen: what is there is kept for longer.';
