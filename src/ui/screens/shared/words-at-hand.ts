/**
 * Words that the school could not accept, kept in sight while they are said again somewhere else. In memory only: they
 * stand in "Needs you" until the person has dealt with them.
 */
import { useEffect, useState } from 'preact/hooks';

/** What is shown: "Next step, Zofia Nowak, 12:21", and the texts. */
export interface AtHand {
  readonly about: string;
  readonly words: readonly string[];
}

let kept: AtHand | null = null;
const listeners = new Set<(now: AtHand | null) => void>();

function set(next: AtHand | null): void {
  kept = next;
  for (const listener of listeners) listener(next);
}

/** Keeps these words in sight. */
export const keepAtHand = (words: AtHand): void => set(words);

/** They are not needed any more. */
export const putAway = (): void => set(null);

/** What is kept in sight now. */
export function useAtHand(): AtHand | null {
  const [now, setNow] = useState(kept);
  useEffect(() => {
    listeners.add(setNow);
    return () => void listeners.delete(setNow);
  }, []);
  return now;
}
