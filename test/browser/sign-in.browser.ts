/**
 * Signing in in a real browser: through the school's own sign-in service, the first time with an activation code; and with a
 * passkey. The cookies are those that a browser keeps between sites, and the keys are a device's own.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignInService } from '../support/sign-in-service.ts';
import { startSignInService } from '../support/sign-in-service.ts';
import type { AppServer } from './support/app-server.ts';
import { freePort, newServer } from './support/app-server.ts';
import { sideways, violations } from './support/looks.ts';
import { button, heading, link } from './support/names.ts';
import type { Person } from './support/person.ts';
import { aPerson } from './support/person.ts';
import { notNow } from './support/protecting.ts';

let service: SignInService;
let server: AppServer;
let leader: Person;
let origin = '';
let code = '';

beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  service = await startSignInService(`${origin}/api/sso/callback`);
  service.people.set('ada', { email: 'ada@wexcombe.example' });
  server = await newServer({
    DEMO: 'off',
    PORT: String(port),
    PUBLIC_URL: origin,
    OIDC_ISSUER: service.issuer,
    OIDC_CLIENT_ID: service.client.id,
    OIDC_CLIENT_SECRET: service.client.secret,
    OIDC_NAME: 'Wexcombe account',
  });
  const made = await server.command('init', '--name', 'Wexcombe School', '--leader', 'Ada Okafor');
  code = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(made)?.[0] ?? '';
  await server.start();
  leader = await aPerson('laptop', origin);
});
afterAll(async () => {
  await leader?.end();
  await server?.end();
  await service?.stop();
});

/** A device that asks for a finger, and always gets it. */
async function withFinger(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

const signOut = async (page: Page): Promise<void> => {
  await page.getByRole('banner').getByRole('link', { name: 'Your account' }).click();
  await button(page, 'Sign out').click();
  await heading(page, 'Fingerpost').waitFor();
};

/** A slow device: the page has too much to do to hand anything over as it goes, and the browser does not wait for it. */
const busyAsItGoes = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const isBusy = () => {
      const until = performance.now() + 3000;
      while (performance.now() < until);
    };
    const ways = globalThis as unknown as { readonly navigation: EventTarget };
    ways.navigation.addEventListener('navigate', () => setTimeout(isBusy));
  });

describe('a careers leader', () => {
  it('comes in through the school’s service, with an activation code the first time', async () => {
    const page = leader.page();
    await button(page, 'Sign in with Wexcombe account').click();
    await page.getByRole('link', { name: 'Sign in as ada' }).click();
    await page.getByRole('heading', { name: 'Use your activation code once' }).waitFor();
    expect(page.url()).toBe(`${origin}/`);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Activation code' }).fill(code);
    await button(page, 'Start using Fingerpost').click();
    await notNow(page);
    await heading(page, 'Careers dashboard').waitFor();
    const cookies = await leader.context().cookies();
    expect(cookies.find(({ name }) => name === 'sid')).toMatchObject({ sameSite: 'Strict', httpOnly: true });
    expect(cookies.filter(({ name }) => name === 'oidc')).toEqual([]);
  });

  it('and without one after that', async () => {
    const page = leader.page();
    await signOut(page);
    await button(page, 'Sign in with Wexcombe account').click();
    // The service knows the browser.
    await notNow(page);
    await heading(page, 'Careers dashboard').waitFor();
  });

  it('makes a passkey', async () => {
    const page = leader.page();
    await withFinger(page);
    await page.getByRole('banner').getByRole('link', { name: 'Your account' }).click();
    await link(page, 'Password, second step and where you are signed in').click();
    await heading(page, 'Signing in').waitFor();
    await button(page, 'Add a passkey').click();
    await page.getByRole('textbox', { name: 'What to call it' }).fill('My laptop');
    await button(page, 'Make the passkey').click();
    await page.getByRole('heading', { name: 'My laptop' }).waitFor();
    expect([await violations(page), await sideways(page)]).toEqual([[], []]);
  });

  it('takes the school’s account away and links it anew, where the cookie alone opens nothing', async () => {
    const page = leader.page();
    await button(page, 'Unlink Wexcombe account').click();
    await button(page, 'Link Wexcombe account').waitFor();
    expect(await page.evaluate(async () => (await fetch('/api/session')).status)).toBe(403);
    await busyAsItGoes(page);
    await button(page, 'Link Wexcombe account').click();
    // The service knows the browser.
    await page.getByText('It is linked: you can sign in with it from now on.').waitFor();
    expect(page.url()).toBe(`${origin}/account/signing-in`);
    await button(page, 'Unlink Wexcombe account').waitFor();
  });

  it('signs in with the passkey alone', async () => {
    const page = leader.page();
    await signOut(page);
    await button(page, 'Sign in with a passkey').click();
    await notNow(page);
    await heading(page, 'Your account').waitFor();
  });

  it('is told when the service is down, and the passkey still signs in', async () => {
    const page = leader.page();
    await signOut(page);
    await server.stop();
    await service.stop();
    await server.start();
    await page.reload();
    await button(page, 'Sign in with Wexcombe account').click();
    await page.getByText(/^It is not answering\./).waitFor();
    await button(page, 'Sign in with a passkey').click();
    await notNow(page);
    await heading(page, 'Careers dashboard').waitFor();
  });

  it('and no address of the app says who it is, nor is anybody asked but the school and its service', async () => {
    const traffic = leader.traffic();
    const text = await traffic.text();
    expect(text).not.toMatch(/ada@wexcombe|eyJ[A-Za-z0-9_-]{20}/);
    expect(traffic.strangers(origin).filter((url) => !url.startsWith(service.issuer))).toEqual([]);
  });
});
