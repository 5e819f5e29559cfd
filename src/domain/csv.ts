/**
 * A list as CSV that a spreadsheet opens: RFC 4180, with a mark for UTF-8 so that Excel reads "Zieliński". A cell that a
 * spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV Injection").
 */

const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet takes for the start of a formula; full-width forms are read as their plain ones. */
const STARTS_FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;

/** The text of the file, its first row included. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  BYTE_ORDER_MARK + rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');

function cellOf(text: string): string {
  const safe = STARTS_FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
