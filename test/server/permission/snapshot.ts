/** The store as it was when all was put up: what differs from it, and putting it back. */
import { sql } from 'kysely';
import type { Store } from '../../../src/server/store/store.ts';

/** A table, with the columns that are compared and those of its key. */
type Table = readonly [name: string, columns: readonly string[], keys: readonly string[]];

const IN_RECORDS: ReadonlySet<string> = new Set(['entry', 'revision', 'record', 'reach']);

export class Snapshot {
  readonly #store: Store;
  #tables: readonly Table[] = [];

  private constructor(store: Store) {
    this.#store = store;
  }

  /** Of all tables, beside them in the same database. */
  static async of(store: Store): Promise<Snapshot> {
    const snapshot = new Snapshot(store);
    const { rows } = await sql<{ name: string }>`SELECT name FROM main.sqlite_master WHERE type = 'table'
      AND name NOT LIKE 'sqlite_%' ORDER BY name`.execute(store.read);
    await sql`ATTACH ':memory:' AS kept`.execute(store.read);
    for (const { name } of rows)
      await sql.raw(`CREATE TABLE kept."${name}" AS SELECT * FROM main."${name}"`).execute(store.read);
    const tableOf = async (name: string): Promise<Table> => {
      const columns = await sql<{ name: string; pk: number }>`SELECT name, pk FROM pragma_table_info(${name})`.execute(
        store.read,
      );
      const quoted = (which: typeof columns.rows) => which.map((column) => `"${column.name}"`);
      return [name, quoted(columns.rows), quoted(columns.rows.filter(({ pk }) => pk > 0))];
    };
    snapshot.#tables = await Promise.all(rows.map(({ name }) => tableOf(name)));
    return snapshot;
  }

  /** Puts everything back as it was; the tables in which something was not. */
  async restore(): Promise<readonly string[]> {
    const changed = await this.#differing(this.#tables);
    if (changed.length === 0) return [];
    await this.#store.write(async (tx) => {
      await sql`PRAGMA defer_foreign_keys = ON`.execute(tx);
      for (const [name, , keys] of this.#tables.filter(([name]) => changed.includes(name))) {
        const isNew =
          keys.length === 0 ? '' : `WHERE (${keys.join()}) NOT IN (SELECT ${keys.join()} FROM kept."${name}")`;
        const lost = keys.length === 0 ? '' : `EXCEPT SELECT * FROM main."${name}"`;
        await sql.raw(`DELETE FROM main."${name}" ${isNew}`).execute(tx);
        await sql.raw(`INSERT OR REPLACE INTO main."${name}" SELECT * FROM kept."${name}" ${lost}`).execute(tx);
      }
    });
    return changed;
  }

  /** The tables that are not as they were, but for these; outcomes take a version each, refusals too. */
  changed(without: readonly string[]): Promise<readonly string[]> {
    const tables = this.#tables.filter(([name]) => !without.includes(name));
    const counted = ([name, columns, keys]: Table): Table => [
      name,
      name === 'school' ? columns.filter((column) => column !== '"version"') : columns,
      keys,
    ];
    return this.#differing(tables.map(counted));
  }

  /** The tables in which something of another record than this one is not as it was. */
  changedBeside(record: string): Promise<readonly string[]> {
    const tables = this.#tables.filter(([name]) => IN_RECORDS.has(name));
    return this.#differing(tables, (name) => `WHERE ${name === 'record' ? 'id' : 'record'} <> '${record}'`);
  }

  async #differing(tables: readonly Table[], where: (name: string) => string = () => ''): Promise<readonly string[]> {
    const compared = tables.map(([name, columns]) => {
      const rows = (of: string) => `SELECT ${columns.join()} FROM ${of}."${name}" ${where(name)}`;
      const more = (one: string, other: string) => `EXISTS (${rows(one)} EXCEPT ${rows(other)})`;
      return `SELECT '${name}' AS name WHERE ${more('main', 'kept')} OR ${more('kept', 'main')}`;
    });
    const { rows } = await sql.raw<{ name: string }>(compared.join(' UNION ALL ')).execute(this.#store.read);
    return rows.map(({ name }) => name);
  }
}
