/** Which steps of the shown lists are selected, and what "Select all in this list" adds. */
import type { EntryId } from '../../../domain/ids.ts';
import type { StepRow } from '../../../domain/steps.ts';

/** Ids of selected steps; it may name steps that are not shown any more. */
export type Selection = ReadonlySet<EntryId>;

/** The selected rows of the shown lists, in their order: what is hidden is never acted on. */
export const selectedRows = (lists: readonly (readonly StepRow[])[], selection: Selection): readonly StepRow[] =>
  lists.flat().filter(({ step }) => selection.has(step.id));

/** The selection with one row put in or taken out. */
export function withRow(selection: Selection, id: EntryId, on: boolean): Selection {
  const next = new Set(selection);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}

/** All of each list in which something is selected; once that is so, all that is shown. */
export function selectAll(lists: readonly (readonly StepRow[])[], selection: Selection): Selection {
  const isTouched = (rows: readonly StepRow[]) => rows.some(({ step }) => selection.has(step.id));
  const isWhole = (rows: readonly StepRow[]) => rows.every(({ step }) => selection.has(step.id));
  const touched = lists.filter(isTouched);
  const wanted = touched.every(isWhole) ? lists : touched;
  return new Set(wanted.flat().map(({ step }) => step.id));
}
