/**
 * A pupil whom the list does not have: met by the adviser with the server stopped, read by the careers leader alone, put
 * with the right pupil's record, and closed. Decision 27. A page that is loaded again is one reading (decision 30).
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { addStockStep, finishInterview, writeIn } from './support/interview.ts';
import { sideways, violations } from './support/looks.ts';
import { button, chip, heading, link, place } from './support/names.ts';
import { DEVICES } from './support/person.ts';
import { aThumb } from './support/thumb.ts';

/** In no list of the demo school. */
const NAME = 'Rosalind Achterberg';
const SUMMARY = 'You want to hear how veterinary nurses are trained.';
/** Whose interview it turns out to be. */
const RIGHT = 'Grace Liu';

let server: AppServer;
let browser: Browser;
let adviser: Page;
let leader: Page;
/** The address of the record that was made. */
let record = '';

beforeAll(async () => {
  server = await newServer();
  await server.start();
  browser = await launchBrowser();
  adviser = await trying('careers adviser', 'tablet');
  leader = await trying('careers leader', 'laptop');
  await adviser.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
});
afterAll(async () => {
  await browser?.close();
  await server?.end();
});

async function trying(as: string, device: keyof typeof DEVICES): Promise<Page> {
  const page = await (await browser.newContext({ ...DEVICES[device], reducedMotion: 'reduce' })).newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(server.origin);
  await button(page, `Try as ${as}`).click();
  await allSent(page);
  return page;
}
const allSent = (page: Page) => chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
const faults = async (page: Page) => [...(await violations(page)), ...(await sideways(page))];
/** Opens the record of a pupil of the list. */
const openPupil = async (page: Page, name: string): Promise<void> => {
  await place(page, /^Pupils$/).click();
  await page.getByRole('searchbox').first().fill(name);
  await link(page, name).click();
  await heading(page, name).waitFor();
};

describe('a pupil who is not on the list', () => {
  it('is met and written about with the server stopped', async () => {
    await server.stop();
    const { tap, taps } = aThumb();
    await tap(button(adviser, 'Add a pupil'));
    const dialog = adviser.getByRole('dialog');
    await dialog.getByRole('searchbox').fill(NAME);
    await dialog.getByText('Nobody of this name or form is on this tablet.').waitFor();
    await tap(dialog.getByRole('button', { name: 'Not on the list' }));
    await tap(dialog.getByLabel('Year'));
    await dialog.getByLabel('Year').selectOption('Year 10');
    expect(await faults(adviser)).toEqual([]);
    await tap(dialog.getByRole('button', { name: 'Start interview' }));
    await heading(adviser, `Interview with ${NAME}`).waitFor();
    expect(taps()).toBe(4);
    await adviser.getByRole('checkbox', { name: 'I explained who will see this' }).click();
    await writeIn(adviser, 'Why we are meeting', 'CANARY-NOTE is new here.');
    await writeIn(adviser, 'Summary for Rosalind', SUMMARY);
    await addStockStep(adviser);
    await finishInterview(adviser);
    await server.start();
    await place(adviser, 'Today').click();
    await link(adviser, NAME).waitFor();
    await allSent(adviser);
  });

  it('is found by the careers leader, with what to do, and cannot be closed while something is there', async () => {
    await leader.goto(`${server.origin}/dashboard`);
    await allSent(leader);
    await link(leader, /^See names: 1 pupil not on the list/).click();
    await heading(leader, 'Not on the list (1)').waitFor();
    await link(leader, NAME).click();
    await heading(leader, NAME).waitFor();
    record = leader.url();
    await leader.getByText(`Jo Mercer met Rosalind on`, { exact: false }).waitFor();
    await leader.getByText('1 entry to move first.').waitFor();
    expect(await button(leader, 'Close this record').isDisabled()).toBe(true);
    expect(await faults(leader)).toEqual([]);
    // Loaded again and opened anew, it is the same visit.
    await leader.reload();
    await leader.getByText(SUMMARY).first().waitFor();
    await allSent(leader);
    await link(leader, 'Who has seen it').click();
    const readings = leader.getByRole('row').filter({ hasText: 'Opened the record' });
    await readings.first().waitFor();
    expect(await readings.filter({ hasNotText: 'Jo Mercer' }).count()).toBe(1);
    await leader.goBack();
    await heading(leader, NAME).waitFor();
  });

  it('is put with the right pupil’s record, with note and step, and closed', async () => {
    await leader.getByRole('button', { name: /^Move to another pupil/ }).click();
    const dialog = leader.getByRole('dialog');
    await dialog.getByRole('searchbox', { name: /^Whose is it/ }).fill(RIGHT);
    await dialog.getByRole('button', { name: new RegExp(`^${RIGHT}`) }).click();
    await dialog.getByText(/1 interview, 1 private note and 1 next step/).waitFor();
    await dialog.getByRole('button', { name: `Move to ${RIGHT}` }).click();
    await leader.getByText(new RegExp(`^Moved to ${RIGHT}`)).waitFor();
    await expect.poll(() => button(leader, 'Close this record').isEnabled()).toBe(true);
    await button(leader, 'Close this record').click();
    await leader.getByText('This record is closed. Only careers leaders see it.').waitFor();
    await allSent(leader);
    await leader.goto(`${server.origin}/dashboard`);
    await heading(leader, 'Careers dashboard').waitFor();
    await leader.getByRole('heading', { name: 'Waiting for you' }).waitFor();
    expect(await link(leader, /not on the list/).count()).toBe(0);
    await openPupil(leader, RIGHT);
    await leader.getByText(SUMMARY).first().waitFor();
  });

  it('is gone from the adviser’s tablet, where the right pupil has the interview', async () => {
    await adviser.reload();
    await allSent(adviser);
    await expect.poll(() => link(adviser, NAME).count(), { timeout: 20_000 }).toBe(0);
    await adviser.goto(record);
    await adviser.getByText('This pupil is not on this tablet').waitFor();
    await openPupil(adviser, RIGHT);
    await adviser.getByText(SUMMARY).first().waitFor();
    expect(server.log()).not.toMatch(/Rosalind|Achterberg|CANARY/);
  });
});
