/**
 * The chain of an interview: from a number on the careers leader's dashboard to a name, a booking, the adviser's day with the
 * server stopped, steps and a follow-up; and, since it was the wrong pupil, on to the right one.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { addStockStep, finishInterview, writeIn } from './support/interview.ts';
import { sideways, violations } from './support/looks.ts';
import { button, chip, heading, link } from './support/names.ts';
import { DEVICES } from './support/person.ts';
import { aThumb } from './support/thumb.ts';

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

async function trying(as: string, device: keyof typeof DEVICES): Promise<Page> {
  const page = await (await browser.newContext({ ...DEVICES[device], reducedMotion: 'reduce' })).newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(server.origin);
  await button(page, `Try as ${as}`).click();
  await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
  return page;
}
const today = () => new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
const faults = async (page: Page) => [...(await violations(page)), ...(await sideways(page))];

it('goes from a number to a name, a booking, an interview with no server, its steps and the next booking', async () => {
  const leader = await trying('careers leader', 'laptop');
  const { tap, taps } = aThumb();
  // One tap to the names; four to the booking, the two of the list included.
  await tap(leader.getByRole('link', { name: /Year 11, talking to an adviser: \d+ pupils? not yet/ }));
  const box = leader.getByRole('checkbox', { name: /^Select \S+ \S+$/ }).first();
  const name = ((await box.getAttribute('aria-label')) ?? '').replace('Select ', '');
  const first = name.split(' ')[0] ?? '';
  expect(taps()).toBe(1);
  await tap(box);
  await tap(button(leader, 'Book interviews'));
  await heading(leader, 'Book interviews').waitFor();
  await leader.getByLabel('Adviser').selectOption('Jo Mercer');
  await leader.getByLabel('Date').fill(today());
  // Her day is full: one slot more, and who went on to the day after has it.
  await leader.locator('summary', { hasText: 'Times' }).click();
  await leader.getByLabel('Slots', { exact: true }).selectOption('7');
  await tap(button(leader, 'Book 1 interview'));
  await button(leader, 'Print appointment slips').waitFor();
  expect(taps()).toBe(4);
  await chip(leader, /^Sending and saving: all sent/).waitFor();

  const adviser = await trying('careers adviser', 'tablet');
  await link(adviser, 'Ready without internet: 7 of 7 pupils').click();
  await heading(adviser, 'Get ready').waitFor();
  await adviser.getByRole('heading', { name: new RegExp(`^${name}`) }).waitFor();
  await adviser.evaluate(async () => void (await navigator.serviceWorker.ready));
  await server.stop();
  await adviser.goto(`${server.origin}/today`);
  await link(adviser, `Start interview with ${name}`).click();
  await heading(adviser, `Interview with ${name}`).waitFor();
  await adviser.getByRole('checkbox', { name: 'I explained who will see this' }).click();
  await writeIn(adviser, 'Why we are meeting', 'CANARY wants to leave school.');
  await writeIn(adviser, `Summary for ${first}`, 'You want to compare college with an apprenticeship.');
  const step = await addStockStep(adviser);
  await finishInterview(adviser);
  await button(adviser, 'Book a follow-up').click();
  await button(adviser, 'Book it').click();
  await adviser.getByText(/^Booked for /).waitFor();

  await server.start();
  await adviser.goto(`${server.origin}/today`);
  await chip(adviser, /^Sending and saving: all sent/).waitFor({ timeout: 30_000 });
  await leader.goto(server.origin);
  await chip(leader, /^Sending and saving: all sent/).waitFor({ timeout: 30_000 });
  await leader.goto(`${server.origin}/pupils`);
  await leader.getByRole('searchbox').first().fill(name);
  await link(leader, name).click();
  const held = leader.getByRole('listitem').filter({ hasText: 'You want to compare college with an apprenticeship.' });
  await held.getByText(step).first().waitFor();

  // It was the wrong pupil: the interview goes to the right one, with its note and step; the follow-up stays.
  await held.getByRole('button', { name: /^Move to another pupil/ }).click();
  await leader.getByRole('searchbox', { name: /^Whose is it/ }).fill('Harpreet');
  await leader
    .getByRole('dialog')
    .getByRole('button', { name: /^Harpreet/ })
    .first()
    .click();
  await leader.getByText(/1 interview, 1 private note and 1 next step/).waitFor();
  await leader
    .getByText(/Jo Mercer/)
    .first()
    .waitFor();
  expect(await faults(leader)).toEqual([]);
  await button(leader, /^Move to Harpreet/).click();
  await leader.getByText(/^Moved to Harpreet/).waitFor();
  await held.waitFor({ state: 'detached' });
  await expect.poll(() => leader.locator('body').innerText()).not.toContain('CANARY');

  await adviser.reload();
  await chip(adviser, /^Sending and saving: all sent/).waitFor({ timeout: 30_000 });
  await expect.poll(() => adviser.locator('main').innerText(), { timeout: 15_000 }).not.toContain(name);
});
