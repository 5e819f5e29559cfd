/** How far the last change of a school's roster is, for the screen. */
import type { SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { OperationState } from '../../protocol/roster-operations.ts';
import { nameOfPerson } from '../office.ts';
import type { OperationTable } from '../store/schema.ts';
import type { Run } from '../store/store.ts';
import type { OperationDeps } from './carry-out.ts';
import { lastOperationRow, tallyOf, undoableSince } from './operation-rows.ts';

/** The last change; null: there was none. */
export async function lastOperation(deps: OperationDeps, school: SchoolId): Promise<OperationState | null> {
  const row = await lastOperationRow(deps.store.read, school);
  return row ? stateOf(deps, row) : null;
}

async function stateOf({ store: { read }, now }: OperationDeps, row: OperationTable): Promise<OperationState> {
  const { todo, add, change, leave, form, duty, refused } = await tallyOf(read, row);
  const done = add + change + leave + form + duty + refused;
  return {
    id: row.id,
    kind: row.kind,
    undoes: row.undoes === null ? null : await kindOf(read, row.school, row.undoes),
    by: await nameOfPerson(read, row.school as SchoolId, row.person),
    begun: row.begun as Instant,
    ended: row.ended as Instant | null,
    undone: row.undone as Instant | null,
    steps: done + todo,
    done,
    added: add,
    changed: change,
    left: leave,
    refused,
    canUndo: isUndoable(row, now()) && done - refused > 0,
  };
}

/** Can it be taken back: it has ended, not long ago, and is no undo and not undone? */
export const isUndoable = ({ kind, ended, undone }: OperationTable, now: Instant): boolean =>
  kind !== 'undo' && ended !== null && undone === null && ended >= undoableSince(now);

async function kindOf(run: Run, school: string, id: string): Promise<OperationTable['kind'] | null> {
  const row = await run
    .selectFrom('operation')
    .select('kind')
    .where('school', '=', school)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.kind ?? null;
}
