/** An account here and one at the school's sign-in service: linked, by whom, and what it takes; and showing there that it is you. Against a real provider on loopback. */
import { SignJWT, decodeJwt } from 'jose';
import type { JWTPayload } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signedIn } from '../../src/protocol/accounts.ts';
import { passkeyAsked, passkeyWanted, stepLeft } from '../../src/protocol/sign-in.ts';
import { createProvider } from '../../src/server/accounts/provider.ts';
import { PEOPLE } from '../support/builders.ts';
import type { SignInService } from '../support/sign-in-service.ts';
import { startSignInService, throughService } from '../support/sign-in-service.ts';
import { ABrowser, PASSWORD, appCode, codeFor, newcomer, setUpApp } from './a-browser.ts';
import { APasskey } from './a-passkey.ts';
import type { SchoolServer } from './school-server.ts';
import { openSchoolServer } from './school-server.ts';
import { OAKFIELD, THERE, addOakfield, codeAt } from './second-school.ts';
import {
  BACK,
  ORIGIN,
  WITH_KEY,
  beginTo,
  bind,
  comeBack,
  goThrough,
  goTo,
  linkedAt,
  openKnown,
  settingsOf,
} from './through-service.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The longest that a session on a shared computer lives. */
const SHARED = 12 * HOUR;

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService(BACK);
});
afterAll(() => service.stop());

/** What is done to ID tokens on their way. */
let forge: ((claims: JWTPayload) => Promise<string>) | null = null;
const ask: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init);
  if (!forge || !String(input).endsWith('/token')) return answer;
  const said = (await answer.json()) as { id_token: string };
  return Response.json({ ...said, id_token: await forge(decodeJwt(said.id_token)) }, { status: answer.status });
};

let server: SchoolServer;
beforeEach(async () => {
  forge = null;
  service.people.clear();
  service.people.set('jo-there', {});
  service.setCurrent('jo-there');
  server = await openSchoolServer({ origin: ORIGIN, provider: createProvider(settingsOf(service), ask) });
});
afterEach(() => server.end());

const identities = () => server.store.read.selectFrom('identity').select('subject').execute();
/** Comes back from the service in a new browser, which holds nothing else. */
async function known(): Promise<ABrowser> {
  const browser = new ABrowser(server);
  expect(await goThrough(browser)).toBe('/#sso-known');
  return browser;
}
const isIn = async (browser: ABrowser) => (await browser.ask('GET', '/api/session', undefined, WITH_KEY)).ok;

describe('linking to an account that is there', () => {
  let jo: ABrowser;
  beforeEach(async () => {
    jo = await newcomer(server, PEOPLE.adviser, 'jo');
    await bind(jo);
  });

  it('is done by who is signed in, on a device that holds half of the session, and taken back', async () => {
    expect(await goTo(jo, 'link')).toBe('/account/signing-in#sso-linked');
    expect((await openKnown(await known())).status).toBe(200);
    expect((await jo.ask('DELETE', '/api/account/sso', undefined, WITH_KEY)).status).toBe(204);
    expect((await openKnown(await known())).status).toBe(401);
  });

  it('is not begun by nobody, nor ten minutes after signing in, nor with the cookie alone', async () => {
    expect(await beginTo(new ABrowser(server), 'link')).toBe('401');
    expect((await jo.ask('POST', '/api/account/sso')).status).toBe(403);
    server.pass(10 * MINUTE + 1);
    expect(await beginTo(jo, 'link')).toBe('403');
    expect(jo.jar.has('oidc')).toBe(false);
  });

  it('is begun by no address that a browser is sent to', async () => {
    for (const purpose of ['link', 'prove'])
      expect((await jo.ask('GET', `/api/sso/start?for=${purpose}`, undefined, WITH_KEY)).status).toBe(404);
  });

  it('does not take somebody’s account there for two here', async () => {
    await linkedAt(server, PEOPLE.tutor);
    expect(await goTo(jo, 'link')).toBe('/account/signing-in#sso-taken');
  });

  it('is not done for a session that ended on the way', async () => {
    const lee = await newcomer(server, PEOPLE.tutor, 'lee', { shared: true });
    await bind(lee);
    server.pass(SHARED - MINUTE);
    const proof = await lee.ask('POST', '/api/account/proof', { password: PASSWORD }, WITH_KEY);
    expect(proof.status).toBe(204);
    const back = await throughService(await beginTo(lee, 'link'), BACK);
    server.pass(2 * MINUTE);
    expect(await comeBack(lee, back)).toBe('/account/signing-in#sso-late');
    expect(await identities()).toEqual([]);
  });

  it('says that the service is down, and begins nothing', async () => {
    await service.stop();
    const answer = await jo.ask('POST', '/api/account/sso', undefined, WITH_KEY);
    await service.start();
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('is not answering')]);
    expect(jo.jar.has('oidc')).toBe(false);
  });

  it('cannot be taken back by who could not sign in any more', async () => {
    const lee = await linkedAt(server, PEOPLE.tutor);
    expect((await lee.ask('DELETE', '/api/account/sso')).status).toBe(409);
  });
});

