/**
 * Where the data key of an account is kept: a database of its own.
 *   'data'          the key for use, which the browser gives to nobody, not even to this app; gone while the device is locked
 *   'wrapped/lock'  the same key, sealed under the account's lock key, which only the server tells, at sign-in
 * A passkey or four words are further wrappings of the same key, each a row 'wrapped/<by what>'. Opening by any of them
 * puts 'data' back. Locking takes 'data' away; its bytes may lie in the browser's files until those are written afresh.
 */
import type { Table } from 'dexie';
import { Dexie } from 'dexie';
import type { Fresh, Wrapped } from './key-wrapping.ts';

const keyDatabaseName = (scope: string): string => `${scope}/key`;

type Rows = Table<CryptoKey | Wrapped, string>;
const FOR_USE = 'data';
const BY_LOCK = 'wrapped/lock';

/** The device is locked: its key is here, and only signing in as the same person opens it. */
export class DeviceLocked extends Error {
  override name = 'DeviceLocked';
}

/** What a wrapping is bound to, so that it opens nowhere else. */
const placeOf = (scope: string): string => JSON.stringify([scope, BY_LOCK]);

/**
 * The data key of a database, made at the first call. Two tabs that start at once get the same one.
 * `lockKey`: as the server told it at sign-in; it opens a locked device. Throws DeviceLocked when it is needed, or is another one.
 */
export const dataKey = (scope: string, lockKey?: string): Promise<CryptoKey> =>
  withRows(scope, async (db, rows) => {
    const kept = await rows.get(FOR_USE);
    if (kept) return kept as CryptoKey;
    const wrapped = await rows.get(BY_LOCK);
    if (wrapped && !lockKey) throw new DeviceLocked();
    // Loaded to make a key or to open one, which is done at sign-in: a start has it ready.
    const { freshKey, unwrap } = await import('./key-wrapping.ts');
    if (wrapped && lockKey) return reopen(rows, await unwrap(wrapped as Wrapped, { lockKey, place: placeOf(scope) }));
    return keepFirst(db, rows, await freshKey(lockKey ? { lockKey, place: placeOf(scope) } : null));
  });

/** The data key, if there is one here: none is made. Throws DeviceLocked. */
export const heldKey = (scope: string): Promise<CryptoKey | null> =>
  withRows(scope, async (_, rows) => {
    const kept = await rows.get(FOR_USE);
    if (!kept && (await rows.get(BY_LOCK))) throw new DeviceLocked();
    return (kept as CryptoKey | undefined) ?? null;
  });

/** Takes away the key for use. False: it was never wrapped, so it stays, since nothing could bring it back. */
export const lockKeyAway = (scope: string): Promise<boolean> =>
  withRows(scope, (db, rows) =>
    db.transaction('rw', rows, async () => {
      if (!(await rows.get(BY_LOCK))) return false;
      await rows.delete(FOR_USE);
      return true;
    }),
  );

/** All that is kept of a key: each row with its name. */
export type KeyRows = readonly (readonly [string, CryptoKey | Wrapped])[];

/** All that is kept of the key now. */
export const keyRows = (scope: string): Promise<KeyRows> =>
  withRows(scope, (db, rows) =>
    db.transaction('r', rows, async () => {
      const names = (await rows.toCollection().primaryKeys()) as readonly string[];
      const values = await rows.bulkGet([...names]);
      return names.flatMap((name, i) => (values[i] ? [[name, values[i]] as const] : []));
    }),
  );

/** Puts the rows back where the browser has cleared them, unless a key is there already. Resolves to the key that is there then. */
export const putKeyBack = (scope: string, kept: KeyRows): Promise<CryptoKey | null> =>
  withRows(scope, (db, rows) =>
    db.transaction('rw', rows, async () => {
      if ((await rows.count()) === 0)
        await rows.bulkPut(
          kept.map(([, value]) => value),
          kept.map(([name]) => name),
        );
      return ((await rows.get(FOR_USE)) as CryptoKey | undefined) ?? null;
    }),
  );

/** Forgets the key with its wrappings: what it sealed can never be read again. */
export const forgetKey = (scope: string): Promise<void> => Dexie.delete(keyDatabaseName(scope));

async function withRows<T>(scope: string, work: (db: Dexie, rows: Rows) => Promise<T>): Promise<T> {
  const db = new Dexie(keyDatabaseName(scope), { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ key: '' });
  try {
    return await work(db, db.table('key'));
  } finally {
    db.close();
  }
}

/** Keeps a key, unless another tab has kept one meanwhile. */
const keepFirst = (db: Dexie, rows: Rows, { key, wrapped }: Fresh): Promise<CryptoKey> =>
  db.transaction('rw', rows, async () => {
    const kept = await rows.get(FOR_USE);
    if (kept) return kept as CryptoKey;
    // Made and locked meanwhile: this key would take the place of one that has sealed something.
    if (await rows.get(BY_LOCK)) throw new DeviceLocked();
    await rows.put(key, FOR_USE);
    if (wrapped) await rows.put(wrapped, BY_LOCK);
    return key;
  });

async function reopen(rows: Rows, key: CryptoKey | null): Promise<CryptoKey> {
  if (key === null) throw new DeviceLocked();
  await rows.put(key, FOR_USE);
  return key;
}
