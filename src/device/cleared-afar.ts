/** What the school had cleared here, until it has been told that it is: written down before it goes. */
import { CLEARED_KEY, forgetSession, keptOthers, keptSession, putSchools } from './last-key.ts';

/** Tables, and the device that they are to the server. */
export interface ClearedHere {
  readonly scope: string;
  readonly device: string;
}

/** The note of it, in storage that is not the tables’. */
export const clearedAfar = {
  /** Empty: the school knows, and nobody has come in since. Null: nothing was cleared. */
  now: (): readonly ClearedHere[] | null => {
    try {
      return JSON.parse(localStorage.getItem(CLEARED_KEY) ?? 'null') as readonly ClearedHere[] | null;
    } catch {
      return null;
    }
  },
  put: (cleared: readonly ClearedHere[] | null): void =>
    cleared === null
      ? localStorage.removeItem(CLEARED_KEY)
      : localStorage.setItem(CLEARED_KEY, JSON.stringify(cleared)),
};

/** Forgets one of the schools at which somebody was signed in here. */
export function forgetKept(scope: string): void {
  if (keptSession()?.scope === scope) return forgetSession();
  const others = keptOthers();
  if (others.some((kept) => kept.scope === scope)) putSchools(others.filter((kept) => kept.scope !== scope));
}
