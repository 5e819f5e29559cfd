/**
 * Is the whole app on this device? A service worker takes a page in its charge only after it has kept every file of its
 * release, each checked (sw/sw.ts); a page that none is in charge of may miss a screen without internet.
 */

/** The answer of now, and whoever wants to hear of the next. False where there are no service workers. */
export const appKept = {
  now: (): boolean => (workers()?.controller ?? null) !== null,
  /** Calls back at each change; returns how to stop. */
  subscribe(changed: () => void): () => void {
    workers()?.addEventListener('controllerchange', changed);
    return () => workers()?.removeEventListener('controllerchange', changed);
  },
};

/** Undefined on an address without https, and in old browsers. */
const workers = (): ServiceWorkerContainer | undefined =>
  'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
