/**
 * The rows of an operation: begun with all its steps in one transaction, so that a server that stops in the middle knows what is
 * still to be done. One at a time in a school; only the last one's steps are kept, and those for a month.
 */
import type { EntryId, PersonId, SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { toInstant } from '../../domain/time.ts';
import { audit } from '../audit/audit.ts';
import type { OperationTable } from '../store/schema.ts';
import type { Run } from '../store/store.ts';
import type { Does, NewOperation, Step, StepTally, Wrote } from './step.ts';

/** Days for which the last operation can be taken back; its steps name pupils and are dropped then. */
export const UNDO_DAYS = 30;
const DAY_MS = 86_400_000;
/** Rows to a statement: SQLite binds at most 32,766 values. */
const ROWS_MAX = 500;

/** A step that has been done. */
export interface DoneStep {
  readonly does: Does;
  readonly record: Step['record'];
  readonly wrote: readonly Wrote[];
}

/** The operation that has not ended, if there is one. */
export const operationGoing = (run: Run, school: SchoolId): Promise<OperationTable | undefined> =>
  run
    .selectFrom('operation')
    .selectAll()
    .where('school', '=', school)
    .where('ended', 'is', null)
    .orderBy('place', 'desc')
    .executeTakeFirst();

/** The last operation of a school. */
export const lastOperationRow = (run: Run, school: SchoolId): Promise<OperationTable | undefined> =>
  run.selectFrom('operation').selectAll().where('school', '=', school).orderBy('place', 'desc').executeTakeFirst();

/** Writes down an operation with its steps, and drops the steps of those before it. False: another one has not ended. */
export async function beginOperation(
  tx: Run,
  school: SchoolId,
  { id, person, begun, operation }: { id: string; person: PersonId; begun: Instant; operation: NewOperation },
): Promise<boolean> {
  if (await operationGoing(tx, school)) return false;
  await tx.deleteFrom('operation_step').where('school', '=', school).execute();
  const place = 1 + ((await lastOperationRow(tx, school))?.place ?? 0);
  const { kind, year = null, undoes = null, steps } = operation;
  await tx
    .insertInto('operation')
    .values({ school, id, place, kind, person, year, undoes, begun, ended: null, undone: null })
    .execute();
  const detail = { operation: id, kind, steps: steps.length };
  await audit(tx, school, { at: begun, received: begun, person, what: 'operation.begun', record: null, detail });
  const rows = steps.map(({ does, record, commands }, at) => ({
    school,
    operation: id,
    place: at,
    does,
    record,
    commands: JSON.stringify(commands),
    outcome: 'todo' as const,
    wrote: null,
  }));
  for (let at = 0; at < rows.length; at += ROWS_MAX) {
    await tx
      .insertInto('operation_step')
      .values(rows.slice(at, at + ROWS_MAX))
      .execute();
  }
  return true;
}

/** The next steps that are to be done, each with its place. */
export async function stepsToDo(
  tx: Run,
  { school, id }: Pick<OperationTable, 'school' | 'id'>,
  most: number,
): Promise<readonly (Step & { readonly place: number })[]> {
  const rows = await tx
    .selectFrom('operation_step')
    .selectAll()
    .where('school', '=', school)
    .where('operation', '=', id)
    .where('outcome', '=', 'todo')
    .orderBy('place')
    .limit(most)
    .execute();
  return rows.map(({ place, does, record, commands }) => ({
    place,
    does,
    record: record as Step['record'],
    commands: JSON.parse(commands) as Step['commands'],
  }));
}

/** Writes down what came of a step; `wrote` null: it was refused. */
export const endStep = async (
  tx: Run,
  { school, id }: Pick<OperationTable, 'school' | 'id'>,
  place: number,
  wrote: readonly Wrote[] | null,
): Promise<void> =>
  void (await tx
    .updateTable('operation_step')
    .set(
      wrote === null
        ? { outcome: 'refused', commands: '[]' }
        : { outcome: 'applied', commands: '[]', wrote: JSON.stringify(wrote) },
    )
    .where('school', '=', school)
    .where('operation', '=', id)
    .where('place', '=', place)
    .execute());

/** All its steps are done. What an undo takes back is taken back from now on. */
export async function endOperation(tx: Run, operation: OperationTable, ended: Instant): Promise<void> {
  const { school, id, undoes, kind, person } = operation;
  const { todo: _, ...counts } = await tallyOf(tx, operation);
  const row = { at: ended, received: ended, person, what: 'operation.ended', record: null };
  await audit(tx, school as SchoolId, { ...row, detail: { operation: id, kind, ...counts } });
  await tx.updateTable('operation').set({ ended }).where('school', '=', school).where('id', '=', id).execute();
  if (undoes === null) return;
  await tx
    .updateTable('operation')
    .set({ undone: ended })
    .where('school', '=', school)
    .where('id', '=', undoes)
    .execute();
}

/** Has the school gone into the school year that begins in this calendar year? A roll-over that was taken back does not count. */
export async function isRolledOver(run: Run, school: SchoolId, year: number): Promise<boolean> {
  const row = await run
    .selectFrom('operation')
    .select('id')
    .where('school', '=', school)
    .where('kind', '=', 'roll-over')
    .where('year', '=', year)
    .where('undone', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many steps there are and what came of them. */
export async function tallyOf(
  run: Run,
  { school, id }: Pick<OperationTable, 'school' | 'id'>,
): Promise<StepTally & { readonly todo: number }> {
  const rows = await run
    .selectFrom('operation_step')
    .select(['does', 'outcome'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('school', '=', school)
    .where('operation', '=', id)
    .groupBy(['does', 'outcome'])
    .execute();
  const tally = { form: 0, duty: 0, add: 0, change: 0, leave: 0, refused: 0, todo: 0 };
  for (const { does, outcome, count } of rows) tally[outcome === 'applied' ? does : outcome] += Number(count);
  return tally;
}

/** The steps that were applied, in their order. */
export async function stepsDone(
  run: Run,
  { school, id }: Pick<OperationTable, 'school' | 'id'>,
): Promise<readonly DoneStep[]> {
  const rows = await run
    .selectFrom('operation_step')
    .select(['does', 'record', 'wrote'])
    .where('school', '=', school)
    .where('operation', '=', id)
    .where('outcome', '=', 'applied')
    .orderBy('place')
    .execute();
  return rows.map(({ does, record, wrote }) => ({
    does,
    record: record as Step['record'],
    wrote: JSON.parse(wrote ?? '[]') as readonly (Wrote & { id: EntryId })[],
  }));
}

/** The last instant at which an operation that can be taken back now may have ended. */
export const undoableSince = (now: Instant): Instant => toInstant(Date.parse(now) - UNDO_DAYS * DAY_MS);

/** Drops the steps of operations that cannot be taken back any more. */
export async function dropOldSteps(tx: Run, now: Instant): Promise<void> {
  const old = await tx
    .selectFrom('operation')
    .select(['school', 'id'])
    .where('ended', '<', undoableSince(now))
    .execute();
  for (const { school, id } of old)
    await tx.deleteFrom('operation_step').where('school', '=', school).where('operation', '=', id).execute();
}
