/**
 * What an open window remembers of its tables: own mutations, sealed as they were, and what the device knows of the server.
 * When the browser clears its storage under the window, Dexie makes the tables anew at their next use; then this is put
 * into them in the same transaction, so that nobody ever reads them empty. The same mutations under the same ids are no
 * guess (SPEC I8); records are fetched again.
 *   watching → cleared, put back → key put back: as before
 *                                → another window has begun afresh, with another key: nothing can be saved here any more
 */
import { isReading } from '../sync/outbox.ts';
import type { Meta } from '../sync/ports.ts';
import type { Box, GrantsRow, OwnRow, StateRow } from './database.ts';
import { drawMark } from './device-tx.ts';
import { createTold } from './told.ts';

/** The tables belong to another window, which has begun afresh after they were cleared: what is here cannot be saved. */
export class TablesReplaced extends Error {
  override name = 'TablesReplaced';
}

/** What goes into tables that were made anew. `words` beside `own`. */
export interface Remembered {
  readonly state: StateRow;
  readonly grants: GrantsRow;
  readonly own: readonly OwnRow[];
  readonly words: readonly Box[];
}

/** One reading of the tables; `fresh`: boxes that were not read before, by order. */
interface Reading {
  readonly meta: Meta;
  readonly own: readonly OwnRow[];
  readonly fresh: ReadonlyMap<number, Box>;
}

/** That the storage was cleared and put back, and whether something was unsent then. Null: it was not, or it was seen. */
export type PutBack = { readonly unsent: boolean } | null;

/** The memory of one window. */
export interface TablesMemory {
  /** Takes a reading in. Throws TablesReplaced when it is of other tables. */
  remember(reading: Reading): void;
  /** Throws TablesReplaced when the device in the tables is another. */
  check(device: string): void;
  /** For tables that are being made: what belongs into them; null when nothing was ever read, or it is to be forgotten. */
  putBack(): Remembered | null;
  /** Resolves when what was put back can be opened after a restart as well. Rejects with TablesReplaced when it never can. */
  settled(): Promise<void>;
  /** The person leaves: nothing is put back from now on. */
  forget(): void;
  readonly told: { now(): PutBack; subscribe(changed: (now: PutBack) => void): () => void; seen(): void };
}

/** A memory. `restoreKey` puts the key back; false: another one is there. `cleared` is called when something was put back. */
export function createTablesMemory(parts: {
  readonly restoreKey: () => Promise<boolean>;
  readonly cleared: () => void;
}): TablesMemory {
  let last: { readonly meta: Meta; readonly own: readonly OwnRow[] } | null = null;
  let boxes = new Map<number, { readonly mark: number; readonly box: Box }>();
  let restoring: Promise<boolean> | null = null;
  let left = false;
  const told = createTold<PutBack>(null);

  const check = (device: string): void => {
    if (last !== null && device !== last.meta.device) throw new TablesReplaced();
  };
  const restore = (): Promise<boolean> => parts.restoreKey().catch(() => false);

  return {
    check,
    remember({ meta, own, fresh }) {
      check(meta.device);
      last = { meta, own };
      boxes = new Map(
        own.flatMap(({ order, mark }) => {
          const read = fresh.get(order);
          const known = read ? { mark, box: read } : boxes.get(order);
          return known?.mark === mark ? [[order, known] as const] : [];
        }),
      );
    },
    putBack() {
      if (last === null || left) return null;
      const { meta, own } = last;
      const { grants, ...state } = meta;
      const mark = drawMark();
      const whole = own.flatMap((row) => {
        const box = boxes.get(row.order)?.box;
        return box ? [{ row, box }] : [];
      });
      restoring = restore();
      told.tell({ unsent: own.some((row) => row.taken === null && !isReading(row)) });
      parts.cleared();
      return {
        // No reply that is on its way fits these tables any more, and they are complete again only after a whole sync.
        state: { ...state, turn: null, syncedAt: null, grantsMark: mark },
        grants: { mark, grants },
        own: whole.map(({ row }) => row),
        words: whole.map(({ box }) => box),
      };
    },
    async settled() {
      if (restoring === null) return;
      const isBack = await restoring;
      restoring = isBack ? null : restore();
      if (!isBack) throw new TablesReplaced();
    },
    forget() {
      left = true;
    },
    told: { ...told, seen: () => told.tell(null) },
  };
}
