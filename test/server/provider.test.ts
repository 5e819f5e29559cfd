/** The school's own sign-in service, against a real provider on loopback: what it may say, and what nobody believes. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signedIn } from '../../src/protocol/accounts.ts';
import { problem } from '../../src/protocol/problem.ts';
import type { ProviderSettings } from '../../src/server/accounts/provider.ts';
import { createProvider } from '../../src/server/accounts/provider.ts';
import { PEOPLE } from '../support/builders.ts';
import type { SignInService } from '../support/sign-in-service.ts';
import { startSignInService, throughService } from '../support/sign-in-service.ts';
import { ABrowser, codeFor, newcomer } from './a-browser.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA_HERSELF, openSchoolServer } from './school-server.ts';
import { BACK, ORIGIN, comeBack, goThrough, linkedAt, openKnown, settingsOf } from './through-service.ts';

const MINUTE = 60_000;

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService(BACK);
});
afterAll(() => service.stop());

/** Addresses that were asked. */
let asked: string[] = [];
const ask: typeof fetch = (input, init) => {
  asked.push(String(input));
  return fetch(input, init);
};

const settings = (over: Partial<ProviderSettings> = {}) => ({ ...settingsOf(service), ...over });

let server: SchoolServer;
const open = async (over: Partial<ProviderSettings> = {}) => {
  server = await openSchoolServer({ origin: ORIGIN, provider: createProvider(settings(over), ask) });
};
beforeEach(async () => {
  asked = [];
  service.people.clear();
  service.people.set('jo-there', { email: 'jo@wexcombe.sch.uk' });
  service.setCurrent('jo-there');
  await open();
});
afterEach(() => server.end());

const typeOf = async (answer: Response) => problem.parse(await answer.json()).type;

const linked = () => linkedAt(server);

describe('signing in by the school’s service', () => {
  it('takes an activation code the first time, and none after that', async () => {
    const first = new ABrowser(server);
    expect(await goThrough(first)).toBe('/#sso-known');
    const without = await openKnown(first);
    expect([without.status, await typeOf(without)]).toEqual([401, '/problems/link-code']);
    const wrong = await openKnown(first, 'AAAA-BBBB-CCCC');
    expect([wrong.status, await typeOf(wrong)]).toEqual([403, '/problems/not-permitted']);
    const opened = await openKnown(first, await codeFor(server, PEOPLE.adviser));
    expect(signedIn.parse(await opened.json())).toMatchObject({ person: PEOPLE.adviser });
    const again = new ABrowser(server);
    await goThrough(again);
    expect(signedIn.parse(await (await openKnown(again)).json())).toMatchObject({ person: PEOPLE.adviser });
  });

  it('gives the roles of the roster, whatever the service says', async () => {
    service.people.set('aisha-there', { roles: ['leader'], groups: ['admin'] });
    service.setCurrent('aisha-there');
    const browser = new ABrowser(server);
    await goThrough(browser);
    const opened = await openKnown(browser, await codeFor(server, AISHA_HERSELF));
    expect(signedIn.parse(await opened.json())).toMatchObject({ roles: ['pupil'] });
  });

  it('knows people by subject: a changed e-mail is the same, the same e-mail another', async () => {
    await linked();
    service.people.set('jo-there', { email: 'jo.mercer-hill@wexcombe.sch.uk' });
    const same = new ABrowser(server);
    await goThrough(same);
    expect(signedIn.parse(await (await openKnown(same)).json())).toMatchObject({ person: PEOPLE.adviser });
    service.people.set('somebody-else', { email: 'jo@wexcombe.sch.uk' });
    service.setCurrent('somebody-else');
    const other = new ABrowser(server);
    await goThrough(other);
    expect((await openKnown(other)).status).toBe(401);
  });

  it('opens nothing for who is gone there or here', async () => {
    await linked();
    await server.store.write((tx) => tx.updateTable('account').set({ disabled: 1 }).execute());
    const here = new ABrowser(server);
    await goThrough(here);
    expect((await openKnown(here)).status).toBe(403);
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

  it.each(['entra', 'google', 'other'] as const)('sends the browser nowhere else, whatever %s says', async (kind) => {
    let names = `${service.issuer}/auth`;
    const lying: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (!String(input).endsWith('/openid-configuration')) return answer;
      return Response.json({ ...((await answer.json()) as object), authorization_endpoint: names });
    };
    const begun = async () => createProvider(settings({ kind }), lying).begin(BACK, false);
    expect(await begun()).toMatchObject({ to: expect.stringContaining(`${names}?`) });
    const { host } = new URL(service.issuer);
    for (const elsewhere of ['https://evil.example', 'https://oauth2.googleapis.com', `https://${host}`]) {
      names = `${elsewhere}/auth`;
      expect([elsewhere, await begun()]).toEqual([elsewhere, 'refused']);
    }
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
    expect((await openKnown(browser)).status).toBe(409);
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
    expect((await openKnown(again)).status).toBe(200);
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
