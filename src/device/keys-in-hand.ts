/**
 * The bytes of data keys, for the moment in which they are put to use or wrapped afresh: opened by the lock keys that the
 * server told, by four words, or by a passkey. The schools of an account open together.
 */
import { keyRing } from './key-ring.ts';
import type { KeyRowName, KeyRowTypes } from './key-rows.ts';
import { withKeyRows } from './key-rows.ts';
import type { RawKey, WrappedBy } from './key-wrapping.ts';
import { keyForUse, keyOfSecret, lockKeyFrom, placeOf, unwrap } from './key-wrapping.ts';
import { makeKey } from './make-key.ts';
import type { Stretch } from './words-key.ts';

/** The key of one database. Whoever has it puts it to use or wipes it. */
export interface KeyInHand {
  readonly scope: string;
  readonly raw: RawKey;
}

/** A database with the lock key of its account, as the server told it. */
export interface LockPlace {
  readonly scope: string;
  readonly lockKey: string;
}

/**
 * By the lock keys. A key for use that lies on the device gives way to a fresh one first (make-key.ts); then `moved`, and
 * every window has to be started afresh: what they seal under the old one opens, but is not to be.
 */
export async function keysByLock(
  places: readonly LockPlace[],
): Promise<{ readonly keys: readonly KeyInHand[]; readonly moved: boolean }> {
  const keys: KeyInHand[] = [];
  let moved = false;
  for (const { scope, lockKey } of places) {
    await withKeyRows(scope, async (rows) => {
      const lies = (await rows.get('data')) !== undefined;
      // Or a school of the account has none on this device yet.
      if (lies || !(await rows.get('wrapped/lock'))) {
        const fresh = await makeKey(rows, { scope, lockKey, stays: false });
        if (fresh) keyRing.put(scope, fresh);
      }
      moved ||= lies;
      const wrapped = await rows.get('wrapped/lock');
      const raw =
        wrapped && (await unwrap(wrapped, { key: await lockKeyFrom(lockKey), place: placeOf(scope, 'lock') }));
      if (raw) keys.push({ scope, raw });
    });
  }
  return { keys, moved };
}

/** By four words: those of the databases that they open. They are stretched once for all that have the salt. */
export async function keysByWords(
  scopes: readonly string[],
  words: string,
  stretch: Stretch,
): Promise<readonly KeyInHand[]> {
  const stretched = new Map<string, CryptoKey>();
  return keysOf(scopes, 'words', async ({ kdf }) => {
    const cost = [kdf.salt, kdf.memory, kdf.passes, kdf.lanes].join(' ');
    const key = stretched.get(cost) ?? (await keyOfSecret(await stretch(words, kdf), 'words'));
    stretched.set(cost, key);
    return key;
  });
}

/** By the secret of the passkey with this id. */
export async function keysByPasskey(
  scopes: readonly string[],
  id: Uint8Array,
  secret: Uint8Array<ArrayBuffer>,
): Promise<readonly KeyInHand[]> {
  const key = await keyOfSecret(secret, 'passkey');
  return keysOf(scopes, 'passkey', async (wrapped) => (String(wrapped.id) === String(id) ? key : null));
}

type WrappedAs<B extends WrappedBy> = KeyRowTypes[`wrapped/${B}` & KeyRowName];

async function keysOf<B extends WrappedBy>(
  scopes: readonly string[],
  by: B,
  keyFor: (wrapped: WrappedAs<B>) => Promise<CryptoKey | null>,
): Promise<readonly KeyInHand[]> {
  const found: KeyInHand[] = [];
  for (const scope of scopes) {
    const wrapped = await withKeyRows(scope, (rows) => rows.get(`wrapped/${by}`));
    const key = wrapped ? await keyFor(wrapped as WrappedAs<B>) : null;
    const raw = wrapped && key ? await unwrap(wrapped, { key, place: placeOf(scope, by) }) : null;
    if (raw) found.push({ scope, raw });
  }
  return found;
}

/** They are open in this window from now on. */
export async function putToUse(keys: readonly KeyInHand[]): Promise<void> {
  for (const { scope, raw } of keys) keyRing.put(scope, await keyForUse(raw));
}

/** Nothing is done with them. */
export const wipeKeys = (keys: readonly KeyInHand[]): void => keys.forEach(({ raw }) => raw.fill(0));
