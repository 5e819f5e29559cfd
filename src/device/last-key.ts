/** Where it is noted who used this device last: what can be asked of it before the tables and their library are loaded. */

const KEY = 'fingerpost.last';

/** Ids in the clear; what names somebody is in the box. */
export interface KeptSession {
  readonly scope: string;
  readonly box: string;
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
