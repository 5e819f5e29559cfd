/** restore, erase and the backups of a serving server, as processes over real files; some are killed on the way. */
import { copyFileSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIMS } from '../support/roster-csv.ts';
import { SEED } from '../support/seed.ts';
import type { Installation } from './process.ts';
import { newInstallation } from './process.ts';

const SLOW = { timeout: 40_000 };
const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));
/** FINGERPOST_KILLS for a long run. */
const KILLS = Number(process.env['FINGERPOST_KILLS'] ?? 4);

let here: Installation;
let data = '';
let pupil = '';
beforeAll(async () => {
  here = newInstallation();
  data = join(here.dataDir, 'fingerpost.db');
  await here.run(['init', '--name', 'Hill School', '--leader', 'Ada Okafor']);
  expect((await here.run(['backup', 'empty.db'])).err).toBe('');
  writeFileSync(join(here.folder, 'pupils.csv'), SIMS);
  expect((await here.run(['import', 'pupils.csv'])).err).toBe('');
  expect((await here.run(['backup', 'pupils.db'])).err).toBe('');
}, 180_000);
afterAll(() => here.end());

/** What a data file says. A copy is asked: this process must not hold the file itself. */
function rowsIn(file: string, sentence: string): readonly Record<string, unknown>[] {
  const copy = join(here.folder, 'asked.db');
  for (const rest of ['', '-wal', '-shm']) {
    rmSync(copy + rest, { force: true });
    if (rest !== '-shm' && existsSync(file + rest)) copyFileSync(file + rest, copy + rest);
  }
  const database = new DatabaseSync(copy);
  try {
    return database.prepare(sentence).all() as readonly Record<string, unknown>[];
  } finally {
    database.close();
  }
}
/** Changes data that nobody has open. */
function changeIn(file: string, sentence: string): void {
  const database = new DatabaseSync(file);
  database.exec(sentence);
  database.close();
}
const pupilsIn = (file: string) => rowsIn(file, "SELECT record FROM entry WHERE kind = 'pupil' ORDER BY record");
const epochIn = (file: string) => rowsIn(file, 'SELECT epoch FROM school')[0]?.['epoch'];
const startIn = (file: string) => Number(rowsIn(file, 'SELECT epoch_start FROM school')[0]?.['epoch_start']);

/** A command without looking for what is to be built, killed so many milliseconds after it was loaded; how it ended, and when. */
const killedAfter = (
  ms: number,
  ...args: readonly string[]
): Promise<{ readonly signal: NodeJS.Signals | null; readonly tookMs: number }> =>
  new Promise((resolve) => {
    const code = `const { main } = await import(${JSON.stringify(MAIN)}); process.stdout.write('!'); process.exitCode = await main(process.argv.slice(1), ${JSON.stringify(here.folder)});`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code, ...args], {
      env: { ...process.env, DATA_DIR: here.dataDir },
    });
    let begun = 0;
    child.stdout.once('data', () => {
      begun = performance.now();
      setTimeout(() => child.kill('SIGKILL'), ms);
    });
    child.on('close', (_, signal) => resolve({ signal, tookMs: performance.now() - begun }));
  });

