/** The way to the search: a button in the frame, and the keys "/" and Ctrl K. Both load what they need when it is needed. */
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { useLater } from '../screens/shared/use-later.ts';

/** The button. */
export function SearchButton() {
  const { Shown: Search, open, close } = useLater(() => import('../screens/shared/search.tsx').then((m) => m.Search));
  const keepRef = useRef<(() => void) | undefined>(undefined);
  useEffect(() => {
    // Without the file of the keys the button still works.
    const keys = import('./search-keys.ts').catch(() => undefined);
    const stop = keys.then((m) => {
      keepRef.current = m?.keepTyped;
      return m?.onSearchKeys(open);
    });
    return () => void stop.then((ends) => ends?.());
  }, []);
  const press = () => {
    keepRef.current?.();
    open();
  };
  return (
    <>
      <button class="chip account" type="button" aria-keyshortcuts="/ Control+K Meta+K" onClick={press}>
        <Icon name="search" />
        <span>Search</span>
      </button>
      {Search ? <Search onClose={close} /> : null}
    </>
  );
}
