/**
 * A list as CSV that a spreadsheet opens: RFC 4180, with a mark for UTF-8 so that Excel reads "Zieliński". What a
 * spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV Injection").
 */

const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet takes for the start of a formula; full-width forms are read as their plain ones. */
const STARTS_FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;
/** The same where a cell may begin, also for a program that splits at semicolons or tabs, as LibreOffice and many a Windows do. */
const CELL_STARTS_FORMULA = /(^|[,;\t\r\n])((?: *")?)(?= *[=+\-@＝＋－＠])/g;

/** The text of the file, its first row included. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  BYTE_ORDER_MARK + rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');

/** Text of a CSV, a row or a cell, in which no spreadsheet finds a formula, at whichever separator it splits. */
export const withoutFormulas = (text: string): string => text.replaceAll(CELL_STARTS_FORMULA, "$1$2'");

function cellOf(text: string): string {
  const inner = withoutFormulas(text);
  const safe = STARTS_FORMULA.test(inner) ? `'${inner}` : inner;
  return /[",;\t\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
