/** The keys that open the search: "/" (unless it is turned off here) and Ctrl K, Command K on a Mac. Loaded behind the first screen. */
import { isSlashOn } from '../queries/slash-key.ts';

/** Calls `open` at these keys, but for a slash that is typed and while another dialog is open. Gives how to stop. */
export function onSearchKeys(open: () => void): () => void {
  const pressed = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    const asked = ctrlKey || metaKey ? key.toLowerCase() === 'k' : key === '/' && isSlashOn();
    if (!asked || altKey || document.querySelector(':is(input, textarea, select):focus, dialog[open]')) return;
    event.preventDefault();
    open();
  };
  addEventListener('keydown', pressed);
  return () => removeEventListener('keydown', pressed);
}
