/**
 * SQLite as Kysely speaks to it: the node:sqlite API behind the four methods of its dialect, with transactions that write.
 * A transaction takes the write lock as it begins (SPEC I9); while another process holds it, it waits without stopping the server.
 */
import type { DatabaseSync } from '@photostructure/sqlite';
import type { DatabaseConnection, Driver, SqliteDatabase } from 'kysely';
import { CompiledQuery, SqliteDialect, SqliteDriver } from 'kysely';

/** An open handle. */
export type Plain = InstanceType<typeof DatabaseSync>;

const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;
/** How long a writer waits for a writer of another process, milliseconds, and how often it asks meanwhile. */
const LOCK_WAIT_MS = 5000;
const ASK_MS = 20;
const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ASK_MS));

const hasCode = (problem: unknown, ...codes: readonly number[]): boolean =>
  typeof problem === 'object' && problem !== null && 'errcode' in problem && codes.some((c) => c === problem.errcode);

/** Is it the disk, the file or another process, and nothing that was to be written? It may work the next time. */
export const isOfTheStore = (problem: unknown): boolean =>
  isBusy(problem) ||
  isFull(problem) ||
  isForeign(problem) ||
  hasCode(problem, SQLITE_READONLY, SQLITE_IOERR, SQLITE_CANTOPEN);

/** Did another process hold the lock for too long? */
export const isBusy = (problem: unknown): boolean => hasCode(problem, SQLITE_BUSY);
/** Is the disk full? */
export const isFull = (problem: unknown): boolean => hasCode(problem, SQLITE_FULL);

/** Is the file no database, or one that cannot be read? */
export const isForeign = (problem: unknown): boolean => hasCode(problem, SQLITE_NOTADB, SQLITE_CORRUPT);

/** The dialect over an open handle. */
export class WritingDialect extends SqliteDialect {
  readonly #parts: readonly [Plain, SqliteDatabase];
  constructor(plain: Plain) {
    const database = shim(plain);
    super({ database });
    this.#parts = [plain, database];
  }
  override createDriver(): Driver {
    return new WritingDriver(...this.#parts);
  }
}

class WritingDriver extends SqliteDriver {
  readonly #plain: Plain;
  constructor(plain: Plain, database: SqliteDatabase) {
    super({ database });
    this.#plain = plain;
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    for (let waited = 0; ; waited += ASK_MS) {
      try {
        await connection.executeQuery(CompiledQuery.raw('BEGIN IMMEDIATE'));
        return;
      } catch (problem) {
        if (!isBusy(problem) || waited >= LOCK_WAIT_MS) throw problem;
        await pause();
      }
    }
  }
  /** A full disk has rolled back already: the reason must not be lost behind "no transaction is active". */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#plain.isTransaction) await super.rollbackTransaction(connection);
  }
}

type Parameter = string | number | bigint | null | Uint8Array;

/** Prepared statements that are kept: more than the server has sentences. */
const STATEMENTS_MAX = 500;

/** The shape of better-sqlite3 that Kysely's dialect wants. Each sentence is prepared once; all are run to their end at once. */
function shim(db: Plain): SqliteDatabase {
  const prepared = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  const prepare = (sentence: string) => {
    const statement = db.prepare(sentence);
    const bound = (parameters: readonly unknown[]) => parameters as Parameter[];
    return {
      reader: statement.columns().length > 0,
      all: (parameters: readonly unknown[]) => statement.all(...bound(parameters)) as unknown[],
      run: (parameters: readonly unknown[]) => {
        const { changes, lastInsertRowid } = statement.run(...bound(parameters));
        return { changes, lastInsertRowid };
      },
      // Not a kept statement: another run in the middle would begin it again.
      iterate: (parameters: readonly unknown[]) =>
        db.prepare(sentence).iterate(...bound(parameters)) as IterableIterator<unknown>,
    };
  };
  return {
    close: () => {
      prepared.clear();
      db.close();
    },
    prepare: (sentence) => {
      const known = prepared.get(sentence);
      if (known) return known;
      const fresh = prepare(sentence);
      if (prepared.size >= STATEMENTS_MAX) prepared.clear();
      prepared.set(sentence, fresh);
      return fresh;
    },
  };
}
