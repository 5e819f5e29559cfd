/**
 * Is the person of a window still the one who is signed in to this browser? What is noted there says so at any moment, to a
 * window that was asleep as well. Source: docs/decisions/0017, 0032.
 */
import { hasLeft, keptSession } from './last-key.ts';
import { sharedNote } from './shared-note.ts';

/** `left`: they have signed out, or somebody else has signed in. */
export type WhetherHere = 'here' | 'locked' | 'left';

const SHARED = 'fingerpost/shared/';

/** The name of the tables of a shared computer: never that of tables which are kept. Opaque ids. `n`: of a further sign-in beside others. */
export const sharedScopeOf = (account: string, school: string, n = 0): string =>
  `${SHARED}${account}${n === 0 ? '' : `.${n}`}/${school}`;

/** The account whose tables have this name. */
export const accountOf = (scope: string): string | undefined => scope.split('/').at(-2);

/** Of whoever has these tables open. A browser that has cleared its storage has sent nobody away: it is put back. */
export function whetherHere(scope: string): WhetherHere {
  if (scope.startsWith(SHARED)) return sharedNote.isOpen(scope) ? 'here' : 'left';
  const kept = keptSession();
  if (kept === null) return hasLeft() ? 'left' : 'here';
  if (accountOf(kept.scope) !== accountOf(scope)) return 'left';
  return kept.locked ? 'locked' : 'here';
}
