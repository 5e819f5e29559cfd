/**
 * The commands as people call them: processes over a data folder of their own. What each does, how it is called wrongly
 * (one line, exit code 2), and that a running server sees what a command did beside it.
 */
import { cpSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../src/server/main.ts';
import { signedIn } from '../../src/protocol/accounts.ts';
import type { SchoolId } from '../../src/domain/ids.ts';
import { createSchool, openStore } from '../../src/server/store/store.ts';
import { SIMS } from '../support/roster-csv.ts';
import { repliedIn, firstSync, FROM_THE_APP } from './school-server.ts';
import type { Ended, Installation } from './process.ts';
import { newInstallation } from './process.ts';

/** Starting a command costs half a second on a good day; on a bad one, the first builds too. */
const SLOW = { timeout: 180_000 };
const CODE = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/;

let here: Installation;
beforeAll(async () => {
  here = newInstallation();
  await here.run(['--help']);
}, SLOW.timeout);
afterAll(() => here.end());

/** A command in this process: what it says and how it ends is the same, and half a second quicker. */
async function called(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const said = { out: '', err: '' };
  const code = await command(
    args,
    { DATA_DIR: here.dataDir, PORT: '0', ...env },
    {
      here: here.folder,
      say: (line) => void (said.out += `${line}\n`),
      warn: (line) => void (said.err += `${line}\n`),
    },
  );
  return { code, ...said };
}

/** One line that says what to do, nothing on the other stream, exit code 2. */
function expectUsage({ code, out, err }: Ended, says: RegExp): void {
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(says);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect(err).not.toMatch(/ {4}at |Error:/);
}
const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(here.folder, name), content);
  return name;
};

describe('help', () => {
  it.each([
    [['--help'], /import {3}bring in pupils[^]*DATA_DIR/],
    [['start', '--help'], /-- start\n\nServe;/],
    [['serve', '-h'], /-- serve\n\nServe the school/],
    [['init', '--help'], /-- init --name "Your school"/],
    [['import', '--help'], /-- import FILE \[--school "Name"\]/],
    [
      ['account', '--help'],
      /-- account list\n.*-- account code LOGIN\n.*-- account no-second-step LOGIN\n.*-- account disable LOGIN\n.*-- account enable LOGIN/,
    ],
    [['backup', '--help'], /-- backup \[FILE\]/],
    [['restore', '--help'], /-- restore FILE\n\nPut a backup back/],
    [['erase', '--help'], /-- erase PUPIL-ID --reason "Why" \[--yes\] \[--school "Name"\]/],
  ])('is given for %s, and nothing is made', async (args, says) => {
    const { code, out, err } = await called(args);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(says);
    expect(existsSync(here.dataDir)).toBe(false);
  });
});

describe('before there is a school', () => {
  it.each([
    [['strat'], /no command "strat"/],
    [['init'], /Give the school a name/],
    [['init', '--name'], /--name has no value/],
    [['init', '--name', '--leader', 'Ada'], /--name has no value/],
    [['init', '--name', '  '], /--name has no value/],
    [['init', '--name', 'A', '--name', 'B'], /--name is there twice/],
    [['init', '--nmae', 'Hill School'], /no option "--nmae"/],
    [['init', '--name', 'x'.repeat(201)], /--name is too long/],
    [['init', '--name', 'A', 'B'], /Call it so: init/],
    [['init', '--further', 'A'], /no school here yet/],
    [['init', '--name', 'A', '--further', 'B'], /give one of them/],
    [['import', 'missing.csv', '--school'], /--school has no value/],
    [['import'], /Call it so: import FILE/],
    [['import', 'a.csv', 'b.csv'], /Call it so/],
    [['import', 'missing.csv'], /no file "missing.csv"/],
    [['import', '.'], /"\." is not a file/],
    [['account'], /Call it so: account list/],
    [['account', 'list', 'lee'], /Call it so/],
    [['account', 'delete', 'lee'], /Call it so/],
    [['account', 'list'], /no school here yet/],
    [['backup'], /no school here yet/],
    [['backup', 'a', 'b'], /Call it so/],
    [['serve'], /no school here yet/],
    [['serve', 'now'], /Call it so: serve/],
  ])('%s is answered with one line', async (args, says) => {
    expectUsage(await called(args), says);
    expect(existsSync(here.dataDir)).toBe(false);
  });

  it.each([
    [{ PORT: 'eighty' }, /PORT is a number/],
    [{ PORT: '70000' }, /PORT is a number/],
    [{ PORT: '-1' }, /PORT is a number/],
    [{ DEMO: 'no' }, /DEMO is on or off/],
    [{ BACKUP_EVERY: '0' }, /BACKUP_EVERY is a number of minutes/],
    [{ BACKUP_EVERY: '-1' }, /BACKUP_EVERY is a number of minutes/],
    [{ BACKUP_EVERY: 'often' }, /BACKUP_EVERY is a number of minutes/],
    [{ LOG: 'yes' }, /LOG is on or off/],
    [{ PUBLIC_URL: 'school.example' }, /PUBLIC_URL begins with/],
    [{ PUBLIC_URL: 'ftp://school.example' }, /PUBLIC_URL begins with/],
    [{ DEMO: 'off' }, /no school here yet/],
  ])('settings that are wrong stop the start: %s', async (env, says) => {
    expectUsage(await called(['start'], env as Record<string, string>), says);
    expect(existsSync(here.dataDir)).toBe(false);
  });

  it('a DATA_DIR that is a file is said', async () => {
    const DATA_DIR = join(here.folder, file('data.txt', ''));
    expectUsage(await called(['init', '--name', 'Hill School'], { DATA_DIR }), /names a file/);
  });

  it('data that are none fail in one line, and are left as they are', async () => {
    const DATA_DIR = join(here.folder, 'broken');
    mkdirSync(DATA_DIR);
    writeFileSync(join(DATA_DIR, 'fingerpost.db'), 'no database, but somebody’s words'.repeat(200));
    const { code, err } = await called(['account', 'list'], { DATA_DIR });
    expect(code).toBe(1);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(statSync(join(DATA_DIR, 'fingerpost.db')).size).toBeGreaterThan(5000);
  });
});