describe('linking by an activation code', () => {
  it('ends all other sessions of the account', async () => {
    const jo = await newcomer(server, PEOPLE.adviser, 'jo');
    const here = await linkedAt(server);
    expect([await isIn(jo), await isIn(here)]).toEqual([false, true]);
  });

  it('by a school’s code is not done for somebody who is at another school too', async () => {
    await addOakfield(server);
    await newcomer(server, PEOPLE.adviser, 'jo');
    const there = new ABrowser(server);
    const code = await codeAt(server, OAKFIELD, THERE.adviser);
    await there.ask('POST', '/api/activation', { code, login: 'jo', password: PASSWORD });
    const thief = await known();
    expect((await openKnown(thief, await codeAt(server, OAKFIELD, THERE.adviser))).status).toBe(409);
    expect(await identities()).toEqual([]);
  });

  it('adds a school, by its code, to who is known already', async () => {
    await addOakfield(server);
    await linkedAt(server);
    const opened = await openKnown(await known(), await codeAt(server, OAKFIELD, THERE.adviser));
    expect(signedIn.parse(await opened.json())).toMatchObject({ elsewhere: [{ person: PEOPLE.adviser }] });
  });

  it('does not give a place away whose account has a passkey', async () => {
    await addOakfield(server);
    const there = await newcomer(server, PEOPLE.tutor, 'lee');
    await addPasskey(there);
    // It signs in by the passkey alone.
    await server.store.write((tx) =>
      tx.updateTable('account').set({ login: null, password: null }).where('login', '=', 'lee').execute(),
    );
    const thief = await known();
    expect((await openKnown(thief, await codeAt(server, OAKFIELD, THERE.adviser))).status).toBe(200);
    const again = await known();
    expect((await openKnown(again, await codeFor(server, PEOPLE.tutor))).status).toBe(409);
  });
});

async function addPasskey(browser: ABrowser): Promise<APasskey> {
  const passkey = new APasskey();
  const wanted = passkeyWanted.parse(await (await browser.ask('POST', '/api/account/passkeys')).json());
  const made = { ...passkey.make(wanted), name: 'My phone' };
  expect((await browser.ask('PUT', '/api/account/passkeys', made)).status).toBe(204);
  return passkey;
}

