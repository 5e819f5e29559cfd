/**
 * Guessing is slowed for each account and each code, never for an address alone: a whole school sits behind one.
 * At most 10 guesses in 5 minutes (Cyber Essentials). Logins and codes are counted apart: a guess at a login costs a hash,
 * so nobody can name enough of them in the time to push one out of the count; made-up codes cost nothing. What is right is no
 * guess, and takes back none that was wrong: whoever waits for somebody to sign in gets no more of them.
 */

const WINDOW_MS = 5 * 60_000;
const GUESSES_MAX = 10;
const KEYS_MAX = 10_000;

/**
 * What is guessed at. `known`: a login, from a browser in which its account has signed in; `step`: the second step;
 * `proof`: a password, by somebody who is signed in.
 */
export type Guessed = 'login' | 'known' | 'code' | 'step' | 'proof';

export interface Throttle {
  /** Milliseconds until the next guess may be made; 0: now, and this one is counted. */
  wait(what: Guessed, key: string, nowMs: number): number;
  /** The last one was right: it is not counted. */
  right(what: Guessed, key: string): void;
  /** There is something else to guess at: the count begins afresh. */
  clear(what: Guessed, key: string): void;
}

/** A throttle with no memory of before. */
export function createThrottle(): Throttle {
  const guesses: Readonly<Record<Guessed, Map<string, number[]>>> = {
    login: new Map(),
    known: new Map(),
    code: new Map(),
    step: new Map(),
    proof: new Map(),
  };
  return {
    wait(what, key, nowMs) {
      const all = guesses[what];
      const recent = (all.get(key) ?? []).filter((at) => at > nowMs - WINDOW_MS);
      const [oldest] = recent;
      if (recent.length >= GUESSES_MAX && oldest !== undefined) return oldest + WINDOW_MS - nowMs;
      // Whoever was guessed at last goes last.
      all.delete(key);
      if (all.size >= KEYS_MAX) all.delete(all.keys().next().value ?? '');
      all.set(key, [...recent, nowMs]);
      return 0;
    },
    right: (what, key) => void guesses[what].get(key)?.pop(),
    clear: (what, key) => void guesses[what].delete(key),
  };
}
