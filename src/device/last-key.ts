/** Where it is noted who used this device last: what can be asked of it before the tables and their library are loaded. */

const KEY = 'fingerpost.last';
const OWED_KEY = 'fingerpost.end-session';

/** Ids in the clear; what names somebody is in the box. */
export interface KeptSession {
  readonly scope: string;
  readonly box: string;
  /** Its key is away: it opens by signing in as the same person. */
  readonly locked?: boolean;
}

/** What was kept; null when nobody has signed in, has signed out, or it cannot be read. */
export function keptSession(): KeptSession | null {
  const text = localStorage.getItem(KEY);
  if (text === null) return null;
  try {
    return JSON.parse(text) as KeptSession;
  } catch {
    return null;
  }
}

/** Notes who it was. */
export const putKept = (kept: KeptSession): void => localStorage.setItem(KEY, JSON.stringify(kept));

/** Forgets who it was. */
export const forgetSession = (): void => localStorage.removeItem(KEY);

/** Whether the server has still to be told that this device's session is over: it was locked or left without internet. */
export const endOwed = {
  now: (): boolean => localStorage.getItem(OWED_KEY) !== null,
  set: (owed: boolean): void => (owed ? localStorage.setItem(OWED_KEY, 'yes') : localStorage.removeItem(OWED_KEY)),
};
