/**
 * Every screen of every user with the school's server stopped, each opened by its address: it is there, with its records, and
 * axe finds nothing; what only the server can do says so.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import type { Screen } from './support/every-screen.ts';
import { FURTHER, USERS, goTo } from './support/every-screen.ts';
import { sideways, violations } from './support/looks.ts';
import { button, chip } from './support/names.ts';

/** What is said where only the server knows: figures that no device keeps, the audit, accounts. */
const ASKS_THE_SERVER: Readonly<Record<string, RegExp>> = {
  'School figures': /The figures are not here/,
  'Who has seen this record': /This needs the school’s server/,
  People: /Roles and forms can be changed all the same/,
};

let server: AppServer;
let browser: Browser;

beforeAll(async () => {
  server = await newServer();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.end();
});

describe.each(
  [...new Set([...Object.keys(USERS), ...Object.keys(FURTHER)])].map((user) => {
    const screens: readonly Screen[] = [...(USERS[user]?.screens ?? []), ...(FURTHER[user] ?? [])];
    return { user, width: USERS[user]?.width ?? 1440, screens };
  }),
)('the screens of a $user, with the server stopped', ({ user, width, screens }) => {
  let page: Page;
  beforeAll(async () => {
    await server.start();
    const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(server.origin);
    await page.getByText('Other people at this school').click();
    await button(page, `Try as ${user}`).click();
    await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await server.stop();
  });
  afterAll(() => page?.context().close());

  it.each(screens.map((screen) => ({ name: screen[0], screen })))('$name is there', async ({ name, screen }) => {
    await goTo(page, server.origin, screen);
    const shown = page.locator('body');
    const asked = ASKS_THE_SERVER[name];
    if (asked) await shown.getByText(asked).waitFor();
    expect(await shown.innerText()).not.toMatch(
      /This page is not here|could not read|did not load|not on this (device|tablet)\b/,
    );
    expect([await violations(page), await sideways(page)]).toEqual([[], []]);
  });
});
