/**
 * The data keys that are open in this window, by the name of their database: in memory only, and the browser gives their
 * bytes to nobody. They go with the window; a window that is started afresh has them handed over (key-handover.ts).
 */

/** One of them. */
export type OpenKey = readonly [scope: string, key: CryptoKey];

const held = new Map<string, CryptoKey>();

/** All of them. */
export const keyRing = {
  get: (scope: string): CryptoKey | undefined => held.get(scope),
  put: (scope: string, key: CryptoKey): void => void held.set(scope, key),
  all: (): readonly OpenKey[] => [...held],
  /** Forgets one of them, or all. */
  drop: (scope?: string): void => void (scope === undefined ? held.clear() : held.delete(scope)),
};
