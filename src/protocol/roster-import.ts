/**
 * "Bring in pupils": a CSV or CTF is previewed, then its good rows go in. Nothing is stored before the confirmation.
 *   POST /api/schools/:school/import/preview  importText    → importPreview
 *   POST /api/schools/:school/import          importConfirm → importDone
 * Headings of SIMS, Arbor and Bromcom are known; UPN and dates are checked.
 */
import * as z from 'zod/mini';
import { line } from '../domain/text.ts';
import { isoDate } from '../domain/time.ts';
import { grantsShown } from './roster-operations.ts';

/** Largest CSV, bytes. */
export const IMPORT_MAX_BYTES = 5 * 1024 * 1024;
/** Most rows that are read. */
export const IMPORT_MAX_ROWS = 20_000;

/** The fields of a pupil that a column may hold. */
export const IMPORT_FIELDS = [
  'upn',
  'forename',
  'surname',
  'preferred-name',
  'legal-forename',
  'legal-surname',
  'name',
  'born',
  'sex',
  'eal',
  'first-language',
  'year',
  'form',
  'sen',
  'pupil-premium',
  'looked-after',
  'from',
  'leaving-date',
] as const;
export const importField = z.enum(IMPORT_FIELDS);
export type ImportField = z.infer<typeof importField>;

/** A file to look at: its text and how its columns are meant. Nothing is stored. */
export const importText = z.strictObject({
  text: z.string(),
  /** Field of each column by its position, when the person has changed the guess; null: leave the column out. */
  columns: z.optional(z.array(z.nullable(importField))),
  /** Pupils who are not in the file leave the school: off unless the file is the whole school. */
  wholeSchool: z.boolean(),
});
export type ImportText = z.infer<typeof importText>;

/** Row number as in the file (the heading is row 1; 0: the whole file), the column's heading, and a sentence that says what to do. */
export const importProblem = z.strictObject({ row: z.int(), column: z.nullable(z.string()), reason: z.string() });
export type ImportProblem = z.infer<typeof importProblem>;

const shown = z.strictObject({ row: z.int(), name: line, form: z.nullable(z.string()), year: z.int() });

/** What the file would do, and which rows cannot go in and why. */
export const importPreview = z.strictObject({
  /** What the file is: a table, or a Common Transfer File, whose rows are its pupils by number. */
  format: z.enum(['csv', 'ctf']),
  headings: z.array(z.string()),
  columns: z.array(z.nullable(importField)),
  rows: z.int(),
  /** `from`: since when they are at the school, as the file says; null: it does not say, so today. */
  adds: z.array(z.strictObject({ ...shown.shape, from: z.nullable(isoDate) })),
  /** `back`: had left, and is at the school again. */
  changes: z.array(z.strictObject({ ...shown.shape, what: z.array(z.string()), back: z.boolean() })),
  unchanged: z.int(),
  leavers: z.array(z.strictObject({ name: line, form: z.nullable(z.string()), year: z.int() })),
  problems: z.array(importProblem),
  warnings: z.array(importProblem),
  grants: grantsShown,
  /** A fingerprint of file, columns and roster: the confirmation names it, so that what was previewed is what goes in. */
  fingerprint: z.string(),
});
export type ImportPreview = z.infer<typeof importPreview>;

/** The same file, now to go in, with the fingerprint of its preview; a conflict if the school has changed since. */
export const importConfirm = z.strictObject({ ...importText.shape, fingerprint: z.string() });
export type ImportConfirm = z.infer<typeof importConfirm>;

/** How many pupils were added, changed and marked as left, and how many rows were left out. */
export const importDone = z.strictObject({ added: z.int(), changed: z.int(), left: z.int(), skipped: z.int() });
export type ImportDone = z.infer<typeof importDone>;
