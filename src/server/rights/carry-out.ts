/**
 * Letting go of records, some to a transaction, so that other people's work is not held up. What is to go is written down first;
 * a server that stops in the middle goes on, does nothing twice, and asks of each record again whether it is due. When all is
 * done the journal beside the data file is emptied: what was deleted is overwritten then, wherever it stood.
 */
import type { PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { LetGo } from '../../domain/retention.ts';
import { isPart } from '../../domain/retention.ts';
import { dateOf } from '../../domain/time.ts';
import { audit } from '../audit/audit.ts';
import { newId, writeAs } from '../office.ts';
import type { OperationDeps } from '../operations/carry-out.ts';
import type { DisposalStepTable, DisposalTable } from '../store/schema.ts';
import type { Run, Store } from '../store/store.ts';
import { reachOf, schoolRow } from '../store/store.ts';
import { eraseBy } from '../sync/restore.ts';
import { isStillDue } from './due.ts';
import type { Gone } from './let-go.ts';
import { letGoOfSupport } from './let-go.ts';
import { countedParts, letGoOfPart } from './parts.ts';

/** Records to a transaction: one may have 2,000 entries. */
const CHUNK = 10;

/** What is to go, and why: it is due, or it was asked, with the reason. */
export interface NewDisposal {
  readonly why: DisposalTable['why'];
  readonly reason: string;
  readonly steps: readonly { readonly record: RecordId; readonly what: LetGo }[];
}

/** Writes it down and carries it out; its id. */
export async function dispose(
  deps: OperationDeps,
  [school, person]: readonly [SchoolId, PersonId],
  { why, reason, steps }: NewDisposal,
): Promise<string> {
  const begun = deps.now();
  const id = newId(Date.parse(begun));
  await deps.store.write(async (tx) => {
    const last = await tx
      .selectFrom('disposal')
      .select((eb) => eb.fn.max('place').as('place'))
      .where('school', '=', school)
      .executeTakeFirst();
    const place = 1 + Number(last?.place ?? 0);
    const row = { school, id, place, person, why, reason, begun, ended: null, swept: null };
    await tx.insertInto('disposal').values(row).execute();
    for (const [at, { record, what }] of steps.entries()) {
      const todo = { outcome: 'todo' as const, entries: 0, wordings: 0 };
      await tx
        .insertInto('disposal_step')
        .values({ school, disposal: id, place: at, record, what, ...todo })
        .execute();
    }
    const detail = { disposal: id, why, steps: steps.length };
    await audit(tx, school, { at: begun, received: begun, person, what: 'disposal.begun', record: null, detail });
  });
  await goOnWith(deps, school);
  return id;
}

/** Goes on with what has not ended, to its end, and sees to it that the data file is free of it. */
export async function goOnWith(deps: OperationDeps, school: SchoolId): Promise<void> {
  while (await doChunk(deps, school)) await new Promise((resolve) => void setImmediate(resolve));
  await sweep(deps, school);
}

/** The same in all schools, after a stop. */
export async function goOnDisposing(deps: OperationDeps): Promise<void> {
  const cut = await deps.store.read.selectFrom('disposal').select('school').where('swept', 'is', null).execute();
  for (const school of new Set(cut.map((row) => row.school))) await goOnWith(deps, school as SchoolId);
}

/** One transaction. True: there may be more to do. */
async function doChunk(deps: OperationDeps, school: SchoolId): Promise<boolean> {
  const reach = new Map<RecordId, Set<string>>();
  const isMore = await writeAs(deps, school, async (tx) => {
    const disposal = await tx
      .selectFrom('disposal')
      .selectAll()
      .where('school', '=', school)
      .where('ended', 'is', null)
      .orderBy('place')
      .executeTakeFirst();
    if (!disposal) return false;
    const steps = await tx
      .selectFrom('disposal_step')
      .selectAll()
      .where('school', '=', school)
      .where('disposal', '=', disposal.id)
      .where('outcome', '=', 'todo')
      .orderBy('place')
      .limit(CHUNK)
      .execute();
    for (const step of steps) await endStep(tx, step, await doStep(tx, deps, disposal, { step, reach }));
    if (steps.length < CHUNK) await end(tx, deps, disposal);
    return true;
  });
  // Pupils who are no more have no rights in the roster in memory either.
  deps.rosters.forget(school);
  if (reach.size > 0) deps.poke({ school, version: (await schoolRow(deps.store.read, school)).version, reach });
  return isMore;
}

interface Doing {
  readonly step: DisposalStepTable;
  readonly reach: Map<RecordId, Set<string>>;
}

/** What went; null: it stays. */
async function doStep(
  tx: Run,
  { rosters, now }: OperationDeps,
  disposal: DisposalTable,
  { step, reach }: Doing,
): Promise<Gone | null> {
  const [school, record] = [step.school as SchoolId, step.record as RecordId];
  const isDue = disposal.why === 'asked' || (await isStillDue(tx, school, [record, step.what, dateOf(now())]));
  if (!isDue) return null;
  if (step.what === 'record') return eraseCounted(tx, school, { record, at: now(), by: disposal.person });
  const changed: Parameters<typeof letGoOfSupport>[2]['changed'] = (before, entries) =>
    void reach.set(before.id, new Set(entries.flatMap(reachOf)));
  if (isPart(step.what)) return letGoOfPart(tx, school, { now: now(), changed }, [record, step.what]);
  return letGoOfSupport(tx, [school, disposal.person as PersonId], { rosters, now: now(), changed }, record);
}

interface Erasing {
  readonly record: RecordId;
  readonly at: ReturnType<OperationDeps['now']>;
  readonly by: string;
}

async function eraseCounted(tx: Run, school: SchoolId, { record, at, by }: Erasing): Promise<Gone> {
  const count = async (table: 'entry' | 'revision'): Promise<number> => {
    const row = await tx
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('school', '=', school)
      .where('record', '=', record)
      .executeTakeFirstOrThrow();
    return Number(row.count);
  };
  const gone = { entries: await count('entry'), wordings: await count('revision') };
  await eraseBy(tx, school, record, { at, by });
  return gone;
}

const endStep = async (tx: Run, { school, disposal, place }: DisposalStepTable, gone: Gone | null): Promise<void> =>
  void (await tx
    .updateTable('disposal_step')
    .set(gone === null ? { outcome: 'stays' } : { outcome: 'done', ...gone })
    .where('school', '=', school)
    .where('disposal', '=', disposal)
    .where('place', '=', place)
    .execute());

async function end(tx: Run, { now }: OperationDeps, { school, id, person, why }: DisposalTable): Promise<void> {
  const ended = now();
  await tx.updateTable('disposal').set({ ended }).where('school', '=', school).where('id', '=', id).execute();
  const rows = await tx
    .selectFrom('disposal_step')
    .select(['what', 'outcome'])
    .where('school', '=', school)
    .where('disposal', '=', id)
    .execute();
  const done = (what: LetGo) => rows.filter((row) => row.what === what && row.outcome === 'done').length;
  const parts = Object.fromEntries(countedParts(done).map(({ part, pupils }) => [part, pupils]));
  const detail = { disposal: id, why, records: done('record'), support: done('support'), ...parts };
  const row = { at: ended, received: ended, person, what: 'disposal.ended', record: null };
  await audit(tx, school as SchoolId, { ...row, detail });
}

/** Tries, and milliseconds between them: a backup that is being copied reads the journal. */
const TRIES = 50;
const PAUSE_MS = 100;

/** Empties the journal: what was deleted has been overwritten in the data file then. False: somebody has read from it all the while. */
async function sweepJournal(store: Store): Promise<boolean> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (store.emptyJournal()) return true;
    await new Promise((resolve) => void setTimeout(resolve, PAUSE_MS));
  }
  return false;
}

async function sweep({ store, now }: OperationDeps, school: SchoolId): Promise<void> {
  const waiting = await store.read
    .selectFrom('disposal')
    .select('id')
    .where('school', '=', school)
    .where('ended', 'is not', null)
    .where('swept', 'is', null)
    .execute();
  if (waiting.length === 0 || !(await sweepJournal(store))) return;
  const ids = waiting.map(({ id }) => id);
  await store.write((tx) =>
    tx.updateTable('disposal').set({ swept: now() }).where('school', '=', school).where('id', 'in', ids).execute(),
  );
}
