/**
 * Changes of the whole roster, done by the server and online only: what was last done, going on with what was cut off, the new
 * school year, and taking the last change back. Lists of pupils have their own two requests (roster-import.ts).
 *   GET  /api/schools/:school/roster/last                               → lastOperation
 *   POST /api/schools/:school/roster/go-on                              → operationState
 *   POST /api/schools/:school/roster/roll-over/preview  rollOverChoices → rollOverPreview
 *   POST /api/schools/:school/roster/roll-over          rollOverConfirm → operationState
 *   POST /api/schools/:school/roster/undo/preview                       → undoPreview
 *   POST /api/schools/:school/roster/undo               undoConfirm     → operationState
 * For the careers leader and administrators. What was previewed is what is done: the confirmation names its fingerprint.
 */
import * as z from 'zod/mini';
import { recordId } from '../domain/ids.ts';
import { line } from '../domain/text.ts';
import { instant, isoDate } from '../domain/time.ts';

const moved = z.strictObject({ people: z.int(), records: z.int() });

/** Who reads more or less after it, by group; `names`: the staff who lose records. */
export const grantsShown = z.array(
  z.strictObject({ group: z.enum(['P', 'T', 'S', 'G']), loses: moved, gains: moved, names: z.array(line) }),
);
export type GrantsShown = z.infer<typeof grantsShown>;

/** The kinds of change. */
export const operationKind = z.enum(['import', 'roll-over', 'undo']);
export type OperationKind = z.infer<typeof operationKind>;

/** How far a change is. `undoes`: what an undo takes back; `ended` null: it was cut off, or runs just now. */
export const operationState = z.strictObject({
  id: z.string(),
  kind: operationKind,
  undoes: z.nullable(operationKind),
  by: line,
  begun: instant,
  ended: z.nullable(instant),
  undone: z.nullable(instant),
  steps: z.int(),
  done: z.int(),
  added: z.int(),
  changed: z.int(),
  left: z.int(),
  /** Steps that were refused, such as of a pupil who was erased meanwhile. */
  refused: z.int(),
  /** It is the last one, and short enough ago. */
  canUndo: z.boolean(),
});
export type OperationState = z.infer<typeof operationState>;

/** The last change; null: there was none. */
export const lastOperation = z.strictObject({ last: z.nullable(operationState) });

const way = z.enum(['move', 'stay']);

/** Whether duties go up with the pupils or stay with the form or year, and which pupils repeat their year. */
export const rollOverChoices = z.strictObject({
  tutors: way,
  pastoral: way,
  caseloads: way,
  stay: z.array(recordId).check(z.maxLength(400)),
});
export type RollOverChoices = z.infer<typeof rollOverChoices>;

const shownPupil = z.strictObject({ record: recordId, name: line, form: z.nullable(z.string()), year: z.int() });

/** What the new school year would change. `why`: it cannot be begun now, as a sentence; null: it can. */
export const rollOverPreview = z.strictObject({
  /** The calendar year in which the new school year begins, and its first day. */
  year: z.int(),
  from: isoDate,
  why: z.nullable(z.string()),
  /** All that is wanting is the day. */
  soon: z.boolean(),
  warnings: z.array(z.string()),
  moves: z.array(z.strictObject({ year: z.int(), to: z.int(), pupils: z.int() })),
  leavers: z.array(shownPupil),
  /** Pupils who do not move: `joined` for the new year already, or chosen to repeat. */
  stays: z.array(z.strictObject({ ...shownPupil.shape, joined: z.boolean() })),
  /** Pupils who would be in a higher year than is usual for their age. */
  ahead: z.array(shownPupil),
  /** Where the pupils of a form go (`to` null: they leave), and whether it is closed then. */
  forms: z.array(
    z.strictObject({
      code: z.string(),
      to: z.nullable(z.string()),
      year: z.int(),
      pupils: z.int(),
      closes: z.boolean(),
    }),
  ),
  duties: z.array(z.strictObject({ name: line, ends: z.string(), begins: z.nullable(z.string()) })),
  grants: grantsShown,
  steps: z.int(),
  fingerprint: z.string(),
});
export type RollOverPreview = z.infer<typeof rollOverPreview>;

/** The same choices, now to be done. */
export const rollOverConfirm = z.strictObject({ ...rollOverChoices.shape, fingerprint: z.string() });

/** What is put back and what cannot be, in sentences. */
export const undoPreview = z.strictObject({
  operation: z.string(),
  kind: operationKind,
  puts: z.array(z.string()),
  keeps: z.array(z.string()),
  grants: grantsShown,
  steps: z.int(),
  fingerprint: z.string(),
});
export type UndoPreview = z.infer<typeof undoPreview>;
/** The undo that was looked at, now to be done. */
export const undoConfirm = z.strictObject({ operation: z.string(), fingerprint: z.string() });
