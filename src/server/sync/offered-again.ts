/**
 * What a restored server makes of changes that an earlier one had taken: they come again from devices, after the ledger has been done again.
 * Source: SPEC I15, I19.
 */
import type { PersonId, SchoolId } from '../../domain/ids.ts';
import type { Touch } from '../../domain/mutation.ts';
import type { CareersRecord, Entry } from '../../domain/record.ts';
import type { Run } from '../store/store.ts';
import { owedTo } from './replay.ts';
import { isRight, withRights } from './rights.ts';

/**
 * The record as its sender saw it when the mutation was first taken, as far as own entries go: after a restore the ledger
 * takes an entry out of sight before its author's device has told again what came before that, and why.
 */
export function asSeenThen(record: CareersRecord, person: PersonId, first: number | undefined): CareersRecord {
  if (first === undefined) return record;
  const wasTheirs = ({ author, ranks }: Entry) => author === person && first <= (ranks['readers'] ?? 0);
  // An entry without readers is its author's.
  const seen = (entry: Entry): Entry => (wasTheirs(entry) ? { ...entry, readers: [] } : entry);
  return { ...record, entries: Object.fromEntries(Object.entries(record.entries).map(([id, e]) => [id, seen(e)])) };
}

/**
 * Does every entry of a mutation that is offered again show that its sender made it: a right set last by them, at the version
 * that it first got? Then the ledger did it again, all but its words (someone who cancels a walk-in ends their own right).
 */
export function wasDone(
  { entries }: CareersRecord,
  person: PersonId,
  { touches, first }: { readonly touches: readonly Touch[]; readonly first: number | undefined },
): boolean {
  if (first === undefined || touches.length === 0) return false;
  return touches.every(({ entry: id }) => {
    const entry = entries[id];
    if (entry?.by !== person) return false;
    return Object.entries(entry.ranks).some(([field, rank]) => rank === first && isRight(entry.kind, field));
  });
}

/** An entry that comes back after a restore is as the ledger says: who lost it does not get it back (I19). */
export async function withWhatIsOwed(
  tx: Run,
  school: SchoolId,
  record: CareersRecord,
  { entries, version }: { readonly entries: readonly Entry[]; readonly version: number },
): Promise<readonly Entry[]> {
  const changed: Entry[] = [];
  for (const entry of entries) {
    const owed = record.entries[entry.id] ? [] : await owedTo(tx, school, record.id, entry.id);
    changed.push(owed.reduce((now, line) => withRights(now, line, version), entry));
  }
  return changed;
}
