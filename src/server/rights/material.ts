/**
 * Everything that a school holds about a pupil, row by row from every table, as it is to be told to them: without what opens
 * an account, without the ids of other pupils' records. Source: UK GDPR Art. 15(1).
 */
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import type { MutationEnvelope } from '../../domain/mutation.ts';
import type { Entry, EntryOf } from '../../domain/record.ts';
import { entriesOf } from '../../domain/record.ts';
import type { Instant } from '../../domain/time.ts';
import { toInstant } from '../../domain/time.ts';
import type { MutationDetail } from '../audit/audit.ts';
import { NOBODY } from '../audit/audit.ts';
import type { Run } from '../store/store.ts';
import { readRecord } from '../store/store.ts';
import { accountHeld } from './material-account.ts';
import { isAuthorsAlone } from './refused.ts';

/** Stands for a record that is somebody else's. */
const ANOTHER = 'another record';
const SECOND_MS = 1000;

/** All of it. */
export interface Material {
  readonly entries: readonly Entry[];
  /** Interviews that are still being written: by whom and since when. The words are their author's alone until then. */
  readonly unfinished: readonly { readonly by: string; readonly since: string; readonly at: string }[];
  /** Earlier wordings; `until`: the version that took their place. */
  readonly earlier: readonly { readonly until: number; readonly was: Entry }[];
  /** What was refused, with its words; without those of somebody's unfinished interview. */
  readonly refused: readonly { readonly by: string; readonly change: MutationEnvelope }[];
  readonly changes: readonly object[];
  readonly seen: readonly object[];
  readonly moved: readonly object[];
  readonly sentTo: readonly object[];
  readonly account: object;
  readonly rosterChanges: readonly object[];
  readonly requests: readonly object[];
  readonly keptLonger: readonly object[];
  readonly letGo: readonly object[];
  readonly owed: readonly object[];
  /** Planned activities in which the pupil took part. */
  readonly activities: readonly EntryOf<'planned'>[];
}

/** Reads all of it. */
export async function materialOf(run: Run, school: SchoolId, record: RecordId): Promise<Material> {
  const { entries } = await readRecord(run, school, record);
  const everything = Object.values(entries).toSorted((a, b) => (a.madeAt < b.madeAt ? -1 : 1));
  const all = everything.filter(({ kind }) => kind !== 'draft');
  const of = { run, school, record };
  return {
    entries: all,
    unfinished: everything.flatMap((entry) =>
      entry.kind === 'draft' && !entry.closed ? [{ by: entry.author, since: entry.startedAt, at: entry.at }] : [],
    ),
    earlier: await earlierOf(of),
    refused: await refusedOf(of),
    changes: await changesOf(of),
    seen: await seenOf(of),
    moved: await movedOf(of),
    sentTo: await sentOf(of),
    account: await accountHeld(run, school, record),
    rosterChanges: await rosterChangesOf(of),
    requests: (await rowsAbout(of, 'request')).map(({ pauses, ...rest }) => ({
      ...rest,
      pauses: JSON.parse(String(pauses)) as object,
    })),
    keptLonger: await rowsAbout(of, 'kept_longer'),
    letGo: await rowsAbout(of, 'disposal_step'),
    owed: (await rowsAbout(of, 'owed')).map(({ line, ...rest }) => ({
      ...rest,
      line: JSON.parse(String(line)) as object,
    })),
    activities: await activitiesOf(of, all),
  };
}

interface Of {
  readonly run: Run;
  readonly school: SchoolId;
  readonly record: RecordId;
}

async function rowsAbout(
  { run, school, record }: Of,
  table: 'request' | 'kept_longer' | 'disposal_step' | 'owed',
): Promise<readonly Record<string, unknown>[]> {
  const rows = await run
    .selectFrom(table)
    .selectAll()
    .where('school', '=', school)
    .where('record', '=', record)
    .execute();
  return rows.map((row) => ({ ...row }));
}

async function earlierOf({ run, school, record }: Of): Promise<Material['earlier']> {
  const rows = await run
    .selectFrom('revision')
    .select(['version', 'json'])
    .where('school', '=', school)
    .where('record', '=', record)
    .orderBy('entry')
    .orderBy('version')
    .execute();
  return rows.map(({ version, json }) => ({ until: version, was: JSON.parse(json) as Entry }));
}

async function refusedOf({ run, school, record }: Of): Promise<Material['refused']> {
  const rows = await run
    .selectFrom('quarantine')
    .select(['person', 'json'])
    .where('school', '=', school)
    .where((eb) => eb.or([eb('record', '=', record), eb('person', '=', record)]))
    .orderBy('id')
    .execute();
  return rows.map(({ person, json }) => {
    const change = JSON.parse(json) as MutationEnvelope;
    const isHidden = person !== record && isAuthorsAlone(change.name);
    return {
      by: person,
      change: {
        ...change,
        args: isHidden ? null : change.args,
        record: own(change.record, record) as RecordId,
      },
    };
  });
}

