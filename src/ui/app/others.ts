/** The account's other schools, as the open one knows them. What looks after them is loaded when there are any. */
import { keptOthers, putSchools } from '../../device/last-key.ts';
import type { Keeping } from '../../device/vault-key.ts';
import { createTold } from '../../device/told.ts';
import type { Session, SignedInAt } from '../../protocol/accounts.ts';
import type { AllOthers, OtherSchools } from '../queries/house.tsx';
import { openSchool } from './open-school.ts';
import type { OthersHere } from './other-schools.ts';

/** What the house has of them. */
export interface Others extends Omit<OtherSchools, 'open'> {
  /** What looks after them, once it is here: it sends what waits. Null: there are none. */
  here(): Promise<OthersHere | null>;
}

/**
 * `elsewhere`: as they were told at sign-in; null: those that the device keeps; 'unknown': a shared computer opens one school
 * and keeps nothing of others, nor touches what is kept of somebody else.
 */
export function createOthers(
  session: Session,
  elsewhere: readonly SignedInAt[] | null | 'unknown',
  keeping?: Keeping,
): Others {
  const { now, subscribe, tell } = createTold<AllOthers>({
    schools: [],
    waiting: 0,
    needsYou: 0,
    oldestWaitingAt: null,
  });
  // Those of before may be somebody else's, or left.
  if (elsewhere?.length === 0) putSchools([]);
  const any = elsewhere !== 'unknown' && (elsewhere ?? keptOthers()).length > 0;
  let found: Promise<OthersHere> | null = null;
  return {
    now,
    subscribe,
    here: async () =>
      any
        ? (found ??= import('./behind.ts').then((m) => m.openOthers({ session, elsewhere, keeping, tell, openSchool })))
        : null,
  };
}
