/** Several schools on one server, and people who are at more than one: what spans them, and what never does. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonId, RecordId, SchoolId } from '../../src/domain/ids.ts';
import { toInstant } from '../../src/domain/time.ts';
import type { SignedIn } from '../../src/protocol/accounts.ts';
import { people, signedIn, welcome } from '../../src/protocol/accounts.ts';
import { devices } from '../../src/protocol/devices.ts';
import { giveCode, makeCode } from '../../src/server/accounts/codes.ts';
import { placesOf } from '../../src/server/accounts/places.ts';
import { erase } from '../../src/server/sync/restore.ts';
import { PEOPLE } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import {
  AISHA,
  AISHA_HERSELF,
  SCHOOL,
  aMutation,
  addStep,
  firstSync,
  openSchoolServer,
  repliedIn,
} from './school-server.ts';
import { LEO, OAKFIELD, THERE, addOakfield, codeAt } from './second-school.ts';

const LOGIN = 'mercer@wexcombe.sch.uk';
const PASSWORD = 'three random words';

let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer();
  await addOakfield(server);
  await activate(await codeAt(server, SCHOOL, PEOPLE.adviser));
});
afterEach(() => server.end());

/** Uses a code with the adviser's login and password, unless told otherwise. */
const activate = (code: string, over: Readonly<Record<string, string>> = {}) =>
  server.ask('POST', '/api/activation', { body: { code, login: LOGIN, password: PASSWORD, ...over } });
const signIn = (over: Readonly<Record<string, string>> = {}) =>
  server.ask('POST', '/api/session', { body: { login: LOGIN, password: PASSWORD, ...over } });
