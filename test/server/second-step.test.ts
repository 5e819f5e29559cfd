/** The second step: codes of an app, recovery codes, the school's rule, and what becomes of it when something is lost. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { signedIn } from '../../src/protocol/accounts.ts';
import { signInRules, stepLeft } from '../../src/protocol/sign-in.ts';
import { slowHash } from '../../src/server/accounts/passwords.ts';
import { seal, unseal } from '../../src/server/accounts/sealing.ts';
import { codeOfStep, stepOfCode, toBase32, totpUri } from '../../src/server/accounts/totp.ts';
import { PEOPLE } from '../support/builders.ts';
import { ABrowser, PASSWORD, appCode, codeFor, fromBase32, newcomer, setUpApp } from './a-browser.ts';
import type { SchoolServer } from './school-server.ts';
import { OFFICE, SCHOOL, openSchoolServer } from './school-server.ts';
import { OAKFIELD, THERE, addOakfield, codeAt } from './second-school.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** More than work at once and wait (passwords.ts). */
const SLOW_MAX = 210;
const RULES = `/api/schools/${SCHOOL}/sign-in-rules`;

describe('a code of an app', () => {
  const SECRET = Buffer.from('12345678901234567890');
  // RFC 6238, appendix B, SHA-1; the last six digits of each.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %s s is %s', (seconds, code) => {
    expect(codeOfStep(SECRET, Math.floor(seconds / 30))).toBe(code);
  });

  it('is taken half a minute early or late, with spaces, and once', () => {
    const now = 1_111_111_111_000;
    const step = Math.floor(now / 30_000);
    for (const off of [-1, 0, 1]) expect(stepOfCode(SECRET, codeOfStep(SECRET, step + off), now, 0)).toBe(step + off);
    for (const off of [-2, 2]) expect(stepOfCode(SECRET, codeOfStep(SECRET, step + off), now, 0)).toBeNull();
    expect(stepOfCode(SECRET, ' 050 471 ', now, 0)).toBe(step);
    expect(stepOfCode(SECRET, '050471', now, step)).toBeNull();
    for (const typed of ['', '05047', '0504711', '٠٥٠٤٧١', '05047x'])
      expect(stepOfCode(SECRET, typed, now, 0)).toBeNull();
  });

  it('comes of a key that is written in letters, and of a picture', () => {
    expect(toBase32(SECRET)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    expect(fromBase32(toBase32(SECRET))).toEqual(SECRET);
    expect(totpUri(SECRET, 'jo@wexcombe.sch.uk')).toBe(
      'otpauth://totp/Fingerpost:jo%40wexcombe.sch.uk?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Fingerpost&digits=6&period=30',
    );
  });
});

let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer();
});
afterEach(() => server.end());

/** What is left, after the password. */
const left = async (answer: Response) => {
  expect(answer.status).toBe(401);
  return stepLeft.parse(await answer.json()).ways;
};

