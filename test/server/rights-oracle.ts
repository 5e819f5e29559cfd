/**
 * The oracle of the copy: all that the tables say of a pupil, read from the data file by itself. It shares no code with what
 * makes the copy.
 */
import { DatabaseSync } from '@photostructure/sqlite';
import { BEN } from './school-server.ts';

/** Tables that say nothing about a pupil beside counters and keys, with why. */
const NOTHING_TOLD: Readonly<Record<string, string>> = {
  record: 'its id alone, which the copy has',
  reach: 'up to which version each group was told of something',
  attempt: 'how often a change brought the server down',
  decision: 'what was decided about other people’s words',
  erased: 'a pupil who was erased has no copy',
};
/** Columns that open an account, that name other people's records, or that count. */
const NOT_TOLD = new Set([
  'school',
  'hash',
  'password',
  'session',
  'holder',
  'sum',
  'place',
  'rank',
  'account',
  'creates',
  'operation',
  'disposal',
]);

/** Every row of every table that has this id in a column, or belongs to the pupil's account or devices: read by itself, from the file. */
function rowsAbout(file: string, id: string): { readonly table: string; readonly row: Record<string, unknown> }[] {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const all = <T>(sentence: string) => db.prepare(sentence).all() as T[];
    const tables = all<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    const keys = new Set([id]);
    for (const { account } of all<{ account: string }>(`SELECT account FROM membership WHERE person = '${id}'`))
      keys.add(account);
    const holders = new Set(all<{ id: number }>(`SELECT id FROM holder WHERE person = '${id}'`).map((row) => row.id));
    const isAbout = (table: string, row: Record<string, unknown>) =>
      Object.values(row).some((value) => typeof value === 'string' && keys.has(value)) ||
      (table === 'sent' && holders.has(Number(row['holder'])));
    return tables.flatMap(({ name: table }) =>
      all<Record<string, unknown>>(`SELECT * FROM "${table}"`).flatMap((row) =>
        isAbout(table, row) ? [{ table, row }] : [],
      ),
    );
  } finally {
    db.close();
  }
}

/** All texts in a value; `without`: columns that are left out. */
function textsOf(value: unknown, without: ReadonlySet<string> = new Set()): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (without.has(key) ? [] : textsOf(inner, without)));
}

/** Columns that hold JSON. */
const JSON_COLUMNS = new Set(['json', 'detail', 'held', 'commands', 'wrote', 'line', 'pauses']);
const opened = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      JSON_COLUMNS.has(column) && typeof value === 'string' ? (JSON.parse(value) as unknown) : value,
    ]),
  );

/** Rows that the copy has not: of an interview that is being written, and of this very copy. */
const isLeftOut = ({ table, row }: ReturnType<typeof rowsAbout>[number]): boolean =>
  NOTHING_TOLD[table] !== undefined ||
  row['kind'] === 'draft' ||
  row['what'] === 'copy.made' ||
  String(row['what'] ?? row['name'] ?? '').startsWith('draft.');

/** The things that a copy tells of: each element of its lists, and of the lists in those that are no list. */
const thingsIn = (copy: unknown): readonly unknown[] =>
  typeof copy !== 'object' || copy === null
    ? []
    : Object.values(copy).flatMap((part: unknown) => (Array.isArray(part) ? (part as unknown[]) : thingsIn(part)));

/** Rows of which no one thing in the copy has all texts; ids of other pupils' records are not to be in it. */
export function missing(file: string, id: string, data: string): readonly string[] {
  const told = thingsIn(JSON.parse(data)).map((thing) => new Set(textsOf(thing)));
  return rowsAbout(file, id)
    .filter((about) => !isLeftOut(about))
    .flatMap(({ table, row }) => {
      const texts =
        table === 'entry' || table === 'revision' ? textsOf(opened(row)['json']) : textsOf(opened(row), NOT_TOLD);
      const seconds = [row['first'], row['last']].filter((at) => typeof at === 'number');
      const all = [...texts, ...seconds.map((at) => new Date(at * 1000).toISOString())].filter(
        (text) => text !== BEN && text !== id,
      );
      return told.some((thing) => all.every((text) => thing.has(text))) ? [] : [`${table}: ${all.join(' ')}`];
    });
}
