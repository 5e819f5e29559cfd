/**
 * Failure that people can see and mend: a form tutor without internet, without the right, without a server, without a
 * session, and without the browser's storage. One tablet, one school; each test goes on where the one before ended.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { sideways, violations } from './support/looks.ts';
import { button, chip, heading, link, place } from './support/names.ts';
import type { Person } from './support/person.ts';
import { DEVICES, aPerson } from './support/person.ts';
import { inRoster } from './support/roster.ts';

const PUPIL = 'Aisha Khan';
const SYNC = '**/api/schools/*/sync';
const WORDS = 'Ring the college about the open evening';
const DOWN = JSON.stringify({ type: '/problems/unavailable', title: 'The server is not ready', status: 503 });
const LATER = 'Bring the letter about the bus pass';

let server: AppServer;
let tutor: Person;
let leader: Person;

beforeAll(async () => {
  server = await newServer();
  await server.start();
  tutor = await aPerson('tablet', server.origin);
  await button(tutor.page(), 'Try as form tutor').click();
  await chip(tutor.page(), /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
  await tutor.page().evaluate(async () => void (await navigator.serviceWorker.ready));
  leader = await aPerson('laptop', server.origin);
  await button(leader.page(), 'Try as careers leader').click();
  await heading(leader.page(), 'Careers dashboard').waitFor();
});
afterAll(async () => {
  await tutor?.end();
  await leader?.end();
  await server?.end();
});

async function addStep(page: Page, words: string): Promise<void> {
  // Within the app: a browser that is made to be offline forgets it when it goes to an address.
  await place(page, 'My form').click();
  await link(page, PUPIL).first().click();
  await heading(page, PUPIL).waitFor();
  await button(page, 'Add a next step').click();
  await page.getByRole('combobox', { name: 'What' }).fill(words);
  await page.getByRole('dialog').getByRole('button', { name: 'Add next step' }).click();
  await page.getByText(words).first().waitFor();
}

/** "Sending and saving", by its chip. */
async function openSending(page: Page): Promise<void> {
  await chip(page, /^Sending and saving:/).click();
  await heading(page, 'Sending and saving').waitFor();
}

/** What axe objects to in light and dark, and the widths at which the page scrolls sideways. */
async function faults(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await violations(page)));
  }
  for (const width of [320, 390, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    found.push(...(await sideways(page)).map((element) => `sideways at ${width}: ${element}`));
  }
  await page.setViewportSize(DEVICES.tablet.viewport);
  return found;
}

describe('a change that the school refuses', () => {
  it('waits while there is no internet, and the page says so', async () => {
    const page = tutor.page();
    await tutor.context().setOffline(true);
    await addStep(page, WORDS);
    await page.getByRole('button', { name: new RegExp(`^Talked about it: .*${WORDS}`, 'i') }).click();
    await openSending(page);
    await page
      .getByRole('main')
      .getByText(/No internet\. You can keep working\./)
      .waitFor();
    await page.getByRole('heading', { name: 'Waiting to send 2' }).waitFor();
  });

  it('is one row with what hangs on it, once the tutor has lost the form', async () => {
    const page = tutor.page();
    await inRoster(leader.page(), '10B', 'end');
    await tutor.context().setOffline(false);
    await button(page, 'Send now').click();
    const needs = page.getByRole('region', { name: 'Needs you' });
    await needs.waitFor({ timeout: 30_000 });
    expect(await needs.getByRole('listitem').count()).toBe(1);
    await needs.getByText(/^Next step, Aisha Khan/).waitFor();
    await needs.getByText(/1 more change hangs on it\./).waitFor();
    await needs.getByText(/^You may not change this record any more/).waitFor();
    await chip(page, /1 needs you, A change was refused\. Nothing is lost\.$/).waitFor();
    await needs.getByRole('button', { name: /^See what went wrong/ }).click();
    await needs.getByText(WORDS).waitFor();
    expect(await faults(page)).toStrictEqual([]);
  });

  it('keeps its words in sight where they are said again, and in Needs you until they are dealt with', async () => {
    const page = tutor.page();
    await page.getByRole('link', { name: /^Edit: Next step, Aisha Khan/ }).click();
    const beside = page.getByRole('region', { name: 'Words that the school could not accept' });
    await beside.getByText(WORDS).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/form\/pupils\/./);
    expect(await violations(page)).toStrictEqual([]);
    // Also on the way to another page.
    await place(page, 'My form').click();
    await beside.getByText(WORDS).waitFor();
    await beside.getByRole('link', { name: 'Back to Sending and saving' }).click();
    await page
      .getByRole('region', { name: 'Needs you' })
      .getByText(/^Next step, Aisha Khan/)
      .waitFor();
    expect(await beside.count()).toBe(0);
  });

  it('is with the school, whole, when it is tried again after the right came back', async () => {
    const page = tutor.page();
    await inRoster(leader.page(), '10B', 'begin');
    await page.getByRole('button', { name: /^Try again/ }).click();
    await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 30_000 });
    expect(await page.getByRole('region', { name: 'Needs you' }).count()).toBe(0);
    await page.getByRole('heading', { name: 'Sent today 2' }).waitFor();
  });
});