describe('restore', () => {
  it.each([
    [['restore'], /Call it so: restore FILE/],
    [['restore', 'missing.db'], /There is no file "missing.db"/],
    [['restore', '.'], /There is no file "\."/],
  ])('%s is answered with one line', SLOW, async (args, says) => {
    const { code, err } = await here.run(args);
    expect([code, err.trimEnd().split('\n').length]).toEqual([2, 1]);
    expect(err).toMatch(says);
  });

  it('refuses a file that is no backup, or is of a newer program, and leaves the data as they are', SLOW, async () => {
    const before = epochIn(data);
    writeFileSync(join(here.folder, 'words.db'), 'not a database '.repeat(500));
    const newer = join(here.folder, 'newer.db');
    copyFileSync(join(here.folder, 'pupils.db'), newer);
    const database = new DatabaseSync(newer);
    database.exec('PRAGMA user_version=999');
    database.close();
    const other = new DatabaseSync(join(here.folder, 'other.db'));
    other.exec('CREATE TABLE recipe (words TEXT)');
    other.close();
    for (const [file, says] of [
      ['words.db', /no backup of Fingerpost/],
      ['other.db', /no backup of Fingerpost/],
      ['newer.db', /newer Fingerpost/],
    ] as const) {
      const { code, err } = await here.run(['restore', file]);
      expect([code, err.trimEnd().split('\n').length]).toEqual([1, 1]);
      expect(err).toMatch(says);
    }
    expect(epochIn(data)).toBe(before);
  });

  it('refuses while a server runs on the data', SLOW, async () => {
    const server = await here.serve();
    const { code, err } = await here.run(['restore', 'pupils.db']);
    expect(code).toBe(1);
    expect(err).toMatch(/A server or another command is using the data/);
    expect((await server.stop()).code).toBe(0);
  });

  it('sets the data aside, begins another epoch, and migrates a backup of an older program', SLOW, async () => {
    const old = join(here.folder, 'old.db');
    copyFileSync(join(here.folder, 'empty.db'), old);
    const database = new DatabaseSync(old);
    const newer =
      'noted owed device secret operation operation_step moved audit enrolment holder sent request decision kept_longer disposal disposal_step let_go session_key totp recovery passkey identity known_browser half_done'.split(
        ' ',
      );
    const columns: Readonly<Record<string, readonly string[]>> = {
      membership: ['opened', 'joined'],
      code: ['school'],
      session: ['kind', 'by', '"on"', 'proved'],
      school: ['second_step_from'],
    };
    for (const [table, names] of Object.entries(columns))
      for (const name of names) database.exec(`ALTER TABLE ${table} DROP COLUMN ${name}`);
    database.exec('DROP INDEX mutation_refused');
    database.exec(`${newer.map((table) => `DROP TABLE ${table};`).join(' ')} PRAGMA user_version=1`);
    database.close();
    const before = epochIn(data);
    const { code, out, err } = await here.run(['restore', 'old.db']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/The backup is in place/);
    expect(epochIn(data)).not.toBe(before);
    expect(pupilsIn(data)).toHaveLength(0);
    const aside = readdirSync(here.dataDir).find((name) => name.startsWith('before-restore-')) ?? '';
    expect(pupilsIn(join(here.dataDir, aside))).toHaveLength(2);
    const server = await here.serve();
    expect(await (await fetch(`${server.origin}/readyz`)).text()).toBe('ok');
    expect((await server.stop()).code).toBe(0);
  });

  it('counts on above the epoch before it when an older backup is put back soon after another', SLOW, async () => {
    for (const command of [
      ['restore', 'empty.db'],
      ['backup', 'later.db'],
      ['restore', 'later.db'],
    ])
      expect((await here.run(command)).code).toBe(0);
    const before = startIn(data);
    expect((await here.run(['restore', 'empty.db'])).code).toBe(0);
    expect(startIn(data)).toBeGreaterThan(before);
  });

  it(
    `killed at ${KILLS} random points leaves the old data whole or the new, and done again it is done (seed ${SEED})`,
    { timeout: 60_000 + KILLS * 10_000 },
    async () => {
      const whole = await killedAfter(60_000, 'restore', 'pupils.db');
      expect(whole.signal).toBeNull();
      const ends: (NodeJS.Signals | null)[] = [];
      for (let kill = 0; kill < KILLS; kill++) {
        // All of its time, each part of it once, and somewhere in that part.
        const part = (kill + ((SEED * (kill + 1) * 7919) % 1000) / 1000) / KILLS;
        const { signal } = await killedAfter(part * whole.tookMs, 'restore', kill % 2 ? 'pupils.db' : 'empty.db');
        ends.push(signal);
        expect(rowsIn(data, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
        expect([0, 2]).toContain(pupilsIn(data).length);
        const listed = await here.run(['account', 'list']);
        expect([listed.code, listed.err]).toEqual([0, '']);
      }
      expect(ends).toContain('SIGKILL');
      expect((await here.run(['restore', 'pupils.db'])).code).toBe(0);
      expect(pupilsIn(data)).toHaveLength(2);
      expect(readdirSync(here.dataDir).filter((name) => name.includes('.restoring'))).toEqual([]);
    },
  );

  it('is asked for when somebody has put an older copy in the place of the data', SLOW, async () => {
    const whole = `${data}.whole`;
    renameSync(data, whole);
    copyFileSync(join(here.folder, 'pupils.db'), data);
    for (const args of [['serve'], ['account', 'list']]) {
      const { code, err } = await here.run(args);
      expect(code).toBe(1);
      expect(err).toMatch(/it was put back by hand\. Move it out of DATA_DIR, then: .*restore FILE/);
    }
    renameSync(whole, data);
    expect((await here.run(['account', 'list'])).code).toBe(0);
  });

  it('is asked for when the copy is of the same epoch and only older', SLOW, async () => {
    const copy = join(here.folder, 'now.db');
    expect((await here.run(['backup', 'now.db'])).code).toBe(0);
    const csv = SIMS.replaceAll('10B', '10A');
    writeFileSync(join(here.folder, 'moved.csv'), csv);
    expect((await here.run(['import', 'moved.csv'])).err).toBe('');
    const whole = `${data}.whole`;
    renameSync(data, whole);
    copyFileSync(copy, data);
    expect((await here.run(['serve'])).err).toMatch(/put back by hand/);
    renameSync(whole, data);
  });
});

describe('erase', () => {
  const WHY = ['--reason', 'The family moved abroad'] as const;

  it(
    'wants a reason, and refuses what the screen refuses: a pupil who is still to be kept, one with an open request',
    { timeout: 120_000 },
    async () => {
      pupil = String(pupilsIn(data)[0]?.['record']);
      expect((await here.run(['erase', 'nobody', '--yes', ...WHY])).err).toMatch(/no such pupil/);
      expect((await here.run(['erase', 'school', '--yes', ...WHY])).err).toMatch(/no such pupil/);
      expect((await here.run(['erase', pupil, '--yes'])).err).toMatch(/^Say why: --reason/);
      expect((await here.run(['erase', pupil, '--yes', '--reason', ' '])).code).toBe(2);
      expect((await here.run(['erase', pupil, '--yes', ...WHY])).err).toMatch(
        /Policy 5\.3\.5 .* the careers leader’s, on the screen/,
      );
      changeIn(
        data,
        `UPDATE entry SET json = json_set(json, '$.to', '2015-07-20') WHERE record = '${pupil}' AND id = 'pupil'`,
      );
      changeIn(
        data,
        `INSERT INTO request (school, id, record, kind, asker, received, words, logged, logged_by, pauses)
       SELECT id, 'asked', '${pupil}', 'copy', 'pupil', '2026-11-10', '', '', '', '[]' FROM school`,
      );
      expect((await here.run(['erase', pupil, '--yes', ...WHY])).err).toMatch(/still open\. Answer it first/);
      changeIn(data, `DELETE FROM request`);
      expect(pupilsIn(data)).toHaveLength(2);
      expect(rowsIn(data, 'SELECT * FROM disposal')).toEqual([]);
    },
  );

  it('asks for the name, and erases nothing when it is another', SLOW, async () => {
    const { code, err } = await here.run(['erase', pupil, ...WHY]);
    expect(code).toBe(2);
    expect(err).toMatch(/Nothing was erased/);
    expect(pupilsIn(data)).toHaveLength(2);
  });

  it(
    'leaves no byte of the words in the data while a server runs, and a backup does not bring them back',
    SLOW,
    async () => {
      const json = String(
        rowsIn(data, `SELECT json FROM entry WHERE record = '${pupil}' AND kind = 'identity'`)[0]?.['json'],
      );
      const canary = /"legalSurname":"([^"]+)"/.exec(json)?.[1] ?? '';
      expect(canary.length).toBeGreaterThan(2);
      const isIn = (file: string) => existsSync(file) && readFileSync(file).includes(canary);
      expect(isIn(data)).toBe(true);
      const server = await here.serve();
      expect((await here.run(['erase', pupil, '--yes', ...WHY])).code).toBe(0);
      expect([isIn(data), isIn(`${data}-wal`)]).toEqual([false, false]);
      // As from the screen: a certificate with its reason, and the audit; by no person.
      expect(rowsIn(data, 'SELECT person, why, reason, swept IS NULL AS left FROM disposal')).toEqual([
        { person: '', why: 'asked', reason: WHY[1], left: 0 },
      ]);
      expect(
        rowsIn(
          data,
          `SELECT person, what FROM audit WHERE what LIKE 'disposal.%' OR what = 'record.erased' ORDER BY place`,
        ),
      ).toEqual(['disposal.begun', 'record.erased', 'disposal.ended'].map((what) => ({ person: '', what })));
      expect((await server.stop()).code).toBe(0);
      const { out } = await here.run(['restore', 'pupils.db']);
      expect(out).toMatch(/1 pupil in the backup had been erased since/);
      expect([isIn(data), isIn(`${data}-wal`)]).toEqual([false, false]);
      expect(pupilsIn(data)).toHaveLength(1);
    },
  );

  it('is kept in a ledger; when that is damaged nobody is answered', SLOW, async () => {
    const ledger = join(here.dataDir, 'ledger.jsonl');
    const text = readFileSync(ledger, 'utf8');
    expect(text).toContain(pupil);
    writeFileSync(ledger, `${text}{"kind":"erased","torn`);
    expect((await here.run(['account', 'list'])).err).toBe('');
    writeFileSync(ledger, text.replace('"kind":"erased"', '"kind":"arased"'));
    expect((await here.run(['serve'])).err).toMatch(/Line \d+ of .* is damaged/);
    writeFileSync(ledger, text);
  });
});

