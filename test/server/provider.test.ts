/** The school's own sign-in service, against a real provider on loopback: what it may say, and what nobody believes. */
import { SignJWT, decodeJwt } from 'jose';
import type { JWTPayload } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/domain/ids.ts';
import { signedIn } from '../../src/protocol/accounts.ts';
import { problem } from '../../src/protocol/problem.ts';
import type { ProviderSettings } from '../../src/server/accounts/provider.ts';
import { createProvider } from '../../src/server/accounts/provider.ts';
import { PEOPLE } from '../support/builders.ts';
import type { SignInService } from '../support/sign-in-service.ts';
import { startSignInService, throughService } from '../support/sign-in-service.ts';
import { ABrowser, PASSWORD, codeFor, newcomer } from './a-browser.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA_HERSELF, openSchoolServer } from './school-server.ts';
import { OAKFIELD, THERE, addOakfield, codeAt } from './second-school.ts';

const ORIGIN = 'http://localhost';
const BACK = `${ORIGIN}/api/sso/callback`;
const MINUTE = 60_000;

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService(BACK);
});
afterAll(() => service.stop());

/** Addresses that were asked, and what is done to ID tokens on their way. */
let asked: string[] = [];
let forge: ((claims: JWTPayload) => Promise<string>) | null = null;
const ask: typeof fetch = async (input, init) => {
  asked.push(String(input));
  const answer = await fetch(input, init);
  if (!forge || !String(input).endsWith('/token')) return answer;
  const said = (await answer.json()) as { id_token: string };
  return Response.json({ ...said, id_token: await forge(decodeJwt(said.id_token)) }, { status: answer.status });
};

const settings = (over: Partial<ProviderSettings> = {}): ProviderSettings => ({
  kind: 'other',
  issuer: service.issuer,
  clientId: service.client.id,
  clientSecret: service.client.secret,
  name: 'Wexcombe account',
  domain: null,
  mfa: false,
  ...over,
});

let server: SchoolServer;
const open = async (over: Partial<ProviderSettings> = {}) => {
  server = await openSchoolServer({ origin: ORIGIN, provider: createProvider(settings(over), ask) });
};
beforeEach(async () => {
  asked = [];
  forge = null;
  service.people.clear();
  service.people.set('jo-there', { email: 'jo@wexcombe.sch.uk' });
  service.setCurrent('jo-there');
  await open();
});
afterEach(() => server.end());

/** Goes to the service and comes back; gives where the browser ends. */
async function goThrough(browser: ABrowser, purpose = 'sign-in'): Promise<string> {
  const start = await browser.ask('GET', `/api/sso/start?for=${purpose}`);
  const to = start.headers.get('location') ?? '';
  if (to.startsWith('/')) return to;
  if (start.status !== 302) return String(start.status);
  return comeBack(browser, await throughService(to, BACK));
}
async function comeBack(browser: ABrowser, back: URL): Promise<string> {
  // The session's cookie is not sent by a browser that comes from another site.
  const session = browser.jar.get('sid');
  browser.jar.delete('sid');
  const answer = await browser.ask('GET', `${back.pathname}${back.search}`);
  if (session !== undefined && !browser.jar.has('sid')) browser.jar.set('sid', session);
  return answer.headers.get('location') ?? String(answer.status);
}
const openSession = (browser: ABrowser, code?: string) =>
  browser.ask('POST', '/api/sso/session', code === undefined ? {} : { code });
const typeOf = async (answer: Response) => problem.parse(await answer.json()).type;

/** Somebody who is linked, in the browser where it was done. */
async function linked(person: PersonId = PEOPLE.adviser): Promise<ABrowser> {
  const browser = new ABrowser(server);
  expect(await goThrough(browser)).toBe('/#sso-known');
  expect((await openSession(browser, await codeFor(server, person))).status).toBe(200);
  return browser;
}

