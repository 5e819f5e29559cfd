/**
 * Every screen of every user, as a demo school shows it: axe finds nothing in light and dark, nothing scrolls sideways on
 * a narrow phone nor at twice the size of text, and the keyboard reaches everything and shows where it is.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { USERS, moveTo } from './support/every-screen.ts';
import { setText, sideways, unreached, violations } from './support/looks.ts';
import { button, chip } from './support/names.ts';

let server: AppServer;
let browser: Browser;

beforeAll(async () => {
  server = await newServer();
  await server.start();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.end();
});

/** What is wrong with the page that is open, by what found it; the page is as wide as before afterwards. */
async function problems(page: Page, width: number): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  // What axe says of structure is said once: dark, colours alone are others.
  await page.emulateMedia({ colorScheme: 'dark' });
  found['axe, dark'] = await violations(page, 'color-contrast', 'link-in-text-block');
  await page.emulateMedia({ colorScheme: 'light' });
  found['axe, light'] = await violations(page);
  found['keyboard'] = await unreached(page);
  await setText(page, 200);
  found['twice the text'] = await sideways(page);
  await setText(page, 100);
  await page.setViewportSize({ width: 320, height: 640 });
  found['320 px'] = await sideways(page);
  await page.setViewportSize({ width, height: 800 });
  return Object.fromEntries(Object.entries(found).filter(([, places]) => places.length > 0));
}

describe('the first page', () => {
  it('has nothing for axe, sideways or out of reach, with a password, with everybody of the demo and with a code', async () => {
    const width = 1024;
    const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(server.origin);
    await button(page, 'Try as careers adviser').waitFor();
    expect(await problems(page, width)).toStrictEqual({});
    await page.getByText('Other people at this school').click();
    await button(page, 'Try as administrator').waitFor();
    expect(await problems(page, width)).toStrictEqual({});
    await button(page, 'I have an activation code').click();
    expect(await problems(page, width)).toStrictEqual({});
    await context.close();
  });
});

describe.each(Object.entries(USERS))('the screens of a %s', (user, { width, screens }) => {
  let page: Page;
  beforeAll(async () => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(server.origin);
    await page.getByText('Other people at this school').click();
    await button(page, `Try as ${user}`).click();
    await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
  });
  afterAll(() => page?.context().close());

  it.each(screens.map((screen) => ({ name: screen[0], screen })))(
    '$name: nothing for axe, sideways or out of reach',
    async ({ screen }) => {
      await moveTo(page, screen);
      expect(await problems(page, width)).toStrictEqual({});
    },
  );
});
