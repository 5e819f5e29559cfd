/** How large an entry and a record may become. Source: design, *Limits*. */
import type { Entry } from '../../domain/record.ts';
import type { StoredRecord } from '../store/store.ts';
import { bytesOfEntry } from '../store/store.ts';
import { growthOf } from './open-records.ts';

/** Largest entry, bytes of JSON in UTF-8. */
export const ENTRY_MAX_BYTES = 64 * 1024;
/** Most entries of a record. */
export const RECORD_MAX_ENTRIES = 2000;
/** Largest record, bytes of the JSON of its entries. */
export const RECORD_MAX_BYTES = 2 * 1024 * 1024;

/** Would an entry or the record be larger than may be? What makes a record no larger is taken, however large it is. */
export function limitBroken(record: StoredRecord, changed: readonly Entry[]): boolean {
  if (changed.some((entry) => bytesOfEntry(entry) > ENTRY_MAX_BYTES)) return true;
  const fresh = changed.filter((entry) => !record.entries[entry.id]).length;
  if (fresh > 0 && Object.keys(record.entries).length + fresh > RECORD_MAX_ENTRIES) return true;
  const growth = growthOf(record, changed);
  return growth > 0 && record.bytes + growth > RECORD_MAX_BYTES;
}
