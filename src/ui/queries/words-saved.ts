/** Waiting until no word is unsaved: before a window goes. */
import { hasUnsavedWords } from './unsaved.ts';

/** Milliseconds that words that are being typed may take to be saved before the device says that it cannot go on. */
const SAVED_WITHIN_MS = 1500;

/** Leaves the field, which saves it, and waits a moment until no word is unsaved. */
export async function wordsSaved(): Promise<boolean> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  for (let waited = 0; hasUnsavedWords() && waited < SAVED_WITHIN_MS; waited += 50) await delay(50);
  return !hasUnsavedWords();
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
