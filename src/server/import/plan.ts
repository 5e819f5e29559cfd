/**
 * What a file would do to the roster: who is new, what changes, who leaves, what is wrong. Pure; nothing is stored.
 * Good rows go in while bad ones are listed with row, column and reason. A pupil whose row is bad is never taken for a leaver.
 */
import { usualYearGroup } from '../../domain/calendar.ts';
import type { FormCode, RecordId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import { ok } from '../../domain/result.ts';
import type { IsoDate } from '../../domain/time.ts';
import type { ImportField, ImportProblem } from '../../protocol/roster-import.ts';
import { guessColumns, missingColumns, splitHeadings } from './columns.ts';
import type { FileProblem, Table } from './csv.ts';
import { parseCsv } from './csv.ts';
import { isXml, parseCtf } from './ctf.ts';
import type { PupilCommand } from './differences.ts';
import { difference, enrolment } from './differences.ts';
import type { Matched } from './match.ts';
import { matchRows } from './match.ts';
import type { RosterPupil } from './roster.ts';
import type { Columns, ImportRow, RowRead } from './rows.ts';
import { nameKey, readRow } from './rows.ts';

/** What is there before. */
export interface ImportSchool {
  readonly pupils: readonly RosterPupil[];
  readonly forms: readonly { readonly code: FormCode; readonly year: number }[];
  /** The years that the school teaches. */
  readonly youngest: number;
  readonly oldest: number;
  readonly today: IsoDate;
  /** May support (SEN, pupil premium, care) be set? Only the careers leader may. */
  readonly maySetSupport: boolean;
  /** Who looks reads legal names, birth dates and UPNs as they are: the careers leader. An administrator brings in new ones unseen. */
  readonly readsIdentity: boolean;
}

/** What is asked. */
export interface ImportAsk {
  readonly text: string;
  readonly columns?: readonly (ImportField | null)[] | undefined;
  readonly wholeSchool: boolean;
}

interface Change {
  readonly row: ImportRow;
  readonly known: RosterPupil;
  readonly commands: readonly PupilCommand[];
  readonly what: readonly string[];
}

/** What would be done. `rows`: how many pupils the file has. */
export interface ImportPlan {
  /** A CTF's rows are its pupils by number, from 1. */
  readonly format: 'csv' | 'ctf';
  readonly columns: Columns;
  readonly rows: number;
  readonly adds: readonly { readonly row: ImportRow; readonly commands: readonly PupilCommand[] }[];
  readonly changes: readonly Change[];
  readonly unchanged: number;
  readonly leavers: readonly { readonly record: RecordId; readonly pupil: RosterPupil['pupil'] }[];
  readonly newForms: readonly { readonly code: FormCode; readonly year: number }[];
  readonly problems: readonly ImportProblem[];
  readonly warnings: readonly ImportProblem[];
}

/** Reads a file and compares it with the school. */
export function planImport(ask: ImportAsk, school: ImportSchool): Result<ImportPlan, FileProblem> {
  if (!isXml(ask.text)) {
    const table = parseCsv(ask.text);
    return table.ok ? ok(planTable({ table: table.value, notes: [], format: 'csv' }, ask, school)) : table;
  }
  const file = parseCtf(ask.text, school.today);
  return file.ok ? ok(planTable({ ...file.value, format: 'ctf' }, ask, school)) : file;
}

/** What was read: pupils, what is to be said of all of it, and as what it was read. */
interface Read {
  readonly table: Table;
  readonly notes: readonly string[];
  readonly format: ImportPlan['format'];
}

function planTable({ table, notes, format }: Read, ask: ImportAsk, school: ImportSchool): ImportPlan {
  const { headings, body } = splitHeadings(table);
  const fields = columnsOf(ask, headings, school);
  const columns: Columns = { headings, fields };
  const missing = missingColumns(fields);
  const reads = missing.length > 0 ? [] : body.map(({ row, cells }) => readRow(row, cells, columns));
  const good = reads.flatMap(({ pupil }) => (pupil ? [pupil] : []));
  const fit = good.filter((row) => isTaught(row, school));
  const { matched, problems } = matchRows(fit, school.pupils);
  const opened = newForms(matched, school);
  const leavers = ask.wholeSchool && missing.length === 0 ? leaversOf(reads, matched, school) : [];
  return {
    format,
    columns,
    rows: body.length,
    ...compare(matched, school),
    leavers,
    newForms: opened,
    problems: [
      ...missing.map((reason) => ({ row: 1, column: null, reason })),
      ...[...reads.flatMap((read) => read.problems), ...notTaught(good, school, columns), ...problems].toSorted(byRow),
    ],
    warnings: [
      ...notes.map((reason) => ({ row: 0, column: null, reason })),
      ...supportWarning(ask, headings, school),
      ...reads.flatMap((read) => read.warnings),
      ...yearWarnings(fit, school, columns),
      ...formWarnings(matched, opened, columns),
    ].toSorted(byRow),
  };
}

const byRow = (a: ImportProblem, b: ImportProblem): number => a.row - b.row;
const SUPPORT_FIELDS: ReadonlySet<ImportField | null> = new Set(['sen', 'pupil-premium', 'looked-after'] as const);

/** The chosen columns where they fit the file, else the guess; a field in two columns counts once. */
function columnsOf(ask: ImportAsk, headings: readonly string[], school: ImportSchool): readonly (ImportField | null)[] {
  const wanted = ask.columns ?? guessColumns(headings);
  const seen = new Set<ImportField>();
  return headings.map((_, index) => {
    const field = wanted[index] ?? null;
    if (field === null || seen.has(field) || (!school.maySetSupport && SUPPORT_FIELDS.has(field))) return null;
    seen.add(field);
    return field;
  });
}

function supportWarning(ask: ImportAsk, headings: readonly string[], school: ImportSchool): readonly ImportProblem[] {
  const wanted = ask.columns ?? guessColumns(headings);
  if (school.maySetSupport || !wanted.some((field) => SUPPORT_FIELDS.has(field))) return [];
  const reason = 'Only the careers leader can bring in SEN, pupil premium and care. These columns are left out.';
  return [{ row: 1, column: null, reason }];
}

const isTaught = ({ year }: ImportRow, { youngest, oldest }: ImportSchool): boolean =>
  youngest <= year && year <= oldest;

function notTaught(rows: readonly ImportRow[], school: ImportSchool, columns: Columns): readonly ImportProblem[] {
  const column = columns.headings[columns.fields.indexOf('year')] ?? null;
  return rows
    .filter((row) => !isTaught(row, school))
    .map(({ row, year }) => ({
      row,
      column,
      reason: `Year ${year} is not taught here: the school has Years ${school.youngest} to ${school.oldest}.`,
    }));
}

/** Held back or ahead is possible, so it is said and not refused. */
function yearWarnings(rows: readonly ImportRow[], { today }: ImportSchool, columns: Columns): readonly ImportProblem[] {
  const column = columns.headings[columns.fields.indexOf('year')] ?? null;
  return rows.flatMap(({ row, born, year }) => {
    const usual = born === null ? year : usualYearGroup(born, today);
    if (usual === year) return [];
    const reason = `By date of birth this pupil would be in Year ${usual}, not Year ${year}. It goes in as the file says.`;
    return [{ row, column, reason }];
  });
}

function compare(
  matched: readonly Matched[],
  school: ImportSchool,
): Pick<ImportPlan, 'adds' | 'changes' | 'unchanged'> {
  const { today } = school;
  const adds = matched.flatMap(({ row, known }) =>
    known === null && !hasLeft(row, today) ? [{ row, commands: enrolment(row, today) }] : [],
  );
  const compared = matched.flatMap(({ row, known }) =>
    known ? [{ row, known, ...difference(row, known, school) }] : [],
  );
  const changes = compared.filter(({ commands }) => commands.length > 0);
  return { adds, changes, unchanged: compared.length - changes.length };
}

/** Somebody who left before today and was never here is not brought in. */
const hasLeft = ({ leaving }: ImportRow, today: IsoDate): boolean => leaving !== null && leaving < today;

function newForms(matched: readonly Matched[], school: ImportSchool): ImportPlan['newForms'] {
  const known = new Set(school.forms.map(({ code }) => code));
  const wanted = new Map<FormCode, number>();
  for (const { row } of matched) {
    if (row.form !== null && !known.has(row.form) && !wanted.has(row.form)) wanted.set(row.form, row.year);
  }
  return [...wanted].map(([code, year]) => ({ code, year }));
}

/** A form that is not there is opened; it may be a slip of the pen, so it is said at its first row. */
function formWarnings(
  matched: readonly Matched[],
  opened: ImportPlan['newForms'],
  columns: Columns,
): readonly ImportProblem[] {
  const column = columns.headings[columns.fields.indexOf('form')] ?? null;
  return opened.map(({ code, year }) => ({
    row: matched.find(({ row }) => row.form === code)?.row.row ?? 0,
    column,
    reason: `There is no form ${code} here yet. It is opened, in Year ${year}.`,
  }));
}

/** Pupils who are here and whose no row is; a row that could not be used may still be theirs, by UPN or by name. */
function leaversOf(
  reads: readonly RowRead[],
  matched: readonly Matched[],
  { pupils, today }: ImportSchool,
): ImportPlan['leavers'] {
  const used = new Set(matched.map(({ row }) => row.row));
  const unused = reads.filter(({ pupil }) => pupil === null || !used.has(pupil.row)).map(({ clue }) => clue);
  // A row of which nothing can be read could be anybody's: then nobody is taken for a leaver.
  if (reads.length === 0 || unused.some(({ upn, name }) => upn === '' && name === '')) return [];
  const upns = new Set(unused.map(({ upn }) => upn));
  const names = new Set(unused.map(({ name }) => name));
  const found = new Set(matched.map(({ known }) => known?.record));
  const maybeThere = ({ pupil, identity }: RosterPupil): boolean => {
    const legal = identity ? nameKey(identity.legalForename, identity.legalSurname) : null;
    return (
      (identity?.upn ? upns.has(identity.upn) : false) ||
      names.has(nameKey(pupil.name, pupil.surname)) ||
      (legal !== null && names.has(legal))
    );
  };
  return pupils
    .filter(({ record, pupil }) => (pupil.to === null || pupil.to > today) && !found.has(record))
    .filter((one) => !maybeThere(one))
    .map(({ record, pupil }) => ({ record, pupil }));
}
