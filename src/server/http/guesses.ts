/** Guessing is slowed, and many who sign in together wait their turn: both are answered with 429 and when to try again. */
import type { Context } from 'hono';
import { auditAccount } from '../accounts/audit-account.ts';
import type { AccountDeed } from '../accounts/audit-account.ts';
import { knownFor } from '../accounts/known-browsers.ts';
import type { Guessed } from '../accounts/throttle.ts';
import { TooBusy } from '../accounts/turns.ts';
import type { ServerDeps } from '../deps.ts';
import { ProblemError } from './problem.ts';
import { smallCookie } from './small-cookies.ts';

const BUSY_S = 5;
/** To whoever must wait for others. */
export const BUSY_WORDS = 'Many people are signing in. Try again in a few seconds.';

/** A guess that may be made, and is counted until it is known to have been right. */
export interface Guess {
  /** It was right. */
  readonly right: () => void;
}

/** Counts a guess. Throws "slow-down" when there were too many. */
export function guess({ throttle, now }: ServerDeps, what: Guessed, key: string): Guess {
  const nowMs = Date.parse(now());
  const waitMs = throttle.wait(what, key, nowMs);
  if (waitMs > 0)
    throw new ProblemError('slow-down', 'Too many tries. Wait a minute, or ask for a new code.', waitMs / 1000);
  return { right: () => throttle.right(what, key, nowMs) };
}

/** The same for a login; from a browser in which its account has signed in it is counted apart, so that no stranger shuts out whose it is. */
export async function guessAt(c: Context, deps: ServerDeps, login: string): Promise<Guess> {
  const known = await knownFor(deps.store.read, smallCookie(c, deps, 'known'), login, deps.now());
  return known === null ? guess(deps, 'login', login) : guess(deps, 'known', known);
}

/** Does what a guess is for. One that was not looked at, because too many wait, is none. */
export async function inTurn<T>({ right }: Guess, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (problem) {
    if (!(problem instanceof TooBusy)) throw problem;
    right();
    throw new ProblemError('slow-down', BUSY_WORDS, BUSY_S);
  }
}

/** Milliseconds in which an answer is out. */
const BEHIND_MS = 25;

/**
 * Writes down that somebody was refused, behind the answer: an account that is there must not take longer than one that is not.
 * The login is looked up there for the same reason.
 */
export function noteRefused(
  { store, now, failed }: ServerDeps,
  login: string,
  what: AccountDeed = 'account.refused',
): void {
  const at = now();
  const write = () =>
    store.write(async (tx) => {
      const row = await tx
        .selectFrom('account')
        .select('id')
        .where((eb) => eb.or([eb('login', '=', login), eb('id', '=', login)]))
        .executeTakeFirst();
      if (row) await auditAccount(tx, row.id, { what, at });
    });
  setTimeout(() => void write().catch(failed), BEHIND_MS);
}
