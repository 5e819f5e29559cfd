/** Making a data key, and opening one with the account's lock key: at sign-in. */
import type { KeyRows } from './key-rows.ts';
import type { Wrapped } from './key-wrapping.ts';
import { drawKey, keyForUse, lockKeyFrom, placeOf, unwrap, wrap } from './key-wrapping.ts';

interface Making {
  readonly scope: string;
  readonly lockKey: string | undefined;
  /** The key for use is kept in a row. */
  readonly stays: boolean;
}

/**
 * Makes a key, wrapped under the lock key, and keeps it in one transaction. One that lay on the device beside the boxes, and
 * is not to any more, becomes a key of before: what it sealed still opens, and is sealed afresh (reseal.ts). Null: another
 * tab has kept one meanwhile, and this one is of no use.
 */
export async function makeKey(rows: KeyRows, { scope, lockKey, stays }: Making): Promise<CryptoKey | null> {
  const raw = drawKey();
  const wrapped = lockKey
    ? await wrap(raw, { key: await lockKeyFrom(lockKey), place: placeOf(scope, 'lock') })
    : undefined;
  const key = await keyForUse(raw);
  const kept = await rows.transact(async () => {
    const now = await rows.get('data');
    if (stays ? now : !now && (await rows.get('wrapped/lock'))) return false;
    // Made and locked meanwhile: this key would take the place of one that has sealed something.
    if (stays && (await rows.get('wrapped/lock'))) return false;
    if (stays) await rows.put('data', key);
    else if (now) await moveBehind(rows, now);
    if (wrapped) await rows.put('wrapped/lock', wrapped);
    return true;
  });
  return kept ? key : null;
}

async function moveBehind(rows: KeyRows, now: CryptoKey): Promise<void> {
  await rows.put('before', [...((await rows.get('before')) ?? []), now]);
  // What opened the key of before does not open this one.
  await rows.remove('data', 'wrapped/words', 'wrapped/passkey', 'guard');
}

/** The key for use; null when the lock key is another one. */
export async function openByLock(wrapped: Wrapped, scope: string, lockKey: string): Promise<CryptoKey | null> {
  const raw = await unwrap(wrapped, { key: await lockKeyFrom(lockKey), place: placeOf(scope, 'lock') });
  return raw === null ? null : keyForUse(raw);
}
