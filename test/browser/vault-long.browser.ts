/**
 * The rest of what a lock is: a passkey, words that are forgotten or guessed at, what lies in the browser's files, a computer
 * that is shared, and a real school, where the key is in no file from the first sign-in on.
 */
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { dumpStorage } from './support/dump.ts';
import { filesWith } from './support/files.ts';
import { writeIn } from './support/interview.ts';
import { sideways, violations } from './support/looks.ts';
import { button, chip, heading, link } from './support/names.ts';
import type { Person } from './support/person.ts';
import { aPerson } from './support/person.ts';
import { notNow, protect, unlockWith } from './support/protecting.ts';

let server: AppServer;
let person: Person;

beforeEach(async () => {
  server = await newServer();
});
afterEach(async () => {
  await person?.end();
  await server?.end();
});

const allSent = (page: Page) => chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
const isControlled = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null);

/** Passkeys need a name for the server, not a number. */
async function atDemo(device: 'tablet' | 'laptop' = 'tablet'): Promise<Page> {
  await server.start();
  person = await aPerson(device, server.origin.replace('127.0.0.1', 'localhost'));
  return person.page();
}
const signIn = async (page: Page): Promise<void> => {
  await button(page, 'Try as careers adviser').click();
  await heading(page, 'Today’s interviews').waitFor();
  await allSent(page);
  await isControlled(page);
};
const toProtection = async (page: Page): Promise<void> => {
  await link(page, 'Your account').click();
  await link(page, /^(Protect this tablet|Change the four words)$/).click();
};
const lockNow = async (page: Page): Promise<void> => {
  await link(page, 'Your account').click();
  await button(page, 'Lock now').click();
  await heading(page, 'Locked').waitFor();
};
const writeInAnInterview = async (page: Page, notes: string): Promise<void> => {
  await page.goto(new URL('/today', page.url()).href);
  await link(page, 'Aisha Khan').click();
  await heading(page, 'Aisha Khan').waitFor();
  await page.getByText('Start interview', { exact: true }).click();
  await heading(page, 'Interview with Aisha Khan').waitFor();
  await writeIn(page, 'Where things are now', notes);
  await page
    .getByText(/^Saved on this tablet/)
    .first()
    .waitFor();
};

describe('a passkey', () => {
  it('opens the tablet without internet, and the four words still do', async () => {
    const page = await atDemo();
    const cdp = await person.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        hasPrf: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await signIn(page);
    await toProtection(page);
    const words = await protect(page, 'with a passkey');
    await page.getByText('Four words, or finger, face or PIN').waitFor();
    await server.stop();
    await person.context().setOffline(true);
    for (const open of [() => button(page, 'Use finger, face or PIN').click(), () => unlockWith(page, words)]) {
      await lockNow(page);
      expect([await violations(page), await sideways(page)]).toEqual([[], []]);
      await open();
      await heading(page, 'Today’s interviews').waitFor();
    }
  });
});

describe('the four words', () => {
  const CANARY = 'CANARY-GUESSED wants to keep bees';

  it('open nothing after ten wrong tries; signing in does, with every word that was not sent, and new words are set', async () => {
    const page = await atDemo();
    await signIn(page);
    await toProtection(page);
    const words = await protect(page);
    await page.clock.install();
    await server.stop();
    await person.context().setOffline(true);
    await writeInAnInterview(page, CANARY);
    await page.clock.fastForward('30:10');
    for (let n = 1; n <= 10; n += 1) {
      await unlockWith(page, `wrong words ${n}`);
      if (n < 10) await page.getByText(/^You can try again in/).waitFor();
      await page.clock.fastForward('09:00');
      if (n < 10) await page.getByText(/^You can try again in/).waitFor({ state: 'detached' });
    }
    await page.getByRole('heading', { name: 'The four words do not open this tablet any more' }).waitFor();
    await page.reload();
    await heading(page, 'Locked').waitFor();
    expect(await page.getByLabel('Your four words').count()).toBe(0);
    expect((await dumpStorage(page)).boxesOpened).toBe(0);
    await server.start();
    await person.context().setOffline(false);
    await page.reload();
    await button(page, 'Try as careers adviser').click();
    await heading(page, 'Interview with Aisha Khan').waitFor();
    await page.locator('summary', { hasText: 'Where things are now' }).click();
    expect(await page.getByRole('textbox', { name: 'Where things are now' }).inputValue()).toBe(CANARY);
    await page.goto(new URL('/account', page.url()).href);
    // A page that was started afresh does not know the lock key any more.
    await link(page, 'Protect this tablet').click();
    await page.getByRole('heading', { name: 'Sign in once more' }).waitFor();
    await button(page, 'Lock and sign in').click();
    await heading(page, 'Locked').waitFor();
    await signIn(page);
    await toProtection(page);
    expect(await protect(page)).not.toBe(words);
  });

  it('that are forgotten are chosen anew by signing in, and changed by who knows them', async () => {
    const page = await atDemo();
    await signIn(page);
    await toProtection(page);
    const first = await protect(page);
    await toProtection(page);
    await page.getByLabel('Your four words of now').fill(first);
    await button(page, 'Go on').click();
    const second = await protect(page);
    await lockNow(page);
    await unlockWith(page, first);
    await page.getByText('These are not the four words.').waitFor();
    await page.getByText(/^You can try again in/).waitFor({ state: 'detached' });
    await unlockWith(page, second);
    await heading(page, 'Today’s interviews').waitFor();
    await lockNow(page);
    await button(page, 'I have forgotten the words').click();
    await signIn(page);
    await toProtection(page);
    const third = await protect(page);
    await lockNow(page);
    await unlockWith(page, third);
    await heading(page, 'Today’s interviews').waitFor();
  });
});

