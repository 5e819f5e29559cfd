/**
 * A SQLite file, opened durable and checked. WAL and `synchronous=FULL` are asserted at each open: reopening a WAL database
 * gives NORMAL otherwise (measured), and a file system without shared memory silently keeps the old journal.
 */
import { DatabaseSync } from '@photostructure/sqlite';
import { Kysely } from 'kysely';
import { MIGRATIONS } from './migrations.ts';
import type { Schema } from './schema.ts';
import type { Plain } from './sqlite-dialect.ts';
import { WritingDialect, isForeign } from './sqlite-dialect.ts';

/** An open database: Kysely for everything, the plain handle for what only SQLite can do (bulk load, backup). */
export interface OpenDatabase {
  readonly plain: Plain;
  readonly kysely: Kysely<Schema>;
}

const FULL = 2;
/** What the journal is cut back to after something large, bytes. */
const JOURNAL_BYTES = 16 * 1024 * 1024;
/** Milliseconds that a statement stops the whole process for another's lock: long as it opens, when nobody is served yet. */
const OPENING_WAIT_MS = 5000;
const SERVING_WAIT_MS = 5;

/** The data cannot be used as they are. The message says why and what to do, and holds no data. */
export class UnusableData extends Error {
  override name = 'UnusableData';
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new UnusableData(otherwise);
}

/** Opens the file (":memory:" allowed), checks it, and brings its schema up to date. Throws UnusableData. */
export function openSqlite(file: string): OpenDatabase {
  const plain = new DatabaseSync(file);
  try {
    makeDurable(plain, file);
    migrate(plain);
    plain.exec(`PRAGMA busy_timeout=${SERVING_WAIT_MS}`);
  } catch (problem) {
    plain.close();
    throw isForeign(problem) ? new UnusableData('This is not a data file of Fingerpost, or it is damaged.') : problem;
  }
  return { plain, kysely: new Kysely<Schema>({ dialect: new WritingDialect(plain) }) };
}

function makeDurable(plain: Plain, file: string): void {
  for (const pragma of [
    `busy_timeout=${OPENING_WAIT_MS}`,
    'journal_mode=WAL',
    'synchronous=FULL',
    `journal_size_limit=${JOURNAL_BYTES}`,
    'foreign_keys=ON',
    'secure_delete=ON',
    'trusted_schema=OFF',
  ]) {
    plain.exec(`PRAGMA ${pragma}`);
  }
  const durable = pragmaValue(plain, 'synchronous') === FULL;
  const ahead = pragmaValue(plain, 'journal_mode') === 'wal' || file === ':memory:';
  must(durable && ahead, 'SQLite cannot write safely in this folder. Put DATA_DIR on a local disk.');
  must(pragmaValue(plain, 'quick_check') === 'ok', 'The data file is damaged. Put back the latest backup.');
}

/** What a pragma says. */
export function pragmaValue(db: Plain, name: string): unknown {
  const row: unknown = db.prepare(`PRAGMA ${name}`).get();
  return typeof row === 'object' && row !== null ? Object.values(row)[0] : undefined;
}

/** Forward only, numbered from 1. What is missing is found out under the lock: two servers may start at once. */
function migrate(db: Plain): void {
  if (stepsMissing(db).length === 0) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const [step, sql] of stepsMissing(db)) db.exec(`${sql}; PRAGMA user_version=${step}`);
    db.exec('COMMIT');
  } catch (problem) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw problem;
  }
}

function stepsMissing(db: Plain): readonly (readonly [number, string])[] {
  const done = Number(pragmaValue(db, 'user_version'));
  must(done <= MIGRATIONS.length, 'The data were written by a newer Fingerpost. Update this one.');
  return MIGRATIONS.map((sql, n) => [n + 1, sql] as const).slice(done);
}