describe('linking by the code of an account with a second step', () => {
  let jo: ABrowser;
  let code = '';
  beforeEach(async () => {
    jo = await newcomer(server, PEOPLE.adviser, 'jo');
  });
  /** Comes with the code, and is asked for the step. */
  async function withCode(): Promise<readonly [browser: ABrowser, ways: readonly string[]]> {
    const browser = await known();
    const answer = await openKnown(browser, code);
    expect(answer.status).toBe(401);
    return [browser, stepLeft.parse(await answer.json()).ways];
  }

  it('waits for the step: who reads somebody’s slip has not found their phone', async () => {
    const { secret } = await setUpApp(server, jo);
    code = await codeFor(server, PEOPLE.adviser);
    const [thief, ways] = await withCode();
    expect(ways).toEqual(['totp', 'recovery']);
    expect((await thief.ask('POST', '/api/session/second', { code: '000000' })).status).toBe(403);
    expect([await isIn(thief), await isIn(jo), await identities()]).toEqual([false, true, []]);
    expect((await openKnown(await known())).status).toBe(401);
    // The code is still its owner's.
    const [there] = await withCode();
    const opened = await there.ask('POST', '/api/session/second', { code: appCode(server, secret) });
    expect(signedIn.parse(await opened.json())).toMatchObject({ person: PEOPLE.adviser });
    expect([await isIn(there), await isIn(jo), await identities()]).toEqual([true, false, [{ subject: 'jo-there' }]]);
    expect((await openKnown(await known())).status).toBe(200);
    expect((await openKnown(await known(), code)).status).toBe(403);
  });

  it('is done after a passkey too', async () => {
    const passkey = await addPasskey(jo);
    code = await codeFor(server, PEOPLE.adviser);
    const [there, ways] = await withCode();
    expect(ways).toEqual(['passkey']);
    const asked = passkeyAsked.parse(await (await there.ask('POST', '/api/passkey')).json());
    expect(await identities()).toEqual([]);
    expect((await there.ask('POST', '/api/passkey/session', { signed: passkey.sign(asked) })).status).toBe(200);
    expect(await identities()).toEqual([{ subject: 'jo-there' }]);
  });

  it('is not done by a code that was used meanwhile', async () => {
    const { secret } = await setUpApp(server, jo);
    code = await codeFor(server, PEOPLE.adviser);
    const [there] = await withCode();
    await new ABrowser(server).ask('POST', '/api/activation', { code, login: 'jo', password: PASSWORD });
    // A password was chosen with it, which ends what was half done.
    expect((await there.ask('POST', '/api/session/second', { code: appCode(server, secret) })).status).toBe(409);
    expect([await isIn(there), await identities()]).toEqual([false, []]);
  });
});

describe('showing that it is you', () => {
  let jo: ABrowser;
  beforeEach(async () => {
    jo = await linkedAt(server);
    await bind(jo);
  });
  const setUp = async () => (await jo.ask('POST', '/api/account/totp', undefined, WITH_KEY)).status;

  it('is done by signing in there afresh, as the same person, on a device that holds half of the session', async () => {
    server.pass(10 * MINUTE + 1);
    expect(await setUp()).toBe(403);
    service.people.set('somebody-else', {});
    service.setCurrent('somebody-else');
    expect(await goTo(jo, 'prove')).toBe('/account/signing-in#sso-taken');
    expect(await setUp()).toBe(403);
    service.setCurrent('jo-there');
    expect(await goTo(jo, 'prove')).toBe('/account/signing-in#sso-proved');
    expect(await setUp()).toBe(200);
  });

  it('is not begun with the cookie alone', async () => {
    expect((await jo.ask('POST', '/api/account/proof/sso')).status).toBe(403);
    expect(jo.jar.has('oidc')).toBe(false);
  });

  it('is not done by a service that does not say when', async () => {
    forge = async ({ auth_time: _, ...claims }) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(service.key);
    expect(await goTo(jo, 'prove')).toBe('/account/signing-in#sso-refused');
  });

  it('does not bring back a session that ended on the way', async () => {
    const shared = await known();
    expect((await shared.ask('POST', '/api/sso/session', { shared: true })).status).toBe(200);
    await bind(shared);
    server.pass(SHARED - MINUTE);
    const back = await throughService(await beginTo(shared, 'prove'), BACK);
    const cookie = shared.jar.get('sid');
    server.pass(2 * MINUTE);
    expect(await comeBack(shared, back)).toBe('/account/signing-in#sso-late');
    expect([shared.jar.get('sid'), await isIn(shared)]).toEqual([cookie, false]);
  });
});
