/**
 * Entries that were moved to another pupil: doing it, and what comes of changes that still name the record on which they
 * were. Source: design "A wrong entry can be put right"; SPEC I14, I19.
 */
import { asMoved } from '../../domain/move-entry.ts';
import type { EntryId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { Touch } from '../../domain/mutation.ts';
import type { Instant } from '../../domain/time.ts';
import type { CareersRecord, Entry } from '../../domain/record.ts';
import type { LedgerLine } from '../store/ledger.ts';
import type { Run } from '../store/store.ts';
import { moveReach, nextVersion, putEntries, reachOf, readRecord } from '../store/store.ts';

/** An entry was moved, as the ledger says it. */
export type MovedLine = Extract<LedgerLine, { readonly kind: 'moved' }>;

/** Entries of a record, to go to another. */
interface Moving {
  readonly from: CareersRecord;
  readonly to: CareersRecord;
  readonly entries: readonly Entry[];
  readonly version: number;
}

/** Moves them, with their earlier wordings. Nothing of them stays: the wrong pupil's record is as if they had never been there. */
export async function moveEntries(tx: Run, school: SchoolId, { from, to, entries, version }: Moving): Promise<void> {
  const ids = entries.map(({ id }) => id);
  await tx
    .deleteFrom('entry')
    .where('school', '=', school)
    .where('record', '=', from.id)
    .where('id', 'in', ids)
    .execute();
  await moveReach(tx, school, from.id, { who: [...new Set(entries.flatMap(reachOf))], version });
  await putEntries(tx, school, to, { entries: entries.map((entry) => asMoved(entry, version)), version });
  await tx
    .updateTable('revision')
    .set({ record: to.id })
    .where('school', '=', school)
    .where('record', '=', from.id)
    .where('entry', 'in', ids)
    .execute();
}

/** Remembers where they went. `held`: whose devices had them, as JSON; of a move that is done again, nobody knows. */
export async function rememberMoved(tx: Run, line: MovedLine, held: string): Promise<void> {
  const { school, record, to, entries, rank, by, at } = line;
  for (const entry of entries) {
    await tx
      .insertInto('moved')
      .values({ school, record, entry, to, rank, by, at, held })
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}

/** A move once more, on a backup that was put back. True when there was something to move. */
export async function moveAgain(tx: Run, line: MovedLine): Promise<boolean> {
  await rememberMoved(tx, line, '[]');
  await moveOwed(tx, line);
  const from = await readRecord(tx, line.school, line.record);
  const to = await readRecord(tx, line.school, line.to);
  const entries = line.entries.flatMap((id) => from.entries[id] ?? []).filter(({ id }) => !to.entries[id]);
  if (entries.length === 0) return false;
  await moveEntries(tx, line.school, { from, to, entries, version: await nextVersion(tx, line.school) });
  return true;
}

/** What the ledger says of entries that the backup lacks is owed them where they went. */
async function moveOwed(tx: Run, { school, record, to, entries, rank }: MovedLine): Promise<void> {
  const rows = await tx
    .deleteFrom('owed')
    .where('school', '=', school)
    .where('record', '=', record)
    .where('entry', 'in', entries)
    .where('rank', '<', rank)
    .returningAll()
    .execute();
  for (const row of rows) {
    // It may have been moved there when the ledger was done before.
    await tx
      .insertInto('owed')
      .values({ ...row, record: to })
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}

/** A mutation as it asks where its entries are. */
interface Asked {
  readonly record: RecordId;
  readonly at: Instant;
  readonly touches: readonly Touch[];
  /** The version that it first got, when it is offered again. */
  readonly first: number | undefined;
  /** Version at which this epoch began. */
  readonly epochStart: number;
}

/**
 * The record to which a mutation belongs now. One that was taken before an entry was moved moved with it, so a restored
 * server takes it where the entry went. So it does with what made the entry, by its time before the move, when its sender
 * never learnt that it had been taken: it cannot have been made after it went.
 */
export async function followMoves(tx: Run, school: SchoolId, asked: Asked): Promise<RecordId> {
  const { record, at, touches, first, epochStart } = asked;
  const known = touches.filter(({ creates }) => !creates).map(({ entry }) => entry);
  const rows = await tx
    .selectFrom('moved')
    .select(['record', 'to', 'entry', 'rank', 'at'])
    .where('school', '=', school)
    .where('entry', 'in', [...touches.map(({ entry }) => entry)])
    .where('rank', first === undefined ? '<' : '>', first ?? epochStart)
    .orderBy('rank')
    .execute();
  const isLate = rows.some((row) => row.at < at || known.includes(row.entry as EntryId));
  if (first === undefined && isLate) return record;
  return rows.reduce((at, row) => (row.record === at ? (row.to as RecordId) : at), record);
}

/** Has this entry gone from the record? What is said of it there now is not about the pupil to whom it went. */
export async function hasGone(tx: Run, school: SchoolId, record: RecordId, entry: EntryId): Promise<boolean> {
  const row = await tx
    .selectFrom('moved')
    .select('entry')
    .where('school', '=', school)
    .where('record', '=', record)
    .where('entry', '=', entry)
    .executeTakeFirst();
  return row !== undefined;
}
