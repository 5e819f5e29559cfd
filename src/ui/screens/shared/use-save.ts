/**
 * Saving from a screen that keeps no words of its own: as `useMutate`, and a save that fails is told at the top of the page
 * (not-saved-notice.tsx), so that no tap is lost without a word.
 */
import { useCallback } from 'preact/hooks';
import type { Change, Mutate, Saved } from '../../queries/mutate.ts';
import { changeOf, useAct } from '../../queries/mutate.ts';
import type { StorageTrouble } from './storage-words.ts';

let told: StorageTrouble | null = null;
const listeners = new Set<(why: StorageTrouble | null) => void>();

const tell = (why: StorageTrouble | null): void => {
  told = why;
  for (const listener of listeners) listener(why);
};

/** What the last save that failed said; null after one that worked. */
export const trouble = {
  now: (): StorageTrouble | null => told,
  /** Calls back at each change; returns how to stop. */
  subscribe(changed: (why: StorageTrouble | null) => void): () => void {
    listeners.add(changed);
    return () => void listeners.delete(changed);
  },
  clear: (): void => tell(null),
};

/** Saves one change of one record and tells when it could not. */
export function useSave(): Mutate {
  const save = useSaveAct();
  return useCallback((name, record, args) => save([changeOf(name, record, args)]), [save]);
}

/** Saves several changes as one act, and tells when it could not. */
export function useSaveAct(): (changes: readonly Change[]) => Promise<Saved> {
  const act = useAct();
  return useCallback(
    async (changes) => {
      const saved = await act(changes);
      if (saved.kind === 'not-saved') tell(saved.why);
      else if (told !== null) tell(null);
      return saved;
    },
    [act],
  );
}
