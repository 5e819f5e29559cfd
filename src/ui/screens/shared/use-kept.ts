/**
 * What is typed and chosen and not saved yet: kept while the app is open, so that neither closing a dialog nor going to
 * another page loses it, and sealed on the device, so that a lock or a start afresh does not either.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { halfTypedIn } from '../../queries/half-typed.ts';
import { useHouse } from '../../queries/house.tsx';

/** Is anything kept that has not been saved? */
export function useHasKept(): () => boolean {
  const house = useHouse();
  return () => halfTypedIn(house).any;
}

/** A value under a name, how to change it, and how to forget it once it is saved. The same name must always mean the same type, of what JSON holds. */
export function useKept<T>(name: string, initial: T) {
  const forms = halfTypedIn(useHouse());
  // As it was when the form was opened: what arrives meanwhile does not change what somebody is looking at.
  const first = useRef({ name, initial });
  if (first.current.name !== name) first.current = { name, initial };
  const now = (): T => forms.now(name, first.current.initial);
  const [, draw] = useState<unknown>(null);
  // Before anybody can tap: no change is missed.
  useLayoutEffect(() => forms.subscribe(() => draw({})), [forms]);
  useEffect(() => void forms.look().catch(() => undefined), [forms, name]);
  return {
    value: now(),
    /** From the value of this moment, which may be newer than the one that was drawn. */
    change: (how: (before: T) => T) => forms.put(name, how(now())),
    forget: () => {
      first.current = { name, initial };
      forms.put(name, undefined);
    },
  };
}

/** As `useKept`, for words. `usual`: stands there already. */
export function useKeptWords(name: string, usual = '') {
  const { value, change, forget } = useKept(name, usual);
  return { words: value, write: (words: string) => change(() => words), forget };
}
