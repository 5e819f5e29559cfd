/** Signing in, activation, sessions and the demo school, over the real app and store. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PersonId, RecordId } from '../../src/domain/ids.ts';
import type { DemoPart } from '../../src/protocol/demo.ts';
import { invited, signedIn, welcome } from '../../src/protocol/accounts.ts';
import { problem } from '../../src/protocol/problem.ts';
import { giveCode, makeCode } from '../../src/server/accounts/codes.ts';
import { checkPassword, hashPassword, hashSecret, newCode, plainCode } from '../../src/server/accounts/passwords.ts';
import { ensureAccount, makeDemoAccounts } from '../../src/server/accounts/places.ts';
import type { Throttle } from '../../src/server/accounts/throttle.ts';
import { createThrottle } from '../../src/server/accounts/throttle.ts';
import { TooBusy, createTurns } from '../../src/server/accounts/turns.ts';
import type { ServerDeps } from '../../src/server/deps.ts';
import { PEOPLE } from '../support/builders.ts';
import { AISHA_HERSELF, OFFICE, SCHOOL, aMutation, openSchoolServer } from './school-server.ts';
import type { SchoolServer } from './school-server.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PASSWORD = 'a long enough one';

let school: SchoolServer;
const open = async (over: Partial<ServerDeps> = {}, demo = false) => {
  school = await openSchoolServer(over, demo);
};
afterEach(() => school.end());

const codeFor = async (person: PersonId): Promise<string> => {
  const given = await school.store.write(async (tx) =>
    giveCode(
      tx,
      { account: await ensureAccount(tx, SCHOOL, person), school: SCHOOL, ...(await makeCode(tx)) },
      school.deps.now(),
    ),
  );
  return given.code;
};
const activate = (code: string, login: string, password = PASSWORD) =>
  school.ask('POST', '/api/activation', { body: { code, login, password } });
const signIn = (login: string, password = PASSWORD, headers: Readonly<Record<string, string>> = {}) =>
  school.ask('POST', '/api/session', { body: { login, password }, headers });
/** What the browser would send back. */
const cookieIn = (response: Response): string => response.headers.get('set-cookie')?.split(';')[0] ?? '';
const whoIs = (cookie: string) => school.ask('GET', '/api/session', { headers: { cookie } });
const sessionsStored = async () => (await school.store.read.selectFrom('session').selectAll().execute()).length;

