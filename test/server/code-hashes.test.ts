/**
 * Codes that people type are stored by a slow hash with a salt: a data file that was taken does not give them, nobody learns by
 * the time which are there, and a year group's are made in seconds. Source: OWASP ASVS 5.0, 6.5.2.
 */
import type * as Argon from '@node-rs/argon2';
import { hash } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordId } from '../../src/domain/ids.ts';
import { pupilCodes } from '../../src/protocol/accounts.ts';
import { hashOldCodes } from '../../src/server/accounts/old-codes.ts';
import { hashSecret, plainCode, saltOf } from '../../src/server/accounts/passwords.ts';
import { PEOPLE, aPupil, uuid } from '../support/builders.ts';
import { ABrowser, PASSWORD, codeFor, newcomer, setUpApp } from './a-browser.ts';
import type { SchoolServer } from './school-server.ts';
import { OFFICE, SCHOOL, openSchoolServer } from './school-server.ts';

/** Counted, and as it is. */
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof Argon>();
  return { ...real, hash: vi.fn(real.hash) };
});
const hashes = vi.mocked(hash);

let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer();
  hashes.mockClear();
});
afterEach(() => server.end());

const rowsOf = async (table: 'code' | 'recovery') =>
  (await server.store.read.selectFrom(table).select('hash').execute()).map((row) => row.hash);
const activate = (browser: ABrowser, code: string, password = PASSWORD) =>
  browser.ask('POST', '/api/activation', { code, login: 'lee', password });
const SLOW = /^\$argon2id\$v=19\$m=12288,t=3,p=1\$/;

describe('an activation code', () => {
  it('is looked for with one slow hash, whether it is there, has run out, was made up or is no code at all', async () => {
    const there = await codeFor(server, PEOPLE.tutor);
    const cost = async (code: string): Promise<readonly number[]> => {
      hashes.mockClear();
      // Refused for its password where the code is right: nothing else is hashed.
      const { status } = await activate(new ABrowser(server), code, 'short');
      return [status, hashes.mock.calls.length];
    };
    expect(await cost(there)).toEqual([400, 1]);
    for (const code of ['AAAA-BBBB-CCCC', `${there.slice(0, 9)}-AAAA`, '-'.repeat(20)])
      expect([code, await cost(code)]).toEqual([code, [403, 1]]);
    server.pass(25 * 60 * 60_000);
    expect(await cost(there)).toEqual([403, 1]);
  });

  it('of a year group is made in seconds, each with a hash of its own', async () => {
    const pupils = Array.from({ length: 180 }, (_, n) => uuid(5000 + n) as RecordId);
    await server.store.bulkLoad(
      SCHOOL,
      pupils.map((id) => ({ id, entries: [aPupil()] })),
    );
    const leader = await newcomer(server, PEOPLE.leader, 'okafor');
    const begun = performance.now();
    const answer = await leader.ask('POST', `/api/schools/${SCHOOL}/pupils/codes`, { records: pupils });
    const tookMs = performance.now() - begun;
    const { codes } = pupilCodes.parse(await answer.json());
    const stored = await rowsOf('code');
    expect([codes.length, new Set(stored).size]).toEqual([180, 180]);
    for (const one of stored) expect(one).toMatch(SLOW);
    // A second and a half where nothing else runs; the app waits for twenty.
    expect(tookMs).toBeLessThan(20_000);
    expect((await activate(new ABrowser(server), codes[179]?.code ?? '')).status).toBe(200);
  });

  it('has the salt of its installation, which is another’s nowhere', async () => {
    const other = await openSchoolServer();
    const salts = async (one: SchoolServer) => {
      await codeFor(one, PEOPLE.tutor);
      await codeFor(one, PEOPLE.adviser);
      const stored = await one.store.read.selectFrom('code').select('hash').execute();
      return new Set(stored.map((row) => saltOf(row.hash)?.toString('hex')));
    };
    const [here, there] = [await salts(server), await salts(other)];
    await other.end();
    expect([here.size, there.size]).toEqual([1, 1]);
    expect([...here]).not.toEqual([...there]);
    expect([...here][0]).toHaveLength(64);
  });
});

describe('a recovery code', () => {
  it('is stored under a salt of its account, and looked for with one slow hash', async () => {
    const { recovery } = await setUpApp(server, await newcomer(server, PEOPLE.adviser, 'jo'));
    await setUpApp(server, await newcomer(server, OFFICE, 'reed'));
    const stored = await rowsOf('recovery');
    for (const one of stored) expect(one).toMatch(SLOW);
    for (const code of recovery) expect(stored).not.toContain(hashSecret(code.replace('-', '')));
    expect(new Set(stored.map((one) => saltOf(one)?.toString('hex'))).size).toBe(2);
    const there = new ABrowser(server);
    await there.signIn('jo');
    for (const [typed, cost, status] of [
      ['000000', 0, 403],
      ['aaaaa-aaaaa', 1, 403],
      [recovery[7] ?? '', 1, 200],
    ] as const) {
      hashes.mockClear();
      const answer = await there.ask('POST', '/api/session/second', { code: typed });
      expect([answer.status, hashes.mock.calls.length]).toEqual([status, cost]);
    }
  });
});

describe('codes of an earlier version, which are stored by a fast hash', () => {
  it('work as before, once they were hashed slowly over that', async () => {
    const { recovery } = await setUpApp(server, await newcomer(server, PEOPLE.adviser, 'jo'));
    const code = await codeFor(server, PEOPLE.tutor);
    const fast = [hashSecret(plainCode(code)), ...recovery.map((one) => hashSecret(one.replace('-', '')))];
    await server.store.write(async (tx) => {
      await tx
        .updateTable('code')
        .set({ hash: fast[0] ?? '' })
        .execute();
      const [row] = await tx.deleteFrom('recovery').returning('account').execute();
      const rows = fast.slice(1).map((one) => ({ account: row?.account ?? '', hash: one }));
      await tx.insertInto('recovery').values(rows).execute();
    });
    await hashOldCodes(server.store);
    const stored = [...(await rowsOf('code')), ...(await rowsOf('recovery'))];
    expect(stored).toHaveLength(9);
    for (const one of stored) expect(one).toMatch(SLOW);
    const there = new ABrowser(server);
    await there.signIn('jo');
    expect((await there.ask('POST', '/api/session/second', { code: recovery[3] })).status).toBe(200);
    expect((await activate(new ABrowser(server), code)).status).toBe(200);
    // Done once: a second time there is nothing to do.
    const before = await rowsOf('recovery');
    await hashOldCodes(server.store);
    expect(await rowsOf('recovery')).toEqual(before);
  });
});
