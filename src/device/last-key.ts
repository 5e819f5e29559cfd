/** Where it is noted who used this device last: what can be asked of it before the tables and their library are loaded. */

const KEY = 'fingerpost.last';
const SCHOOLS_KEY = 'fingerpost.schools';
const OWED_KEY = 'fingerpost.end-session';
const SENT_KEY = 'fingerpost.sent';
const LEFT_KEY = 'fingerpost.left';
/** Where it is noted that the school had something cleared here. */
export const CLEARED_KEY = 'fingerpost.cleared-afar';

/** Ids in the clear; what names somebody is in the box. */
export interface KeptSession {
  readonly scope: string;
  readonly box: string;
  /** Its key is away: it opens by signing in as the same person, or as `words` says. */
  readonly locked?: boolean;
  /** Its key for use is in no file: a window that starts has it handed over, or opens it. */
  readonly inMemory?: boolean;
  /** It opens with four words. */
  readonly words?: boolean;
}

/** What was kept; null when nobody has signed in, has signed out, or it cannot be read. */
export const keptSession = (): KeptSession | null => read(KEY);

/** Notes who it was. */
export const putKept = (kept: KeptSession): void => {
  write(KEY, kept);
  localStorage.removeItem(LEFT_KEY);
};

/** The same account's other schools on this device: each has tables, a key and a session of its own. */
export const keptOthers = (): readonly KeptSession[] =>
  (read<readonly KeptSession[]>(SCHOOLS_KEY) ?? []).filter(({ scope }) => scope !== keptSession()?.scope);

/** Notes the schools of an account. */
export const putSchools = (all: readonly KeptSession[]): void => write(SCHOOLS_KEY, all);

/** What was kept of each school of the account is different now. */
export function changeKept(change: (kept: KeptSession) => KeptSession): void {
  const [last, others] = [keptSession(), keptOthers()];
  if (others.length > 0) putSchools(others.map(change));
  if (last !== null) putKept(change(last));
}

/** Forgets who it was: they have left. */
export const forgetSession = (): void => {
  for (const key of [KEY, SCHOOLS_KEY, SENT_KEY]) localStorage.removeItem(key);
  localStorage.setItem(LEFT_KEY, 'yes');
};

/** Is nothing kept because somebody has left? Else it is because nobody was here, or the browser has cleared its storage. */
export const hasLeft = (): boolean => localStorage.getItem(LEFT_KEY) !== null;

function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

const write = (key: string, value: unknown): void => localStorage.setItem(key, JSON.stringify(value));

/** When this device last sent, an instant, and how many things of its last user waited then, at all their schools. */
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
    const note = read<Partial<SentNote & KeptSession>>(SENT_KEY);
    const isMine = note?.scope !== undefined && note.scope === keptSession()?.scope;
    return isMine && note.at !== undefined && note.waiting !== undefined
      ? { at: note.at, waiting: note.waiting }
      : null;
  },
  put: (note: SentNote): void => {
    try {
      write(SENT_KEY, { scope: keptSession()?.scope, ...note });
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

/** Did the school have this browser cleared, and nobody has come in since? What that was stands in cleared-afar.ts. */
export const wasClearedAfar = (): boolean => localStorage.getItem(CLEARED_KEY) !== null;