describe('signing in', () => {
  beforeEach(async () => {
    await open();
    await activate(await codeFor(PEOPLE.tutor), 'Lee@Example.sch.uk ');
  });

  it('opens a session that says who is here; case and spaces of the login do not count', async () => {
    const response = await signIn(' LEE@example.sch.uk');
    expect(response.status).toBe(200);
    expect(signedIn.parse(await response.json())).toMatchObject({
      name: 'Sam Lee',
      person: PEOPLE.tutor,
      roles: ['tutor'],
    });
    expect((await whoIs(cookieIn(response))).status).toBe(200);
  });

  it('says the same of a wrong password and of an account that is not there, after the same work', async () => {
    const answers = await Promise.all(
      ['lee@example.sch.uk', 'nobody@example.sch.uk'].map((login) =>
        signIn(login, 'wrong').then(async (r) => [r.status, await r.text()]),
      ),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toBe(403);
    expect(await checkPassword(null, 'x')).toBe(false);
  });

  it('may be tried five times at once for each account and then once a minute, whatever else is tried', async () => {
    for (let n = 0; n < 5; n += 1) expect((await signIn('lee@example.sch.uk', `wrong ${n}`)).status).toBe(403);
    const slow = await signIn('lee@example.sch.uk');
    expect([slow.status, slow.headers.get('retry-after')]).toEqual([429, '60']);
    expect(problem.parse(await slow.json())).toMatchObject({ type: '/problems/slow-down' });
    expect((await signIn('other@example.sch.uk')).status).toBe(403);
    school.pass(MINUTE);
    expect((await signIn('lee@example.sch.uk')).status).toBe(200);
  });

  it('ends the session that the browser held before, and gives another', async () => {
    const first = cookieIn(await signIn('lee@example.sch.uk'));
    const second = cookieIn(await signIn('lee@example.sch.uk', PASSWORD, { cookie: first }));
    expect(second).not.toBe(first);
    expect([(await whoIs(first)).status, (await whoIs(second)).status]).toEqual([401, 200]);
  });

  it('that comes to nothing leaves whoever is signed in there signed in', async () => {
    const held = cookieIn(await signIn('lee@example.sch.uk'));
    await activate(await codeFor(PEOPLE.adviser), 'mercer');
    const staff = { id: PEOPLE.adviser, name: 'Jo Mercer', roles: ['adviser'], guidance: null, left: true };
    await school.sendAs(PEOPLE.leader, aMutation('staff.set', 'school' as RecordId, staff));
    const tried = async (path: string, body: object) =>
      (await school.ask('POST', path, { body, headers: { cookie: held } })).status;
    expect(await tried('/api/session', { login: 'lee@example.sch.uk', password: 'wrong' })).toBe(403);
    // The password is right, and the person is not at the school any more.
    expect(await tried('/api/session', { login: 'mercer', password: PASSWORD })).toBe(401);
    expect(await tried('/api/activation', { code: 'AAAA-BBBB-CCCC', login: 'x1', password: PASSWORD })).toBe(403);
    expect(await tried('/api/demo/session', { as: 'tutor' })).toBe(404);
    expect((await whoIs(held)).status).toBe(200);
  });

  it('is for nobody whose account was disabled, nor with a new code', async () => {
    const code = await codeFor(PEOPLE.tutor);
    await school.store.write((tx) => tx.updateTable('account').set({ disabled: 1 }).execute());
    expect([(await signIn('lee@example.sch.uk')).status, (await activate(code, 'lee2')).status]).toEqual([403, 403]);
  });

  it('is for nobody who has left the school', async () => {
    const staff = { id: PEOPLE.tutor, name: 'Sam Lee', roles: ['tutor'], guidance: null, left: true };
    const { head } = await school.sendAs(PEOPLE.leader, aMutation('staff.set', 'school' as RecordId, staff));
    expect(head.outcomes).toMatchObject([{ status: 'applied' }]);
    expect((await signIn('lee@example.sch.uk')).status).toBe(401);
  });
});

describe('a session', () => {
  beforeEach(() => open());

  it('ends seven days after it was last used, and is used by any request', async () => {
    const cookie = await school.cookieOf(PEOPLE.tutor);
    school.pass(6 * DAY);
    expect((await whoIs(cookie)).status).toBe(200);
    school.pass(6 * DAY);
    expect((await whoIs(cookie)).status).toBe(200);
    const idle = await school.cookieOf(PEOPLE.adviser);
    school.pass(7 * DAY + 1);
    expect((await whoIs(idle)).status).toBe(401);
    expect(await sessionsStored()).toBe(1);
  });

  it('is read on a full disk too, and its use noted when there is room', async () => {
    const cookie = await school.cookieOf(PEOPLE.tutor);
    school.pass(6 * DAY);
    const full = vi.spyOn(school.store, 'write').mockRejectedValue(Object.assign(new Error('full'), { errcode: 13 }));
    expect((await whoIs(cookie)).status).toBe(200);
    expect(full).toHaveBeenCalled();
    full.mockRestore();
    expect((await whoIs(cookie)).status).toBe(200);
    school.pass(6 * DAY);
    expect((await whoIs(cookie)).status).toBe(200);
  });

  it('ends after fourteen days, used or not', async () => {
    const cookie = await school.cookieOf(PEOPLE.tutor);
    for (let day = 0; day < 14; day += 2) {
      school.pass(2 * DAY);
      expect((await whoIs(cookie)).status).toBe(200);
    }
    school.pass(1);
    expect((await whoIs(cookie)).status).toBe(401);
  });

  it('ends with signing out, on the server and in the browser', async () => {
    const cookie = await school.cookieOf(PEOPLE.tutor);
    const out = await school.ask('DELETE', '/api/session', { headers: { cookie } });
    expect([out.status, out.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect((await whoIs(cookie)).status).toBe(401);
    expect((await school.ask('DELETE', '/api/session')).status).toBe(204);
  });

  it('is known by nothing that stands in the store', async () => {
    const cookie = await school.cookieOf(PEOPLE.tutor);
    const rows = await school.store.read.selectFrom('session').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1]);
  });

  it.each(['', 'x', 'a'.repeat(4000), '%00', '%E0%A4%A', '"', '__proto__'])(
    'is not opened by the token "%s"',
    async (token) => {
      expect((await whoIs(`sid=${token}`)).status).toBe(401);
    },
  );
});

describe('an activation code', () => {
  beforeEach(() => open());

  it('works once, as it is typed, and then the password does', async () => {
    const code = await codeFor(PEOPLE.tutor);
    const used = await activate(` ${code.toLowerCase().replaceAll('-', ' ')}`, 'lee');
    expect(signedIn.parse(await used.json())).toMatchObject({ person: PEOPLE.tutor });
    expect((await whoIs(cookieIn(used))).status).toBe(200);
    expect((await activate(code, 'lee')).status).toBe(403);
    expect((await signIn('lee')).status).toBe(200);
  });

  it('works once also when it is used twice at the same moment', async () => {
    const code = await codeFor(PEOPLE.tutor);
    const answers = await Promise.all([activate(code, 'lee'), activate(code, 'lee')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
  });

  it('of staff runs out after a day, and a new one ends the one before', async () => {
    const early = await codeFor(PEOPLE.tutor);
    const code = await codeFor(PEOPLE.tutor);
    expect((await activate(early, 'lee')).status).toBe(403);
    school.pass(DAY + 1);
    expect((await activate(code, 'lee')).status).toBe(403);
  });

  it('does not take a login that somebody else has, and is not used up by that', async () => {
    await activate(await codeFor(PEOPLE.tutor), 'lee');
    const code = await codeFor(PEOPLE.adviser);
    expect((await activate(code, 'LEE ')).status).toBe(409);
    expect((await activate(code, 'mercer')).status).toBe(200);
  });

  it('ends all sessions of the account: who forgot the password may have lost more', async () => {
    const cookie = await school.cookieOf(PEOPLE.tutor);
    await activate(await codeFor(PEOPLE.tutor), 'lee');
    expect((await whoIs(cookie)).status).toBe(401);
  });

  it('can be guessed at ten times in five minutes', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 21; n += 1) {
      statuses.push((await activate(`AAAA-BBBB-C${n + 10}D`, 'lee')).status);
      if (n > 4) school.pass(20_000);
    }
    expect(statuses.filter((status) => status === 403)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(11);
  });

  it('is made for others by the careers leader and administrators alone', async () => {
    const invitation = { name: 'Kim Park', roles: ['tutor'], guidance: null };
    const path = `/api/schools/${SCHOOL}/people`;
    expect((await school.ask('POST', path, { as: PEOPLE.tutor, body: invitation })).status).toBe(403);
    expect((await school.ask('POST', path, { as: AISHA_HERSELF, body: invitation })).status).toBe(403);
    const made = await school.ask('POST', path, { as: PEOPLE.leader, body: invitation });
    const { code, person } = invited.parse(await made.json());
    expect(signedIn.parse(await (await activate(code, 'park')).json())).toMatchObject({ name: 'Kim Park', person });
    const renew = `${path}/${person}/code`;
    expect((await school.ask('POST', renew, { as: PEOPLE.tutor })).status).toBe(403);
    expect((await school.ask('POST', `${path}/nobody/code`, { as: PEOPLE.leader })).status).toBe(404);
    expect((await school.ask('POST', renew, { as: PEOPLE.leader })).status).toBe(200);
  });

  it('has twelve letters that do not look alike, and stands nowhere as it is', async () => {
    const code = await codeFor(PEOPLE.tutor);
    expect(code).toMatch(/^[A-HJ-NP-RT-Y346789]{4}-[A-HJ-NP-RT-Y346789]{4}-[A-HJ-NP-RT-Y346789]{4}$/);
    expect(new Set(Array.from({ length: 200 }, newCode)).size).toBe(200);
    const rows = JSON.stringify(await school.store.read.selectFrom('code').selectAll().execute());
    for (const word of [code, plainCode(code), hashSecret(plainCode(code))]) expect(rows).not.toContain(word);
    expect(rows).toContain('$argon2id$v=19$m=12288,t=3,p=1$');
  });
});

describe('the demo school', () => {
  const asTutor = () => school.ask('POST', '/api/demo/session', { body: { as: 'tutor' } });
  const makeAccounts = () =>
    school.store.write((tx) =>
      makeDemoAccounts(tx, SCHOOL, {
        adviser: PEOPLE.adviser,
        tutor: PEOPLE.tutor,
        leader: PEOPLE.leader,
        pupil: AISHA_HERSELF,
      }),
    );
  const tried = async (as: DemoPart) => (await school.ask('POST', '/api/demo/session', { body: { as } })).status;
  const says = async () => welcome.parse(await (await school.ask('GET', '/api/welcome')).json()).demo;

  it('is tried without a password where that is allowed', async () => {
    await open({ demo: true }, true);
    await makeAccounts();
    expect(signedIn.parse(await (await asTutor()).json())).toMatchObject({ person: PEOPLE.tutor, demo: true });
    expect(await says()).toBe(true);
  });

  it('gets parts that it was made without, and those that are there stay whose they were', async () => {
    await open({ demo: true }, true);
    await makeAccounts();
    expect(await tried('admin')).toBe(403);
    await school.store.write((tx) => makeDemoAccounts(tx, SCHOOL, { tutor: PEOPLE.leader, admin: OFFICE }));
    expect(await tried('admin')).toBe(200);
    expect(signedIn.parse(await (await asTutor()).json())).toMatchObject({ person: PEOPLE.tutor });
  });

  it.each([
    ['DEMO=off', false, true],
    ['a real school', true, false],
  ])('is not there with %s', async (_, allowed, isDemo) => {
    await open({ demo: allowed }, isDemo);
    await makeAccounts();
    expect((await asTutor()).status).toBe(404);
    expect([await says(), await sessionsStored()]).toEqual([false, 0]);
  });
});

describe('passwords', () => {
  beforeEach(() => open());

  it('are the same however a device composes their letters', async () => {
    const stored = await hashPassword('cafe\u0301 au lait');
    expect(await checkPassword(stored, 'caf\u00e9 au lait')).toBe(true);
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
  });
});

describe('the throttle', () => {
  beforeEach(() => open());

  const KEYS = 40_000;
  /** As many guesses as are made at once. */
  const slowed = (throttle: Throttle, key: string, nowMs: number) => {
    for (let n = 0; n < 5; n += 1) expect(throttle.wait('login', key, nowMs)).toBe(0);
    expect(throttle.wait('login', key, nowMs)).toBe(MINUTE);
  };

  it('lets ten be looked at in any five minutes, however they are spread', () => {
    for (const every of [1000, 7000, 20_000, 59_000, 61_000]) {
      const throttle = createThrottle();
      const looked: number[] = [];
      for (let at = 0; at < 30 * MINUTE; at += every) if (throttle.wait('login', 'lee', at) === 0) looked.push(at);
      const most = looked.map((from) => looked.filter((at) => at >= from && at < from + 5 * MINUTE).length);
      expect(Math.max(...most)).toBeLessThanOrEqual(10);
      // Who comes while nobody guesses waits a minute at most.
      expect(throttle.wait('login', 'lee', 31 * MINUTE)).toBe(0);
    }
  });

  it('keeps a bounded memory: of those that are not slowed, the one that was guessed at longest ago is forgotten', () => {
    const throttle = createThrottle();
    throttle.wait('login', 'first', 0);
    for (let n = 0; n < KEYS; n += 1) throttle.wait('login', `key ${n}`, 1);
    slowed(throttle, 'first', 2);
    throttle.clear('login', 'first');
    slowed(throttle, 'first', 3);
  });

  it('forgets none that is slowed, however many others are guessed at', () => {
    const throttle = createThrottle();
    slowed(throttle, 'first', 0);
    for (let n = 0; n < KEYS + 1000; n += 1) throttle.wait('login', `key ${n}`, 1);
    expect(throttle.wait('login', 'first', 2)).toBe(MINUTE - 2);
    // Where all are, a further one waits.
    const full = createThrottle();
    for (let n = 0; n < KEYS; n += 1) for (let m = 0; m < 5; m += 1) full.wait('login', `key ${n}`, 0);
    expect(full.wait('login', 'one more', 1)).toBe(MINUTE);
    expect(full.wait('login', 'one more', 5 * MINUTE)).toBe(0);
  });

  it('keeps nothing of what was not looked at', () => {
    const throttle = createThrottle();
    for (let n = 0; n < 4; n += 1) throttle.wait('login', 'first', 0);
    for (let n = 0; n < 2 * KEYS; n += 1) {
      throttle.wait('login', `key ${n}`, 1);
      throttle.right('login', `key ${n}`, 1);
    }
    expect(throttle.wait('login', 'first', 2)).toBe(0);
    expect(throttle.wait('login', 'first', 2)).toBe(MINUTE);
  });

  it('counts logins apart from codes, which cost less to make up', () => {
    const throttle = createThrottle();
    slowed(throttle, 'lee', 0);
    for (let n = 0; n < KEYS; n += 1) throttle.wait('code', `made up ${n}`, 1);
    expect(throttle.wait('login', 'lee', 2)).toBe(MINUTE - 2);
  });
});

describe('work in turns', () => {
  beforeEach(() => open());

  it('is done so many at once, in order, and more than can wait are sent away', async () => {
    const inTurn = createTurns(2, 2);
    const began: number[] = [];
    const ends: (() => void)[] = [];
    const work = (n: number) =>
      inTurn(() => {
        began.push(n);
        return new Promise<number>((resolve) => void ends.push(() => resolve(n)));
      });
    const all = [1, 2, 3, 4].map(work);
    await expect(work(5)).rejects.toThrow(TooBusy);
    expect(began).toEqual([1, 2]);
    ends[0]?.();
    await all[0];
    all.push(work(6));
    expect(began).toEqual([1, 2, 3]);
    for (let n = 1; n < 5; n += 1) {
      ends[n]?.();
      await new Promise((resolve) => void setImmediate(resolve));
    }
    expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 6]);
    expect(began).toEqual([1, 2, 3, 4, 6]);
  });

  it('goes on after work that failed', async () => {
    const inTurn = createTurns(1, 5);
    const failing = inTurn(() => Promise.reject(new Error('no')));
    const next = inTurn(async () => 'done');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('done');
  });
});