const own = (named: string, record: RecordId): string => (named === record ? named : ANOTHER);

async function changesOf({ run, school, record }: Of): Promise<readonly object[]> {
  const rows = await run
    .selectFrom('mutation')
    .select(['id', 'person', 'name', 'record', 'version', 'refused', 'at', 'received'])
    .where('school', '=', school)
    .where((eb) => eb.or([eb('record', '=', record), eb('person', '=', record)]))
    .orderBy('version')
    .execute();
  const commands = await changedByCommands({ run, school, record });
  return rows.map(({ person, ...row }) => ({
    ...row,
    person: commands.has(row.id) ? NOBODY : person,
    record: own(row.record, record),
  }));
}

/** The mutations of commands: judged in the careers leader's name, who did not do it. */
async function changedByCommands({ run, school, record }: Of): Promise<ReadonlySet<string>> {
  const rows = await run
    .selectFrom('audit')
    .select('detail')
    .where('school', '=', school)
    .where('record', '=', record)
    .where('person', '=', NOBODY)
    .execute();
  return new Set(rows.flatMap(({ detail }) => (JSON.parse(detail) as Partial<MutationDetail>).id ?? []));
}

async function seenOf({ run, school, record }: Of): Promise<readonly object[]> {
  const rows = await run
    .selectFrom('audit')
    .select(['place', 'at', 'received', 'person', 'what', 'record', 'detail'])
    .where('school', '=', school)
    .where((eb) => eb.or([eb('record', '=', record), eb('person', '=', record)]))
    .orderBy('place')
    .execute();
  return rows.map(({ detail, record: named, ...row }) => ({
    ...row,
    record: named === null ? null : own(named, record),
    detail: row.what.startsWith('draft.') ? {} : (JSON.parse(detail) as object),
  }));
}

async function movedOf({ run, school, record }: Of): Promise<readonly object[]> {
  const rows = await run
    .selectFrom('moved')
    .selectAll()
    .where('school', '=', school)
    .where((eb) => eb.or([eb('record', '=', record), eb('to', '=', record), eb('made_on', '=', record)]))
    .orderBy('rank')
    .execute();
  return rows.map(({ entry, by, at, held, ...row }) => ({
    entry,
    by,
    at,
    from: own(row.record, record),
    to: own(row.to, record),
    madeBy: row.made_by,
    madeAt: row.made_at,
    madeOn: own(row.made_on, record),
    madeId: row.made_id,
    // The pupil on whose record it was stands among those who held it.
    held: (JSON.parse(held) as { readonly person: string }[]).filter(
      ({ person }) => person !== row.record || person === record,
    ),
  }));
}

async function sentOf({ run, school, record }: Of): Promise<readonly object[]> {
  const rows = await run
    .selectFrom('sent')
    .innerJoin('holder', 'holder.id', 'sent.holder')
    .select(['holder.id as device', 'holder.person', 'sent.groups', 'sent.first', 'sent.last'])
    .where('holder.school', '=', school)
    .where('sent.record', '=', record)
    .orderBy('holder.id')
    .execute();
  const instantOf = (seconds: number): Instant => toInstant(seconds * SECOND_MS);
  return rows.map(({ first, last, ...row }) => ({ ...row, first: instantOf(first), last: instantOf(last) }));
}

async function rosterChangesOf({ run, school, record }: Of): Promise<readonly object[]> {
  const rows = await run
    .selectFrom('operation_step')
    .innerJoin('operation', (join) =>
      join
        .onRef('operation.school', '=', 'operation_step.school')
        .onRef('operation.id', '=', 'operation_step.operation'),
    )
    .select(['operation.kind', 'operation.begun', 'operation.person', 'does', 'outcome', 'commands', 'wrote'])
    .where('operation_step.school', '=', school)
    .where('record', '=', record)
    .orderBy('operation_step.place')
    .execute();
  return rows.map(({ commands, wrote, ...row }) => ({
    ...row,
    commands: JSON.parse(commands) as object,
    wrote: wrote === null ? null : (JSON.parse(wrote) as object),
  }));
}

/** Their ids are those of the experiences. */
async function activitiesOf({ run, school }: Of, entries: readonly Entry[]): Promise<readonly EntryOf<'planned'>[]> {
  const ids = new Set(entries.filter(({ kind }) => kind === 'experience').map(({ id }) => id));
  const programmes = await run
    .selectFrom('record')
    .select('id')
    .where('school', '=', school)
    .where('id', 'like', 'programme/%')
    .execute();
  const all = await Promise.all(programmes.map(({ id }) => readRecord(run, school, id as RecordId)));
  return all.flatMap((programme) => entriesOf(programme, 'planned')).filter(({ id }) => ids.has(id));
}
