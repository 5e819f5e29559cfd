/**
 * The keys that open the search: "/" (unless it is turned off here) and Ctrl K, Command K on a Mac; and what is typed from
 * then on until the field of the search is there, which may have to be fetched first. Loaded behind the first screen.
 */
import { isSlashOn } from '../queries/slash-key.ts';

/** Typed since the search was asked for; null while it is not on its way. */
let ahead: string | null = null;

/** Keeps what is typed from now on until the search takes it, or cannot be loaded. */
export function keepTyped(): void {
  ahead ??= '';
  import('../screens/shared/search.tsx').catch(takeTyped);
}

/** What was kept, '' when nothing was; no more is kept. */
export function takeTyped(): string {
  const typed = ahead ?? '';
  ahead = null;
  return typed;
}

/** Calls `open` at these keys, but for a slash that is typed and while another dialog is open. Gives how to stop. */
export function onSearchKeys(open: () => void): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (document.querySelector(':is(input, textarea, select):focus, dialog[open]')) return;
    const isOnItsWay = ahead !== null;
    if (isOnItsWay ? !keep(event) : !isAsked(event)) return;
    event.preventDefault();
    if (isOnItsWay) return;
    keepTyped();
    open();
  };
  addEventListener('keydown', pressed);
  return () => {
    removeEventListener('keydown', pressed);
    takeTyped();
  };
}

function isAsked({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !altKey && (ctrlKey || metaKey ? key.toLowerCase() === 'k' : key === '/' && isSlashOn());
}

/** Does with a key what the field would; false: it is no key for a field. Enter finds nothing yet, and must not press what has the focus. */
function keep({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const letters = [...(ahead ?? '')];
  if (ctrlKey || metaKey) return false;
  if (key === 'Escape') takeTyped();
  else if (key === 'Backspace') ahead = letters.slice(0, -1).join('');
  else if ([...key].length === 1) ahead = [...letters, key].join('');
  else return key === 'Enter';
  return true;
}