const cookieIn = (response: Response) => ({ cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' });
const said = async (response: Response): Promise<SignedIn> => signedIn.parse(await response.json());
/** The adviser of Wexcombe takes the place at Oakfield. */
const joined = async () => activate(await codeAt(server, OAKFIELD, THERE.adviser));
/** The cookie of somebody of Oakfield. */
const fromOakfield = async (person: PersonId, login: string) =>
  cookieIn(await activate(await codeAt(server, OAKFIELD, person), { login }));
const syncAt = async (school: SchoolId, headers: { readonly cookie: string }, mutations: readonly unknown[] = []) => {
  const { epoch } = await server.store.read
    .selectFrom('school')
    .select('epoch')
    .where('id', '=', school)
    .executeTakeFirstOrThrow();
  const body = { ...firstSync, epoch, mutations };
  return server.ask('POST', `/api/schools/${school}/sync`, { headers, body });
};
/** Ids of all records that the person is sent. */
const recordsAt = async (school: SchoolId, headers: { readonly cookie: string }) =>
  repliedIn(await (await syncAt(school, headers)).text()).records.map(({ id }) => id as string);

describe('a code used with a login that is there', () => {
  it('and its password adds the place to that account, which is signed in at both', async () => {
    const before = await said(await signIn());
    const response = await joined();
    const after = await said(response);
    expect(after).toMatchObject({ account: before.account, schoolName: 'Oakfield School', person: THERE.adviser });
    expect(after.elsewhere).toEqual([before]);
    expect(await recordsAt(OAKFIELD, cookieIn(response))).toContain(LEO);
    expect(await recordsAt(SCHOOL, cookieIn(response))).toContain(AISHA);
    // The account that was made for the invitation is no more.
    expect(await server.store.read.selectFrom('membership').select('account').execute()).toHaveLength(2);
    expect(await server.store.read.selectFrom('account').select('id').execute()).toHaveLength(1);
  });

  it('and another password is answered as it is to whoever names somebody’s login, and is not used up', async () => {
    const code = await codeAt(server, OAKFIELD, THERE.adviser);
    const wrong = await activate(code, { password: 'three other words' });
    expect(wrong.status).toBe(409);
    await activate(await codeAt(server, OAKFIELD, THERE.tutor), { login: 'ash' });
    const used = await activate(await codeAt(server, OAKFIELD, THERE.tutor), { password: 'three other words' });
    expect(await used.text()).toBe(await wrong.text());
    expect((await said(await activate(code))).schoolName).toBe('Oakfield School');
  });

  it('is a guess at that login like any other', async () => {
    const code = await codeAt(server, OAKFIELD, THERE.adviser);
    const wrong = { password: 'three wrong words' };
    for (let n = 0; n < 2; n += 1) {
      expect((await activate(code, wrong)).status).toBe(409);
      expect((await signIn(wrong)).status).toBe(403);
    }
    expect((await activate(code, wrong)).status).toBe(409);
    expect((await signIn()).status).toBe(429);
    server.pass(5 * 60_000);
    expect((await activate(code)).status).toBe(200);
  });

  it('works once, also when it is used twice at the same moment', async () => {
    const code = await codeAt(server, OAKFIELD, THERE.adviser);
    const answers = await Promise.all([activate(code), activate(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
  });

  it('does not add a place that somebody uses, nor a second one at the same school', async () => {
    await activate(await codeAt(server, OAKFIELD, THERE.tutor), { login: 'ash' });
    expect((await activate(await codeAt(server, OAKFIELD, THERE.tutor))).status).toBe(409);
    await joined();
    const staff = { id: 'twice', name: 'Jo Mercer', roles: ['tutor'], guidance: null, left: false };
    const leader = await fromOakfield(THERE.leader, 'hill');
    await syncAt(OAKFIELD, leader, [aMutation('staff.set', 'school' as RecordId, staff)]);
    expect((await activate(await codeAt(server, OAKFIELD, 'twice' as PersonId))).status).toBe(409);
  });

  it('is not joined by a pupil’s code, nor to an account that is shut', async () => {
    expect((await activate(await codeAt(server, OAKFIELD, LEO as string as PersonId))).status).toBe(409);
    const code = await codeAt(server, OAKFIELD, THERE.adviser);
    await server.store.write((tx) =>
      tx.updateTable('account').set({ disabled: 1 }).where('login', '=', LOGIN).execute(),
    );
    expect((await activate(code)).status).toBe(409);
  });
});

describe('a careers leader’s new code for somebody who is at another school too', () => {
  it('opens nothing: neither a new login nor a new password comes of it', async () => {
    await joined();
    const take = async (over: Readonly<Record<string, string>>) =>
      activate(await codeAt(server, SCHOOL, PEOPLE.adviser), over);
    expect((await take({ login: 'of-the-leader' })).status).toBe(409);
    expect((await take({ password: 'of the careers leader' })).status).toBe(409);
    expect((await take({ login: 'of-the-leader', password: 'of the careers leader' })).status).toBe(409);
    expect((await signIn()).status).toBe(200);
  });

  it('opens their place with the login and the password that they have', async () => {
    await joined();
    const code = await codeAt(server, SCHOOL, PEOPLE.adviser);
    expect(await said(await activate(code))).toMatchObject({ school: SCHOOL, person: PEOPLE.adviser });
    expect((await activate(code)).status).toBe(403);
  });

  it('made by the command sets the password of the whole account', async () => {
    const { account } = await said(await joined());
    const { code } = await server.store.write(async (tx) =>
      giveCode(tx, { account, school: null, ...(await makeCode(tx)) }, server.deps.now()),
    );
    expect((await activate(code, { password: 'three new words' })).status).toBe(200);
    expect((await signIn({ password: 'three new words' })).status).toBe(200);
  });
});

describe('a session', () => {
  it('opens at the school that was opened last, on whichever device', async () => {
    server.pass(1000);
    await joined();
    server.pass(1000);
    expect((await said(await signIn())).school).toBe(OAKFIELD);
    const headers = cookieIn(await signIn());
    const goTo = async (school: string) => server.ask('PUT', '/api/session', { headers, body: { school } });
    server.pass(1000);
    expect((await goTo(SCHOOL)).status).toBe(204);
    expect((await said(await signIn())).school).toBe(SCHOOL);
    expect((await goTo('no-school')).status).toBe(404);
  });

  it('gives the key of each school, and the two are not the same', async () => {
    await joined();
    const { lockKey, elsewhere } = await said(await signIn());
    expect(elsewhere?.map((place) => place.lockKey)).toHaveLength(1);
    expect(elsewhere?.[0]?.lockKey).not.toBe(lockKey);
  });

  it('goes on at one school when the person has left the other', async () => {
    const headers = cookieIn(await joined());
    const left = { id: PEOPLE.adviser, name: 'Jo Mercer', roles: ['adviser'], guidance: null, left: true };
    await server.sendAs(PEOPLE.leader, aMutation('staff.set', 'school' as RecordId, left));
    expect(await recordsAt(SCHOOL, headers)).toEqual([]);
    expect(await recordsAt(OAKFIELD, headers)).toContain(LEO);
    expect(await said(await signIn())).toMatchObject({ school: OAKFIELD });
    expect((await said(await signIn())).elsewhere).toBeUndefined();
  });

  it('goes on at one school when the person’s own record at the other is erased', async () => {
    const headers = cookieIn(await joined());
    await server.store.write((tx) =>
      erase(tx, OAKFIELD, THERE.adviser as string as RecordId, toInstant(Date.parse(server.deps.now()))),
    );
    expect((await syncAt(OAKFIELD, headers)).status).toBe(404);
    expect(await recordsAt(SCHOOL, headers)).toContain(AISHA);
    expect((await server.ask('GET', '/api/session', { headers })).status).toBe(200);
  });
});

describe('a school that is not yours', () => {
  const routes = () => {
    const all = server.app.routes.filter(
      ({ path, method }) => path.startsWith('/api/schools/:school/') && method !== 'ALL',
    );
    return [...new Map(all.map((route) => [`${route.method} ${route.path}`, route])).values()];
  };
  const asked = async (school: string, { method, path }: { method: string; path: string }, cookie: string) => {
    const at = path.replace(':school', school).replaceAll(/:\w+/g, 'anything');
    const body = method === 'GET' ? {} : { body: {} };
    const response = await server.ask(method, at, { headers: { cookie }, ...body });
    const headers = [...response.headers].filter(([name]) => name !== 'content-length');
    return [response.status, await response.text(), headers];
  };

  it('is not there, by any route, for anybody of another: as a school that does not exist', async () => {
    expect(routes().length).toBeGreaterThan(14);
    const cookies = [
      await server.cookieOf(PEOPLE.leader),
      await server.cookieOf(PEOPLE.adviser),
      await server.cookieOf(AISHA_HERSELF),
    ];
    for (const cookie of cookies)
      for (const route of routes()) {
        const answer = await asked(OAKFIELD, route, cookie);
        // Seals are brought by anybody: what is sent is looked at before whose it is.
        const expected = route.path.endsWith('/sealed') ? 400 : 404;
        expect([route.path, answer[0]]).toEqual([route.path, expected]);
        expect(answer).toEqual(await asked('no-school', route, cookie));
      }
  });

  it('takes no change, and nothing of one school is sent to the other', async () => {
    const headers = cookieIn(await joined());
    expect((await recordsAt(OAKFIELD, headers)).filter((id) => id === AISHA)).toEqual([]);
    expect((await recordsAt(SCHOOL, headers)).filter((id) => id === LEO)).toEqual([]);
    // A step on a pupil of Wexcombe, sent to Oakfield by somebody who is at both.
    const lost = repliedIn(await (await syncAt(OAKFIELD, headers, [addStep(AISHA)])).text());
    expect(lost.head.outcomes).toMatchObject([{ status: 'refused' }]);
    const rows = await server.store.read
      .selectFrom('entry')
      .select('id')
      .where('school', '=', OAKFIELD)
      .where('record', '=', AISHA)
      .execute();
    expect(rows).toEqual([]);
  });

  it('is not named before anybody has signed in', async () => {
    const answer = welcome.parse(await (await server.ask('GET', '/api/welcome')).json());
    expect(answer).toMatchObject({ schoolName: null, demo: false });
  });
});

describe('People and devices of a school', () => {
  const peopleAt = async (school: SchoolId, headers: { readonly cookie: string }, person: PersonId) => {
    const answer = await server.ask('GET', `/api/schools/${school}/people`, { headers });
    return people.parse(await answer.json()).people.find((one) => one.person === person);
  };

  it('show somebody who is at another one as anybody else: not its login, its codes, nor when they were there', async () => {
    const leader = await fromOakfield(THERE.leader, 'hill');
    const headers = cookieIn(await joined());
    await codeAt(server, SCHOOL, PEOPLE.adviser);
    await recordsAt(SCHOOL, headers);
    const nothing = { person: THERE.adviser, login: null, account: 'active', codeExpires: null, lastSeen: null };
    expect(await peopleAt(OAKFIELD, leader, THERE.adviser)).toEqual(nothing);
    const answer = await server.ask('GET', `/api/schools/${OAKFIELD}/devices`, { headers: leader });
    expect(devices.parse(await answer.json())).toEqual({ devices: [] });
    await recordsAt(OAKFIELD, headers);
    const now = server.deps.now();
    expect(await peopleAt(OAKFIELD, leader, THERE.adviser)).toEqual({ ...nothing, lastSeen: now });
    const atWexcombe = await peopleAt(SCHOOL, { cookie: await server.cookieOf(PEOPLE.leader) }, PEOPLE.adviser);
    expect(atWexcombe).toMatchObject({ login: LOGIN, account: 'active', lastSeen: now });
  });
});

describe('an account', () => {
  it('has a place at each school as another person', async () => {
    const { account } = await said(await joined());
    const places = await placesOf(server.store.read, account);
    expect(places.map(({ school, person }) => [school, person]).toSorted()).toEqual([
      [SCHOOL, PEOPLE.adviser],
      [OAKFIELD, THERE.adviser],
    ]);
  });
});
