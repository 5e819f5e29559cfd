/**
 * The store: transactions over a school's records. One writer at a time (BEGIN IMMEDIATE), so that the order of commits
 * is the order of versions (SPEC I9). Snapshots are put together from stored JSON text without parsing it.
 */
import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Groups } from '../../domain/group.ts';
import type { PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { MutationEnvelope } from '../../domain/mutation.ts';
import type { CareersRecord, Entry, Kind } from '../../domain/record.ts';
import { assert } from '../../domain/result.ts';
import { visible } from '../../domain/access.ts';
import type { MutationTable, Schema, SchoolTable } from './schema.ts';
import { backupInto } from './backup.ts';
import type { Plain } from './sqlite-dialect.ts';
import { openSqlite, pragmaValue } from './sqlite.ts';
import type { Given, Ledger, LedgerLine } from './ledger.ts';
import type { FieldsChanged, MutationDetail } from '../audit/audit.ts';
import { audit } from '../audit/audit.ts';

/** Statements run on the database itself or in a transaction. */
export type Run = Kysely<Schema> | Transaction<Schema>;

/** A record as it is to lie in the store. */
interface LoadedRecord {
  readonly id: RecordId;
  readonly entries: readonly Entry[];
}

export interface Store {
  /** Reads outside a transaction. */
  readonly read: Run;
  /** Where it stands what must not come back with a backup; null: nowhere. */
  readonly ledger: Ledger | null;
  /** One transaction that writes; rolled back when `work` rejects. What it notes is in the ledger before it commits. */
  write<T>(work: (tx: Run) => Promise<T>): Promise<T>;
  /** Puts whole records in place, as the demo school does; each entry at version 1. Not for records that are there. Within `write` it is part of that. */
  bulkLoad(school: SchoolId, records: readonly LoadedRecord[]): Promise<void>;
  /** An online copy of one moment into a new file, checked. Throws UnusableData. */
  backup(file: string): void;
  /** Empties the journal beside the data file, as far as nobody reads from it just now. True: it is empty. */
  emptyJournal(): boolean;
  /** Has another process written since this was last asked? What is kept in memory is stale then. */
  changedElsewhere(): boolean;
  /** Differs from what it was if anything has been written since, here or elsewhere. */
  writings(): string;
  close(): Promise<void>;
}

/** Opens the store in this file, or in memory (":memory:"). Throws UnusableData. */
export function openStore(file: string, ledger: Ledger | null = null): Store {
  const { plain, kysely } = openSqlite(file);
  let writes = pragmaValue(plain, 'data_version');
  return {
    read: kysely,
    ledger,
    write: (work) => writeNoting(kysely, ledger, work),
    bulkLoad: async (school, records) => bulkLoad(plain, school, records),
    backup: (target) => backupInto(plain, target),
    emptyJournal: () => {
      const row = plain.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { readonly busy: number };
      return row.busy === 0;
    },
    changedElsewhere: () => {
      const now = pragmaValue(plain, 'data_version');
      const changed = now !== writes;
      writes = now;
      return changed;
    },
    writings: () => `${String(totalChanges(plain))}/${String(pragmaValue(plain, 'data_version'))}`,
    close: async () => {
      if (!plain.isOpen) return;
      // In its turn: a transaction that still runs is finished first.
      await kysely.connection().execute((alone) => sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(alone));
      await kysely.destroy();
      // Kysely closes what it has used.
      if (plain.isOpen) plain.close();
    },
  };
}

const totalChanges = (plain: Plain): unknown =>
  Object.values(plain.prepare('SELECT total_changes()').get() as object)[0];

/** Writes what was noted into the ledger before the commit, and remembers after it which versions were given. */
async function writeNoting<T>(
  kysely: Kysely<Schema>,
  ledger: Ledger | null,
  work: (tx: Run) => Promise<T>,
): Promise<T> {
  let given: Given | null = null;
  const value = await kysely.transaction().execute(async (tx) => {
    const done = await work(tx);
    const noted = await tx.deleteFrom('noted').returning('line').execute();
    if (ledger === null) return done;
    if (noted.length > 0) ledger.append(noted.map(({ line }) => JSON.parse(line) as LedgerLine));
    given = await versionsGiven(tx);
    return done;
  });
  if (ledger !== null && given !== null) ledger.give(given);
  return value;
}

/** The last version of each school. */
export async function versionsGiven(run: Run): Promise<Given> {
  const schools = await run.selectFrom('school').select(['id', 'epoch', 'version']).execute();
  return Object.fromEntries(schools.map(({ id, epoch, version }) => [id, { epoch, version }]));
}

/** Notes a line for the ledger, in the transaction whose doing it is. */
export async function note(tx: Run, ...lines: readonly LedgerLine[]): Promise<void> {
  if (lines.length === 0) return;
  await tx
    .insertInto('noted')
    .values(lines.map((line) => ({ line: JSON.stringify(line) })))
    .execute();
}

/** Makes a school, empty, at version 1. */
export async function createSchool(
  run: Run,
  school: { readonly id: SchoolId; readonly name: string; readonly demo: boolean },
): Promise<void> {
  await run
    .insertInto('school')
    .values({
      id: school.id,
      name: school.name,
      demo: Number(school.demo),
      version: 1,
      epoch: randomUUID(),
      epoch_start: 1,
      stable: 0,
    })
    .execute();
}

/** The school's row. Throws when there is none: callers hold a membership of it. */
export async function schoolRow(run: Run, school: SchoolId): Promise<SchoolTable> {
  const row = await run.selectFrom('school').selectAll().where('id', '=', school).executeTakeFirst();
  assert(row !== undefined, 'the school is there');
  return row;
}

/** Takes the next version, under the write lock. */
export async function nextVersion(tx: Run, school: SchoolId): Promise<number> {
  const row = await tx
    .updateTable('school')
    .set({ version: sql<number>`version + 1` })
    .where('id', '=', school)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

/** A record as it lies in the store. */
export interface StoredRecord extends CareersRecord {
  /** Bytes of the JSON of its entries. */
  readonly bytes: number;
}

/** Bytes of an entry as it is stored: JSON in UTF-8. */
export const bytesOfEntry = (entry: Entry): number => Buffer.byteLength(JSON.stringify(entry));

/** A record with all its entries, for judging a mutation; empty when it is not there. */
export async function readRecord(run: Run, school: SchoolId, id: RecordId): Promise<StoredRecord> {
  const rows = await run
    .selectFrom('entry')
    .select(['id', 'json'])
    .where('school', '=', school)
    .where('record', '=', id)
    .execute();
  return {
    id,
    entries: Object.fromEntries(rows.map((row) => [row.id, JSON.parse(row.json) as Entry])),
    bytes: rows.reduce((sum, { json }) => sum + Buffer.byteLength(json), 0),
  };
}

/** The entries of these kinds of all records, each with its record. */
export async function entriesOfKinds(
  run: Run,
  school: SchoolId,
  kinds: readonly Kind[],
): Promise<readonly (readonly [RecordId, Entry])[]> {
  const rows = await run
    .selectFrom('entry')
    .select(['record', 'json'])
    .where('school', '=', school)
    .where('kind', 'in', [...kinds])
    .execute();
  return rows.map((row) => [row.record as RecordId, JSON.parse(row.json) as Entry] as const);
}

/** The entries of a record as this person may see them, as one piece of JSON text, not parsed. */
export async function viewJson(
  run: Run,
  school: SchoolId,
  [id, person, groups]: readonly [RecordId, PersonId, Groups],
): Promise<string> {
  const rows = await run
    .selectFrom('entry')
    .select(['id', 'readers', 'author', 'json'])
    .where('school', '=', school)
    .where('record', '=', id)
    .execute();
  const seen = rows.filter((row) =>
    visible({ readers: groupsOf(row.readers), author: row.author as PersonId }, person, groups),
  );
  return `{${seen.map((row) => `${JSON.stringify(row.id)}:${row.json}`).join(',')}}`;
}

const groupsOf = (joined: string): Groups => [...joined] as unknown as Groups;

/** Those who read an entry, as `reach` names them: groups, or the author of a draft (SPEC I6). */
export const reachOf = (entry: Pick<Entry, 'readers' | 'author'> | undefined): readonly string[] => {
  if (!entry) return [];
  return entry.readers.length === 0 ? [entry.author] : entry.readers;
};

/** Puts entries in place of theirs, keeps the earlier wording as a revision, and moves the versions of all whom it concerns. */
export async function putEntries(
  tx: Run,
  school: SchoolId,
  before: CareersRecord,
  { entries, version }: { readonly entries: readonly Entry[]; readonly version: number },
): Promise<void> {
  await tx
    .insertInto('record')
    .values({ school, id: before.id })
    .onConflict((oc) => oc.doNothing())
    .execute();
  for (const entry of entries) {
    const old = before.entries[entry.id];
    if (old && old.kind !== 'draft') {
      await tx
        .insertInto('revision')
        .values({ school, record: before.id, entry: entry.id, version, json: JSON.stringify(old) })
        .onConflict((oc) => oc.doNothing())
        .execute();
    }
    const row = {
      kind: entry.kind,
      readers: entry.readers.join(''),
      author: entry.author,
      json: JSON.stringify(entry),
    };
    await tx
      .insertInto('entry')
      .values({ school, record: before.id, id: entry.id, ...row })
      .onConflict((oc) => oc.columns(['school', 'record', 'id']).doUpdateSet(row))
      .execute();
    await moveReach(tx, school, before.id, { who: [...new Set([...reachOf(old), ...reachOf(entry)])], version });
  }
}

/** Moves the versions of those whom a change of the record concerns (SPEC I6). */
export async function moveReach(
  tx: Run,
  school: SchoolId,
  record: RecordId,
  { who, version }: { readonly who: readonly string[]; readonly version: number },
): Promise<void> {
  for (const one of who) {
    await tx
      .insertInto('reach')
      .values({ school, record, who: one, version })
      .onConflict((oc) => oc.columns(['school', 'record', 'who']).doUpdateSet({ version }))
      .execute();
  }
}

/** Remembers the first outcome of a mutation, for repeating, and puts it into the audit (SPEC I8). `changed`: what it did. */
export async function remember(tx: Run, row: MutationTable, changed: FieldsChanged): Promise<void> {
  await tx.insertInto('mutation').values(row).execute();
  const { school, id, version, refused, name: what, at, received, person, record } = row;
  const detail: MutationDetail = { id, version, ...(refused === null ? { changed } : { refused }) };
  await audit(tx, school as SchoolId, { at, received, person, what, record, detail });
}

/** Keeps a refused mutation for the careers leader (SPEC I10). */
export async function quarantine(
  tx: Run,
  school: SchoolId,
  [person, envelope, creates]: readonly [PersonId, MutationEnvelope, readonly string[]],
): Promise<void> {
  await tx
    .insertInto('quarantine')
    .values({
      school,
      id: envelope.id,
      record: envelope.record,
      person,
      creates: creates.join(' '),
      json: JSON.stringify(envelope),
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** All of them, or none when it throws. */
function bulkLoad(plain: Plain, school: SchoolId, records: readonly LoadedRecord[]): void {
  const putRecord = plain.prepare('INSERT INTO record (school, id) VALUES (?, ?)');
  const putEntry = plain.prepare(
    'INSERT INTO entry (school, record, id, kind, readers, author, json) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const putReach = plain.prepare(
    'INSERT INTO reach (school, record, who, version) VALUES (?, ?, ?, 1) ON CONFLICT DO NOTHING',
  );
  const alone = !plain.isTransaction;
  if (alone) plain.exec('BEGIN IMMEDIATE');
  try {
    for (const { id, entries } of records) {
      putRecord.run(school, id);
      for (const entry of entries) {
        putEntry.run(school, id, entry.id, entry.kind, entry.readers.join(''), entry.author, JSON.stringify(entry));
        for (const who of reachOf(entry)) putReach.run(school, id, who);
      }
    }
    if (alone) plain.exec('COMMIT');
  } catch (problem) {
    if (alone && plain.isTransaction) plain.exec('ROLLBACK');
    throw problem;
  }
}
