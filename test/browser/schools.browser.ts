/**
 * An adviser at two schools, one tablet: sees both, opens each, writes at one without internet and finds from the other
 * that it waits, locks both at once, and sends all. Neither school sees anything of the other.
 */
import { DatabaseSync } from '@photostructure/sqlite';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { dumpStorage } from './support/dump.ts';
import { writeIn } from './support/interview.ts';
import { button, chip, heading, link } from './support/names.ts';
import type { Person } from './support/person.ts';
import { aPerson } from './support/person.ts';
import { notNow } from './support/protecting.ts';
import type { TestSchool } from './support/two-schools.ts';
import { twoSchools } from './support/two-schools.ts';

const LOGIN = 'jo@advisers.example';
const PASSWORD = 'correct horse battery';
const CANARY = 'CANARY-OAKFIELD likes stage lighting';

let server: AppServer;
let wexcombe: TestSchool;
let oakfield: TestSchool;
let adviser: Person;
let pupil = '';

beforeAll(async () => {
  server = await newServer({ DEMO: 'off' });
  [wexcombe, oakfield] = await twoSchools(server);
  pupil = await oakfield.book('09:40');
  adviser = await aPerson('tablet', server.origin);
});
afterAll(async () => {
  await adviser?.end();
  await server?.end();
});

const signIn = async (page: Page): Promise<void> => {
  await page.getByRole('textbox', { name: 'School email' }).fill(LOGIN);
  await page.getByLabel(/^(Choose a p|P)assword/).fill(PASSWORD);
  await button(page, /^(Sign in|Start using Fingerpost)$/).click();
  await notNow(page);
};
const useCode = async (page: Page, code: string): Promise<void> => {
  await button(page, 'I have an activation code').click();
  await page.getByRole('textbox', { name: 'Activation code' }).fill(code);
  await signIn(page);
};
/** The school that is open, as the header says it, when its records are here. */
const isAt = async (page: Page, school: string): Promise<void> => {
  await link(page, school).waitFor();
  await heading(page, 'Today’s interviews').waitFor();
};
const changeTo = async (page: Page, school: string): Promise<void> => {
  await link(page, 'Your account').click();
  await button(page, `Change to ${school}`).click();
  await isAt(page, school);
};
const allSent = (page: Page) => chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
/** Rows of the server's tables. */
const rows = (sentence: string): readonly Record<string, unknown>[] => {
  const database = new DatabaseSync(join(server.dataDir, 'fingerpost.db'), { readOnly: true });
  try {
    return database.prepare(sentence).all() as readonly Record<string, unknown>[];
  } finally {
    database.close();
  }
};

describe('an adviser at two schools', () => {
  it('comes in at one with its code, and adds the other with its code, their email and their password', async () => {
    const page = adviser.page();
    await useCode(page, wexcombe.code);
    await isAt(page, 'Wexcombe School');
    await allSent(page);
    expect(await page.getByText('Oakfield').count()).toBe(0);
    // The worker hands the key from one page to the next.
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.goto(`${server.origin}/account`);
    await button(page, 'Sign out').click();
    await heading(page, 'Fingerpost').waitFor();
    await page.goto(server.origin);
    await useCode(page, oakfield.code);
    await isAt(page, 'Oakfield School');
    await link(page, new RegExp(`^Start interview with ${pupil.split(' ')[0]}`)).waitFor();
    await allSent(page);
    expect(rows('SELECT DISTINCT account FROM membership')).toHaveLength(3);
  });

  it('goes from one to the other in two taps, and sees at each what is on today at the other', async () => {
    const page = adviser.page();
    await changeTo(page, 'Wexcombe School');
    await page.getByText('At Oakfield School today: 1 interview, at 09:40').waitFor();
    await allSent(page);
    await button(page, 'Change to Oakfield School').click();
    await isAt(page, 'Oakfield School');
  });

  it('writes at one without internet, and finds from the other that it waits', async () => {
    const page = adviser.page();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await server.stop();
    await adviser.context().setOffline(true);
    await page.getByRole('link', { name: /^Start interview with/ }).click();
    await heading(page, /^Interview with/).waitFor();
    await writeIn(page, 'Where things are now', CANARY);
    await link(page, 'Exit interview').click();
    await button(page, 'Yes, pause and keep notes').click();
    await changeTo(page, 'Wexcombe School');
    await chip(page, /^Sending and saving: 1 waiting/).click();
    await page.getByText('1 change waits at Oakfield School.').waitFor();
    await page.getByText('Nothing is waiting.').waitFor();
  });

  it('locks both at once, and opens both by signing in', async () => {
    const page = adviser.page();
    await link(page, 'Your account').click();
    await button(page, 'Lock now').click();
    await heading(page, 'Locked').waitFor();
    const kept = await dumpStorage(page);
    expect([kept.boxes > 0, kept.boxesOpened]).toEqual([true, 0]);
    expect(kept.raw).not.toMatch(/CANARY|Oakfield|Wexcombe/);
    await server.start();
    await adviser.context().setOffline(false);
    await page.reload();
    await signIn(page);
    await link(page, 'Wexcombe School').waitFor();
  });

  it('sends what was written at the other without opening it', async () => {
    const page = adviser.page();
    await link(page, 'Wexcombe School').click();
    await allSent(page);
    expect(rows("SELECT school FROM entry WHERE kind = 'draft'")).toEqual([{ school: oakfield.id }]);
    await changeTo(page, 'Oakfield School');
    await page.getByRole('link', { name: /^Continue / }).waitFor();
    await allSent(page);
  });

  it('is nobody’s at the other school: a careers leader is sent nothing of it', async () => {
    const atWexcombe = await wexcombe.seenByLeader();
    expect(atWexcombe).not.toMatch(/CANARY|Oakfield|Tom Hill/);
    expect(atWexcombe).not.toContain(oakfield.id);
    expect(await oakfield.seenByLeader()).not.toContain(LOGIN);
    const words = rows('SELECT school, json FROM entry').filter(({ json }) => String(json).includes('CANARY'));
    expect(words.map(({ school }) => school)).toEqual([oakfield.id]);
  });
});
