/**
 * Room that runs short and is used up; storage that the browser clears under an open interview; and a record that goes
 * because its reader's rights have ended, which looks alike to the tables and is not. One adviser at one tablet; each test
 * goes on where the one before ended.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TELLS_ROOM } from '../support/chromium.ts';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { freeze } from './support/frozen.ts';
import { clearStorage, roomFor } from './support/storage.ts';
import { writeIn } from './support/interview.ts';
import { violations } from './support/looks.ts';
import { button, chip, heading, link } from './support/names.ts';
import type { Person } from './support/person.ts';
import { aPerson } from './support/person.ts';
import { giveRoles } from './support/roster.ts';

const NOW = 'Where things are now';
const CLEARED = 'This browser cleared Fingerpost’s storage';

let server: AppServer;
let adviser: Person;
let leader: Person;

beforeAll(async () => {
  server = await newServer();
  await server.start();
  adviser = await aPerson('tablet', server.origin, 'light', TELLS_ROOM);
  await signIn(adviser.page());
  await adviser.page().evaluate(async () => void (await navigator.serviceWorker.ready));
  leader = await aPerson('laptop', server.origin);
  await button(leader.page(), 'Try as careers leader').click();
  await heading(leader.page(), 'Careers dashboard').waitFor();
});
afterAll(async () => {
  await adviser?.end();
  await leader?.end();
  await server?.end();
});

async function signIn(page: Page): Promise<void> {
  await button(page, 'Try as careers adviser').click();
  await allSent(page);
}
const allSent = (page: Page) => chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
const open = async (page: Page, name: string): Promise<string> => {
  await link(page, `Start interview with ${name}`).click();
  await heading(page, `Interview with ${name}`).waitFor();
  return page.url();
};
const area = (page: Page) => page.getByRole('textbox', { name: NOW, exact: true, includeHidden: true });
const saved = (page: Page) =>
  page
    .getByText(/^Saved on this tablet/)
    .first()
    .waitFor();
const clear = (what: string) => clearStorage(adviser.context(), server.origin, what);

let interview = '';

describe('a tablet without room', () => {
  const MEGABYTES = 1024 * 1024;

  it('says beforehand that it is nearly full', async () => {
    const page = adviser.page();
    interview = await open(page, 'Zofia Nowak');
    await roomFor(page, 300 * MEGABYTES);
    await page.goto(`${server.origin}/sending`);
    await page.getByText('This tablet is nearly full.').waitFor();
    await page.getByText(/^(29\d|300) MB$/).waitFor();
    expect(await violations(page)).toStrictEqual([]);
  });

  it('says within a second that it is full, keeps the words on screen, and saves them when there is room', async () => {
    const page = adviser.page();
    // Chromium remembers for a while how much room open tables had: they are opened when there is none.
    await page.goto('about:blank');
    await roomFor(page, 0, server.origin);
    await page.waitForTimeout(4000);
    await page.goto(interview);
    await heading(page, 'Interview with Zofia Nowak').waitFor();
    await writeIn(page, NOW, 'x'.repeat(2000));
    const begun = Date.now();
    const notice = page.getByRole('alert').getByText(/^Your last words are still on screen/);
    await notice.waitFor();
    // The words are saved after at most 150 ms; the rest is for the refusal and the notice.
    expect(Date.now() - begun).toBeLessThan(1000);
    expect(await area(page).inputValue()).toBe('x'.repeat(2000));
    expect(await violations(page)).toStrictEqual([]);
    await roomFor(page, null, server.origin);
    await notice.waitFor({ state: 'detached' });
    await saved(page);
    await writeIn(page, NOW, '');
    await page.waitForTimeout(300);
    await saved(page);
  });
});

describe('storage that is cleared under an open interview', () => {
  it('costs no word on screen, and what was unsent is saved again by the window itself, without internet', async () => {
    const page = adviser.page();
    await adviser.context().setOffline(true);
    await writeIn(page, NOW, 'Likes practicals.');
    await page.waitForTimeout(300);
    await saved(page);
    await clear('indexeddb,local_storage');
    await page.getByRole('heading', { name: CLEARED }).waitFor();
    await page.getByText(/^What you had not sent is saved on this tablet again\./).waitFor();
    await heading(page, 'Interview with Zofia Nowak').waitFor();
    expect(await area(page).inputValue()).toBe('Likes practicals.');
    expect(await violations(page)).toStrictEqual([]);
    await area(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' And maths.');
    await page.waitForTimeout(500);
    await saved(page);
    await heading(page, 'Interview with Zofia Nowak').waitFor();
  });

  it('opens again without signing in, still without internet, with all words kept', async () => {
    const page = adviser.page();
    await page.goto(`${server.origin}/sending`);
    await page.getByRole('heading', { name: 'Waiting to send 1' }).waitFor();
  });

  it('brings the record back with internet, and the words go to the school once', async () => {
    const page = adviser.page();
    await adviser.context().setOffline(false);
    await allSent(page);
    await page.goto(interview);
    await heading(page, 'Interview with Zofia Nowak').waitFor();
    await expect.poll(() => area(page).inputValue()).toBe('Likes practicals. And maths.');
    await page.getByRole('link', { name: 'Exit interview' }).click();
    await heading(page, 'Will you carry on today?').waitFor();
  });
});

describe('a window that finds the tables of another', () => {
  it('keeps its words on screen, says that they are not saved, and writes nothing into them', async () => {
    const page = adviser.page();
    await page.goto(`${server.origin}/today`);
    await open(page, 'Harpreet Gill');
    await writeIn(page, NOW, 'Before.');
    await saved(page);
    // Frozen as a tablet freezes a window in the background: it cannot put anything back.
    const goOn = await freeze(page);
    const other = await adviser.context().newPage();
    await clear('indexeddb,local_storage');
    await other.goto(server.origin);
    await other.getByRole('heading', { name: CLEARED }).waitFor();
    await signIn(other);
    await goOn();
    await page.bringToFront();
    await area(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' After.');
    await page.getByText(/^Your words are still on screen and are not saved here\./).waitFor();
    expect(await area(page).inputValue()).toBe('Before. After.');
    await button(page, 'Start this window again').click();
    await page.getByText(/^Some words here are not saved yet\./).waitFor();
    expect(await area(page).inputValue()).toBe('Before. After.');
    await other.close();
    await page.close({ runBeforeUnload: false });
  });
});

/** Another pupil than before: what was written there may have been sent meanwhile, and its interview have begun. */
describe('a record that its reader may not hold any more', () => {
  it('goes from the screen at once, and unsent words are in Needs you', async () => {
    const page = await adviser.context().newPage();
    await page.goto(`${server.origin}/today`);
    await allSent(page);
    await open(page, 'Aisha Khan');
    await adviser.context().setOffline(true);
    await writeIn(page, 'Ideas explored', 'Stage lighting at college.');
    await saved(page);
    await page.getByRole('combobox', { name: 'What' }).fill('Ring the college');
    await giveRoles(leader.page(), 'Jo Mercer', ['senior']);
    await adviser.context().setOffline(false);
    await page.getByRole('heading', { name: 'This pupil is not on this tablet' }).waitFor({ timeout: 60_000 });
    expect(await page.locator('body').textContent()).not.toMatch(/Aisha|Khan/);
    // A step that was not added yet is in no table: it is kept on the page.
    await page.getByText('Ring the college').waitFor();
    await link(page, 'Sending and saving').click();
    const needs = page.getByRole('region', { name: 'Needs you' });
    await needs
      .getByRole('button', { name: /^See what went wrong/ })
      .first()
      .click();
    await needs.getByText('Stage lighting at college.').first().waitFor();
  });
});
