/**
 * A shared tablet is signed out and cleared from afar: what was one person's goes at its next contact, what another left on it,
 * locked and unsent, stays and is sent when they come back; a locked one is cleared too. The careers leader sees how far it is,
 * and whose records the device could have seen.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { writeIn } from './support/interview.ts';
import { sideways, violations } from './support/looks.ts';
import { button, chip, heading, link, place } from './support/names.ts';
import type { Person } from './support/person.ts';
import { DEVICES, aPerson } from './support/person.ts';

const CANARY = 'CANARY likes stage lighting';

let server: AppServer;
let tablet: Person;
let browser: Browser;
let leader: Page;

beforeAll(async () => {
  server = await newServer();
  await server.start();
  tablet = await aPerson('tablet', server.origin);
  browser = await launchBrowser();
  leader = await (await browser.newContext({ ...DEVICES.laptop, reducedMotion: 'reduce' })).newPage();
  leader.setDefaultTimeout(20_000);
  await leader.goto(server.origin);
});
afterAll(async () => {
  await tablet?.end();
  await browser?.close();
  await server?.end();
});

const tryAs = async (page: Page, as: string): Promise<void> => {
  await button(page, `Try as ${as}`).click();
  await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
};
/** Names of the databases of the tablet. */
const tables = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => (await indexedDB.databases()).flatMap(({ name }) => name ?? []));
const faults = async (page: Page) => [...(await violations(page)), ...(await sideways(page))];
const row = (name: string) => leader.getByRole('listitem').filter({ hasText: name });
/** As a careers leader asks for it. */
const clear = async (name: string): Promise<void> => {
  await button(leader, `Sign out and clear this device of ${name}`).click();
  await button(leader, 'Sign out and clear this device').click();
  await row(name)
    .getByText(/To be cleared at its next contact/)
    .waitFor();
};

it('takes away what is one person’s on a shared tablet, and leaves another’s unsent work, sealed', async () => {
  const page = tablet.page();
  // The adviser leaves something unsent, and locks.
  await tryAs(page, 'careers adviser');
  await link(page, 'Ready without internet: 6 of 6 pupils').waitFor();
  await link(page, 'Aisha Khan').click();
  await heading(page, 'Aisha Khan').waitFor();
  await page.getByText('Start interview', { exact: true }).click();
  await heading(page, 'Interview with Aisha Khan').waitFor();
  await tablet.context().setOffline(true);
  await writeIn(page, 'Where things are now', CANARY);
  await link(page, 'Exit interview').click();
  await button(page, 'Yes, pause and keep notes').click();
  await heading(page, 'Today’s interviews').waitFor();
  await page.goto(`${server.origin}/account`);
  await button(page, 'Sign out').click();
  await button(page, 'Lock instead').click();
  await heading(page, 'Locked').waitFor();
  await tablet.context().setOffline(false);
  await page.reload();
  // A form tutor goes on with the same tablet, which is lost then.
  await tryAs(page, 'form tutor');
  const before = await tables(page);

  await tryAs(leader, 'careers leader');
  await place(leader, 'People').click();
  await link(leader, 'Devices').click();
  await heading(leader, 'Records and requests').waitFor();
  await row('Lee')
    .first()
    .getByText(/Was sent [\d,]+ records/)
    .waitFor();
  expect(await faults(leader)).toEqual([]);
  await leader.getByRole('link', { name: /^Whose records could this device have seen. .*Lee/ }).click();
  await heading(leader, 'Whose records could this device have seen?').waitFor();
  await leader.getByText('name, form and year only').first().waitFor();
  await leader.getByText(/Pupil premium \d+, SEND \d+, EHCP \d+, Looked after \d+/).waitFor();
  expect(await faults(leader)).toEqual([]);
  await link(leader, 'Devices').click();
  const name = (await leader.getByRole('heading', { level: 3, name: /Lee$/ }).first().innerText()).trim();
  await clear(name);

  // The session is over at the very next request; the tablet clears itself.
  await page.reload();
  await page.getByRole('heading', { name: 'The school has signed this device out and cleared it' }).waitFor();
  const others = before.filter((one) => one.includes('demo-adviser'));
  await expect.poll(async () => (await tables(page)).toSorted()).toEqual(others.toSorted());
  await leader.reload();
  await row(name)
    .getByText(/^Cleared/)
    .waitFor();

  // The adviser comes back to the tablet: the words are there, and are sent.
  await tryAs(page, 'careers adviser');
  await page.goto(`${server.origin}/today`);
  await link(page, /^Continue Aisha’s interview/).click();
  const written = () =>
    page.locator('textarea').evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value));
  await expect.poll(written, { timeout: 15_000 }).toContain(CANARY);
  expect(await page.evaluate(() => localStorage.getItem('fingerpost.cleared-afar'))).toBeNull();
});

it('shows the careers leader what other years would put on the list for review before they are set', async () => {
  await link(leader, 'How long').click();
  await leader.getByLabel('The whole record').fill('3');
  await leader.getByLabel('Private notes').fill('2');
  await button(leader, 'See what it changes').click();
  await leader
    .getByRole('link', { name: 'Private notes: Policy 5.3.5 asks for at least 3 years after leaving.' })
    .waitFor();
  expect(await faults(leader)).toEqual([]);
  await leader.getByLabel('Private notes').fill('3');
  await button(leader, 'See what it changes').click();
  await leader.getByRole('heading', { name: /would come onto the list for review at once$/ }).waitFor();
  expect(await faults(leader)).toEqual([]);
  await button(leader, 'Keep records for these years').click();
  await leader.getByText(/^Saved\./).waitFor();
  await leader.reload();
  await expect.poll(() => leader.getByLabel('Private notes').inputValue()).toBe('3');
  await link(leader, 'Devices').click();
  await row('Lee').first().waitFor();
});

it('clears a tablet that is locked, when it is next opened', async () => {
  const page = tablet.page();
  await page.goto(`${server.origin}/account`);
  await chip(page, /^Sending and saving: all sent/).waitFor();
  await button(page, 'Sign out').click();
  await button(page, 'Try as form tutor').waitFor();
  await leader.reload();
  await clear('Jo Mercer');
  await page.goto(server.origin);
  await expect.poll(async () => (await tables(page)).filter((one) => one.includes('demo-adviser'))).toEqual([]);
  await leader.reload();
  await row('Jo Mercer')
    .getByText(/^Cleared/)
    .waitFor();
});
