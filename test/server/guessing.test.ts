/** Guessing at sign-ins: slowed for an account and not for an address, told apart by nothing, and written down. */
import { hash } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkAudit } from '../../src/server/audit/audit.ts';
import { createThrottle } from '../../src/server/accounts/throttle.ts';
import { PEOPLE } from '../support/builders.ts';
import { ABrowser, PASSWORD, appCode, codeFor, newcomer, setUpApp } from './a-browser.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA, OFFICE, SCHOOL, openSchoolServer } from './school-server.ts';

const MINUTE = 60_000;

let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer();
});
afterEach(() => server.end());

/** What is written down behind answers is there. */
const settled = () => new Promise((resolve) => void setTimeout(resolve, 120));
const told = async () =>
  (await server.store.read.selectFrom('audit').selectAll().orderBy('place').execute()).map(
    ({ person, what, detail }) => [what, person, JSON.parse(detail) as unknown] as const,
  );

describe('a stranger who guesses', () => {
  it('does not lock out the browser in which somebody has signed in, and is looked at ten times in five minutes', async () => {
    const jo = await newcomer(server, PEOPLE.adviser, 'jo');
    const stranger = new ABrowser(server);
    const answers: number[] = [];
    // Five at once, then one every 20 seconds.
    for (let n = 0; n < 21; n += 1) {
      answers.push((await stranger.signIn('jo', `wrong ${n}`)).status);
      if (n > 4) server.pass(20_000);
    }
    expect(answers.filter((status) => status === 403)).toHaveLength(10);
    expect(answers.filter((status) => status === 429)).toHaveLength(11);
    expect((await stranger.signIn('jo')).status).toBe(429);
    expect((await jo.signIn('jo')).status).toBe(200);
    // A browser that knows the account of somebody else is a stranger to this one.
    const lee = await newcomer(server, PEOPLE.tutor, 'lee');
    expect((await lee.signIn('jo')).status).toBe(429);
  });

  it('keeps nobody out for longer than a minute who comes after, in whichever browser', async () => {
    await newcomer(server, PEOPLE.adviser, 'jo');
    for (let n = 0; n < 20; n += 1) await new ABrowser(server).signIn('jo', `wrong ${n}`);
    const shared = { shared: true };
    const slow = await new ABrowser(server).signIn('jo', PASSWORD, shared);
    expect([slow.status, slow.headers.get('retry-after')]).toEqual([429, '60']);
    server.pass(MINUTE);
    expect((await new ABrowser(server).signIn('jo', PASSWORD, shared)).status).toBe(200);
  });

  it('gets no more guesses because whose account it is signs in between them', async () => {
    const jo = await newcomer(server, PEOPLE.adviser, 'jo');
    const stranger = new ABrowser(server);
    let looked = 0;
    for (let n = 0; n < 15; n += 1) {
      if ((await stranger.signIn('jo', `wrong ${n}`)).status === 403) looked += 1;
      // From the browser that is known, and from another.
      if (n % 2 === 0) for (const own of [jo, new ABrowser(server)]) await own.signIn('jo');
    }
    expect(looked).toBe(5);
  });

  it('from a browser that is known is slowed as well', async () => {
    const jo = await newcomer(server, PEOPLE.adviser, 'jo');
    jo.jar.delete('sid');
    for (let n = 0; n < 5; n += 1) expect((await jo.signIn('jo', `wrong ${n}`)).status).toBe(403);
    expect((await jo.signIn('jo')).status).toBe(429);
  });

  it('is a stranger again after the password was changed, and with a made-up token', async () => {
    const jo = await newcomer(server, PEOPLE.adviser, 'jo');
    const old = jo.jar.get('known') ?? '';
    await jo.ask('PUT', '/api/account/password', { password: 'thimble orchard pebble' });
    for (const token of [old, 'made-up']) {
      server.pass(5 * MINUTE);
      const stranger = new ABrowser(server);
      for (let n = 0; n < 10; n += 1) {
        stranger.jar.set('known', token);
        await stranger.signIn('jo', `wrong ${n}`);
      }
      stranger.jar.set('known', token);
      expect((await stranger.signIn('jo', 'thimble orchard pebble')).status).toBe(429);
    }
  });

  it('is told from the browser in which the password was changed, which is known on by another token', async () => {
    const jo = await newcomer(server, PEOPLE.adviser, 'jo');
    const old = jo.jar.get('known');
    await jo.ask('PUT', '/api/account/password', { password: 'thimble orchard pebble' });
    expect(jo.jar.get('known')).not.toBe(old);
    for (let n = 0; n < 6; n += 1) await new ABrowser(server).signIn('jo', `wrong ${n}`);
    expect((await new ABrowser(server).signIn('jo', 'thimble orchard pebble')).status).toBe(429);
    expect((await jo.signIn('jo', 'thimble orchard pebble')).status).toBe(200);
    // A shared computer is not known, and is not known by this.
    const shared = new ABrowser(server);
    server.pass(5 * MINUTE);
    await shared.signIn('jo', 'thimble orchard pebble', { shared: true });
    await shared.ask('PUT', '/api/account/password', { password: 'gravel orchard pebble' });
    expect(shared.jar.has('known')).toBe(false);
  });

  it('keeps nobody else at the same address from signing in', async () => {
    await newcomer(server, PEOPLE.tutor, 'lee');
    const stranger = new ABrowser(server);
    const guesses = Array.from({ length: 60 }, (_, n) => stranger.signIn(`account-${n % 3}`, `wrong ${n}`));
    const honest = Array.from({ length: 5 }, () => new ABrowser(server).signIn('lee'));
    expect((await Promise.all(honest)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await Promise.all(guesses)).filter(({ status }) => status === 403)).toHaveLength(15);
  });

  it('hears the same of an account that is there, one that is not, one that is shut and one that was never used', async () => {
    await newcomer(server, PEOPLE.adviser, 'there');
    await newcomer(server, OFFICE, 'shut');
    await server.store.write((tx) =>
      tx.updateTable('account').set({ disabled: 1 }).where('login', '=', 'shut').execute(),
    );
    await codeFor(server, PEOPLE.tutor);
    await setUpApp(server, await newcomer(server, PEOPLE.leader, 'with-app'));
    const heard = await Promise.all(
      ['there', 'shut', 'not-there', 'with-app'].map(async (login) => {
        const answer = await new ABrowser(server).signIn(login, 'wrong password');
        return [answer.status, await answer.text(), [...answer.headers].toString()];
      }),
    );
    for (const one of heard) expect(one).toEqual(heard[0]);
  });

  it('hears the same of a login when it is slowed, whether it is there or not', async () => {
    await newcomer(server, PEOPLE.adviser, 'there');
    const heard = [];
    for (const login of ['there', 'not-there']) {
      for (let n = 0; n < 10; n += 1) await new ABrowser(server).signIn(login, `wrong ${n}`);
      const answer = await new ABrowser(server).signIn(login, 'wrong');
      heard.push([answer.status, await answer.text(), answer.headers.get('retry-after')]);
    }
    expect(heard[0]).toEqual(heard[1]);
  });
});

