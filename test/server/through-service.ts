/** A browser that goes to the school's sign-in service and comes back, as browsers do: what it holds for the server goes with it only where a browser sends it. */
import { expect } from 'vitest';
import type { PersonId } from '../../src/domain/ids.ts';
import { SESSION_KEY_HEADER } from '../../src/protocol/session-key-header.ts';
import { ssoBegun } from '../../src/protocol/sign-in.ts';
import type { ProviderSettings } from '../../src/server/accounts/provider.ts';
import { PEOPLE } from '../support/builders.ts';
import type { SignInService } from '../support/sign-in-service.ts';
import { throughService } from '../support/sign-in-service.ts';
import { ABrowser, codeFor } from './a-browser.ts';
import type { SchoolServer } from './school-server.ts';

export const ORIGIN = 'http://localhost';
export const BACK = `${ORIGIN}/api/sso/callback`;

/** How a server is set up for the service. */
export const settingsOf = ({ issuer, client }: SignInService): ProviderSettings => ({
  kind: 'other',
  issuer,
  clientId: client.id,
  clientSecret: client.secret,
  name: 'Wexcombe account',
  domain: null,
  mfa: false,
});

/** Goes to the service to sign in, and comes back; gives where the browser ends. */
export async function goThrough(browser: ABrowser): Promise<string> {
  const start = await browser.ask('GET', '/api/sso/start?for=sign-in');
  const to = start.headers.get('location') ?? '';
  if (to.startsWith('/')) return to;
  return start.status === 302 ? comeBack(browser, await throughService(to, BACK)) : String(start.status);
}

const KEY = Buffer.alloc(32, 1).toString('base64');
/** What the app sends with each request, and a browser that goes to an address does not. */
export const WITH_KEY = { [SESSION_KEY_HEADER]: KEY };
/** The session gets its second half, as on every device. */
export async function bind(browser: ABrowser): Promise<void> {
  expect((await browser.ask('PUT', '/api/session/key', { key: KEY }, WITH_KEY)).status).toBe(204);
}

const ASKED = { link: '/api/account/sso', prove: '/api/account/proof/sso' } as const;

/** Begins to link, or to show who it is, as the app does; gives where the browser is to go, or the status of a refusal. */
export async function beginTo(browser: ABrowser, purpose: keyof typeof ASKED): Promise<string> {
  const begun = await browser.ask('POST', ASKED[purpose], undefined, WITH_KEY);
  return begun.ok ? ssoBegun.parse(await begun.json()).to : String(begun.status);
}

/** The same, goes there and comes back; gives where the browser ends. */
export async function goTo(browser: ABrowser, purpose: keyof typeof ASKED): Promise<string> {
  const to = await beginTo(browser, purpose);
  return to.startsWith('http') ? comeBack(browser, await throughService(to, BACK)) : to;
}

/** Comes back; gives where the browser ends. */
export async function comeBack(browser: ABrowser, back: URL): Promise<string> {
  // The session's cookie is not sent by a browser that comes from another site.
  const session = browser.jar.get('sid');
  browser.jar.delete('sid');
  const answer = await browser.ask('GET', `${back.pathname}${back.search}`);
  if (session !== undefined && !browser.jar.has('sid')) browser.jar.set('sid', session);
  return answer.headers.get('location') ?? String(answer.status);
}

/** Opens the session of who came back. */
export const openKnown = (browser: ABrowser, code?: string): Promise<Response> =>
  browser.ask('POST', '/api/sso/session', code === undefined ? {} : { code });

/** Somebody who is linked, in the browser where it was done. */
export async function linkedAt(server: SchoolServer, person: PersonId = PEOPLE.adviser): Promise<ABrowser> {
  const browser = new ABrowser(server);
  expect(await goThrough(browser)).toBe('/#sso-known');
  expect((await openKnown(browser, await codeFor(server, person))).status).toBe(200);
  return browser;
}
