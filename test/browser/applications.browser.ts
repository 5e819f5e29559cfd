/** An application written down by the adviser with no internet, on a page that was never opened before, and sent when the school answers again. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { button, chip, heading, link } from './support/names.ts';
import type { Person } from './support/person.ts';
import { aPerson } from './support/person.ts';
import { aThumb } from './support/thumb.ts';

/** In Year 11, with an interview today; nothing by chance is said of her interviews. */
const PUPIL = 'Zofia Nowak';

let server: AppServer;
let adviser: Person;

const allSent = (page: Page) => chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
const applications = (page: Page) => page.getByRole('region', { name: 'Applications' });
const line = (page: Page) => applications(page).getByRole('listitem').filter({ hasText: 'Aldermere Works' });

beforeAll(async () => {
  server = await newServer();
  await server.start();
  adviser = await aPerson('tablet', server.origin);
  const page = adviser.page();
  await button(page, 'Try as careers adviser').click();
  await allSent(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await server.stop();
}, 120_000);
afterAll(async () => {
  await adviser?.end();
  await server?.end();
});

describe('an application', () => {
  it('is added with no internet, and said to be an offer in three taps', async () => {
    const page = adviser.page();
    await link(page, PUPIL).click();
    await heading(page, PUPIL).waitFor();
    await button(page, 'Add an application').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Where' }).fill('Aldermere Works');
    await dialog.getByRole('radio', { name: 'Apprenticeship' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await line(page).getByText('Thinking about it').waitFor();
    const thumb = aThumb();
    await thumb.tap(button(page, 'Update: Aldermere Works'));
    await thumb.tap(dialog.getByRole('radio', { name: 'Offer', exact: true }));
    await thumb.tap(dialog.getByRole('button', { name: 'Save' }));
    await line(page).getByText('Offer').waitFor();
    expect(thumb.taps()).toBe(3);
    await page.reload();
    await line(page).getByText('Offer').waitFor();
  });

  it('is sent by itself when the school answers again, and stays as it was said', async () => {
    await server.start();
    const page = adviser.page();
    await allSent(page);
    await line(page).getByText('Offer').waitFor();
    await line(page)
      .getByText(/Written down by Jo Mercer/)
      .waitFor();
  });
});