describe('signing in by the school’s service', () => {
  it('takes an activation code the first time, and none after that', async () => {
    const first = new ABrowser(server);
    expect(await goThrough(first)).toBe('/#sso-known');
    const without = await openSession(first);
    expect([without.status, await typeOf(without)]).toEqual([401, '/problems/link-code']);
    const wrong = await openSession(first, 'AAAA-BBBB-CCCC');
    expect([wrong.status, await typeOf(wrong)]).toEqual([403, '/problems/not-permitted']);
    const opened = await openSession(first, await codeFor(server, PEOPLE.adviser));
    expect(signedIn.parse(await opened.json())).toMatchObject({ person: PEOPLE.adviser });
    const again = new ABrowser(server);
    await goThrough(again);
    expect(signedIn.parse(await (await openSession(again)).json())).toMatchObject({ person: PEOPLE.adviser });
  });

  it('gives the roles of the roster, whatever the service says', async () => {
    service.people.set('aisha-there', { roles: ['leader'], groups: ['admin'] });
    service.setCurrent('aisha-there');
    const browser = new ABrowser(server);
    await goThrough(browser);
    const opened = await openSession(browser, await codeFor(server, AISHA_HERSELF));
    expect(signedIn.parse(await opened.json())).toMatchObject({ roles: ['pupil'] });
  });

  it('knows people by subject: a changed e-mail is the same, the same e-mail another', async () => {
    await linked();
    service.people.set('jo-there', { email: 'jo.mercer-hill@wexcombe.sch.uk' });
    const same = new ABrowser(server);
    await goThrough(same);
    expect(signedIn.parse(await (await openSession(same)).json())).toMatchObject({ person: PEOPLE.adviser });
    service.people.set('somebody-else', { email: 'jo@wexcombe.sch.uk' });
    service.setCurrent('somebody-else');
    const other = new ABrowser(server);
    await goThrough(other);
    expect((await openSession(other)).status).toBe(401);
  });

  it('opens nothing for who is gone there or here', async () => {
    await linked();
    await server.store.write((tx) => tx.updateTable('account').set({ disabled: 1 }).execute());
    const here = new ABrowser(server);
    await goThrough(here);
    expect((await openSession(here)).status).toBe(403);
    const start = await new ABrowser(server).ask('GET', '/api/sso/start?for=sign-in');
    service.people.delete('jo-there');
    await expect(throughService(start.headers.get('location') ?? '', BACK)).rejects.toThrow(/School sign-in/);
  });

  it('keeps nothing that the service gave: no token, no name, no e-mail', async () => {
    await linked();
    const tables = ['identity', 'session', 'half_done', 'account', 'audit', 'known_browser'] as const;
    const rows = JSON.stringify(
      await Promise.all(tables.map((table) => server.store.read.selectFrom(table).selectAll().execute())),
    );
    expect(rows).toContain('jo-there');
    expect(rows).not.toMatch(/eyJ|jo@wexcombe|access_token|id_token/);
  });

  it('asks nobody but the service', async () => {
    await linked();
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.filter((address) => !address.startsWith(`${service.issuer}/`))).toEqual([]);
  });

  it('asks no other host that the service names', async () => {
    let elsewhere = 0;
    const lying: typeof fetch = async (input, init) => {
      if (!String(input).startsWith(service.issuer)) elsewhere += 1;
      const answer = await fetch(input, init);
      if (!String(input).endsWith('/openid-configuration')) return answer;
      const said = (await answer.json()) as object;
      return Response.json({
        ...said,
        token_endpoint: 'http://127.0.0.1:1/token',
        jwks_uri: 'http://127.0.0.1:1/jwks',
      });
    };
    await server.end();
    server = await openSchoolServer({ origin: ORIGIN, provider: createProvider(settings(), lying) });
    expect(await goThrough(new ABrowser(server))).toMatch(/#sso-(down|refused)$/);
    expect(elsewhere).toBe(0);
  });
});