describe('a backup file', () => {
  let file = '';
  let words = '';

  it('holds what a server that does not answer has not got, and nothing of it can be read', async () => {
    const page = tutor.page();
    await server.stop();
    await addStep(page, LATER);
    await openSending(page);
    await page
      .getByRole('main')
      .getByText(/The school’s server is not answering\. You can keep working\./)
      .waitFor();
    await button(page, 'Save a backup file').click();
    words = (await page.locator('.four-words').textContent()) ?? '';
    expect(words.split(' ')).toHaveLength(4);
    const download = page.waitForEvent('download');
    await button(page, 'Save the file').click();
    file = await (await download).path();
    await page.getByText(/^The file is made: fingerpost-backup-\d{4}-\d\d-\d\d-\d{4}\.fingerpost/).waitFor();
    expect((await readFile(file)).toString('latin1')).not.toMatch(/bus pass|Khan|Aisha|step\.add/);
    expect(await faults(page)).toStrictEqual([]);
    await button(page, 'I have the file and the words').click();
  });

  it('brings the words back to a browser that has lost everything, and they go to the school', async () => {
    const page = tutor.page();
    await page.goto('about:blank');
    const cdp = await tutor.context().newCDPSession(page);
    await cdp.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes: 'all' });
    await server.start();
    await page.goto(server.origin);
    await button(page, 'Try as form tutor').click();
    await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
    await openSending(page);
    expect(await page.getByText(/^Next step, Aisha Khan/).count()).toBe(0);

    await button(page, 'Read a backup file').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('The backup file').setInputFiles(file);
    await dialog.getByLabel('The words that open it').fill('four quite wrong words');
    await dialog.getByRole('button', { name: 'Open the file' }).click();
    await dialog.getByText('These words do not open the file. Check each word and try again.').waitFor();
    await dialog.getByLabel('The words that open it').fill(words.toUpperCase().replaceAll(' ', '-'));
    await dialog.getByRole('button', { name: 'Open the file' }).click();
    await dialog.getByText(/^1 change by .+, 1 pupil, made \w+ \d\d:\d\d\.$/).waitFor();
    await dialog.getByRole('button', { name: 'Bring them back' }).click();
    await dialog.getByText('1 change is on this device now and will be sent.').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    const sent = page.getByRole('listitem').filter({ hasText: 'Next step, Aisha Khan' });
    await sent.getByText(/^With the school, \d\d:\d\d$/).waitFor({ timeout: 30_000 });
  });

  it('that is read again changes nothing', async () => {
    const page = tutor.page();
    await button(page, 'Read a backup file').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('The backup file').setInputFiles(file);
    await dialog.getByLabel('The words that open it').fill(words);
    await dialog.getByRole('button', { name: 'Open the file' }).click();
    await dialog.getByText('This file has been read here before. All that is in it is on this device.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.goto(`${server.origin}/form/pupils`);
    await link(page, PUPIL).first().click();
    await page.getByText(LATER).first().waitFor();
    expect(await page.getByRole('main').getByText(LATER, { exact: true }).count()).toBe(1);
  });
});

describe('sending', () => {
  it('says that the server is not answering while it answers 503', async () => {
    const page = tutor.page();
    await tutor
      .context()
      .route(SYNC, (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: DOWN }));
    await openSending(page);
    await button(page, 'Send now').click();
    await page
      .getByRole('main')
      .getByText(/The school’s server is not answering\. You can keep working\./)
      .waitFor();
    await tutor.context().unroute(SYNC);
    await button(page, 'Send now').click();
    await chip(page, /^Sending and saving: all sent, \d\d:\d\d$/).waitFor();
  });

  it('asks to sign in again when the session has ended, and then sends what waited', async () => {
    const page = tutor.page();
    await tutor.context().setOffline(true);
    await addStep(page, 'Return the form');
    await tutor.context().clearCookies();
    await tutor.context().setOffline(false);
    await openSending(page);
    await page
      .getByRole('main')
      .getByText(/Sign in again to send\. Nothing is lost\./)
      .waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await button(page, 'Try as form tutor').click();
    await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
    await openSending(page);
    await page
      .getByText(/^With the school, \d\d:\d\d$/)
      .first()
      .waitFor();
  });
});
