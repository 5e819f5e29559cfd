/**
 * Records as they are judged, in one transaction: many changes of one record read and parse it once. A few stay open, because
 * a device sends its changes in order and a record may be 2 MB.
 */
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import type { Entry } from '../../domain/record.ts';
import type { Run, StoredRecord } from '../store/store.ts';
import { bytesOfEntry, readRecord } from '../store/store.ts';

/** So many stay open. */
const OPEN_MAX = 4;

/** The records of one school, in one transaction that writes. */
export interface OpenRecords {
  read(tx: Run, school: SchoolId, id: RecordId): Promise<StoredRecord>;
  /** Entries were put into it: it is read with them from now on. */
  changed(before: StoredRecord, entries: readonly Entry[]): void;
}

/** Records, none read yet. */
export function openRecords(): OpenRecords {
  const open = new Map<RecordId, StoredRecord>();
  return {
    read: async (tx, school, id) => {
      const record = open.get(id) ?? (await readRecord(tx, school, id));
      // The one that was asked for longest ago is the first.
      open.delete(id);
      open.set(id, record);
      for (const oldest of open.keys()) if (open.size > OPEN_MAX) open.delete(oldest);
      return record;
    },
    changed: (before, entries) => {
      const after = { ...before.entries, ...Object.fromEntries(entries.map((entry) => [entry.id, entry])) };
      open.set(before.id, { id: before.id, entries: after, bytes: before.bytes + growthOf(before, entries) });
    },
  };
}

/** Bytes by which the record grows when these entries are put into it. */
export const growthOf = ({ entries }: StoredRecord, changed: readonly Entry[]): number =>
  changed.reduce((sum, entry) => {
    const old = entries[entry.id];
    return sum + bytesOfEntry(entry) - (old ? bytesOfEntry(old) : 0);
  }, 0);