describe('a real school', () => {
  /** Who is signed in, and where: in the boxes of the session and of the school's records. */
  const NAMES = ['Priya Shah', 'Hollow Park'] as const;

  it('has words of a locked tablet in none of the browser’s files, in no encoding', async () => {
    await server.end();
    server = await newServer({ DEMO: 'off' });
    const said = await server.command('init', '--name', 'Hollow Park School', '--leader', 'Priya Shah');
    await server.start();
    person = await aPerson('laptop', server.origin);
    const page = person.page();
    await button(page, 'I have an activation code').click();
    await page.getByRole('textbox', { name: 'Activation code' }).fill(/use: (\S+)/.exec(said)?.[1] ?? '');
    await page.getByRole('textbox', { name: 'School email' }).fill('priya@hollow.example');
    await page.getByLabel('Choose a password').fill('correct horse battery');
    await button(page, 'Start using Fingerpost').click();
    // Put off, it opens by signing in after the browser has been closed.
    await notNow(page);
    await allSent(page);
    await isControlled(page);
    await page.reload();
    await allSent(page);
    await person.close();
    await person.open(server.origin);
    await heading(person.page(), 'Locked').waitFor();
    await person.page().getByRole('textbox', { name: 'School email' }).fill('priya@hollow.example');
    await person.page().getByLabel('Password').fill('correct horse battery');
    await button(person.page(), 'Sign in').click();
    const words = await protect(person.page());
    await allSent(person.page());
    await lockNow(person.page());
    await person.close();
    expect(await filesWith(person.profile, [...NAMES, words])).toStrictEqual([]);
    // The search finds what is there, in base64 too.
    await appendFile(join(person.profile, 'planted'), `x${Buffer.from(`..${NAMES[0]}..`).toString('base64')}x`);
    expect(await filesWith(person.profile, NAMES)).toStrictEqual([`${NAMES[0]}: planted`]);
    // The browser was closed, and it opens all the same, without internet.
    await server.stop();
    await person.open(server.origin);
    await unlockWith(person.page(), words);
    await chip(person.page(), /^Sending and saving/).waitFor();
  });
});

describe('a shared computer', () => {
  const CANARY = 'CANARY-SHARED I like trains';

  it('goes on when a page is started afresh, and keeps nothing once it is closed', async () => {
    const page = await atDemo('laptop');
    await page.getByLabel(/^This is a shared computer/).check();
    await button(page, 'Try as pupil').click();
    await heading(page, 'My next steps').waitFor();
    await allSent(page);
    await isControlled(page);
    await link(page, 'Your account').click();
    await page.getByText('Nothing is kept here').waitFor();
    expect(await button(page, 'Lock now').count()).toBe(0);
    await page.goto(new URL('/my/before', page.url()).href);
    await person.context().setOffline(true);
    await page.getByRole('textbox').first().fill(CANARY);
    await chip(page, /^Sending and saving: 1 waiting/).waitFor();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText(CANARY).or(page.getByRole('textbox').first()).first().waitFor();
    await chip(page, /^Sending and saving: 1 waiting/).waitFor();
    expect(await page.getByRole('textbox').first().inputValue()).toBe(CANARY);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toMatch(
      /fingerpost\.(last|sent|schools)/,
    );
    const kept = await dumpStorage(page);
    expect([kept.boxesOpened, kept.raw.includes('CANARY')]).toEqual([0, false]);
    // The cookie alone is of no use.
    await person.context().setOffline(false);
    await allSent(page);
    expect(await page.evaluate(async () => (await fetch('/api/session')).status)).toBe(403);
    await person.close();
    expect(await filesWith(person.profile, [CANARY])).toStrictEqual([]);
    await person.open(server.origin.replace('127.0.0.1', 'localhost'));
    await button(person.page(), 'Try as pupil').waitFor();
    const left = () => person.page().evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    expect(await left()).toEqual([]);
  });

  it('is left by signing out, which asks while something is unsent, and is done once that is sent', async () => {
    const page = await atDemo('laptop');
    await page.getByLabel(/^This is a shared computer/).check();
    await button(page, 'Try as pupil').click();
    await heading(page, 'My next steps').waitFor();
    await allSent(page);
    await isControlled(page);
    await person.context().setOffline(true);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'My plans' }).click();
    await page.getByRole('textbox').first().fill(CANARY);
    await chip(page, /^Sending and saving: 1 waiting/).waitFor();
    await link(page, 'Your account').click();
    await button(page, 'Sign out').click();
    await page.getByRole('heading', { name: '1 change has not been sent' }).waitFor();
    expect(await button(page, 'Lock instead').count()).toBe(0);
    await person.context().setOffline(false);
    await button(page, 'Send now').click();
    // Sent, it is done.
    await button(page, 'Try as pupil').waitFor();
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  });
});
