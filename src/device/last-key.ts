/** Where it is noted who used this device last: what can be asked of it before the tables and their library are loaded. */

const KEY = 'fingerpost.last';
const OWED_KEY = 'fingerpost.end-session';
const SENT_KEY = 'fingerpost.sent';

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
export const forgetSession = (): void => {
  localStorage.removeItem(KEY);
  localStorage.removeItem(SENT_KEY);
};

/** When this device last sent, an instant, and how many things of its last user waited when that was noted. */
export interface SentNote {
  readonly at: string;
  readonly waiting: number;
}

/**
 * Kept beside the tables, in storage that some browsers leave alone when they throw the tables away: then it can be said
 * what may be gone. A time and a number, of nobody.
 */
export const sentNote = {
  /** Of the account that used this device last; null when nothing is known. */
  now: (): SentNote | null => {
    try {
      const { scope, ...note } = JSON.parse(localStorage.getItem(SENT_KEY) ?? '{}') as Partial<SentNote & KeptSession>;
      const isMine = scope !== undefined && scope === keptSession()?.scope;
      return isMine && note.at !== undefined && note.waiting !== undefined
        ? { at: note.at, waiting: note.waiting }
        : null;
    } catch {
      return null;
    }
  },
  put: (note: SentNote): void => {
    try {
      localStorage.setItem(SENT_KEY, JSON.stringify({ scope: keptSession()?.scope, ...note }));
    } catch {
      // No room: then a sentence will say less.
    }
  },
};

/** Whether the server has still to be told that this device's session is over: it was locked or left without internet. */
export const endOwed = {
  now: (): boolean => localStorage.getItem(OWED_KEY) !== null,
  set: (owed: boolean): void => (owed ? localStorage.setItem(OWED_KEY, 'yes') : localStorage.removeItem(OWED_KEY)),
};
