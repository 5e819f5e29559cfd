/**
 * A row of the file as a pupil, or what is wrong with it. A problem keeps the row out; a warning leaves one value out.
 */
import type { FormCode } from '../../domain/ids.ts';
import type { IsoDate } from '../../domain/time.ts';
import type { ImportField, ImportProblem } from '../../protocol/roster-import.ts';
import type { Read } from './cells.ts';
import {
  readDate,
  readFirstLanguage,
  readForm,
  readSen,
  readSex,
  readText,
  readUpn,
  readYear,
  readYesNo,
} from './cells.ts';

/** A pupil as the file has them; null: the file does not say. */
export interface ImportRow {
  readonly row: number;
  readonly upn: string | null;
  readonly name: string;
  readonly surname: string;
  /** Is `name` what the pupil goes by, or only the forename that the system happens to have? */
  readonly preferred: boolean;
  readonly legalForename: string | null;
  readonly legalSurname: string | null;
  readonly born: IsoDate | null;
  readonly sex: 'M' | 'F' | null;
  /** English as an additional language: as the file says, or by the first language. */
  readonly eal: boolean | null;
  readonly year: number;
  readonly form: FormCode | null;
  readonly sen: 'N' | 'K' | 'E' | null;
  readonly pupilPremium: boolean | null;
  readonly lookedAfter: boolean | null;
  readonly from: IsoDate | null;
  readonly leaving: IsoDate | null;
}

/** What was read of one row. `clue`: what a bad row still tells about whose it is, so that its pupil is not taken for a leaver. */
export interface RowRead {
  readonly pupil: ImportRow | null;
  readonly problems: readonly ImportProblem[];
  readonly warnings: readonly ImportProblem[];
  readonly clue: { readonly upn: string; readonly name: string };
}

/** The columns of a file: the field and the heading of each. */
export interface Columns {
  readonly headings: readonly string[];
  readonly fields: readonly (ImportField | null)[];
}

/** Reads cells by field, collecting what is wrong. */
interface Reader {
  readonly raw: (field: ImportField) => string;
  /** The value, or null with a problem; an empty cell is null. */
  readonly must: <T>(field: ImportField, read: (text: string) => Read<T>) => T | null;
  /** The value, or null with a warning. */
  readonly may: <T>(field: ImportField, read: (text: string) => Read<T>) => T | null;
  readonly fail: (field: ImportField | null, reason: string) => void;
  readonly problems: ImportProblem[];
  readonly warnings: ImportProblem[];
}

function readerOf(row: number, cells: readonly string[], { headings, fields }: Columns): Reader {
  const problems: ImportProblem[] = [];
  const warnings: ImportProblem[] = [];
  const headingOf = (field: ImportField | null) => (field === null ? null : (headings[fields.indexOf(field)] ?? null));
  const raw = (field: ImportField) => {
    const at = fields.indexOf(field);
    return at === -1 ? '' : (cells[at] ?? '');
  };
  const value =
    (into: ImportProblem[]) =>
    <T>(field: ImportField, read: (text: string) => Read<T>): T | null => {
      const text = readText(raw(field));
      const list = text.ok ? into : problems;
      const result = text.ok && text.value !== '' ? read(text.value) : text;
      if (!result.ok) list.push({ row, column: headingOf(field), reason: result.error });
      return result.ok && text.ok && text.value !== '' ? (result.value as T) : null;
    };
  const fail = (field: ImportField | null, reason: string) =>
    void problems.push({ row, column: headingOf(field), reason });
  return { raw, must: value(problems), may: value(warnings), fail, problems, warnings };
}

const asText = (text: string): Read<string> => ({ ok: true, value: text });

/** Reads one row. */
export function readRow(row: number, cells: readonly string[], columns: Columns): RowRead {
  const reader = readerOf(row, cells, columns);
  const names = readNames(reader);
  const year = reader.must('year', readYear);
  if (year === null && reader.raw('year').trim() === '') reader.fail('year', 'The year group is missing.');
  const upn = reader.must('upn', readUpn);
  const born = reader.must('born', readDate);
  if (upn === null && born === null && reader.problems.length === 0) {
    reader.fail(null, 'Neither a UPN nor a date of birth is given. One of them is needed to know the pupil again.');
  }
  const rest = {
    form: reader.must('form', readForm),
    sex: reader.may('sex', readSex),
    eal: reader.may('eal', readYesNo) ?? reader.may('first-language', readFirstLanguage),
    sen: reader.may('sen', readSen),
    pupilPremium: reader.may('pupil-premium', readYesNo),
    lookedAfter: reader.may('looked-after', readYesNo),
    from: reader.may('from', readDate),
    leaving: reader.may('leaving-date', readDate),
  };
  const { problems, warnings } = reader;
  const good = problems.length === 0 && names !== null && year !== null;
  return {
    pupil: good ? { row, ...names, upn, born, year, ...rest } : null,
    problems,
    warnings: good ? warnings : [],
    clue: clueOf(reader, names),
  };
}

const clueOf = ({ raw }: Reader, names: Names | null) => ({
  upn: raw('upn')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .toUpperCase(),
  name: names ? nameKey(names.name, names.surname) : '',
});

/** Names as they are compared: composed, in lower case. */
export const nameKey = (name: string, surname: string): string =>
  `${name.toLowerCase()}\u0000${surname.toLowerCase()}`.normalize('NFC');

type Names = Pick<ImportRow, 'name' | 'surname' | 'preferred' | 'legalForename' | 'legalSurname'>;

function readNames(reader: Reader): Names | null {
  const { preferred, legalForename, legalSurname, ...texts } = nameTexts(reader);
  const name = preferred ?? texts.forename ?? legalForename;
  const surname = texts.surname ?? legalSurname;
  if (name !== null && surname !== null) {
    return { name, surname, preferred: preferred !== null, legalForename, legalSurname };
  }
  if (reader.problems.length === 0) reader.fail(null, 'The name is missing. Both a forename and a surname are needed.');
  return null;
}

function nameTexts({ must }: Reader) {
  const [forename, surname] = splitName(must('name', asText) ?? '');
  return {
    forename: must('forename', asText) ?? forename,
    surname: must('surname', asText) ?? surname,
    preferred: must('preferred-name', asText),
    legalForename: must('legal-forename', asText),
    legalSurname: must('legal-surname', asText),
  };
}

/** "Khan, Aisha" or "Aisha Khan"; with more than two words and no comma, the last word is the surname. One word is not split. */
function splitName(full: string): readonly [forename: string | null, surname: string | null] {
  const comma = full.indexOf(',');
  if (comma !== -1) return [full.slice(comma + 1).trim() || null, full.slice(0, comma).trim() || null];
  const space = full.lastIndexOf(' ');
  return space === -1 ? [null, null] : [full.slice(0, space), full.slice(space + 1)];
}
