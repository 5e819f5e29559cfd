/**
 * Guessing is slowed for each account and each code, never for an address alone: a whole school sits behind one. Five wrong
 * ones in five minutes at once, then one a minute: at most 10 in any 5 minutes (Cyber Essentials), and nobody is shut out for
 * longer than a minute by who has stopped. Logins and codes are counted apart. What is right is no guess, and takes back none
 * that was wrong: whoever waits for somebody to sign in gets no more of them.
 */

const MINUTE_MS = 60_000;
const WINDOW_MS = 5 * MINUTE_MS;
const AT_ONCE = 5;
/** More than the server hashes in the window. */
const KEYS_MAX = 40_000;

/**
 * What is guessed at. `known`: a login, from a browser in which its account has signed in; `step`: the second step;
 * `proof`: a password, by somebody who is signed in.
 */
export type Guessed = 'login' | 'known' | 'code' | 'step' | 'proof';

export interface Throttle {
  /** Milliseconds until the next guess may be made; 0: now, and this one is counted. */
  wait(what: Guessed, key: string, nowMs: number): number;
  /** The one that was made at this time was right, or was not looked at: it is not counted. */
  right(what: Guessed, key: string, madeMs: number): void;
  /** There is something else to guess at: the count begins afresh. */
  clear(what: Guessed, key: string): void;
}

/** When the guesses at one thing were made that were not right. */
type Guesses = Map<string, readonly number[]>;

/** A throttle with no memory of before. */
export function createThrottle(): Throttle {
  const guesses: Readonly<Record<Guessed, Guesses>> = {
    login: new Map(),
    known: new Map(),
    code: new Map(),
    step: new Map(),
    proof: new Map(),
  };
  return {
    wait(what, key, nowMs) {
      const all = guesses[what];
      const recent = recentOf(all.get(key), nowMs);
      const waitMs = waitAfter(recent, nowMs);
      if (waitMs > 0) return waitMs;
      // Whoever was guessed at last goes last.
      all.delete(key);
      const fullMs = makeRoom(all, nowMs);
      if (fullMs > 0) return fullMs;
      all.set(key, [...recent, nowMs]);
      return 0;
    },
    right(what, key, madeMs) {
      const made = guesses[what].get(key) ?? [];
      const left = made.toSpliced(made.lastIndexOf(madeMs), made.includes(madeMs) ? 1 : 0);
      // What is not counted takes no room: nobody is pushed out by it.
      if (left.length === 0) guesses[what].delete(key);
      else guesses[what].set(key, left);
    },
    clear: (what, key) => void guesses[what].delete(key),
  };
}

const recentOf = (made: readonly number[] = [], nowMs: number): readonly number[] =>
  made.filter((at) => at > nowMs - WINDOW_MS);

const isFull = (recent: readonly number[]): boolean => recent.length >= AT_ONCE;

/** Milliseconds until a further guess. */
function waitAfter(recent: readonly number[], nowMs: number): number {
  const last = recent.at(-1);
  return isFull(recent) && last !== undefined ? Math.max(0, last + MINUTE_MS - nowMs) : 0;
}

/**
 * Forgets what is over and, when all are taken, the one that was guessed at longest ago, but none that is being slowed: whoever
 * names ever new ones frees none. Gives the milliseconds to wait where there is no room.
 */
function makeRoom(all: Guesses, nowMs: number): number {
  for (const [key, made] of all) {
    if (recentOf(made, nowMs).length > 0) break;
    all.delete(key);
  }
  if (all.size < KEYS_MAX) return 0;
  for (const [key, made] of all)
    if (!isFull(recentOf(made, nowMs))) {
      all.delete(key);
      return 0;
    }
  return MINUTE_MS;
}
