/**
 * Records as the person sees them, kept open: the confirmed record until its row changes, the view until the row, the
 * groups or a pending mutation on it changes. A few dozen at most: memory is not where a school is kept.
 */
import type { RecordId } from '../domain/ids.ts';
import type { CareersRecord } from '../domain/record.ts';
import type { ConfirmedRecord, DevicePort, Meta, OwnMutation } from '../sync/ports.ts';
import type { DeviceDatabase, RecordRow } from './database.ts';
import { openRecord } from './device-port.ts';
import type { Vault } from './vault.ts';

/** Most records kept open. A long one is 100 kB. */
const SHELF_MAX = 64;

/** What a view is made of; `own`: the pending mutations on this record, in order. */
export interface Sighted {
  readonly row: RecordRow;
  readonly meta: Meta;
  readonly own: readonly OwnMutation[];
}

/** The confirmed record (null: only own mutations make it) with those that are pending replayed, as the person may see it: src/sync/view.ts. */
export type ViewOf = (sight: {
  readonly confirmed: ConfirmedRecord | null;
  readonly own: readonly OwnMutation[];
  readonly meta: Meta;
}) => CareersRecord | null;

/** Opened records, kept as long as nothing of them has changed. */
export interface RecordShelf {
  /** The view; null: not readable here (its box did not open and it is wanted now); 'stale': a newer row is there already. */
  view(sighted: Sighted): Promise<CareersRecord | null | 'stale'>;
}

interface Kept {
  readonly mark: number;
  readonly confirmed: ConfirmedRecord;
  readonly key: string;
  readonly view: CareersRecord | null;
}

/** What the shelf stands on. */
export interface ShelfParts {
  readonly db: DeviceDatabase;
  readonly vault: Vault;
  readonly port: DevicePort;
  readonly viewOf: ViewOf;
}

/** A shelf of opened records. */
export function createRecordShelf({ db, vault, port, viewOf }: ShelfParts): RecordShelf {
  const shelf = new Map<RecordId, Kept>();

  const keep = (id: RecordId, kept: Kept) => {
    // Taken out and put in again: a Map gives its oldest first.
    shelf.delete(id);
    shelf.set(id, kept);
    const oldest = shelf.keys().next();
    if (shelf.size > SHELF_MAX && !oldest.done) shelf.delete(oldest.value);
  };

  const confirm = async (row: RecordRow): Promise<ConfirmedRecord | null | 'stale'> => {
    const kept = shelf.get(row.id);
    if (kept?.mark === row.mark) return { ...kept.confirmed, version: row.version, wanted: row.wanted };
    const [now, body] = await db.transaction('r', [db.record, db.body], async () =>
      Promise.all([db.record.get(row.id), db.body.get(row.id)]),
    );
    if (now?.mark !== row.mark) return 'stale';
    const opened = await openRecord(vault, row, body);
    // The port asks for it again.
    if (opened === null && !row.wanted) await port.openRecords([row.id]);
    return opened;
  };

  return {
    async view({ row, meta, own }) {
      const key = viewKey({ row, meta, own });
      const kept = shelf.get(row.id);
      if (kept && kept.mark === row.mark && kept.key === key) return kept.view;
      const confirmed = await confirm(row);
      if (confirmed === null || confirmed === 'stale') return confirmed;
      const view = viewOf({ confirmed, own, meta });
      keep(row.id, { mark: row.mark, confirmed, key, view });
      return view;
    },
  };
}

/** Changes when the view may change. */
const viewKey = ({ row, meta, own }: Sighted): string =>
  JSON.stringify([
    row.mark,
    meta.grants[row.id] ?? [],
    own.map(({ order, id, taken, first }) => [order, id, taken, first]),
  ]);
