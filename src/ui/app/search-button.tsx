/** The way to the search: a button in the frame, and the keys "/" and Ctrl K (Command K). */
import { useEffect } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { isSlashOn } from '../queries/slash-key.ts';
import { useLater } from '../screens/shared/use-later.ts';

/** The button. What it opens is loaded then. */
export function SearchButton() {
  const { Shown: Search, open, close } = useLater(() => import('../screens/shared/search.tsx').then((m) => m.Search));
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey } = event;
      const asked = ctrlKey || metaKey ? key === 'k' : key === '/' && isSlashOn();
      // A slash that is typed stays a slash, and a dialog that is open stays the one.
      if (!asked || altKey || document.querySelector(':is(input, textarea, select):focus, dialog[open]')) return;
      event.preventDefault();
      open();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
  return (
    <>
      <button class="chip account" type="button" aria-keyshortcuts="/ Control+K Meta+K" onClick={open}>
        <Icon name="search" />
        <span>Search</span>
      </button>
      {Search ? <Search onClose={close} /> : null}
    </>
  );
}