describe('the way back', () => {
  it('opens nothing by itself, and sets no session', async () => {
    const browser = new ABrowser(server);
    await goThrough(browser);
    expect([...browser.jar.keys()]).toEqual(['oidc']);
    expect((await browser.ask('GET', '/api/session')).status).toBe(401);
  });

  it('goes with a cookie of ten minutes that comes along from the service and that no script reads', async () => {
    const start = await new ABrowser(server).ask('GET', '/api/sso/start?for=sign-in');
    const [cookie = ''] = start.headers.getSetCookie();
    expect(cookie.split('; ').slice(1).toSorted()).toEqual(['HttpOnly', 'Max-Age=600', 'Path=/', 'SameSite=Lax']);
  });

  it('is taken once, in the browser that went, within ten minutes', async () => {
    const browser = new ABrowser(server);
    const start = await browser.ask('GET', '/api/sso/start?for=sign-in');
    const back = await throughService(start.headers.get('location') ?? '', BACK);
    expect(await comeBack(new ABrowser(server), back)).toBe('/#sso-late');
    expect(await comeBack(browser, back)).toBe('/#sso-known');
    expect(await comeBack(browser, back)).toBe('/#sso-late');
    server.pass(10 * MINUTE + 1);
    expect((await openSession(browser)).status).toBe(409);
  });

  it('with the code of another sign-in, or one that was used, is refused', async () => {
    const [one, two] = [new ABrowser(server), new ABrowser(server)];
    const startOf = async (browser: ABrowser) =>
      (await browser.ask('GET', '/api/sso/start?for=sign-in')).headers.get('location') ?? '';
    const mine = await throughService(await startOf(one), BACK);
    const others = await throughService(await startOf(two), BACK);
    const mixed = new URL(mine);
    mixed.searchParams.set('code', others.searchParams.get('code') ?? '');
    // The proof of the key that began it does not fit.
    expect(await comeBack(one, mixed)).toBe('/#sso-refused');
    await startOf(one);
    const stolen = new URL(others);
    expect(await comeBack(one, stolen)).toBe('/#sso-refused');
  });

  it('with the code of a sign-in that was finished is refused', async () => {
    const browser = new ABrowser(server);
    const start = await browser.ask('GET', '/api/sso/start?for=sign-in');
    const kept = browser.jar.get('oidc') ?? '';
    const half = await server.store.read.selectFrom('half_done').selectAll().execute();
    const back = await throughService(start.headers.get('location') ?? '', BACK);
    expect(await comeBack(browser, back)).toBe('/#sso-known');
    await server.store.write((tx) =>
      tx
        .insertInto('half_done')
        .values([...half])
        .execute(),
    );
    browser.jar.set('oidc', kept);
    expect(await comeBack(browser, back)).toBe('/#sso-refused');
  });

  it('of who said no there says so', async () => {
    const browser = new ABrowser(server);
    const start = await browser.ask('GET', '/api/sso/start?for=sign-in');
    const state = new URL(start.headers.get('location') ?? '').searchParams.get('state') ?? '';
    expect(await comeBack(browser, new URL(`${BACK}?error=access_denied&state=${state}`))).toBe('/#sso-refused');
  });
});

describe('Entra', () => {
  const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
  let tenant: SignInService;
  beforeAll(async () => {
    tenant = await startSignInService(BACK, `/${TENANT}/v2.0`);
  });
  afterAll(() => tenant.stop());
  const claims = { tid: TENANT, oid: 'object-1', email: 'jo@wexcombe.sch.uk' };
  const openTenant = async (over: Partial<ProviderSettings> = {}) => {
    await server.end();
    const { issuer } = tenant;
    await open({ kind: 'entra', issuer, ...over });
  };

  it('knows people by tenant and object, which stay when the subject does not', async () => {
    await openTenant();
    tenant.people.set('a', claims);
    tenant.people.set('b', claims);
    tenant.setCurrent('a');
    await linked();
    tenant.setCurrent('b');
    const again = new ABrowser(server);
    await goThrough(again);
    expect((await openSession(again)).status).toBe(200);
    const rows = await server.store.read.selectFrom('identity').selectAll().execute();
    expect(rows).toMatchObject([{ subject: `${TENANT}/object-1` }]);
  });

  it.each([
    ['another tenant', { ...claims, tid: '00000000-0000-0000-0000-000000000000' }],
    ['no tenant', { oid: 'object-1' }],
    ['no object', { tid: TENANT }],
  ])('lets nobody in of %s', async (_, said) => {
    await openTenant();
    tenant.people.set('c', said);
    tenant.setCurrent('c');
    expect(await goThrough(new ABrowser(server))).toBe('/#sso-refused');
  });

  it('must say that it asked for a second step, where that is set', async () => {
    await openTenant({ mfa: true });
    tenant.people.set('d', claims);
    tenant.setCurrent('d');
    expect(await goThrough(new ABrowser(server))).toBe('/#sso-refused');
    tenant.people.set('d', { ...claims, amr: ['pwd', 'mfa'] });
    expect(await goThrough(new ABrowser(server))).toBe('/#sso-known');
  });
});

describe('Google', () => {
  it('lets in accounts of the school’s domain alone', async () => {
    await server.end();
    await open({ kind: 'google', domain: 'wexcombe.sch.uk' });
    for (const hd of [undefined, 'evil.example', 'sub.wexcombe.sch.uk']) {
      service.people.set('jo-there', hd === undefined ? {} : { hd });
      expect(await goThrough(new ABrowser(server))).toBe('/#sso-refused');
    }
    service.people.set('jo-there', { hd: 'wexcombe.sch.uk' });
    expect(await goThrough(new ABrowser(server))).toBe('/#sso-known');
  });
});

