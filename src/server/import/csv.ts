/**
 * A file of pupils as a table of texts, or a sentence that says what to do. Never throws on data.
 * Bounded: bytes before decoding, rows and columns while parsing, so that a hostile file costs little.
 */
import Papa from 'papaparse';
import type { Result } from '../../domain/result.ts';
import { err, ok } from '../../domain/result.ts';
import { encodingOf } from '../../protocol/list-encoding.ts';
import { IMPORT_MAX_BYTES, IMPORT_MAX_ROWS } from '../../protocol/roster-import.ts';

/** Most columns that are read; exports of school systems have some tens. */
export const MAX_COLUMNS = 200;

/** The rows of a file, each with its number in the file (the first row is 1), empty rows left out. */
export interface Table {
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** Why a file cannot be read, as a sentence for the person who brings it. */
export type FileProblem = { readonly kind: 'too-big' | 'unreadable'; readonly sentence: string };

const NOT_TEXT = 'This file cannot be read as text. In Excel choose Save as, then “CSV UTF-8”, and bring that file.';
const unreadable = (sentence: string): Result<never, FileProblem> => err({ kind: 'unreadable', sentence });
const tooBig = (sentence: string): Result<never, FileProblem> => err({ kind: 'too-big', sentence });

/** The text of a file: UTF-8, UTF-16 with its mark, or what an XML file says of itself; anything else is refused, never guessed. */
export function decodeCsv(bytes: Uint8Array): Result<string, FileProblem> {
  if (bytes.byteLength > IMPORT_MAX_BYTES) return tooBig(tooBigSentence(bytes.byteLength));
  try {
    return ok(new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes));
  } catch {
    return unreadable(NOT_TEXT);
  }
}

/** Why a file of this many bytes is not read. */
export const tooBigSentence = (bytes: number): string =>
  `This file has ${Math.ceil(bytes / 1024 / 1024)} MB; at most ${IMPORT_MAX_BYTES / 1024 / 1024} MB can be read. ` +
  'Leave out columns that are not needed, or bring one year group at a time.';

/** The table in a text: commas, semicolons or tabs; any mixture of line ends; quotes as in RFC 4180. */
export function parseCsv(text: string): Result<Table, FileProblem> {
  if (text.length > IMPORT_MAX_BYTES) return tooBig(tooBigSentence(text.length));
  if (text.includes('\uFFFD')) return unreadable(NOT_TEXT);
  if (text.startsWith('PK\u0003\u0004'))
    return unreadable('This is an Excel file. Choose Save as, then “CSV UTF-8”, and bring that file.');
  if (text.trim() === '') return unreadable('This file is empty.');
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .trimEnd();
  const parsed = Papa.parse<string[]>(lines, {
    header: false,
    newline: '\n',
    delimiter: delimiterOf(lines),
    // The heading, the most rows, and one by which it is seen that there are more.
    preview: IMPORT_MAX_ROWS + 2,
  });
  return tableOf(parsed);
}

/** The separator that makes the top rows widest and most alike: a comma may also stand in a name or a number. */
function delimiterOf(lines: string): string {
  const head = lines
    .slice(0, 4096)
    .split('\n', 6)
    .filter((line) => line.trim() !== '');
  const score = (separator: string) => {
    const widths = head.map((line) => line.split(separator).length - 1);
    const widest = Math.max(...widths);
    return widest * widths.filter((width) => width === widest).length;
  };
  return [',', '\t', ';'].reduce((best, next) => (score(next) > score(best) ? next : best));
}

function tableOf({ data, errors }: Papa.ParseResult<string[]>): Result<Table, FileProblem> {
  const open = errors.find((error) => error.type === 'Quotes');
  if (open) {
    return unreadable(
      `A quotation mark in row ${(open.row ?? 0) + 1} has no partner. Put it right in the file and bring it again.`,
    );
  }
  if (data.length > IMPORT_MAX_ROWS + 1) {
    return tooBig(
      `This file has more than ${IMPORT_MAX_ROWS.toLocaleString('en-GB')} rows. Bring one year group at a time.`,
    );
  }
  if (data.some((cells) => cells.length > MAX_COLUMNS)) {
    return tooBig(`This file has more than ${MAX_COLUMNS} columns. Leave out those that are not needed.`);
  }
  const rows = data.map((cells, index) => ({ row: index + 1, cells }));
  return ok({ rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')) });
}
