/** Sessions: how long each kind lives, one's own list of them, and what asks who it is once more. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/group.ts';
import { myAccount, stepLeft } from '../../src/protocol/sign-in.ts';
import { kindOf } from '../../src/server/accounts/limits.ts';
import { browserWords } from '../../src/server/accounts/browser-words.ts';
import { PEOPLE } from '../support/builders.ts';
import { ABrowser, CHROME, PASSWORD, appCode, codeFor, newcomer, setUpApp } from './a-browser.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA_HERSELF, OFFICE, SCHOOL, openSchoolServer } from './school-server.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer();
});
afterEach(() => server.end());

const isIn = async (browser: ABrowser) => (await browser.ask('GET', '/api/session')).status === 200;
const account = async (browser: ABrowser) => myAccount.parse(await (await browser.ask('GET', '/api/account')).json());

describe('a session', () => {
  const KINDS: readonly (readonly [string, PersonId, boolean, idle: number, longest: number])[] = [
    ['a careers leader', PEOPLE.leader, false, 7 * DAY, 14 * DAY],
    ['an adviser', PEOPLE.adviser, false, 7 * DAY, 14 * DAY],
    ['a form tutor', PEOPLE.tutor, false, 3 * DAY, 7 * DAY],
    ['an adviser at a shared computer', PEOPLE.adviser, true, 12 * HOUR, 12 * HOUR],
    ['a pupil', AISHA_HERSELF, false, 7 * DAY, 30 * DAY],
    ['a pupil at a shared computer', AISHA_HERSELF, true, 30 * MINUTE, 8 * HOUR],
    ['an administrator', OFFICE, false, 15 * MINUTE, 8 * HOUR],
    ['an administrator at a shared computer', OFFICE, true, 15 * MINUTE, 8 * HOUR],
  ];

  it.each(KINDS)(
    'of %s ends unused, and at the latest, after its own time',
    async (_, person, ...[shared, idle, longest]) => {
      const unused = await newcomer(server, person, 'somebody', { shared });
      server.pass(idle);
      expect(await isIn(unused)).toBe(true);
      server.pass(idle + 1);
      expect(await isIn(unused)).toBe(false);
      const used = new ABrowser(server);
      await used.signIn('somebody', PASSWORD, { shared });
      for (let left = longest; left > 0; left -= idle) {
        server.pass(Math.min(left, idle));
        expect(await isIn(used)).toBe(true);
      }
      server.pass(1);
      expect(await isIn(used)).toBe(false);
    },
  );

  it('at a shared computer is forgotten by a browser that is closed, and the browser is not known', async () => {
    const code = await codeFor(server, PEOPLE.adviser);
    const answer = await new ABrowser(server).ask('POST', '/api/activation', {
      code,
      login: 'jo',
      password: PASSWORD,
      shared: true,
    });
    const cookies = answer.headers.getSetCookie();
    expect(cookies.map((line) => line.split('=')[0])).toEqual(['sid']);
    expect(cookies[0]).not.toMatch(/max-age|expires/i);
  });

  const ROLES: readonly (readonly [readonly Role[], string])[] = [
    [['tutor', 'adviser'], 'staff'],
    [['leader', 'admin'], 'admin'],
    [['subject'], 'tutor'],
    [['senior'], 'staff'],
    [['pupil'], 'pupil'],
  ];
  it.each(ROLES)('of %j is of the kind %s', (roles, kind) => {
    expect(kindOf(roles, { shared: false, demo: false })).toBe(kind);
  });
});

describe('one’s own sessions', () => {
  it('are listed with the browser, how they began and when they end, and no token', async () => {
    const here = await newcomer(server, PEOPLE.adviser, 'jo');
    const ipad = new ABrowser(
      server,
      'Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/604.1',
    );
    server.pass(MINUTE);
    await ipad.signIn('jo');
    const { sessions } = await account(here);
    expect(sessions).toMatchObject([
      { on: 'Safari on iPad', by: 'password', here: false },
      { on: 'Chrome on Windows', by: 'code', here: true },
    ]);
    const text = JSON.stringify(sessions);
    for (const jar of [here.jar, ipad.jar]) for (const token of jar.values()) expect(text).not.toContain(token);
  });

  it('can be ended: one, or all but this one; nobody’s else can', async () => {
    const here = await newcomer(server, PEOPLE.adviser, 'jo');
    const others = [new ABrowser(server), new ABrowser(server), new ABrowser(server)];
    for (const other of others) await other.signIn('jo');
    const stranger = await newcomer(server, PEOPLE.tutor, 'lee');
    const names = (await account(here)).sessions.filter((one) => !one.here).map(({ session }) => session);
    expect((await stranger.ask('DELETE', `/api/account/sessions/${names[0]}`)).status).toBe(404);
    expect((await here.ask('DELETE', `/api/account/sessions/${names[0]}`)).status).toBe(204);
    expect((await Promise.all(others.map(isIn))).filter(Boolean)).toHaveLength(2);
    expect((await here.ask('DELETE', '/api/account/sessions')).status).toBe(204);
    expect(await Promise.all([here, stranger, ...others].map(isIn))).toEqual([true, true, false, false, false]);
    expect((await account(here)).sessions).toHaveLength(1);
  });

  it('are known by browser and system, and by nothing else of what a browser says', () => {
    expect(browserWords(undefined)).toBe('A browser');
    expect(browserWords(CHROME)).toBe('Chrome on Windows');
    expect(browserWords('Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/138.0 Safari/537.36')).toBe(
      'Chrome on Chromebook',
    );
    expect(browserWords('Mozilla/5.0 (Macintosh) Edg/138.0')).toBe('Edge on Mac');
    expect(browserWords('<script>alert(1)</script>')).toBe('A browser');
  });
});

describe('what gives away much', () => {
  const newCode = (browser: ABrowser) => browser.ask('POST', `/api/schools/${SCHOOL}/people/${PEOPLE.tutor}/code`);
  const typeOf = async (answer: Response) => ((await answer.json()) as { type: string }).type;

  it('is done within ten minutes of signing in, and asks who it is after that; then it goes on, under another token', async () => {
    const leader = await newcomer(server, PEOPLE.leader, 'okafor');
    expect((await newCode(leader)).status).toBe(200);
    server.pass(10 * MINUTE);
    expect((await newCode(leader)).status).toBe(200);
    server.pass(1);
    const asked = await newCode(leader);
    expect([asked.status, await typeOf(asked)]).toEqual([403, '/problems/step-up']);
    const before = leader.jar.get('sid');
    expect((await leader.ask('POST', '/api/account/proof', { password: 'another password' })).status).toBe(403);
    expect((await newCode(leader)).status).toBe(403);
    expect((await leader.ask('POST', '/api/account/proof', { password: PASSWORD })).status).toBe(204);
    expect((await newCode(leader)).status).toBe(200);
    expect(leader.jar.get('sid')).not.toBe(before);
    expect((await server.ask('GET', '/api/session', { headers: { cookie: `sid=${before}` } })).status).toBe(401);
  });

  it('is: codes for others, lists of names, the rule for second steps, taking a second step away, one’s own ways in, ending one’s other sessions', async () => {
    const leader = await newcomer(server, PEOPLE.leader, 'okafor');
    server.pass(10 * MINUTE + 1);
    const at = `/api/schools/${SCHOOL}`;
    const asks: readonly (readonly [string, string, unknown?])[] = [
      ['POST', `${at}/people`, { name: 'Sam New', roles: ['tutor'], guidance: null }],
      ['POST', `${at}/people/${PEOPLE.tutor}/code`],
      ['DELETE', `${at}/people/${PEOPLE.tutor}/second-step`],
      ['POST', `${at}/pupils/codes`, { records: [AISHA_HERSELF] }],
      ['POST', `${at}/exports`, { what: 'pupil-list', pupils: 2 }],
      ['PUT', `${at}/sign-in-rules`, { from: null }],
      ['PUT', '/api/account/password', { password: 'thimble orchard pebble' }],
      ['POST', '/api/account/totp'],
      ['DELETE', '/api/account/totp'],
      ['POST', '/api/account/recovery'],
      ['POST', '/api/account/passkeys'],
      ['DELETE', '/api/account/passkeys/one'],
      ['POST', '/api/account/sso'],
      ['DELETE', '/api/account/sso'],
      ['DELETE', '/api/account/sessions'],
      ['DELETE', '/api/account/sessions/one'],
    ];
    // That the session is used is noted.
    expect(await isIn(leader)).toBe(true);
    const before = await server.contentHash();
    for (const [method, path, body] of asks) {
      const answer = await leader.ask(method, path, body);
      expect([path, answer.status, await typeOf(answer)]).toEqual([path, 403, '/problems/step-up']);
    }
    expect(await server.contentHash()).toBe(before);
  });

  it('is shown by one’s own password alone, which is slowed like any other', async () => {
    const leader = await newcomer(server, PEOPLE.leader, 'okafor');
    for (let n = 0; n < 5; n += 1)
      expect((await leader.ask('POST', '/api/account/proof', { password: `wrong ${n}` })).status).toBe(403);
    expect((await leader.ask('POST', '/api/account/proof', { password: PASSWORD })).status).toBe(429);
  });
});

describe('who has a second step', () => {
  const prove = (browser: ABrowser, body: object) => browser.said('POST', '/api/account/proof', body);
  let jo: ABrowser;
  let secret = '';
  let recovery: readonly string[] = [];
  beforeEach(async () => {
    jo = await newcomer(server, PEOPLE.adviser, 'jo');
    ({ secret, recovery } = await setUpApp(server, jo));
    server.pass(10 * MINUTE + 1);
  });
  const mayRemove = async () => (await jo.ask('DELETE', '/api/account/totp')).status === 204;

  it('shows that it is them by the password and a code; the password alone opens nothing', async () => {
    const [status, said] = await prove(jo, { password: PASSWORD });
    expect([status, stepLeft.parse(said).ways]).toEqual([401, ['totp', 'recovery']]);
    expect(await mayRemove()).toBe(false);
    expect((await prove(jo, { password: PASSWORD, code: '000000' }))[0]).toBe(401);
    expect((await prove(jo, { password: 'another password', code: appCode(server, secret) }))[0]).toBe(403);
    expect(await mayRemove()).toBe(false);
    expect((await prove(jo, { password: PASSWORD, code: appCode(server, secret) }))[0]).toBe(204);
    expect(await mayRemove()).toBe(true);
  });

  it('shows it by a recovery code as well, which is used up by that', async () => {
    const body = { password: PASSWORD, code: recovery[0] };
    expect((await prove(jo, body))[0]).toBe(204);
    expect((await prove(jo, body))[0]).toBe(401);
    expect((await account(jo)).recovery).toBe(7);
  });

  it('cannot have it guessed more than five times at once, here and at sign-in together', async () => {
    for (let n = 0; n < 3; n += 1) expect((await prove(jo, { password: PASSWORD, code: `00000${n}` }))[0]).toBe(401);
    const there = new ABrowser(server);
    await there.signIn('jo');
    for (let n = 3; n < 5; n += 1)
      expect((await there.said('POST', '/api/session/second', { code: `00000${n}` }))[0]).toBe(403);
    expect((await prove(jo, { password: PASSWORD, code: appCode(server, secret) }))[0]).toBe(429);
  });

  it('is not asked once more within ten minutes of signing in with it, from which other sessions can be ended', async () => {
    const fresh = new ABrowser(server);
    await fresh.signIn('jo');
    await fresh.ask('POST', '/api/session/second', { code: appCode(server, secret) });
    expect((await fresh.ask('DELETE', '/api/account/sessions')).status).toBe(204);
    expect([await isIn(fresh), await isIn(jo)]).toEqual([true, false]);
  });
});

describe('another password', () => {
  it('ends all other sessions and is the one that works', async () => {
    const here = await newcomer(server, PEOPLE.adviser, 'jo');
    const there = new ABrowser(server);
    await there.signIn('jo');
    const changed = await here.ask('PUT', '/api/account/password', { password: 'thimble orchard pebble' });
    expect(changed.status).toBe(204);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect((await there.signIn('jo')).status).toBe(403);
    expect((await there.signIn('jo', 'thimble orchard pebble')).status).toBe(200);
  });

  it('ends a code that is out, and what was begun with the one before', async () => {
    const here = await newcomer(server, PEOPLE.adviser, 'jo');
    const code = await codeFor(server, PEOPLE.adviser);
    await here.ask('POST', '/api/account/totp');
    await here.ask('PUT', '/api/account/password', { password: 'thimble orchard pebble' });
    expect(await server.store.read.selectFrom('half_done').selectAll().execute()).toEqual([]);
    const used = { code, login: 'jo', password: 'another orchard pebble' };
    expect((await new ABrowser(server).ask('POST', '/api/activation', used)).status).toBe(403);
  });

  it('that is set by a code ends the lines that listen, with their sessions', async () => {
    const here = await newcomer(server, PEOPLE.adviser, 'jo');
    const line = await here.ask('GET', `/api/schools/${SCHOOL}/events`);
    const reader = line.body?.getReader();
    await reader?.read();
    await newcomer(server, PEOPLE.adviser, 'jo');
    expect((await reader?.read())?.done).toBe(true);
  });

  it('is refused with a sentence when it is short or one of those that are tried first, and nothing changes', async () => {
    const here = await newcomer(server, PEOPLE.adviser, 'jo');
    for (const password of ['short', 'password1234', 'aaaaaaaaaaaaaaa']) {
      const [status, { detail }] = await here.said('PUT', '/api/account/password', { password });
      expect([status, detail]).toEqual([400, expect.stringMatching(/\.$/)]);
    }
    expect((await new ABrowser(server).signIn('jo')).status).toBe(200);
  });
});
