/** Passkeys: made by whoever is signed in, used to sign in, as a second step and to show that it is you; and what is no passkey. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signedIn } from '../../src/protocol/accounts.ts';
import { myAccount, passkeyAsked, passkeyWanted, stepLeft } from '../../src/protocol/sign-in.ts';
import { PEOPLE } from '../support/builders.ts';
import { ABrowser, PASSWORD, newcomer, setUpApp } from './a-browser.ts';
import { APasskey } from './a-passkey.ts';
import type { SchoolServer } from './school-server.ts';
import { SCHOOL, openSchoolServer } from './school-server.ts';

const MINUTE = 60_000;

let server: SchoolServer;
let jo: ABrowser;
let passkey: APasskey;
beforeEach(async () => {
  server = await openSchoolServer();
  jo = await newcomer(server, PEOPLE.adviser, 'jo');
  passkey = new APasskey();
  expect(await add(jo, passkey)).toBe(204);
});
afterEach(() => server.end());

type Over = Parameters<APasskey['make']>[1];
const add = async (browser: ABrowser, made: APasskey, over: Over = {}): Promise<number> => {
  const wanted = passkeyWanted.parse(await (await browser.ask('POST', '/api/account/passkeys')).json());
  return (await browser.ask('PUT', '/api/account/passkeys', { ...made.make(wanted, over), name: 'My phone' })).status;
};
const asked = async (browser: ABrowser, path = '/api/passkey') =>
  passkeyAsked.parse(await (await browser.ask('POST', path)).json());
const use = async (browser: ABrowser, over: Over = {}, by = passkey) =>
  browser.ask('POST', '/api/passkey/session', { signed: by.sign(await asked(browser), over) });

describe('a passkey', () => {
  it('signs in by itself, by whoever’s it is, and is listed with when it was used', async () => {
    const there = new ABrowser(server);
    const opened = await use(there);
    expect(signedIn.parse(await opened.json())).toMatchObject({ person: PEOPLE.adviser });
    const account = myAccount.parse(await (await there.ask('GET', '/api/account')).json());
    expect(account.passkeys).toMatchObject([{ name: 'My phone', used: server.deps.now() }]);
    expect(account.sessions.filter(({ here }) => here)).toMatchObject([{ by: 'passkey' }]);
  });

  it('is the second step of a password', async () => {
    const there = new ABrowser(server);
    const first = await there.signIn('jo');
    expect(stepLeft.parse(await first.json()).ways).toEqual(['passkey']);
    const wanted = await asked(there);
    expect(wanted.allowCredentials).toMatchObject([{ id: passkey.id.toString('base64url') }]);
    const opened = await there.ask('POST', '/api/passkey/session', { signed: passkey.sign(wanted) });
    expect(opened.status).toBe(200);
  });

  it('of somebody else is no second step', async () => {
    const lee = await newcomer(server, PEOPLE.tutor, 'lee');
    const other = new APasskey();
    await add(lee, other);
    const there = new ABrowser(server);
    await there.signIn('jo');
    const answer = await there.ask('POST', '/api/passkey/session', { signed: other.sign(await asked(there)) });
    expect(answer.status).toBe(403);
    expect((await there.ask('GET', '/api/session')).status).toBe(401);
  });

  it('shows that it is you, and nobody else’s does', async () => {
    const lee = await newcomer(server, PEOPLE.tutor, 'lee');
    const other = new APasskey();
    await add(lee, other);
    server.pass(10 * MINUTE + 1);
    const removing = () => jo.ask('POST', '/api/account/totp');
    expect((await removing()).status).toBe(403);
    const wrong = { signed: other.sign(await asked(jo, '/api/account/proof/asked')) };
    expect((await jo.ask('POST', '/api/account/proof/passkey', wrong)).status).toBe(403);
    expect((await removing()).status).toBe(403);
    const right = { signed: passkey.sign(await asked(jo, '/api/account/proof/asked')) };
    expect((await jo.ask('POST', '/api/account/proof/passkey', right)).status).toBe(204);
    expect((await removing()).status).toBe(200);
  });

  it('opens an app again whose codes were guessed at too often', async () => {
    await setUpApp(server, jo);
    await server.store.write((tx) => tx.updateTable('totp').set({ wrong: 50 }).execute());
    const ways = async () => stepLeft.parse(await (await new ABrowser(server).signIn('jo')).json()).ways;
    expect(await ways()).toEqual(['passkey', 'recovery']);
    expect((await use(new ABrowser(server))).status).toBe(200);
    expect(await ways()).toEqual(['totp', 'passkey', 'recovery']);
  });

  it('that was removed signs nobody in', async () => {
    const id = passkey.id.toString('base64url');
    const lee = await newcomer(server, PEOPLE.tutor, 'lee');
    expect((await lee.ask('DELETE', `/api/account/passkeys/${id}`)).status).toBe(404);
    expect((await jo.ask('DELETE', `/api/account/passkeys/${id}`)).status).toBe(204);
    expect((await use(new ABrowser(server))).status).toBe(403);
  });

  it.each<readonly [string, NonNullable<Over>]>([
    ['another origin: it was phished', { origin: 'https://fingerpost.example' }],
    ['another host', { rpId: 'fingerpost.example' }],
    ['nobody verified', { verified: false }],
    ['nobody present', { present: false }],
    ['another challenge', { challenge: 'AAAA' }],
    ['a making for a signing', { type: 'webauthn.create' }],
    ['another account', { userHandle: Buffer.from('somebody').toString('base64url') }],
    ['a counter that goes back: it was copied', { counter: 1 }],
  ])('does not sign in with %s', async (_, over) => {
    await use(new ABrowser(server));
    const there = new ABrowser(server);
    expect((await use(there, over)).status).toBe(403);
    expect(there.jar.has('sid')).toBe(false);
  });

  it.each<readonly [string, NonNullable<Over>]>([
    ['another origin', { origin: 'https://fingerpost.example' }],
    ['another host', { rpId: 'fingerpost.example' }],
    ['nobody verified', { verified: false }],
    ['another challenge', { challenge: 'AAAA' }],
    ['a signing for a making', { type: 'webauthn.get' }],
  ])('is not made with %s', async (_, over) => {
    expect(await add(jo, new APasskey(), over)).toBe(403);
    expect(myAccount.parse(await (await jo.ask('GET', '/api/account')).json()).passkeys).toHaveLength(1);
  });

  it('is not made twice, nor somebody else’s', async () => {
    expect(await add(jo, passkey)).toBe(403);
    const lee = await newcomer(server, PEOPLE.tutor, 'lee');
    expect(await add(lee, passkey)).toBe(403);
    expect(signedIn.parse(await (await use(new ABrowser(server), { userHandle: null })).json()).person).toBe(
      PEOPLE.adviser,
    );
  });

  it('answers a challenge once, in the browser that was asked, within ten minutes', async () => {
    const there = new ABrowser(server);
    const signed = passkey.sign(await asked(there));
    const token = there.jar.get('half') ?? '';
    expect((await new ABrowser(server).ask('POST', '/api/passkey/session', { signed })).status).toBe(409);
    expect((await there.ask('POST', '/api/passkey/session', { signed })).status).toBe(200);
    there.jar.set('half', token);
    expect((await there.ask('POST', '/api/passkey/session', { signed })).status).toBe(409);
    const late = passkey.sign(await asked(there));
    server.pass(10 * MINUTE + 1);
    expect((await there.ask('POST', '/api/passkey/session', { signed: late })).status).toBe(409);
  });

  it('opens nothing for an account that is shut', async () => {
    await server.store.write((tx) => tx.updateTable('account').set({ disabled: 1 }).execute());
    expect((await use(new ABrowser(server))).status).toBe(403);
  });

  it('stays when it is the last second step and the school asks for one', async () => {
    const leader = await newcomer(server, PEOPLE.leader, 'okafor');
    await add(leader, new APasskey());
    await leader.ask('PUT', `/api/schools/${SCHOOL}/sign-in-rules`, { from: server.deps.now().slice(0, 10) });
    const id = passkey.id.toString('base64url');
    expect((await jo.ask('DELETE', `/api/account/passkeys/${id}`)).status).toBe(409);
  });
});

describe('passkeys', () => {
  it('are there at the address that people use, and not at one of digits', async () => {
    const ways = async (origin: string | null) => {
      const one = await openSchoolServer({ origin });
      const [, said] = await new ABrowser(one).said('GET', '/api/sign-in/ways');
      await one.end();
      return said['passkeys'];
    };
    expect(await ways('https://careers.school.example')).toBe(true);
    expect(await ways('http://careers.school.example')).toBe(false);
    expect(await ways('https://10.0.0.7')).toBe(false);
    expect(await ways(null)).toBe(true);
    const elsewhere = await server.ask('GET', '/api/sign-in/ways', { headers: { host: '10.0.0.7:8080' } });
    expect(await elsewhere.json()).toEqual({ passkeys: false, sso: null });
  });

  it('do not take the place of a password that is still there', async () => {
    expect((await new ABrowser(server).signIn('jo', PASSWORD)).status).toBe(401);
  });
});
