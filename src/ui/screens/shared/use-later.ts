/**
 * Something that is loaded when it is first asked for, inside the tap: a dialog that most people never open. It is in the
 * release that the device keeps, so it comes without internet too. Where it does not come, that is said in its place.
 */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Fetched before it is wanted: when it is, there may be no internet. */
const notLoaded = import('./not-loaded-dialog.tsx');
notLoaded.catch(() => undefined);

/** The component once it is asked for and here; null before and after. */
export function useLater<P>(load: () => Promise<ComponentType<P>>) {
  const [Shown, setShown] = useState<ComponentType<P> | null>(null);
  const close = () => setShown(null);
  const open = (): void =>
    void load()
      .catch(async () => {
        const { inPlaceOf } = await notLoaded;
        // It takes what it is given, and looks at none of it.
        return inPlaceOf({ again: open, close }) as ComponentType<P>;
      })
      .then((component) => setShown(() => component));
  return { Shown, open, close };
}

/** The component once it is wanted and here; null before. */
export function useWhen<P>(wanted: boolean, load: () => Promise<ComponentType<P>>) {
  const [Shown, setShown] = useState<ComponentType<P> | null>(null);
  useEffect(() => {
    // Nobody asked for it: what is behind it is there without it.
    if (wanted)
      load()
        .then((component) => setShown(() => component))
        .catch(() => undefined);
  }, [wanted]);
  return { Shown };
}
