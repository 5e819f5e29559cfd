/**
 * The rows of a list that were left out, as a list of its own: the heading, the rows as they were, and what to put right in
 * a further column. Put right and brought in again, they go in. Rows are counted as the server counts them (RFC 4180). A cell
 * that begins like a formula is why a row is left out: it has an apostrophe before it, as in every list (domain/csv.ts).
 */
import { withoutFormulas } from '../../../../domain/csv.ts';
import type { ImportProblem } from '../../../../protocol/roster-import.ts';

const SEPARATORS = [',', ';', '\t'] as const;

/** The rows of a CSV as written, in order; a line end inside quotes does not end a row. */
export function rowsOf(text: string): readonly string[] {
  const plain = text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .trimEnd();
  const rows: string[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < plain.length; at++) {
    const letter = plain[at];
    if (letter === '"') quoted = quoted ? false : opensQuote(plain, at);
    else if (letter === '\n' && !quoted) {
      rows.push(plain.slice(from, at));
      from = at + 1;
    }
  }
  return [...rows, plain.slice(from)];
}

/** A quotation mark opens a cell where a cell begins, or is the second of two inside one; elsewhere it is a letter. */
const opensQuote = (text: string, at: number): boolean =>
  at === 0 || ['\n', '"', ...SEPARATORS].includes(text[at - 1] ?? '');

/** Has it anything in its cells? */
const isFull = (row: string): boolean => /[^\s,;"]/.test(row);

interface LeftOut {
  readonly text: string;
  /** How many rows stand below the heading, as the preview counted them. */
  readonly rows: number;
  readonly problems: readonly ImportProblem[];
}

/** The list of the rows left out, in a CSV with a mark that Excel understands; null when no single row was. */
export function leftOutRows({ text, rows, problems }: LeftOut): string | null {
  const all = rowsOf(text);
  const full = all.flatMap((row, index) => (isFull(row) ? [index] : []));
  const heading = full.at(-(rows + 1)) ?? full[0];
  if (heading === undefined) return null;
  const head = all[heading] ?? '';
  const separator = separatorOf(head);
  const reasons = new Map<number, string[]>();
  for (const { row, column, reason } of problems) {
    if (row - 1 <= heading || all[row - 1] === undefined) continue;
    reasons.set(row, [...(reasons.get(row) ?? []), column === null ? reason : `${column}: ${reason}`]);
  }
  if (reasons.size === 0) return null;
  const lines = [...reasons]
    .toSorted(([a], [b]) => a - b)
    .map(([row, why]) => withCell(all[row - 1] ?? '', why.join(' '), separator));
  const rowsOut = [withCell(head, 'What to put right', separator), ...lines].map(withoutFormulas);
  return `\uFEFF${rowsOut.join('\r\n')}\r\n`;
}

const withCell = (row: string, words: string, separator: string): string =>
  `${row}${separator}"${words.replaceAll('"', '""')}"`;

const separatorOf = (heading: string): string =>
  SEPARATORS.toSorted((a, b) => heading.split(b).length - heading.split(a).length)[0] ?? ',';