describe('signing in with an app', () => {
  let secret = '';
  let recovery: readonly string[] = [];
  let there: ABrowser;
  beforeEach(async () => {
    const here = await newcomer(server, PEOPLE.adviser, 'jo');
    ({ secret, recovery } = await setUpApp(server, here));
    there = new ABrowser(server);
  });

  it('takes the password and then a code; the password alone opens nothing', async () => {
    expect(await left(await there.signIn('jo'))).toEqual(['totp', 'recovery']);
    expect((await there.ask('GET', '/api/session')).status).toBe(401);
    const opened = await there.ask('POST', '/api/session/second', { code: appCode(server, secret) });
    expect(signedIn.parse(await opened.json())).toMatchObject({ person: PEOPLE.adviser });
    expect((await there.ask('GET', '/api/session')).status).toBe(200);
  });

  it('makes a session of a shared computer where the password was typed on one', async () => {
    await there.signIn('jo', PASSWORD, { shared: true });
    expect((await there.ask('POST', '/api/session/second', { code: appCode(server, secret) })).status).toBe(200);
    const kinds = await server.store.read.selectFrom('session').select('kind').orderBy('kind').execute();
    expect(kinds.map(({ kind }) => kind)).toEqual(['staff', 'staff-shared']);
  });

  it('takes a code once, whoever has seen it', async () => {
    await there.signIn('jo');
    const code = appCode(server, secret);
    expect((await there.ask('POST', '/api/session/second', { code })).status).toBe(200);
    const thief = new ABrowser(server);
    await thief.signIn('jo');
    expect((await thief.ask('POST', '/api/session/second', { code })).status).toBe(403);
    expect((await thief.ask('POST', '/api/session/second', { code: appCode(server, secret, -1) })).status).toBe(403);
  });

  it('takes it from two at once from one of them', async () => {
    const thief = new ABrowser(server);
    await there.signIn('jo');
    await thief.signIn('jo');
    const code = appCode(server, secret);
    const answers = await Promise.all([there, thief].map((one) => one.ask('POST', '/api/session/second', { code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
  });

  it('may be guessed at five times at once and then once a minute, in however many sign-ins', async () => {
    for (let n = 0; n < 5; n += 1) {
      const guesser = new ABrowser(server);
      await guesser.signIn('jo');
      expect((await guesser.ask('POST', '/api/session/second', { code: `00000${n}` })).status).toBe(403);
    }
    await there.signIn('jo');
    expect((await there.ask('POST', '/api/session/second', { code: appCode(server, secret) })).status).toBe(429);
    server.pass(MINUTE);
    expect((await there.ask('POST', '/api/session/second', { code: appCode(server, secret) })).status).toBe(200);
  });

  it('waits ten minutes for it, in the browser where it began, and for nothing else', async () => {
    await there.signIn('jo');
    const elsewhere = new ABrowser(server);
    expect((await elsewhere.ask('POST', '/api/session/second', { code: appCode(server, secret) })).status).toBe(409);
    server.pass(10 * MINUTE + 1);
    expect((await there.ask('POST', '/api/session/second', { code: appCode(server, secret) })).status).toBe(409);
  });

  it('waits however many passkeys anybody asks for who has shown nothing, of whom twenty thousand wait and no more', async () => {
    await there.signIn('jo');
    // As if all places were taken; the next one takes that of the oldest.
    const row = (n: number) => ({
      hash: `made-up-${n}`,
      json: '{}',
      expires: '2030-01-01T00:00:00.000Z',
      owner: `nobody ${n % 1000}`,
    });
    for (let from = 0; from < 20_000; from += 2000) {
      const rows = Array.from({ length: 2000 }, (_, n) => row(from + n));
      await server.store.write((tx) => tx.insertInto('half_done').values(rows).execute());
    }
    const waiting = async () => (await server.store.read.selectFrom('half_done').select('owner').execute()).length;
    const before = await waiting();
    for (let n = 0; n < 30; n += 1) expect((await server.ask('POST', '/api/passkey')).status).toBe(200);
    expect(await waiting()).toBe(before);
    const another = new ABrowser(server);
    expect(await left(await another.signIn('jo'))).toContain('totp');
    expect((await there.ask('POST', '/api/session/second', { code: appCode(server, secret) })).status).toBe(200);
  });

  it('waits twenty times for one account and no more, and takes the place of nobody else’s', async () => {
    await newcomer(server, PEOPLE.tutor, 'lee').then((lee) => setUpApp(server, lee));
    const lee = new ABrowser(server);
    await lee.signIn('lee');
    await there.signIn('jo');
    for (let n = 0; n < 30; n += 1) expect((await there.ask('POST', '/api/passkey')).status).toBe(200);
    const { read } = server.store;
    const jo = await read.selectFrom('account').select('id').where('login', '=', 'jo').executeTakeFirstOrThrow();
    const rows = await read.selectFrom('half_done').select('hash').where('owner', '=', jo.id).execute();
    expect(rows).toHaveLength(20);
    expect((await lee.ask('POST', '/api/session/second', { code: '000000' })).status).toBe(403);
    expect((await there.ask('POST', '/api/session/second', { code: appCode(server, secret) })).status).toBe(200);
  });

  it('is not gone on with after the password was changed', async () => {
    const here = new ABrowser(server);
    await here.signIn('jo');
    await here.ask('POST', '/api/session/second', { code: appCode(server, secret) });
    server.pass(MINUTE);
    await there.signIn('jo');
    await here.ask('PUT', '/api/account/password', { password: 'thimble orchard pebble' });
    expect((await there.ask('POST', '/api/session/second', { code: appCode(server, secret) })).status).toBe(409);
  });

  it('takes a recovery code once, as it was written down, and no other’s', async () => {
    const typed = ` ${recovery[0]?.toUpperCase().replace('-', ' ')} `;
    await there.signIn('jo');
    expect((await there.ask('POST', '/api/session/second', { code: typed })).status).toBe(200);
    await there.signIn('jo');
    expect((await there.ask('POST', '/api/session/second', { code: typed })).status).toBe(403);
    expect(recovery).toHaveLength(8);
    await newcomer(server, PEOPLE.tutor, 'lee');
    const lee = await newcomer(server, OFFICE, 'reed');
    await setUpApp(server, lee);
    const other = new ABrowser(server);
    await other.signIn('reed');
    expect((await other.ask('POST', '/api/session/second', { code: recovery[1] ?? '' })).status).toBe(403);
  });

  it('stands nowhere in the store so that it could be used, and opens for nobody else', async () => {
    const { read } = server.store;
    const rows = JSON.stringify([
      await read.selectFrom('totp').selectAll().execute(),
      await read.selectFrom('recovery').selectAll().execute(),
      await read.selectFrom('half_done').selectAll().execute(),
    ]);
    for (const word of [secret, fromBase32(secret).toString('hex'), ...recovery]) expect(rows).not.toContain(word);
    const sealed = await seal(read, ['totp', 'a'], Buffer.from('words'));
    expect((await unseal(read, ['totp', 'a'], sealed)).toString()).toBe('words');
    await expect(unseal(read, ['totp', 'b'], sealed)).rejects.toThrow();
    await expect(unseal(read, ['other', 'a'], sealed)).rejects.toThrow();
  });

  it('is asked after a new code and password too: who reads somebody’s slip has not found their phone', async () => {
    const code = await codeFor(server, PEOPLE.adviser);
    const used = await there.ask('POST', '/api/activation', { code, login: 'jo', password: 'thimble orchard pebble' });
    expect(await left(used)).toEqual(['totp', 'recovery']);
    expect((await there.ask('POST', '/api/session/second', { code: appCode(server, secret) })).status).toBe(200);
  });
});

describe('an app', () => {
  it('is set up by its first code, which can be typed again when it was wrong', async () => {
    const here = await newcomer(server, PEOPLE.adviser, 'jo');
    const [, made] = await here.said('POST', '/api/account/totp');
    const secret = String(made['secret']);
    expect((await here.said('PUT', '/api/account/totp', { code: '000000' }))[0]).toBe(403);
    expect(await new ABrowser(server).signIn('jo').then(({ status }) => status)).toBe(200);
    expect((await here.said('PUT', '/api/account/totp', { code: appCode(server, secret) }))[0]).toBe(200);
    expect(await left(await new ABrowser(server).signIn('jo'))).toContain('totp');
    // The code that set it up signs nobody in.
    const seen = new ABrowser(server);
    await seen.signIn('jo');
    expect((await seen.ask('POST', '/api/session/second', { code: appCode(server, secret) })).status).toBe(403);
  });

  it('is set up with slow work only when its first code is right: a wrong one is told so however busy the server is', async () => {
    const here = await newcomer(server, PEOPLE.adviser, 'jo');
    const [, made] = await here.said('POST', '/api/account/totp');
    const setUp = async (code: string) => (await here.ask('PUT', '/api/account/totp', { code })).status;
    const code = () => appCode(server, String(made['secret']));
    const busy = new AbortController();
    onTestFinished(() => busy.abort());
    const slow = Array.from({ length: SLOW_MAX }, async () => {
      while (!busy.signal.aborted) await slowHash('as slow as a code', Buffer.alloc(16)).catch(() => pause(1));
    });
    expect([await setUp('000000'), await setUp(code())]).toEqual([403, 429]);
    busy.abort();
    await Promise.all(slow);
    expect(await setUp(code())).toBe(200);
  });

  it('is removed with its recovery codes, and new codes end the ones before', async () => {
    const here = await newcomer(server, PEOPLE.adviser, 'jo');
    const { recovery } = await setUpApp(server, here);
    const [, renewed] = await here.said('POST', '/api/account/recovery');
    const there = new ABrowser(server);
    await there.signIn('jo');
    expect((await there.ask('POST', '/api/session/second', { code: recovery[0] })).status).toBe(403);
    expect((await there.ask('POST', '/api/session/second', { code: (renewed['codes'] as string[])[0] })).status).toBe(
      200,
    );
    expect((await here.ask('DELETE', '/api/account/totp')).status).toBe(204);
    expect((await new ABrowser(server).signIn('jo')).status).toBe(200);
    expect(await server.store.read.selectFrom('recovery').selectAll().execute()).toEqual([]);
  });
});

describe('a school that asks for a second step', () => {
  const day = (days: number) => new Date(Date.parse(server.deps.now()) + days * DAY).toISOString().slice(0, 10);
  let leader: ABrowser;
  beforeEach(async () => {
    leader = await newcomer(server, PEOPLE.leader, 'okafor');
  });
  const ask = async (from: string | null) => (await leader.said('PUT', RULES, { from }))[0];

  it('is told so by somebody who has one: nobody shuts themselves out', async () => {
    expect(await ask(day(28))).toBe(409);
    await setUpApp(server, leader);
    expect(await ask(day(28))).toBe(204);
    const rules = signInRules.parse(await (await leader.ask('GET', RULES)).json());
    expect(rules.from).toBe(day(28));
    expect(await ask(null)).toBe(204);
  });

  it('reminds until that day, and after it lets no password in without one; pupils are not asked', async () => {
    await setUpApp(server, leader);
    await newcomer(server, PEOPLE.tutor, 'lee');
    const aisha = await newcomer(server, '00000000-0000-7000-8000-000000000001' as never, 'aisha');
    await ask(day(1));
    expect(signInRules.parse(await (await leader.ask('GET', RULES)).json()).without).toEqual([PEOPLE.tutor]);
    const tutor = new ABrowser(server);
    expect((await tutor.signIn('lee')).status).toBe(200);
    expect((await tutor.said('GET', '/api/account'))[1]).toMatchObject({ required: day(1) });
    expect((await aisha.said('GET', '/api/account'))[1]).toMatchObject({ required: null });
    server.pass(DAY);
    const [status, { detail }] = await new ABrowser(server).said('POST', '/api/session', {
      login: 'lee',
      password: PASSWORD,
    });
    expect([status, detail]).toEqual([403, expect.stringContaining('Ask your careers leader for a new code')]);
    expect((await new ABrowser(server).signIn('aisha')).status).toBe(200);
  });

  it('has it set up after a code, which is handed over in person', async () => {
    await setUpApp(server, leader);
    await ask(day(0));
    const tutor = new ABrowser(server);
    const code = await codeFor(server, PEOPLE.tutor);
    const used = await tutor.ask('POST', '/api/activation', { code, login: 'lee', password: PASSWORD });
    expect(await left(used)).toEqual(['enrol']);
    expect((await tutor.ask('GET', '/api/session')).status).toBe(401);
    expect((await tutor.said('POST', '/api/session/second', { code: '000000' }))[0]).toBe(403);
    const [, made] = await tutor.said('POST', '/api/session/enrol');
    const secret = String(made['secret']);
    expect((await tutor.said('POST', '/api/session/second', { code: '000000' }))[0]).toBe(403);
    expect((await tutor.said('POST', '/api/session/second', { code: appCode(server, secret) }))[0]).toBe(200);
    server.pass(30_000);
    const again = new ABrowser(server);
    expect(await left(await again.signIn('lee'))).toEqual(['totp']);
    expect((await again.said('POST', '/api/session/enrol'))[0]).toBe(403);
    expect((await again.said('POST', '/api/session/second', { code: appCode(server, secret) }))[0]).toBe(200);
    // The last one stays.
    expect((await again.said('DELETE', '/api/account/totp'))[0]).toBe(409);
  });

  it('takes a lost one away, and signs out', async () => {
    const tutor = await newcomer(server, PEOPLE.tutor, 'lee');
    await setUpApp(server, tutor);
    const path = `/api/schools/${SCHOOL}/people/${PEOPLE.tutor}/second-step`;
    expect((await leader.ask('DELETE', path)).status).toBe(204);
    expect((await tutor.ask('GET', '/api/session')).status).toBe(401);
    expect((await new ABrowser(server).signIn('lee')).status).toBe(200);
  });

  it('does not take it away from somebody who is at another school too: it is not this school’s', async () => {
    await addOakfield(server);
    const jo = await newcomer(server, PEOPLE.adviser, 'jo');
    await setUpApp(server, jo);
    const there = new ABrowser(server);
    const code = await codeAt(server, OAKFIELD, THERE.adviser);
    await there.ask('POST', '/api/activation', { code, login: 'jo', password: PASSWORD });
    const path = `/api/schools/${SCHOOL}/people/${PEOPLE.adviser}/second-step`;
    expect((await leader.ask('DELETE', path)).status).toBe(409);
    expect(await left(await new ABrowser(server).signIn('jo'))).toContain('totp');
  });
});