describe('the count', () => {
  it('takes back what was right, and no more', () => {
    const throttle = createThrottle();
    for (let n = 0; n < 4; n += 1) expect(throttle.wait('login', 'jo', n)).toBe(0);
    for (let n = 0; n < 20; n += 1) {
      expect(throttle.wait('login', 'jo', 100 + n)).toBe(0);
      throttle.right('login', 'jo', 100 + n);
    }
    expect(throttle.wait('login', 'jo', 200)).toBe(0);
    expect(throttle.wait('login', 'jo', 201)).toBeGreaterThan(0);
    throttle.right('login', 'jo', 100);
    throttle.right('step', 'nobody', 0);
    expect(throttle.wait('login', 'jo', 202)).toBeGreaterThan(0);
  });
});

describe('a password that was stored with less work', () => {
  it('is stored with today’s when it is used, and works after a restore', async () => {
    const jo = await newcomer(server, PEOPLE.adviser, 'jo');
    const weak = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    const stored = async () =>
      (await server.store.read.selectFrom('account').select('password').where('login', '=', 'jo').executeTakeFirst())
        ?.password;
    await server.store.write((tx) =>
      tx.updateTable('account').set({ password: weak }).where('login', '=', 'jo').execute(),
    );
    expect((await jo.signIn('jo', 'wrong password')).status).toBe(403);
    expect(await stored()).toBe(weak);
    expect((await jo.signIn('jo')).status).toBe(200);
    expect(await stored()).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect((await jo.signIn('jo')).status).toBe(200);
  });
});

describe('the audit', () => {
  it('tells of sign-ins, refusals, codes, passwords and ways in; by ids and kinds, never what was typed', async () => {
    const leader = await newcomer(server, PEOPLE.leader, 'ada.o');
    await leader.ask('POST', `/api/schools/${SCHOOL}/people/${PEOPLE.tutor}/code`);
    await leader.ask('POST', `/api/schools/${SCHOOL}/pupils/codes`, { records: [AISHA] });
    await leader.signIn('ada.o', 'a wrong password');
    await settled();
    await leader.signIn('ada.o');
    const { secret } = await setUpApp(server, leader);
    await leader.ask('PUT', `/api/schools/${SCHOOL}/sign-in-rules`, { from: '2027-01-01' });
    await leader.ask('POST', `/api/schools/${SCHOOL}/exports`, { what: 'local-authority-list', pupils: 12 });
    await leader.ask('PUT', '/api/account/password', { password: 'thimble orchard pebble' });
    const code = appCode(server, secret);
    await leader.ask('POST', '/api/account/proof', { password: 'thimble orchard pebble', code });
    const wrong = code === '000000' ? '000001' : '000000';
    await leader.ask('POST', '/api/account/proof', { password: 'thimble orchard pebble', code: wrong });
    await settled();
    const there = new ABrowser(server);
    await there.signIn('ada.o', 'thimble orchard pebble');
    await there.ask('POST', '/api/session/second', { code: wrong });
    await settled();
    const rows = await told();
    const by = PEOPLE.leader;
    expect(rows).toEqual([
      ['account.password-set', by, {}],
      ['account.code-used', by, {}],
      ['account.signed-in', by, { by: 'code', kind: 'staff' }],
      ['account.code-given', by, { of: PEOPLE.tutor }],
      ['account.code-given', by, { of: AISHA }],
      ['account.refused', by, {}],
      ['account.signed-in', by, { by: 'password', kind: 'staff' }],
      ['account.way-added', by, { way: 'totp' }],
      ['school.second-step', by, { from: '2027-01-01' }],
      ['export.made', by, { what: 'local-authority-list', pupils: 12 }],
      ['account.password-set', by, {}],
      ['account.proved', by, { by: 'second-step' }],
      ['account.second-step-refused', by, {}],
      ['account.second-step-refused', by, {}],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/ada\.o|wrong|thimble|gravel|Chrome/);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(await checkAudit(server.store.read, SCHOOL)).toMatchObject({ holds: true, rows: rows.length });
  });

  it('tells nothing of a login that is not there', async () => {
    await new ABrowser(server).signIn('nobody', 'wrong');
    await settled();
    expect(await told()).toEqual([]);
  });
});
