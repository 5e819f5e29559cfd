/**
 * Something that is loaded when it is first asked for, inside the tap: a dialog that most people never open. It is in the
 * release that the device keeps, so it comes without internet too.
 */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** The component once it is asked for and here; null before and after. */
export function useLater<P>(load: () => Promise<ComponentType<P>>) {
  const [Shown, setShown] = useState<ComponentType<P> | null>(null);
  return {
    Shown,
    open: () => void load().then((component) => setShown(() => component)),
    close: () => setShown(null),
  };
}

/** The component once it is wanted and here; null before. */
export function useWhen<P>(wanted: boolean, load: () => Promise<ComponentType<P>>) {
  const { Shown, open } = useLater(load);
  useEffect(() => (wanted ? open() : undefined), [wanted]);
  return { Shown };
}