describe('a school', () => {
  let code = '';
  let leader = '';
  beforeAll(async () => {
    const made = await here.run(['init', '--name', 'Hill School', '--leader', 'Ada Okafor']);
    expect([made.code, made.err]).toEqual([0, '']);
    code = CODE.exec(made.out)?.[0] ?? '';
  }, SLOW.timeout);

  /** What somebody who is signed in asks of a running server. */
  const asker = (origin: string) => {
    let cookie = '';
    return async (method: string, path: string, body?: unknown): Promise<Response> => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(origin + path, { method, headers: { ...FROM_THE_APP, cookie }, ...sent });
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      return answer;
    };
  };

  it('is made once, for the owner’s eyes alone', SLOW, async () => {
    expectUsage(
      await called(['init', '--name', 'Other School']),
      /a school in this DATA_DIR already: Hill School\..*init --further "Other School"/,
    );
    expect(statSync(join(here.dataDir, 'fingerpost.db')).mode & 0o077).toBe(0);
    const { out } = await here.run(['account', 'list']);
    expect(out).toMatch(/^[0-9a-f-]{36} {2}\(no login yet\) {2}Ada Okafor\n$/);
    leader = out.slice(0, 36);
  });

  it(
    'is entered with the code; a running server sees what commands bring in, and stops when it is told to',
    SLOW,
    async () => {
      const server = await here.serve();
      const ask = asker(server.origin);
      const come = await ask('POST', '/api/activation', { code, login: 'Ada', password: 'a long enough one' });
      const { school } = signedIn.parse(await come.json());
      const records = async () =>
        repliedIn(await (await ask('POST', `/api/schools/${school}/sync`, firstSync)).text()).records;
      expect((await records()).map(({ id }) => id)).toEqual(['school', 'roster'].slice(0, (await records()).length));
      const before = (await records()).length;

      const done = await here.run(['import', file('pupils.csv', SIMS)]);
      expect([done.code, done.err]).toEqual([0, '']);
      expect(done.out).toBe('2 added, 0 changed, 0 left, 0 as they were, 0 rows left out.\n');
      expect((await records()).length).toBe(before + 2);
      // Nobody did it: the command did. What it wrote has an author all the same.
      const data = new DatabaseSync(join(here.dataDir, 'fingerpost.db'), { readOnly: true });
      const did = "SELECT DISTINCT person FROM audit WHERE what LIKE 'pupil.%' OR what LIKE 'operation.%'";
      expect(data.prepare(did).all()).toEqual([{ person: '' }]);
      const authors = "SELECT DISTINCT author FROM entry WHERE kind = 'pupil' AND author = ''";
      expect(data.prepare(authors).all()).toEqual([]);
      data.close();

      const copied = await here.run(['backup', 'copy.db']);
      expect([copied.code, copied.err]).toEqual([0, '']);

      const shut = await here.run(['account', 'disable', 'ADA']);
      expect(shut.out).toContain('signed out everywhere');
      expect((await ask('GET', '/api/session')).status).toBe(401);

      const { code: ended, err } = await server.stop('SIGTERM');
      expect([ended, err]).toEqual([0, '']);
      // All is in the one file.
      expect(statSync(join(here.dataDir, 'fingerpost.db-wal'), { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    },
  );

  it('takes a list with wrong rows in, and names them; a wrong list is refused in one line', SLOW, async () => {
    const mixed = await called(['import', file('mixed.csv', `${SIMS}\r\n004213,X1,,,,,,Year  10,10B,N,No,No`)]);
    expect([mixed.code, mixed.out]).toEqual([0, '0 added, 0 changed, 0 left, 2 as they were, 1 rows left out.\n']);
    expect(mixed.err).toMatch(/^Row 4: .*\nRow 4, UPN: .*\n$/);
    for (const [content, says] of [
      [Uint8Array.from([0x4e, 0xe9, 0x2c]), /cannot be read as text/],
      ['', /empty/],
      ['PK\u0003\u0004', /Excel/],
      ['UPN,Colour\nB801200005001,red', /Nobody was brought in. Row 1/],
      ['UPN,Forename,Surname,Year\nX1,,,99', /Nobody was brought in. Row 2/],
      ['x'.repeat(6 * 1024 * 1024), /larger than 5 MB/],
    ] as const)
      expectUsage(await called(['import', file('wrong.csv', content)]), says);
  });

  it('has a copy that is whole and is of one moment', SLOW, async () => {
    expectUsage(await called(['backup', 'copy.db']), /there already/);
    expectUsage(await called(['backup', 'nowhere/copy.db']), /no folder "nowhere"/);
    const copy = new DatabaseSync(join(here.folder, 'copy.db'), { readOnly: true });
    const value = (sentence: string) => Object.values(copy.prepare(sentence).get() as object)[0] as unknown;
    expect(value('PRAGMA integrity_check')).toBe('ok');
    expect(value("SELECT count(*) FROM entry WHERE kind = 'pupil'")).toBe(2);
    expect(value('SELECT count(*) FROM mutation')).toBe(Number(value('SELECT version FROM school')) - 1);
    copy.close();
    expect(statSync(join(here.folder, 'copy.db')).mode & 0o077).toBe(0);
    // It can be served as it is: that is what it is for.
    const DATA_DIR = join(here.folder, 'restored');
    mkdirSync(DATA_DIR);
    writeFileSync(join(DATA_DIR, 'fingerpost.db'), '');
    expectUsage(await called(['account', 'list'], { DATA_DIR }), /no school here yet/);
  });

  it('lets nobody in by an account that nobody has; a new code comes by id or login', SLOW, async () => {
    expectUsage(await called(['account', 'code', 'nobody']), /no such account/);
    expectUsage(await called(['account', 'disable', 'nobody']), /no such account/);
    expect((await called(['account', 'list'])).out).toBe(`${leader}  ada  Ada Okafor  disabled\n`);
    expectUsage(await called(['account', 'code', leader]), /First: account enable/);
    expect((await called(['account', 'enable', leader])).code).toBe(0);
    expect((await called(['account', 'code', 'ADA'])).out).toMatch(CODE);
    expect((await called(['account', 'no-second-step', 'ADA'])).out).toMatch(/second steps of this account are gone/);
    expect((await called(['account', 'list'])).out).toBe(`${leader}  ada  Ada Okafor\n`);
  });

  it('fails in one line when the port is taken', SLOW, async () => {
    const first = await here.serve();
    const { port } = new URL(first.origin);
    const second = await here.run(['serve'], { PORT: port });
    expect([second.code, second.err.trimEnd().split('\n').length]).toEqual([1, 1]);
    expect(second.err).toContain(`cannot listen on port ${port}`);
    expect((await first.stop('SIGINT')).code).toBe(0);
  });
});

describe('a further school', () => {
  beforeAll(async () => {
    const made = await called(['init', '--further', 'Oakfield School', '--leader', 'Tom Hill']);
    expect([made.code, made.err]).toEqual([0, '']);
    expect(made.out).toMatch(CODE);
  }, SLOW.timeout);

  it('has a name of its own, and stands beside real schools', SLOW, async () => {
    expectUsage(await called(['init', '--further', ' hill school']), /a school called "hill school" here already/);
    const DATA_DIR = join(here.folder, 'demo');
    mkdirSync(DATA_DIR);
    const store = openStore(join(DATA_DIR, 'fingerpost.db'));
    await createSchool(store.read, { id: 'demo' as SchoolId, name: 'Made up', demo: true });
    await store.close();
    expectUsage(await called(['init', '--further', 'Oakfield School'], { DATA_DIR }), /The demo school is in this/);
  });

  it('is named where a command is about one school, and the list of accounts says where each is', SLOW, async () => {
    const list = file('pupils-2.csv', SIMS);
    expectUsage(
      await called(['import', list]),
      /several schools here\. Say which one: --school "Hill School" or --school "Oakfield School"/,
    );
    expectUsage(await called(['import', list, '--school', 'Oak']), /no school "Oak" here/);
    expectUsage(
      await called(['erase', '01990000-0000-7000-8000-000000000001', '--yes', '--reason', 'It was asked']),
      /several schools here/,
    );
    const done = await called(['import', list, '--school', 'OAKFIELD school']);
    expect(done.out).toBe('2 added, 0 changed, 0 left, 0 as they were, 0 rows left out.\n');
    const { out } = await called(['account', 'list']);
    expect(out).toMatch(/ {2}ada {2}Ada Okafor {2}Hill School\n/);
    expect(out).toMatch(/ {2}\(no login yet\) {2}Tom Hill {2}Oakfield School\n/);
  });

  it('is in no earlier backup, and a restore says so', SLOW, async () => {
    // A folder of its own: commands of this process may still hold the file here until it is swept.
    const DATA_DIR = join(here.folder, 'apart');
    cpSync(here.dataDir, DATA_DIR, { recursive: true });
    const restored = await here.run(['restore', 'copy.db'], { DATA_DIR });
    expect([restored.code, restored.err]).toEqual([0, '']);
    expect(restored.out).toContain('1 school here was made after this backup, and is not in it.');
  });
});
