/** Whether the server can do its work: it does not stop, its data are of this version, and they and their disk can be written to. */
import { promises as files } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import type { ServerDeps } from '../deps.ts';
import { MIGRATIONS } from '../store/migrations.ts';
import { isBusy } from '../store/sqlite-dialect.ts';
import type { Run, Store } from '../store/store.ts';

/** Anybody may ask, as often as they like: the store is tried once in this time, ms. */
export const PROBED_MS = 5000;

/** Asks of a server. */
export function readiness({ ready, store, now }: ServerDeps): () => Promise<boolean> {
  let last = { atMs: Number.NEGATIVE_INFINITY, works: Promise.resolve(false) };
  return async () => {
    if (!ready()) return false;
    const nowMs = Date.parse(now());
    // A clock that was put back does not keep an old answer.
    if (nowMs < last.atMs || nowMs >= last.atMs + PROBED_MS) {
      last = { atMs: nowMs, works: probe(store) };
    }
    return last.works;
  };
}

const probe = async (store: Store): Promise<boolean> => {
  try {
    await store.read.selectFrom('school').select('version').execute();
    return (await isOfThisVersion(store.read)) && (await takesRows(store)) && (await takesFiles(store.read));
  } catch {
    return false;
  }
};

async function isOfThisVersion(read: Run): Promise<boolean> {
  const { rows } = await sql<{ readonly user_version: number }>`PRAGMA user_version`.execute(read);
  return rows[0]?.user_version === MIGRATIONS.length;
}

const NOT_MEANT = new Error('This is taken back.');

/** A table that is made and taken back: it needs room in the file, and unlike a row it counts as no change. */
async function takesRows(store: Store): Promise<boolean> {
  try {
    return await store.write(async (tx) => {
      await sql`CREATE TABLE probe (x)`.execute(tx);
      throw NOT_MEANT;
    });
  } catch (problem) {
    // While a command brings pupils in, this waits like any change.
    return problem === NOT_MEANT || isBusy(problem);
  }
}

/** As large as the largest change. */
const BYTES = new Uint8Array(64 * 1024);

/** What is taken back never reaches the disk (SQLite writes at a commit), so a file beside the data asks the disk itself. */
async function takesFiles(read: Run): Promise<boolean> {
  const { rows } = await sql<{ readonly file: string }>`PRAGMA database_list`.execute(read);
  const data = rows[0]?.file;
  if (!data) return true;
  const path = join(dirname(data), '.probe');
  const file = await files.open(path, 'w');
  try {
    await file.writeFile(BYTES);
    await file.sync();
  } finally {
    await file.close();
    await files.rm(path, { force: true });
  }
  return true;
}
