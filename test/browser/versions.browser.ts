/**
 * Releases that follow one another under open windows: one that waits, one that is taken over in mid-sync, one without which
 * nothing can be sent, one with newer tables; and a page that the browser kept. One adviser; each test goes on where the
 * one before ended.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUIET_MS } from '../../src/device/tabs.ts';
import { KEEPS_PAGES } from '../support/chromium.ts';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { writeIn } from './support/interview.ts';
import { violations } from './support/looks.ts';
import { button, chip, heading, link } from './support/names.ts';
import type { Person } from './support/person.ts';
import { aPerson } from './support/person.ts';
import type { Releases } from './support/release.ts';
import { copyOfBuild, releaseOf } from './support/release.ts';

const NOW = 'Where things are now';
const SYNC = '**/api/schools/*/sync';

let releases: Releases;
let server: AppServer;
let adviser: Person;
let interview: string;
let words = '';

beforeAll(async () => {
  releases = await copyOfBuild();
  server = await newServer({ NODE_ENV: 'production' }, releases.script);
  await server.start();
  adviser = await aPerson('tablet', server.origin, 'light', KEEPS_PAGES);
  const page = adviser.page();
  await button(page, 'Try as careers adviser').click();
  await allSent(page);
  await link(page, /^Ready without internet: 6 of 6 pupils/).waitFor({ timeout: 60_000 });
  await link(page, 'Start interview with Zofia Nowak').click();
  await heading(page, 'Interview with Zofia Nowak').waitFor();
  interview = page.url();
});
afterAll(async () => {
  await adviser?.end();
  await server?.end();
  await releases?.end();
});

const allSent = (page: Page) => chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
const area = (page: Page) => page.getByRole('textbox', { name: NOW, exact: true, includeHidden: true });

/** Writes more and waits until it is saved here. */
async function write(page: Page, more: string): Promise<void> {
  words += more;
  await writeIn(page, NOW, words);
  await page.waitForTimeout(400);
  await page
    .getByText(/^Saved on this tablet/)
    .first()
    .waitFor();
}
/** Leaves the text, and the browser sees internet: it is sent, however long the server was away. */
async function leave(page: Page): Promise<void> {
  await area(page).blur();
  // No window syncs so soon after another one.
  await page.waitForTimeout(QUIET_MS + 200);
  await page.evaluate(() => void dispatchEvent(new Event('online')));
}

async function putOut(name: string): Promise<void> {
  await releases.put(name);
  await server.stop();
  await server.start();
}
const look = (page: Page) => page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));

describe('a page that was left and that the browser kept', () => {
  it('comes back with its words, and goes on saving and sending', async () => {
    const page = adviser.page();
    // Opened from what the worker keeps: as it came from the server, it may not be kept by the browser.
    await page.goto(interview);
    await write(page, 'Kept.');
    let isKept = false;
    // The browser does not keep a page that is in the middle of something: then it is left once more.
    for (let way = 0; way < 4 && !isKept; way += 1) {
      await page.evaluate(() => {
        addEventListener('pageshow', ({ persisted }) => void (document.body.dataset['kept'] = String(persisted)));
      });
      await page.goto(`${server.origin}/livez`);
      await page.goBack({ waitUntil: 'commit' });
      await expect.poll(() => area(page).inputValue({ timeout: 5000 })).toBe(words);
      isKept = (await page.evaluate(() => document.body.dataset['kept'])) === 'true';
    }
    expect(isKept).toBe(true);
    await write(page, ' And on.');
    await leave(page);
    await allSent(page);
  });
});

