/**
 * Leaving a tablet and coming back: the lock with unsent work, offline and in two windows; and a browser that clears what
 * the tablet held. One school, one adviser; each test goes on where the one before ended.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { dumpStorage } from './support/dump.ts';
import { clearStorage } from './support/storage.ts';
import { writeIn } from './support/interview.ts';
import { button, chip, heading, link } from './support/names.ts';
import type { Person } from './support/person.ts';
import { aPerson } from './support/person.ts';

const CANARY = 'CANARY-LOCKED likes stage lighting';

let server: AppServer;
let adviser: Person;

beforeAll(async () => {
  server = await newServer();
  await server.start();
  adviser = await aPerson('tablet', server.origin);
});
afterAll(async () => {
  await adviser?.end();
  await server?.end();
});

const signIn = async (page: Page): Promise<void> => {
  await button(page, 'Try as careers adviser').click();
  await heading(page, 'Today’s interviews').waitFor();
  await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
};

/** The device has told the server of the key with which it signs what is left on it. */
const enrolled = (page: Page) =>
  page.waitForFunction(async () => {
    const found = (await indexedDB.databases()).find(({ name }) => /^fingerpost\/[^/]+\/[^/]+$/.test(name ?? ''));
    const db = await new Promise<IDBDatabase>((opened, failed) => {
      const opening = indexedDB.open(found?.name ?? '');
      opening.addEventListener('success', () => opened(opening.result));
      opening.addEventListener('error', () => failed(new Error('cannot be opened')));
    });
    const asked = db.transaction('meta').objectStore('meta').get('enrolment');
    const row = await new Promise((read) => {
      asked.addEventListener('success', () => read(asked.result));
    });
    db.close();
    return row !== undefined;
  });

describe('readiness', () => {
  it('is said only when the worker that holds every file is in charge of the page', async () => {
    const page = adviser.page();
    await signIn(page);
    await link(page, 'Ready without internet: 6 of 6 pupils').waitFor();
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    await enrolled(page);
    // A screen that was never opened: its code comes from what is kept.
    await server.stop();
    await adviser.context().setOffline(true);
    await link(page, 'Ready without internet: 6 of 6 pupils').click();
    await heading(page, 'Get ready').waitFor();
    await link(page, 'Before you leave').first().click();
    await heading(page, /Before you leave/).waitFor();
  });
});

describe('the lock', () => {
  it('keeps unsent work, sealed, when it is turned without internet, in every window', async () => {
    const page = adviser.page();
    await page.goto(server.origin);
    await link(page, 'Aisha Khan').click();
    await heading(page, 'Aisha Khan').waitFor();
    await page.getByText('Start interview', { exact: true }).click();
    await heading(page, 'Interview with Aisha Khan').waitFor();
    await writeIn(page, 'Where things are now', CANARY);
    await page
      .getByText(/^Saved on this tablet/)
      .first()
      .waitFor();
    const other = await adviser.context().newPage();
    await other.goto(server.origin);
    await heading(other, 'Today’s interviews').waitFor();
    await page.goto(`${server.origin}/account`);
    await button(page, 'Sign out').click();
    await button(page, 'Lock instead').click();
    await heading(page, 'Locked').waitFor();
    await heading(other, 'Locked').waitFor();
    await other.close();
    const kept = await dumpStorage(page);
    expect(kept.boxes).toBeGreaterThan(0);
    expect(kept.boxesOpened).toBe(0);
    expect(kept.raw).not.toContain('CANARY-LOCKED');
    expect(await page.locator('body').textContent()).not.toMatch(/Aisha|Demo|Okafor/);
  });

  it('brings what is sealed to the school while it is turned, without showing it to anybody', async () => {
    const page = adviser.page();
    await page.reload();
    await heading(page, 'Locked').waitFor();
    await page.getByText(/^\d+ changes? saved on this device waits? to be sent, sealed/).waitFor();
    await server.start();
    await adviser.context().setOffline(false);
    await page.getByText(/^\d+ changes? saved on this device ha(?:s|ve) reached the school, sealed\.$/).waitFor();
    expect((await dumpStorage(page)).boxesOpened).toBe(0);
    // It reached the record: another tablet of the same adviser has it.
    const elsewhere = await aPerson('tablet', server.origin);
    await signIn(elsewhere.page());
    expect((await dumpStorage(elsewhere.page())).opened).toContain('CANARY-LOCKED');
    await elsewhere.end();
  });

  it('stays turned after a reload, and opens for the same person, who finds the words and sends them', async () => {
    const page = adviser.page();
    await page.reload();
    await heading(page, 'Locked').waitFor();
    await signIn(page);
    expect((await dumpStorage(page)).opened).toContain('CANARY-LOCKED');
  });

  it('shows another person nothing of it', async () => {
    const page = adviser.page();
    await page.goto(`${server.origin}/account`);
    await button(page, 'Lock now').click();
    await heading(page, 'Locked').waitFor();
    await page.reload();
    await button(page, 'Try as pupil').click();
    await heading(page, 'My next steps').waitFor();
    expect((await dumpStorage(page)).opened).not.toContain('CANARY-LOCKED');
    await page.goto(`${server.origin}/account`);
    await button(page, 'Sign out').click();
    await heading(page, 'Fingerpost').waitFor();
  });
});

describe('a browser that clears the storage', () => {
  const CLEARED = 'This browser cleared Fingerpost’s storage';
  const ALL = 'indexeddb,local_storage,cache_storage,service_workers';
  const clear = (what: string) => clearStorage(adviser.context(), server.origin, what);

  it('is told of to the person whose session is still there, and to nobody on an honest sign-out', async () => {
    const page = adviser.page();
    await page.reload();
    await heading(page, 'Fingerpost').waitFor();
    await button(page, 'Try as careers adviser').waitFor();
    expect(await page.getByRole('heading', { name: CLEARED }).count()).toBe(0);
    await signIn(page);
    await page.goto('about:blank');
    await clear(ALL);
    await page.goto(server.origin);
    await page.getByRole('heading', { name: CLEARED }).waitFor();
    await page.getByText(/^When it last sent is not known any more/).waitFor();
    await signIn(page);
    expect(await page.getByRole('heading', { name: CLEARED }).count()).toBe(0);
  });

  it('that left the note of sending says when it last sent and what waited, and leads to the backup file', async () => {
    const page = adviser.page();
    await page.goto('about:blank');
    await clear('indexeddb,cache_storage,service_workers');
    await page.goto(server.origin);
    await page
      .getByText(/^This tablet last sent on \w+day \d+ \w+, \d\d:\d\d\. Nothing was waiting to be sent after that\.$/)
      .waitFor();
    await link(page, 'Sign in and read a backup file').click();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('The backup file').waitFor({ timeout: 60_000 });
  });
});
