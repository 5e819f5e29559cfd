/**
 * One consistent look at the tables: meta, the clear state of all records, own mutations. A pull replaces confirmed
 * records and drops mutations in one transaction, so they must be read in one as well, or a change would vanish from the
 * screen for a moment. The list of records is read again only when its mark in `meta` says that it changed; boxes of own
 * mutations are read only when they are new. Source: SPEC I1.
 */
import type { RecordId } from '../domain/ids.ts';
import type { Meta, OwnMutation, OwnState, RecordState } from '../sync/ports.ts';
import type { Box, DeviceDatabase, OwnRow, RecordRow } from './database.ts';
import { openOwn } from './device-port.ts';
import type { GrantsCache } from './device-tx.ts';
import { readMeta } from './device-tx.ts';
import type { TablesMemory } from './tables-memory.ts';
import type { Vault } from './vault.ts';

/** The tables at one moment, clear. The maps keep their identity while what is in them does not change. */
export interface Snapshot {
  readonly meta: Meta;
  readonly rows: ReadonlyMap<RecordId, RecordRow>;
  /** In order. */
  readonly own: readonly OwnRow[];
  /** Boxes of own mutations that were not known yet, by order. */
  readonly fresh: ReadonlyMap<number, Box>;
}

/** Reads snapshots; keeps what did not change since the one before. Throws TablesReplaced when the tables are others. */
export function createSnapshotReader(
  db: DeviceDatabase,
  knows: (own: OwnRow) => boolean,
  memory?: Pick<TablesMemory, 'remember'>,
) {
  const grants: GrantsCache = { row: null };
  let kept: { readonly mark: unknown; readonly rows: ReadonlyMap<RecordId, RecordRow> } | null = null;

  return (): Promise<Snapshot> =>
    db.transaction('r', [db.meta, db.record, db.own, db.words], async () => {
      const [meta, mark, own] = await Promise.all([readMeta(db, grants), db.meta.get('records'), db.own.toArray()]);
      if (kept === null || kept.mark !== mark) {
        const rows = await db.record.toArray();
        kept = { mark, rows: new Map(rows.map((row) => [row.id, row])) };
      }
      const { rows } = kept;
      const orders = own.filter((row) => !knows(row)).map((row) => row.order);
      const boxes = orders.length === 0 ? [] : await db.words.bulkGet(orders);
      const fresh = new Map(orders.flatMap((order, i) => (boxes[i] ? [[order, boxes[i]] as const] : [])));
      memory?.remember({ meta, own, fresh });
      return { meta, rows, own, fresh };
    });
}

/** Is an own mutation not yet in the held record? Decided by the engine (SPEC I1). */
export type IsPending = (own: OwnState, row: RecordState | undefined, cookie: number | null) => boolean;

/** Own mutations, each opened once: the same object until its row changes. */
export interface OwnShelf {
  knows(row: OwnRow): boolean;
  /** In order. Opens what the snapshot brought and forgets what is gone. */
  open(snapshot: Snapshot): Promise<readonly OwnMutation[]>;
}

/** A shelf of opened own mutations. */
export function createOwnShelf(vault: Vault): OwnShelf {
  const shelf = new Map<number, { readonly row: OwnRow; readonly opened: OwnMutation }>();
  const knows = (row: OwnRow) => shelf.get(row.order)?.row.mark === row.mark;

  const place = async (row: OwnRow, box: Box | undefined): Promise<OwnMutation> => {
    const before = shelf.get(row.order);
    if (before && knows(row)) {
      if (sameRow(before.row, row)) return before.opened;
      const { mark: _mark, ...state } = row;
      const opened = { ...state, envelope: before.opened.envelope };
      shelf.set(row.order, { row, opened });
      return opened;
    }
    const opened = await openOwn(vault, row, box);
    shelf.set(row.order, { row, opened });
    return opened;
  };

  return {
    knows,
    async open({ own, fresh }) {
      const orders = new Set(own.map((row) => row.order));
      for (const order of shelf.keys()) if (!orders.has(order)) shelf.delete(order);
      return Promise.all(own.map((row) => place(row, fresh.get(row.order))));
    },
  };
}

const sameRow = (a: OwnRow, b: OwnRow): boolean => JSON.stringify(a) === JSON.stringify(b);
