/**
 * A screen that is loaded when it is first opened. One that cannot be loaded (no internet before the app was kept, or an old
 * window after an update) says so in its place and can be tried again; nothing that is typed elsewhere is touched.
 */
import type { ComponentChildren, ComponentType } from 'preact';
import { lazy } from 'preact-iso';

/** Fetched behind the first screen: it must be here before it is wanted. */
const notLoaded = import('./not-loaded.tsx');
notLoaded.catch(() => undefined);

/** As preact-iso's `lazy`. */
export const lazyScreen = <T extends (props: never) => ComponentChildren>(load: () => Promise<T>) =>
  lazy(() =>
    load().catch(async () => {
      const { retrying } = await notLoaded;
      // What stands in for a screen passes on what it is given: it takes the same.
      return retrying(load as unknown as () => Promise<ComponentType<object>>) as unknown as T;
    }),
  );
