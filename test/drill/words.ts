/** The judge of a drill: words as they stand in the data file, read by SQL alone. */
import { DatabaseSync } from '@photostructure/sqlite';

/** What is read of a row that holds words. */
interface Row {
  readonly json: string;
}

/** The rows of a sentence of SQL, in a connection of its own. */
export function rowsIn(file: string, sentence: string): readonly Row[] {
  const data = new DatabaseSync(file, { readOnly: true });
  try {
    return data.prepare(sentence).all() as unknown as readonly Row[];
  } finally {
    data.close();
  }
}

/** How many entries each word stands in. */
export function countIn(file: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { json } of rowsIn(file, 'SELECT json FROM entry'))
    for (const word of json.match(/canary-\d+\./g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Rows that hold words about a pupil. */
export const rowsAbout = (file: string, pupil: string): number =>
  ['entry', 'revision', 'quarantine'].flatMap((table) =>
    rowsIn(file, `SELECT json FROM ${table} WHERE record = '${pupil}'`),
  ).length;

/** Entries with one of these words that others than the careers leader read. */
export const readByOthers = (file: string, words: readonly string[]): number =>
  rowsIn(file, "SELECT json FROM entry WHERE readers != 'L'").filter(({ json }) =>
    words.some((word) => json.includes(word)),
  ).length;