describe('a newer version', () => {
  it('waits for the interview, and is taken over elsewhere while this window sends, without a word lost', async () => {
    const page = adviser.page();
    const other = await adviser.context().newPage();
    await other.goto(`${server.origin}/today`);
    await putOut('1');
    await look(other);
    await page.getByText('A new version is ready. It will start after this interview.').waitFor();
    expect(await button(page, 'Start it now').count()).toBe(0);
    expect(await violations(page)).toStrictEqual([]);

    // The request is on its way while the other window puts the new version in charge.
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    const asked = page.waitForRequest(SYNC);
    await page.route(SYNC, async (route) => {
      await held;
      await route.continue();
    });
    await page.bringToFront();
    await write(page, ' In mid-sync.');
    await leave(page);
    await asked;
    await other.bringToFront();
    await button(other, 'Start it now').click();
    await expect.poll(() => releaseOf(other).catch(() => null), { timeout: 20_000 }).toBe('1');
    go();
    await page.unrouteAll({ behavior: 'wait' });
    await page.bringToFront();
    await allSent(page);
    expect(await releaseOf(page)).toBe('0');
    await write(page, ' After it.');
    await other.close();
    await page.getByRole('link', { name: 'Exit interview' }).click();
    await button(page, 'Yes, pause and keep notes').click();
    await button(page, 'Start it now').click();
    await expect.poll(() => releaseOf(page).catch(() => null), { timeout: 20_000 }).toBe('1');
    await page.goto(interview);
    await expect.poll(() => area(page).inputValue()).toBe(words);
  });
});

describe('a version that is too old to send', () => {
  it('says so, keeps what waits, and sends it once it is updated from the page itself', async () => {
    const page = adviser.page();
    // As an older app asks; the answer is the server's own.
    await page.route(SYNC, async (route) => {
      const asked = JSON.parse(route.request().postData() ?? '{}') as object;
      if ((await releaseOf(page).catch(() => null)) === '2') return route.continue();
      return route.continue({ postData: JSON.stringify({ ...asked, protocol: 0 }) });
    });
    await write(page, ' Too old.');
    await leave(page);
    await chip(page, /update needed to send/i).waitFor();
    await chip(page, /update needed to send/i).click();
    await page.getByRole('heading', { name: 'Waiting to send 1' }).waitFor();
    await page.getByText(/A newer version of Fingerpost is needed to send\. Nothing is lost\./).waitFor();
    await button(page, 'Update now').click();
    await page.getByText('There is no newer version to be had just now. Try again later.').waitFor();
    expect(await violations(page)).toStrictEqual([]);
    await putOut('2');
    await button(page, 'Update now').click();
    await expect.poll(() => releaseOf(page).catch(() => null), { timeout: 20_000 }).toBe('2');
    await allSent(page);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});

describe('a version with newer tables', () => {
  it('waits for a window of the old one, which keeps its words on screen; both say what to do', async () => {
    const page = adviser.page();
    await page.goto(interview);
    await expect.poll(() => area(page).inputValue()).toBe(words);
    await write(page, ' Saved.');
    const other = await adviser.context().newPage();
    await other.goto(`${server.origin}/today`);
    await button(other, 'Your account').or(link(other, 'Your account')).waitFor();
    await releases.raiseTables();
    await putOut('3');
    await look(other);
    // It does not let go at once: as a window that the browser has frozen, or a much older version.
    await page.evaluate(async () => {
      const { name } =
        (await indexedDB.databases()).find(({ name }) => /^fingerpost\/[^/]+\/[^/]+$/.test(name ?? '')) ?? {};
      const opening = indexedDB.open(name ?? '');
      await new Promise((opened) => (opening.onsuccess = opened));
      Object.assign(globalThis, { letGo: () => opening.result.close() });
    });
    await button(other, 'Start it now').click();
    await other.getByRole('heading', { name: 'Another window of Fingerpost is open' }).waitFor();
    expect(await violations(other)).toStrictEqual([]);
    await page.evaluate(() => (globalThis as unknown as { letGo: () => void }).letGo());
    await heading(other, 'Today’s interviews').waitFor();

    await page.bringToFront();
    await page.getByRole('heading', { name: 'Another version of Fingerpost is open in another window' }).waitFor();
    await writeIn(page, NOW, `${words} Not saved.`);
    await page.getByText(/^Your last words are still on screen/).waitFor();
    await button(page, 'Start this window again').click();
    await page.getByText(/^Some words here are not saved yet\./).waitFor();
    expect(await area(page).inputValue()).toBe(`${words} Not saved.`);
    expect(await violations(page)).toStrictEqual([]);
    await other.goto(interview);
    await expect.poll(() => area(other).inputValue()).toBe(words);
  });
});