describe('a server that serves', () => {
  it('makes backups when something was written, and says when one fails without stopping', SLOW, async () => {
    const folder = join(here.folder, 'kept');
    const server = await here.serve({ BACKUP_DIR: folder, BACKUP_EVERY: '0.01' });
    const made = () => (existsSync(folder) ? readdirSync(folder).filter((name) => /^backup-.*\.db$/.test(name)) : []);
    while (made().length === 0) await pause(100);
    const status = async () => (await fetch(`${server.origin}/backupz`)).text();
    while (!(await status()).startsWith('ok, last backup: 20')) await pause(100);
    const [first = ''] = made();
    expect(rowsIn(join(folder, first), 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(rowsIn(data, 'SELECT stable FROM school')).toEqual(
      rowsIn(join(folder, first), 'SELECT version AS stable FROM school'),
    );
    await pause(1200);
    // `stable` was written by the first itself: at most one more is made of that.
    const before = made().length;
    await pause(1200);
    expect(made().length).toBe(before);
    expect((await server.stop()).code).toBe(0);

    // One of long ago goes by the clock, though no backup is made any more.
    const old = join(folder, 'backup-2020-01-01T00-00-00-000Z.db');
    copyFileSync(join(folder, first), old);
    const idle = await here.serve({ BACKUP_DIR: folder, BACKUP_EVERY: 'off' });
    while (existsSync(old)) await pause(100);
    expect(made().length).toBe(before);
    expect((await idle.stop()).code).toBe(0);

    writeFileSync(join(here.folder, 'a-file'), '');
    const failing = await here.serve({ BACKUP_DIR: join(here.folder, 'a-file'), BACKUP_EVERY: '0.01' });
    while ((await fetch(`${failing.origin}/backupz`)).status !== 503) await pause(100);
    expect((await fetch(`${failing.origin}/readyz`)).status).toBe(200);
    const { code, err } = await failing.stop();
    expect(code).toBe(0);
    expect(err).toMatch(/The backup failed, and will be tried again/);
  });
});