describe('linking to an account that is there', () => {
  it('is done by who is signed in and has shown that it is them, and taken back', async () => {
    const jo = await newcomer(server, PEOPLE.adviser, 'jo');
    expect(await goThrough(jo, 'link')).toBe('/account/signing-in#sso-linked');
    const there = new ABrowser(server);
    await goThrough(there);
    expect((await openSession(there)).status).toBe(200);
    expect((await jo.ask('DELETE', '/api/account/sso')).status).toBe(204);
    const gone = new ABrowser(server);
    await goThrough(gone);
    expect((await openSession(gone)).status).toBe(401);
  });

  it('is not begun by nobody, nor ten minutes after signing in', async () => {
    expect(await goThrough(new ABrowser(server), 'link')).toMatch(/^401/);
    const jo = await newcomer(server, PEOPLE.adviser, 'jo');
    server.pass(10 * MINUTE + 1);
    expect(await goThrough(jo, 'link')).toMatch(/^403/);
  });

  it('does not take somebody’s account there for two here', async () => {
    await linked();
    const lee = await newcomer(server, PEOPLE.tutor, 'lee');
    expect(await goThrough(lee, 'link')).toBe('/account/signing-in#sso-taken');
  });

  it('cannot be taken back by who could not sign in any more', async () => {
    const jo = await linked();
    expect((await jo.ask('DELETE', '/api/account/sso')).status).toBe(409);
  });

  it('by a school’s code is not done for somebody who is at another school too', async () => {
    await addOakfield(server);
    await newcomer(server, PEOPLE.adviser, 'jo');
    const there = new ABrowser(server);
    const code = await codeAt(server, OAKFIELD, THERE.adviser);
    await there.ask('POST', '/api/activation', { code, login: 'jo', password: PASSWORD });
    const thief = new ABrowser(server);
    await goThrough(thief);
    expect((await openSession(thief, await codeAt(server, OAKFIELD, THERE.adviser))).status).toBe(409);
    expect(await server.store.read.selectFrom('identity').selectAll().execute()).toEqual([]);
  });

  it('adds a school, by its code, to who is known already', async () => {
    await addOakfield(server);
    await linked();
    const there = new ABrowser(server);
    await goThrough(there);
    const opened = await openSession(there, await codeAt(server, OAKFIELD, THERE.adviser));
    expect(signedIn.parse(await opened.json())).toMatchObject({ elsewhere: [{ person: PEOPLE.adviser }] });
  });
});

describe('showing that it is you', () => {
  it('is done by signing in there afresh, as the same person', async () => {
    const jo = await linked();
    server.pass(10 * MINUTE + 1);
    expect((await jo.ask('POST', '/api/account/totp')).status).toBe(403);
    service.people.set('somebody-else', {});
    service.setCurrent('somebody-else');
    expect(await goThrough(jo, 'prove')).toBe('/account/signing-in#sso-taken');
    expect((await jo.ask('POST', '/api/account/totp')).status).toBe(403);
    service.setCurrent('jo-there');
    expect(await goThrough(jo, 'prove')).toBe('/account/signing-in#sso-proved');
    expect((await jo.ask('POST', '/api/account/totp')).status).toBe(200);
  });

  it('is not done by a service that does not say when', async () => {
    const jo = await linked();
    forge = async ({ auth_time: _, ...claims }) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(service.key);
    expect(await goThrough(jo, 'prove')).toBe('/account/signing-in#sso-refused');
  });
});

describe('a service that is down', () => {
  it('lets who is signed in go on, and says so to who is not', async () => {
    await server.end();
    await service.stop();
    await open();
    const signedInBefore = await newcomer(server, PEOPLE.tutor, 'lee');
    expect(await goThrough(new ABrowser(server))).toBe('/#sso-down');
    expect((await signedInBefore.ask('GET', '/api/session')).status).toBe(200);
    expect((await new ABrowser(server).signIn('lee')).status).toBe(200);
    await service.start();
    expect(await goThrough(new ABrowser(server))).toBe('/#sso-known');
  });

  it('between going and coming back is told apart from one that says no', async () => {
    const browser = new ABrowser(server);
    const start = await browser.ask('GET', '/api/sso/start?for=sign-in');
    const back = await throughService(start.headers.get('location') ?? '', BACK);
    await service.stop();
    expect(await comeBack(browser, back)).toBe('/#sso-down');
    await service.start();
  });
});
