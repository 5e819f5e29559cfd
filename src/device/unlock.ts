/**
 * Opening a locked device without internet. Wrong words are heard more and more slowly (1, 2, 4 … seconds), counted before
 * they are tried, so that ending the browser gains nothing; after ten, all that words or a passkey open is thrown away.
 * What was not sent stays, sealed, and opens by signing in. Past its lease the device does not open so at all.
 */
import type { KeyInHand } from './keys-in-hand.ts';
import { keysByPasskey, keysByWords } from './keys-in-hand.ts';
import type { Guard, KeyRows, PasskeyRef } from './key-rows.ts';
import { withKeyRows } from './key-rows.ts';
import { keyRing } from './key-ring.ts';
import { isOver, noted } from './lease.ts';
import type { Stretch } from './words-key.ts';

/** So many wrong words, and they open nothing any more. */
export const WRONG_MAX = 10;
const SECOND_MS = 1000;

/** What came of a try. Times in milliseconds. */
export type Tried =
  | { readonly kind: 'open'; readonly keys: readonly KeyInHand[] }
  /** How many tries are left, and how long until the next is heard. */
  | { readonly kind: 'wrong'; readonly left: number; readonly waitMs: number }
  | { readonly kind: 'too-soon'; readonly waitMs: number }
  /** It was one too many, now or before; or there never were any. */
  | { readonly kind: 'none' }
  | { readonly kind: 'lease-over' };

/** What opens a locked database. */
export interface WaysIn {
  readonly words: boolean;
  readonly passkey: PasskeyRef | null;
  /** Milliseconds until words are heard again. */
  readonly waitMs: number;
  readonly leaseOver: boolean;
}

/** What opens it now. */
export const waysIn = (scope: string, nowMs: number): Promise<WaysIn> =>
  withKeyRows(scope, async (rows) => ({
    words: (await rows.get('wrapped/words')) !== undefined,
    passkey: (await rows.get('wrapped/passkey')) ?? null,
    waitMs: waitLeft(await rows.get('guard'), nowMs),
    leaseOver: await isLeaseOver(rows, nowMs),
  }));

interface WordsTry {
  readonly words: string;
  readonly stretch: Stretch;
  readonly nowMs: number;
}

/** Tries words. `scopes`: the databases of the account, that which is to be opened first; its guard and lease count. */
export async function tryWords(scopes: readonly string[], { words, stretch, nowMs }: WordsTry): Promise<Tried> {
  const [first = ''] = scopes;
  const counted = await withKeyRows(first, (rows) => countTry(rows, nowMs));
  if (typeof counted !== 'number') return counted;
  const keys = await keysByWords(scopes, words, stretch);
  if (keys.some(({ scope }) => scope === first)) {
    await withKeyRows(first, (rows) => rows.remove('guard'));
    return { kind: 'open', keys };
  }
  if (counted < WRONG_MAX) return { kind: 'wrong', left: WRONG_MAX - counted, waitMs: waitOf(counted) };
  await dropWays(scopes);
  return { kind: 'none' };
}

/** Notes one more try; gives how many there are then, or why none is heard. */
const countTry = (rows: KeyRows, nowMs: number): Promise<number | Exclude<Tried, { readonly kind: 'open' }>> =>
  rows.transact(async () => {
    if (await isLeaseOver(rows, nowMs)) return { kind: 'lease-over' };
    if (!(await rows.get('wrapped/words'))) return { kind: 'none' };
    const guard = await rows.get('guard');
    const waitMs = waitLeft(guard, nowMs);
    if (waitMs > 0) return { kind: 'too-soon', waitMs };
    // Ended in the middle of the tenth: that one was heard already.
    const wrong = Math.min((guard?.wrong ?? 0) + 1, WRONG_MAX);
    await rows.put('guard', { wrong, until: nowMs + waitOf(wrong) });
    return wrong;
  });

/** 1, 2, 4 … seconds after so many wrong words. */
const waitOf = (wrong: number): number => SECOND_MS * 2 ** (wrong - 1);

/** A clock that was turned back does not make it longer than it is. */
const waitLeft = (guard: Guard | undefined, nowMs: number): number =>
  guard === undefined ? 0 : Math.max(0, Math.min(guard.until - nowMs, waitOf(guard.wrong)));

/** Tries a passkey: `ask` has the device ask for it, and gives its secret, or null when nothing came of it. */
export async function tryPasskey(
  scopes: readonly string[],
  ask: (ref: PasskeyRef) => Promise<Uint8Array<ArrayBuffer> | null>,
  nowMs: number,
): Promise<Tried | { readonly kind: 'not-given' }> {
  const [first = ''] = scopes;
  const { passkey, leaseOver } = await waysIn(first, nowMs);
  if (leaseOver) return { kind: 'lease-over' };
  if (passkey === null) return { kind: 'none' };
  const secret = await ask(passkey);
  if (secret === null) return { kind: 'not-given' };
  const keys = await keysByPasskey(scopes, passkey.id, secret);
  return keys.some(({ scope }) => scope === first) ? { kind: 'open', keys } : { kind: 'not-given' };
}

/** Notes the time, so that a clock that is turned back later brings nothing back. */
async function isLeaseOver(rows: KeyRows, nowMs: number): Promise<boolean> {
  const lease = await rows.get('lease');
  if (lease === undefined) return false;
  const now = noted(lease, nowMs);
  if (now !== lease) await rows.put('lease', now);
  return isOver(now, nowMs);
}

/** All that words or a passkey open, and the keys for use. What only signing in opens stays, and so does every box. */
export async function dropWays(scopes: readonly string[]): Promise<void> {
  for (const scope of scopes)
    await withKeyRows(scope, (rows) => rows.remove('wrapped/words', 'wrapped/passkey', 'data', 'guard'));
  keyRing.drop();
}
