/** One transaction over the tables, as the engine sees it. Everything here is a Dexie call: nothing else may be awaited. */
import { DIGEST_VERSION } from '../domain/digest.ts';
import type { MutationId } from '../domain/ids.ts';
import type { DeviceLook, DeviceTx, Meta, OwnState, RecordState, SealedMutation, SealedRecord } from '../sync/ports.ts';
import type { Box, DeviceDatabase, GrantsRow, OwnRow, RecordRow, StateRow } from './database.ts';
import { assert } from '../domain/result.ts';
import { markOf } from './vault.ts';

/** The grants last read or written, so that 1,500 of them are not read in each transaction. */
export interface GrantsCache {
  row: GrantsRow | null;
}

/** A number that has not been drawn before. */
export const drawMark = (): number => Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);

/** `again`: the second try of a write of which nobody knows whether it was written. */
export interface TxParts {
  readonly cache: GrantsCache;
  readonly again: boolean;
}

/** A look at these tables; only inside `db.transaction`. */
export const deviceLook = (db: DeviceDatabase, cache: GrantsCache): DeviceLook => ({
  meta: () => readMeta(db, cache),
  own: async () => (await db.own.toArray()).map(ownState),
  records: async () => (await db.record.toArray()).map(recordState),
  async record(id) {
    const row = await db.record.get(id);
    return row && recordState(row);
  },
});

/** The transaction over these tables; only inside `db.transaction`. */
export function deviceTx(db: DeviceDatabase, { cache, again }: TxParts): DeviceTx {
  /** Tells readers that the list of records is not the one they know (see reads.ts). */
  const recordsChanged = async () => void (await db.meta.put(drawMark(), 'records'));
  return {
    ...deviceLook(db, cache),
    setMeta: (meta) => writeMeta(db, cache, meta),
    async addOwn(rows) {
      const there = again ? await ordersOf(db, rows) : new Map<MutationId, number>();
      const fresh = rows.filter(({ id }) => !there.has(id));
      const boxes = fresh.map(({ box }) => box as Box); // -- this port sealed them
      const clear = fresh.map(({ box, order: _, ...state }) => ({ ...state, mark: markOf(box as Box) }) as OwnRow);
      // The table gives the orders: that is one read and one write less than a counter of our own.
      const orders = await db.own.bulkAdd(clear, { allKeys: true });
      await db.words.bulkPut(boxes, orders);
      const given = new Map([...there, ...fresh.map(({ id }, i) => [id, orders[i]] as const)]);
      return rows.map(({ id }) => given.get(id) as number);
    },
    async putOwn({ box, ...state }: SealedMutation) {
      const words = box as Box; // -- this port sealed it
      await Promise.all([
        db.own.put({ ...state, mark: markOf(words) }),
        db.words.put(words, state.order),
        db.seal.delete(state.order),
      ]);
    },
    async patchOwn(order, patch) {
      const row = await db.own.get(order);
      if (row) await db.own.put({ ...row, ...patch });
    },
    async removeOwn(orders) {
      const keys = [...orders];
      await Promise.all([db.own, db.words, db.seal].map((table) => table.bulkDelete(keys)));
    },
    async forgetWords(orders) {
      const keys = [...orders];
      const rows = (await db.own.bulkGet(keys)).filter((row) => row !== undefined);
      // Another mark: a window that remembers the box must not put it back (tables-memory.ts).
      const alone = rows.map((row): OwnRow => ({ ...row, sealedAlone: true, mark: drawMark() }));
      await Promise.all([db.own.bulkPut(alone), db.words.bulkDelete(keys)]);
    },
    async putRecords(rows) {
      // A record that is filtered while it is wanted afresh must not live on in the pack.
      const isFiltered = rows.some((row) => row.wanted);
      await Promise.all([...writeRecords(db, rows), recordsChanged(), ...(isFiltered ? [db.pack.clear()] : [])]);
    },
    async removeRecords(ids) {
      const keys = [...ids];
      const tables = [db.record, db.body, db.digest];
      await Promise.all([...tables.map((table) => table.bulkDelete(keys)), db.pack.clear(), recordsChanged()]);
    },
    async wantRecords(ids) {
      const rows = ids === 'all' ? await db.record.toArray() : await db.record.bulkGet([...ids]);
      const changed = rows.filter((row) => row !== undefined).filter((row) => !row.wanted);
      if (changed.length === 0) return;
      await Promise.all([db.record.bulkPut(changed.map((row) => ({ ...row, wanted: true }))), recordsChanged()]);
    },
  };
}

/** The orders at which mutations were saved already. */
async function ordersOf(db: DeviceDatabase, rows: readonly SealedMutation[]): Promise<ReadonlyMap<MutationId, number>> {
  const saved = await db.own.bulkGet(
    await db.own
      .where('id')
      .anyOf(rows.map(({ id }) => id))
      .primaryKeys(),
  );
  return new Map(saved.flatMap((row) => (row ? [[row.id, row.order] as const] : [])));
}

/** The clear part of a record as the engine knows it. */
export const recordState = ({ id, version, wanted }: RecordState): RecordState => ({ id, version, wanted });

/** The clear part of an own mutation as the engine knows it. */
export function ownState({ mark: _mark, ...state }: OwnRow): OwnState {
  return state;
}

function writeRecords(db: DeviceDatabase, rows: readonly SealedRecord[]): readonly Promise<unknown>[] {
  const ids = rows.map((row) => row.id);
  const bodies = rows.map((row) => row.box as Box); // -- this port sealed it
  const digests = rows.flatMap((row) => (row.digestBox === null ? [] : [row.digestBox as Box]));
  const digestIds = rows.flatMap((row) => (row.digestBox === null ? [] : [row.id]));
  const clear = rows.map((row): RecordRow => ({
    ...recordState(row),
    mark: markOf(row.box as Box),
    shape: DIGEST_VERSION,
  }));
  return [db.record.bulkPut(clear), db.body.bulkPut(bodies, ids), db.digest.bulkPut(digests, digestIds)];
}

/** What the device knows of the server. The grants come from the cache when they are those of the row. */
export async function readMeta(db: DeviceDatabase, cache: GrantsCache): Promise<Meta> {
  const { grantsMark, ...state } = (await db.meta.get('state')) as StateRow;
  if (cache.row?.mark !== grantsMark) cache.row = (await db.meta.get('grants')) as GrantsRow;
  assert(cache.row.mark === grantsMark, 'state and grants are written together');
  return { ...state, grants: cache.row.grants };
}

async function writeMeta(db: DeviceDatabase, cache: GrantsCache, { grants, ...state }: Meta): Promise<void> {
  const before = (await db.meta.get('state')) as StateRow;
  const kept = cache.row !== null && cache.row.grants === grants && cache.row.mark === before.grantsMark;
  const row: GrantsRow = kept && cache.row ? cache.row : { mark: drawMark(), grants };
  if (!kept) await db.meta.put(row, 'grants');
  await db.meta.put({ ...state, grantsMark: row.mark } satisfies StateRow, 'state');
  cache.row = row;
}
