/** What only SQLite can get wrong: durability, locks of other processes, a full disk, damaged files, backups. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordId, SchoolId } from '../../src/domain/ids.ts';
import { checkBackup } from '../../src/server/store/backup.ts';
import { isBusy, isFull } from '../../src/server/store/sqlite-dialect.ts';
import { UnusableData, openSqlite } from '../../src/server/store/sqlite.ts';
import type { Store } from '../../src/server/store/store.ts';
import { createSchool, nextVersion, openStore, schoolRow } from '../../src/server/store/store.ts';
import { aPupil, aRecord, aStep, uuid } from '../support/builders.ts';

const SCHOOL = 'school-1' as SchoolId;
let folder = '';
let file = '';
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-sqlite-'));
  file = join(folder, 'fingerpost.db');
  store = openStore(file);
  await createSchool(store.read, { id: SCHOOL, name: 'Wexcombe School', demo: false });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const pragmas = async ({ read }: Store, ...names: readonly string[]) => {
  const values: unknown[] = [];
  for (const name of names) {
    const { rows } = await sql.raw<Record<string, unknown>>(`PRAGMA ${name}`).execute(read);
    values.push(Object.values(rows[0] ?? {})[0]);
  }
  return values;
};

describe('a SQLite file', () => {
  const DURABLE = ['journal_mode', 'synchronous', 'foreign_keys', 'secure_delete', 'trusted_schema'];
  const VALUES = ['wal', 2, 1, 1, 0];

  it('is durable when it is made and each time it is opened', async () => {
    expect(await pragmas(store, ...DURABLE)).toEqual(VALUES);
    await store.close();
    store = openStore(file);
    expect(await pragmas(store, ...DURABLE)).toEqual(VALUES);
  });

  it('is whole by itself when it is closed: nothing is left in the journal', async () => {
    await store.write((tx) => nextVersion(tx, SCHOOL));
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    await store.close();
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  });

  it('is closed after a transaction that still runs', async () => {
    const writing = store.write(async (tx) => {
      await new Promise((resolve) => void setImmediate(resolve));
      return nextVersion(tx, SCHOOL);
    });
    await Promise.all([writing, store.close()]);
    store = openStore(file);
    expect(await schoolRow(store.read, SCHOOL)).toMatchObject({ version: 2 });
  });

  it('that is damaged, or none, is not opened, and says what to do', async () => {
    const records = Array.from({ length: 200 }, (_, n) => aRecord(uuid(n), aPupil(), aStep(), aStep()));
    await store.bulkLoad(
      SCHOOL,
      records.map(({ id, entries }) => ({ id, entries: Object.values(entries) })),
    );
    await store.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 8 * 4096, bytes.length - 8 * 4096);
    const spoilt = join(folder, 'spoilt.db');
    writeFileSync(spoilt, bytes);
    expect(() => openStore(spoilt)).toThrow(UnusableData);
    const text = join(folder, 'text.db');
    writeFileSync(text, 'This is a letter to parents, and longer than the header of a database is. '.repeat(20));
    expect(() => openStore(text)).toThrow(UnusableData);
    expect(() => openStore(text)).toThrow('not a data file of Fingerpost');
  });

  it('of a newer Fingerpost is not opened, nor changed', async () => {
    await store.close();
    const plain = new DatabaseSync(file);
    plain.exec('PRAGMA user_version=99');
    plain.close();
    expect(() => openStore(file)).toThrow('newer Fingerpost');
    const after = new DatabaseSync(file, { readOnly: true });
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 });
    after.close();
  });

  it('may be made by two processes at once', () => {
    const fresh = join(folder, 'fresh.db');
    const first = openSqlite(fresh);
    const second = openSqlite(fresh);
    for (const { plain } of [first, second]) {
      expect(plain.prepare('SELECT count(*) AS n FROM school').get()).toEqual({ n: 0 });
      plain.close();
    }
  });
});

describe('a writer', () => {
  it('has the lock before it reads, so that nobody writes between', async () => {
    const other = new DatabaseSync(file);
    other.exec('PRAGMA busy_timeout=0');
    const write = () => other.exec(`UPDATE school SET name = 'Other'`);
    await store.write(async (tx) => {
      const { version } = await schoolRow(tx, SCHOOL);
      expect(write).toThrow('locked');
      expect(await nextVersion(tx, SCHOOL)).toBe(version + 1);
    });
    expect(write).not.toThrow();
    other.close();
  });

  it('waits for a writer of another process, and the server goes on meanwhile', async () => {
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const waiting = store.write((tx) => nextVersion(tx, SCHOOL));
    // Turns that the process has while the other one holds the lock.
    let turns = 0;
    while (turns < 5) {
      await new Promise((resolve) => void setTimeout(resolve, 1));
      turns += 1;
    }
    other.exec('COMMIT');
    other.close();
    expect(await waiting).toBe(2);
  });

  it('gives up in the end, as busy, and the next one is served', async () => {
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const trying = store.write((tx) => nextVersion(tx, SCHOOL)).catch((e: unknown) => e);
    await vi.advanceTimersByTimeAsync(4000);
    expect(await Promise.race([trying, Promise.resolve('waits')])).toBe('waits');
    await vi.advanceTimersByTimeAsync(2000);
    vi.useRealTimers();
    expect(isBusy(await trying)).toBe(true);
    other.exec('ROLLBACK');
    other.close();
    expect(await store.write((tx) => nextVersion(tx, SCHOOL))).toBe(2);
  });

  it('on a full disk fails as full, keeps nothing, and the next one is served when there is room', async () => {
    const [pages] = await pragmas(store, 'page_count');
    await pragmas(store, `max_page_count=${Number(pages) + 1}`);
    const fill = () =>
      store.write(async (tx) => {
        await nextVersion(tx, SCHOOL);
        for (let n = 0; n < 50; n += 1)
          await tx
            .insertInto('record')
            .values({ school: SCHOOL, id: 'x'.repeat(2000) + n })
            .execute();
      });
    const problem = await fill().catch((e: unknown) => e);
    expect([isFull(problem), isBusy(problem)]).toEqual([true, false]);
    expect(await schoolRow(store.read, SCHOOL)).toMatchObject({ version: 1 });
    await pragmas(store, 'max_page_count=1000000');
    await fill();
    expect(await schoolRow(store.read, SCHOOL)).toMatchObject({ version: 2 });
  });
});

describe('a backup', () => {
  const target = () => join(folder, 'backup.db');
  const countIn = (path: string) => {
    const copy = new DatabaseSync(path, { readOnly: true });
    const row = copy
      .prepare('SELECT (SELECT version FROM school) AS version, (SELECT count(*) FROM record) AS records')
      .get();
    copy.close();
    return row;
  };

  it('is of one moment while others write, and can be opened as it is', async () => {
    // Each transaction takes a version and makes a record: a copy of one moment has one of each.
    const records = Array.from({ length: 40 }, (_, n) => uuid(n) as RecordId);
    const writing = records.map((id, n) =>
      store.write(async (tx) => {
        await nextVersion(tx, SCHOOL);
        if (n === 20) await new Promise((resolve) => void setImmediate(resolve));
        await tx.insertInto('record').values({ school: SCHOOL, id }).execute();
      }),
    );
    await writing[20];
    const beside = openStore(file);
    beside.backup(target());
    await beside.close();
    await Promise.all(writing);
    const { version, records: count } = countIn(target()) as { version: number; records: number };
    expect(version).toBe(count + 1);
    expect(count).toBeGreaterThan(20);
    const restored = openStore(target());
    expect(await schoolRow(restored.read, SCHOOL)).toMatchObject({ version });
    await restored.close();
  });

  it('is for its owner alone, and leaves nothing else behind', () => {
    store.backup(target());
    expect(statSync(target()).mode & 0o777).toBe(0o600);
    expect(spawnSync('ls', [folder], { encoding: 'utf8' }).stdout).not.toContain('unchecked');
  });

  it('that is not sound has no name', async () => {
    // A version above all that were given: what a torn copy would hold.
    await store.read
      .insertInto('reach')
      .values({ school: SCHOOL, record: uuid(1), who: 'P', version: 99 })
      .execute();
    expect(() => store.backup(target())).toThrow(UnusableData);
    expect([existsSync(target()), existsSync(`${target()}.unchecked`)]).toEqual([false, false]);
  });

  it('that is damaged later is found out', async () => {
    store.backup(target());
    checkBackup(target());
    const bytes = readFileSync(target());
    bytes.fill(0xff, 4096, 8 * 4096);
    writeFileSync(target(), bytes);
    expect(() => checkBackup(target())).toThrow();
  });
});
