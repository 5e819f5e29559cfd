/** The careers programme with no internet: an activity is planned, logged for a year group with one absent, and caught up. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { button, chip, heading, link, place } from './support/names.ts';
import type { Person } from './support/person.ts';
import { aPerson } from './support/person.ts';
import { aThumb } from './support/thumb.ts';

/** Logging for a group takes at most five taps from the navigation. */
const TAPS_TO_LOG = 5;

let server: AppServer;
let leader: Person;

beforeAll(async () => {
  server = await newServer();
  await server.start();
  leader = await aPerson('tablet', server.origin);
  await button(leader.page(), 'Try as careers leader').click();
  await chip(leader.page(), /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
  await leader.page().evaluate(async () => void (await navigator.serviceWorker.ready));
}, 120_000);
afterAll(async () => {
  await leader?.end();
  await server?.end();
});

it('plans an activity, logs it for a year group and sees who is to catch up, with the server stopped', async () => {
  const page = leader.page();
  await server.stop();
  await place(page, 'Programme').click();
  await link(page, 'Add activity').click();
  await page.getByLabel('What', { exact: true }).fill('Morning at the bakery');
  const today = await page.evaluate(() => new Date().toLocaleDateString('en-CA'));
  await page.getByLabel('When', { exact: true }).fill(today);
  await page.getByRole('checkbox', { name: 'Year 9' }).click();
  await button(page, 'Add to the programme').click();
  await heading(page, 'Careers programme').waitFor();

  const { tap, taps } = aThumb();
  await tap(place(page, 'Programme'));
  await tap(link(page, 'Morning at the bakery'));
  await tap(link(page, 'Log'));
  await page.getByRole('radio', { name: 'All of Year 9', checked: true }).waitFor();
  const log = page.getByRole('button', { name: /^Log for \d+ pupils$/ });
  const all = Number(/\d+/.exec(await log.innerText())?.[0]);
  await page.getByLabel('Find a pupil who was absent').fill('a');
  const absent = page.getByRole('option').first();
  const name = (
    await absent
      .locator('xpath=text()')
      .innerText()
      .catch(() => absent.innerText())
  ).trim();
  await absent.click();
  await button(page, `Log for ${all - 1} pupils`).waitFor();
  await tap(log);
  await page.getByText(`Logged for ${all - 1} pupils; it is planned for ${all}.`).waitFor();
  expect(taps()).toBeLessThanOrEqual(TAPS_TO_LOG);

  const list = page.getByRole('region', { name: /^To catch up/ });
  expect(await list.getByRole('checkbox').count()).toBe(1);
  expect(name).toContain(
    await list
      .locator('.check > span')
      .first()
      .evaluate((e) => e.firstChild?.textContent ?? ''),
  );
  await list.getByRole('checkbox').click();
  await button(page, 'Log 1 pupil as there').click();
  await page.getByText('Everybody it was planned for took part.').waitFor();
});
