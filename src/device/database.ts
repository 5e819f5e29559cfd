/**
 * The tables of one account at one school, in IndexedDB through Dexie.
 * What is in the clear is small and apart from what is sealed, so that the state of 1,500 records is read without
 * loading a single box, and a change of a flag rewrites no box:
 *   record   id      → version, wanted, mark, shape        clear
 *   body     id      → the sealed record
 *   digest   id      → the sealed digest
 *   pack     'all'   → all digests in one sealed box, for a quick start (digest-pack.ts)
 *   own      order   → outbox and journal, the clear part   order given by the table, id unique, record indexed
 *   words    order   → the sealed mutation
 *   seal     order   → the same, sealed to the server's key, for whoever brings it there (sealing.ts)
 *   meta     name    → 'state', 'grants', 'records', 'enrolment', and 'typed/…' (half-typed.ts)
 * Only opaque ids, versions and flags are in the clear.
 */
import type { Table } from 'dexie';
import { Dexie } from 'dexie';
import type { Groups } from '../domain/group.ts';
import type { MutationId, RecordId } from '../domain/ids.ts';
import type { Meta, OwnState, RecordState } from '../sync/ports.ts';
import type { Remembered } from './tables-memory.ts';

/** Raised with every change of STORES; test/device/database.test.ts holds the two together. */
export const SCHEMA_VERSION = 2;

/** Dexie multiplies its versions by ten. */
const DEXIE_FACTOR = 10;

/** Dexie's notation: the primary key, then the indexes. An empty key is given beside the value. */
export const STORES = {
  record: 'id',
  body: '',
  digest: '',
  pack: '',
  own: '++order, &id, record',
  words: '',
  seal: '',
  meta: '',
} as const;

/** A box: algorithm byte, nonce, sealed bytes. See vault.ts. */
export type Box = Uint8Array<ArrayBuffer>;

/** Clear part of a confirmed record. `mark` tells two sealings of the same version apart; `shape`: its digest's version. */
export interface RecordRow extends RecordState {
  readonly mark: number;
  readonly shape: number;
}

/** Clear part of an own mutation; `mark` as in RecordRow. */
export interface OwnRow extends OwnState {
  readonly mark: number;
}

/** What the device knows of the server, without its grants: they are large and change seldom, so they have a row. */
export interface StateRow extends Omit<Meta, 'grants'> {
  /** The mark of the grants row that belongs to it. */
  readonly grantsMark: number;
}
/** What this person is granted, as the server last said it; `mark` changes when it does. */
export interface GrantsRow {
  readonly mark: number;
  readonly grants: Readonly<Record<string, Groups>>;
}

/** A seal (protocol/sealed.ts), with the mutation that it holds: another may have its place meanwhile. */
export interface SealRow {
  readonly id: MutationId;
  /** The enrolment that signed it; undefined, as before there could be two: the one in `meta`. */
  readonly enrolment?: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The database, with its tables. */
export interface DeviceDatabase extends Dexie {
  readonly record: Table<RecordRow, RecordId>;
  readonly body: Table<Box, RecordId>;
  readonly digest: Table<Box, RecordId>;
  readonly pack: Table<Box, string>;
  readonly own: Table<OwnRow, number>;
  readonly words: Table<Box, number>;
  readonly seal: Table<SealRow, number>;
  /** 'state' → StateRow, 'grants' → GrantsRow, 'records' → number (drawn anew when records change), 'enrolment' → EnrolmentRow, 'typed/…' → Box. */
  readonly meta: Table<unknown, MetaKey>;
}
/** The single rows beside the records: state of sync, grants, the mark of the records, the device's enrolment, forms that are half filled in. */
export type MetaKey = 'state' | 'grants' | 'records' | 'enrolment' | `typed/${string}`;

/** The name of the database of an account at a school, from opaque ids. It is also what its boxes are bound to. */
export const databaseName = (account: string, school: string): string => `fingerpost/${account}/${school}`;

/** Has this device ever held the database of this name? None is made to find out. */
export const isOnDevice = (name: string): Promise<boolean> => Dexie.exists(name);

/** Deletes the tables of this name, whoever left them. */
export const deleteTables = (name: string): Promise<void> => Dexie.delete(name);

/**
 * The database under a name; it opens at its first use. Strict durability: what is said to be saved is flushed.
 * A tab that holds an older version lets go of it when a newer one asks.
 * `putBack`: what belongs into tables that the browser cleared under this window (tables-memory.ts).
 */
export function createDatabase(name: string, putBack: () => Remembered | null = () => null): DeviceDatabase {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
  db.version(SCHEMA_VERSION).stores(STORES);
  db.on('populate', (tx) => {
    const was = putBack();
    const fresh: StateRow = {
      device: crypto.randomUUID(),
      epoch: null,
      cookie: null,
      hash: null,
      erased: [],
      turn: null,
      syncedAt: null,
      grantsMark: 0,
    };
    const meta = tx.table<unknown, MetaKey>('meta');
    const grants: GrantsRow = was?.grants ?? { mark: 0, grants: {} };
    void meta.bulkPut([was?.state ?? fresh, grants, 0], ['state', 'grants', 'records']);
    if (was === null) return;
    void tx.table('own').bulkAdd([...was.own]);
    void tx.table('words').bulkAdd(
      [...was.words],
      was.own.map(({ order }) => order),
    );
  });
  // An older app must not write into tables of a newer one: Dexie would open them all the same.
  db.on(
    'ready',
    () => {
      if (db.backendDB().version > SCHEMA_VERSION * DEXIE_FACTOR) throw new Dexie.VersionError('newer tables');
    },
    true,
  );
  // Dexie makes the tables as properties from STORES; its own type cannot know them.
  return db as DeviceDatabase;
}
