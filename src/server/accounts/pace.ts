/**
 * How much an account may ask and change: a store of tokens that fills up again, for each account and never for an address, because
 * a whole school sits behind one. It is for a loop that has run wild and for whoever uses a session to fill or to fetch
 * everything: a day's work comes nowhere near. In memory, and bounded by the accounts that there are, because only who is signed
 * in is counted. Source: OWASP ASVS 5.0, 2.4.1.
 */

/** What is counted: requests, changes that a device sends, and bytes of what was refused of somebody and is kept. */
export type Paced = 'request' | 'change' | 'refused';

interface Store {
  /** So many at once. */
  readonly most: number;
  /** So many come back in a second. */
  readonly perSecond: number;
}

/**
 * Ten windows that sync as fast as they may ask four times a second. The changes of a quarter of a year, which a device offers again
 * to a restored server, are fewer than 10,000.
 */
export const PACE: Readonly<Record<Paced, Store>> = {
  request: { most: 1200, perSecond: 20 },
  change: { most: 10_000, perSecond: 5 },
  // Sixty days without internet, all of it refused, are 1 MB.
  refused: { most: 8_000_000, perSecond: 100 },
};

/** How much each account may ask and change for now. */
export interface Pace {
  /** Milliseconds until so many may be had; 0: now, and they are taken. */
  take(what: Paced, whose: string, many: number, nowMs: number): number;
}

const SECOND_MS = 1000;

/** Everybody has all that they may have. */
export function createPace(limits: typeof PACE = PACE): Pace {
  const left: Readonly<Record<Paced, Map<string, { readonly many: number; readonly atMs: number }>>> = {
    request: new Map(),
    change: new Map(),
    refused: new Map(),
  };
  return {
    take(what, whose, many, nowMs) {
      const { most, perSecond } = limits[what];
      const before = left[what].get(whose) ?? { many: most, atMs: nowMs };
      // A clock that was put back gives nothing and takes nothing.
      const since = Math.max(0, nowMs - before.atMs) / SECOND_MS;
      const now = Math.min(most, before.many + since * perSecond);
      if (now < many) return Math.ceil(((many - now) / perSecond) * SECOND_MS);
      left[what].set(whose, { many: now - many, atMs: nowMs });
      return 0;
    },
  };
}
