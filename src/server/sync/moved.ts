/**
 * Entries that were moved to another pupil: doing it, and what comes of changes that still name the record on which they
 * were. Source: design "A wrong entry can be put right"; SPEC I14, I19.
 */
import { asMoved } from '../../domain/move-entry.ts';
import type { EntryId, MutationId, PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { Touch } from '../../domain/mutation.ts';
import type { Instant } from '../../domain/time.ts';
import type { CareersRecord, Entry } from '../../domain/record.ts';
import type { MutationDetail } from '../audit/audit.ts';
import type { LedgerLine } from '../store/ledger.ts';
import type { MovedTable } from '../store/schema.ts';
import type { Run } from '../store/store.ts';
import { moveReach, nextVersion, putEntries, reachOf, readRecord } from '../store/store.ts';

/** An entry was moved, as the ledger says it. */
export type MovedLine = Extract<LedgerLine, { readonly kind: 'moved' }>;

/** Where an entry was made, by whom, at what claimed time. */
type Made = NonNullable<MovedLine['made']>[number];

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

/** Where, by whom and when an entry was made that is about to move: it may have come from a third record. */
export async function madeOf(tx: Run, school: SchoolId, from: RecordId, entry: Entry): Promise<Made> {
  const came = await tx
    .selectFrom('moved')
    .select(['made_on', 'made_id'])
    .where('school', '=', school)
    .where('entry', '=', entry.id)
    .where('to', '=', from)
    .where('made_on', '!=', '')
    .orderBy('rank', 'desc')
    .executeTakeFirst();
  const made = { on: (came?.made_on ?? from) as RecordId, by: entry.author, at: entry.madeAt };
  const id = came ? came.made_id : await makerOf(tx, school, from, entry);
  return id === '' ? made : { ...made, id };
}

/** The mutation that made an entry where it is; '': from before there was an audit. */
async function makerOf(tx: Run, school: SchoolId, record: RecordId, { id, author }: Entry): Promise<string> {
  const rows = await tx
    .selectFrom('audit')
    .select('detail')
    .where('school', '=', school)
    .where('record', '=', record)
    .where('person', '=', author)
    .orderBy('place', 'desc')
    .execute();
  const told = rows.map(({ detail }) => JSON.parse(detail) as MutationDetail);
  return told.find(({ changed = [] }) => changed.some(([one, , fields]) => one === id && fields === null))?.id ?? '';
}

/**
 * Was an entry that is not here moved here from the record of a pupil who is erased now? After a restore it could come back
 * only from the device that made it, and that has dropped all that names the erased pupil (I19): so it never does.
 */
export async function wentWithErased(tx: Run, school: SchoolId, to: RecordId, entry: EntryId): Promise<boolean> {
  const row = await tx
    .selectFrom('moved')
    .innerJoin('erased', (on) =>
      on.onRef('erased.school', '=', 'moved.school').onRef('erased.record', '=', 'moved.made_on'),
    )
    .select('moved.entry')
    .where('moved.school', '=', school)
    .where('moved.entry', '=', entry)
    .where('moved.to', '=', to)
    .executeTakeFirst();
  return row !== undefined;
}

/** Remembers where they went. `held`: whose devices had them, as JSON; of a move that is done again, nobody knows. */
export async function rememberMoved(tx: Run, line: MovedLine, held: string): Promise<void> {
  const { school, record, to, entries, made, rank, by, at } = line;
  for (const [i, entry] of entries.entries()) {
    const one = made?.[i];
    const maker = { made_on: one?.on ?? '', made_by: one?.by ?? '', made_at: one?.at ?? '', made_id: one?.id ?? '' };
    await tx
      .insertInto('moved')
      .values({ school, record, entry, to, rank, by, at, held, ...maker })
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}

/** Versions of the entries that moves are about, as a backup has them: of the record from which each was moved. */
export type MovedBefore = ReadonlyMap<string, number>;

const beforeKey = ({ school, record }: Pick<MovedLine, 'school' | 'record'>, entry: EntryId): string =>
  [school, record, entry].join(' ');

/** Reads them, before anything is done again. */
export async function movedBefore(tx: Run, lines: readonly LedgerLine[]): Promise<MovedBefore> {
  const versions = new Map<string, number>();
  for (const line of lines) {
    if (line.kind !== 'moved') continue;
    const { entries } = await readRecord(tx, line.school, line.record);
    for (const id of line.entries) if (entries[id]) versions.set(beforeKey(line, id), entries[id].version);
  }
  return versions;
}

/**
 * A move once more, on a backup that was put back. True when there was something to move. What came to the record after the
 * move stays: it may have the same id (an activity that was logged for several pupils), and is about this pupil.
 */
export async function moveAgain(tx: Run, line: MovedLine, before: MovedBefore): Promise<boolean> {
  await rememberMoved(tx, line, '[]');
  await moveOwed(tx, line);
  const from = await readRecord(tx, line.school, line.record);
  const to = await readRecord(tx, line.school, line.to);
  const wasThere = (id: EntryId) => (before.get(beforeKey(line, id)) ?? 0) <= line.rank;
  const entries = line.entries
    .filter(wasThere)
    .flatMap((id) => from.entries[id] ?? [])
    .filter(({ id }) => !to.entries[id]);
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
  readonly id: MutationId;
  readonly record: RecordId;
  readonly at: Instant;
  readonly person: PersonId;
  readonly touches: readonly Touch[];
  /** The version that it first got, when it is offered again. */
  readonly first: number | undefined;
  /** Version at which this epoch began. */
  readonly epochStart: number;
}

/**
 * The record to which a mutation belongs now. One that was taken before an entry was moved moved with it, so a restored
 * server takes it where the entry went. So it does with what made the entry, whether or not its sender ever learnt that it
 * had been taken. Any other change is refused where its entry is no more:
 * it may have been refused before for that very reason, as meant of another pupil.
 */
export async function followMoves(tx: Run, school: SchoolId, asked: Asked): Promise<RecordId> {
  const { record, first, epochStart } = asked;
  const touched = asked.touches.map(({ entry }) => entry);
  const rows = await tx
    .selectFrom('moved')
    .select(['record', 'to', 'entry', 'rank', 'made_on', 'made_by', 'made_at', 'made_id'])
    .where('school', '=', school)
    .where('entry', 'in', touched)
    .where('rank', '<', epochStart)
    .orderBy('rank')
    .execute();
  let at = record;
  for (const row of rows) {
    const before = first !== undefined && row.rank > first;
    if (row.record === at && (before || madeIt(asked, row))) at = row.to as RecordId;
  }
  return at;
}

type MadeRow = Pick<MovedTable, 'entry' | 'made_on' | 'made_by' | 'made_at' | 'made_id'>;

/** Did this mutation make the entry? Known by its id, or by its time where that was not noted. */
function madeIt({ id, record, at, person, touches }: Asked, row: MadeRow): boolean {
  if (row.made_id !== '') return row.made_id === id;
  const makes = touches.some(({ entry, creates }) => creates && entry === row.entry);
  return makes && row.made_on === record && row.made_by === person && row.made_at === at;
}

/** Has this entry gone from the record, and not come back? What is said of it there now is not about the pupil to whom it went. */
export async function hasGone(tx: Run, school: SchoolId, record: RecordId, entry: EntryId): Promise<boolean> {
  const last = await tx
    .selectFrom('moved')
    .select('record')
    .where('school', '=', school)
    .where('entry', '=', entry)
    .where((eb) => eb.or([eb('record', '=', record), eb('to', '=', record)]))
    .orderBy('rank', 'desc')
    .executeTakeFirst();
  return last?.record === record;
}
