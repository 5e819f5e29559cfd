/**
 * Where the data key of an account at a school is kept: a database of its own, with rows by name.
 *   'data'             the key for use, which the browser gives to nobody, not even to this app. Only where nothing needs a
 *                      lock (the made-up school), or from before there was one: else the key for use is in no file
 *   'wrapped/lock'     the same key under the account's lock key, which only the server tells, at sign-in
 *   'wrapped/words'    under four words, stretched (words-key.ts)
 *   'wrapped/passkey'  under a passkey of this device (passkey.ts)
 *   'before'           keys that were in use before this one, for boxes that are not sealed afresh yet (reseal.ts)
 *   'guard'            wrong words, and until when no more are heard (unlock.ts)
 *   'lease'            for how long it opens without the school (lease.ts)
 * A row that is deleted lies in the browser's files until those are written afresh.
 */
import type { Table } from 'dexie';
import { Dexie } from 'dexie';
import type { Wrapped } from './key-wrapping.ts';
import type { Lease } from './lease.ts';

/** How four words are stretched: RFC 9106. `memory` in KiB; `salt` 16 bytes, the same for all schools of an account. */
export interface WordsKdf {
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
  readonly salt: Uint8Array<ArrayBuffer>;
}
/** The data key under what the four words come to. */
export interface WrappedByWords extends Wrapped {
  readonly kdf: WordsKdf;
}

/** `id` of the credential, and the 32 bytes that its secret is asked with. */
export interface PasskeyRef {
  readonly id: Uint8Array<ArrayBuffer>;
  readonly salt: Uint8Array<ArrayBuffer>;
}
/** The data key under a passkey's secret. */
export interface WrappedByPasskey extends Wrapped, PasskeyRef {}

/** `until`: milliseconds since 1970. */
export interface Guard {
  readonly wrong: number;
  readonly until: number;
}

/** What each row holds. */
export interface KeyRowTypes {
  readonly data: CryptoKey;
  readonly 'wrapped/lock': Wrapped;
  readonly 'wrapped/words': WrappedByWords;
  readonly 'wrapped/passkey': WrappedByPasskey;
  readonly before: readonly CryptoKey[];
  readonly guard: Guard;
  readonly lease: Lease;
}
/** Their names. */
export type KeyRowName = keyof KeyRowTypes;

/** The rows of one database, typed by their names. */
export interface KeyRows {
  get<N extends KeyRowName>(name: N): Promise<KeyRowTypes[N] | undefined>;
  put<N extends KeyRowName>(name: N, value: KeyRowTypes[N]): Promise<void>;
  remove(...names: readonly KeyRowName[]): Promise<void>;
  /** All that are there, each with its name. */
  all(): Promise<readonly KeyRow[]>;
  /** Runs `work` in one transaction: nothing but rows may be awaited in it. */
  transact<T>(work: () => Promise<T>): Promise<T>;
}
/** A row with its name. */
export type KeyRow = readonly [KeyRowName, KeyRowTypes[KeyRowName]];

const keyDatabaseName = (scope: string): string => `${scope}/key`;

/** Opens the rows of the key of a database for the time of `work`. */
export async function withKeyRows<T>(scope: string, work: (rows: KeyRows) => Promise<T>): Promise<T> {
  const db = new Dexie(keyDatabaseName(scope), { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ key: '' });
  try {
    return await work(rowsOf(db));
  } finally {
    db.close();
  }
}

function rowsOf(db: Dexie): KeyRows {
  const table: Table<unknown, KeyRowName> = db.table('key');
  return {
    get: async <N extends KeyRowName>(name: N) => (await table.get(name)) as KeyRowTypes[N] | undefined,
    put: async (name, value) => void (await table.put(value, name)),
    remove: (...names) => table.bulkDelete([...names]),
    async all() {
      const names = await table.toCollection().primaryKeys();
      const values = (await table.bulkGet(names)) as readonly (KeyRow[1] | undefined)[];
      return names.flatMap((name, i) => {
        const value = values[i];
        return value === undefined ? [] : [[name, value] as const];
      });
    },
    // An async function: Dexie then keeps the transaction open over the native awaits of `work`.
    transact: (work) => db.transaction('rw', table, async () => work()),
  };
}

/** Forgets the key with its wrappings: what it sealed can never be read again. */
export const forgetKey = (scope: string): Promise<void> => Dexie.delete(keyDatabaseName(scope));
