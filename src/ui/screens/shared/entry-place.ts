/** An entry that the address names (`atEntry` in app/paths.ts) takes the focus where it is shown. */
import { useLocation } from 'preact-iso';
import { useEffect, useRef } from 'preact/hooks';
import type { EntryId } from '../../../domain/ids.ts';

/** For the element that shows the entry: it takes the focus, in view, when the address names it. */
export function useEntryPlace<E extends HTMLElement = HTMLLIElement>(entry: EntryId) {
  const { url } = useLocation();
  const placeRef = useRef<E>(null);
  useEffect(() => {
    if (location.hash !== `#${encodeURIComponent(entry)}`) return;
    // A page that arrives takes the focus itself, after what stands in it.
    const timer = setTimeout(() => {
      placeRef.current?.scrollIntoView({ block: 'center' });
      placeRef.current?.focus({ preventScroll: true });
    });
    return () => clearTimeout(timer);
  }, [url, entry]);
  return placeRef;
}

/** Called when the address names any entry: what is folded away is opened. */
export function useAskedForEntry(open: () => void): void {
  const { url } = useLocation();
  useEffect(() => {
    if (location.hash !== '') open();
  }, [url]);
}
