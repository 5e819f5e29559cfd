/**
 * What is typed and chosen and not saved yet: kept in memory for as long as the app is open, so that neither closing a
 * dialog nor going to another page loses it.
 */
import { useState } from 'preact/hooks';
import { useHouse } from '../../queries/house.tsx';

const kept = new Map<string, unknown>();

/** Is anything kept that would be lost with this window? */
export const hasKept = (): boolean => [...kept.values()].some(hasWords);

/** Words that somebody typed, wherever in the value; a choice alone is soon made again. */
function hasWords(value: unknown): boolean {
  if (typeof value === 'string') return /\S\s+\S/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasWords);
}

/** A value under a name, how to change it, and how to forget it once it is saved. The same name must always mean the same type. */
export function useKept<T>(name: string, initial: T) {
  const { session } = useHouse();
  const key = `${session.account} ${name}`;
  const now = (): T => (kept.has(key) ? (kept.get(key) as T) : initial);
  const [value, setValue] = useState(now);
  return {
    value,
    /** From the value of this moment, which may be newer than the one that was drawn. */
    change: (how: (before: T) => T) => {
      const next = how(now());
      kept.set(key, next);
      setValue(next);
    },
    forget: () => {
      kept.delete(key);
      setValue(initial);
    },
  };
}

/** As `useKept`, for words. */
export function useKeptWords(name: string) {
  const { value, change, forget } = useKept(name, '');
  return { words: value, write: (words: string) => change(() => words), forget };
}
