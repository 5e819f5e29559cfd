/**
 * Where the data key of an account is kept: a database of its own, as a key that the browser gives to nobody, not even
 * to this app. That stops a casual copy of the tables, not someone with the whole profile and time; wrapping the key
 * with a passkey or with words takes the place of this file and changes nothing else.
 */
import type { Table } from 'dexie';
import { Dexie } from 'dexie';

const keyDatabaseName = (scope: string): string => `${scope}/key`;

/** The data key of a database, made at the first call. Two tabs that start at once get the same one. */
export async function dataKey(scope: string): Promise<CryptoKey> {
  const db = new Dexie(keyDatabaseName(scope), { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ key: '' });
  const keys = db.table<CryptoKey, string>('key');
  try {
    return (await keys.get('data')) ?? (await keepFirst(db, keys));
  } finally {
    db.close();
  }
}

/** Makes a key, unless another tab has kept one meanwhile. */
async function keepFirst(db: Dexie, keys: Table<CryptoKey, string>): Promise<CryptoKey> {
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  return db.transaction('rw', keys, async () => {
    const kept = await keys.get('data');
    if (kept) return kept;
    await keys.add(fresh, 'data');
    return fresh;
  });
}

/** Forgets the key: what it sealed can never be read again. */
export const forgetKey = (scope: string): Promise<void> => Dexie.delete(keyDatabaseName(scope));
