/**
 * Two windows of one browser at the made-up school. Whoever signs out in the one has left the other as well: a pupil who
 * signs in next finds nothing of theirs there, whatever window they look into.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { writeIn } from './support/interview.ts';
import { button, chip, heading, link } from './support/names.ts';
import type { Person } from './support/person.ts';
import { aPerson } from './support/person.ts';

const CANARY = 'CANARY-WINDOW likes stage lighting';

let server: AppServer;
let person: Person;
let [a, b] = [null, null] as unknown as [Page, Page];
let interview = '';

beforeAll(async () => {
  server = await newServer();
  await server.start();
  person = await aPerson('laptop', server.origin);
  person.context().setDefaultTimeout(60_000);
});
afterAll(async () => {
  await person?.end();
  await server?.end();
});

/** What stands in the page, in its fields and in its title. */
const wordsIn = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [
      document.title,
      document.documentElement.outerHTML,
      ...Array.from(document.querySelectorAll('textarea, input'), (field) => (field as HTMLInputElement).value),
    ].join('\n'),
  );

/** What waits is sealed to the school first, which takes a moment. */
async function signOut(page: Page): Promise<void> {
  await page.goto(`${server.origin}/account`);
  // Not a click: Playwright then waits until no page of the browser is about to go.
  await button(page, 'Sign out').dispatchEvent('click');
  await button(page, 'Try as pupil').waitFor({ timeout: 60_000 });
}

describe('two windows of one browser', () => {
  it('are both open to who signs in', async () => {
    a = person.page();
    await a.goto(server.origin);
    await button(a, 'Try as careers adviser').click();
    await link(a, 'Aisha Khan').waitFor({ timeout: 100_000 });
    b = await person.context().newPage();
    await b.goto(server.origin);
    await link(b, 'Aisha Khan').click();
    await heading(b, 'Aisha Khan').waitFor();
    await b.getByText('Start interview', { exact: true }).click();
    await heading(b, 'Interview with Aisha Khan').waitFor();
    await writeIn(b, 'Where things are now', CANARY);
    expect((await wordsIn(b)).includes(CANARY)).toBe(true);
    interview = b.url();
  });

  it('are both left when they sign out in one', async () => {
    await a.bringToFront();
    await b.evaluate(() => void Object.assign(globalThis, { isOld: true }));
    await signOut(a);
    // The page of before is gone.
    await expect.poll(() => b.evaluate(() => 'isOld' in globalThis).catch(() => true), { timeout: 60_000 }).toBe(false);
    await button(b, 'Try as pupil').waitFor();
    expect((await wordsIn(b)).match(/CANARY|Aisha|Khan|Mercer/)).toBeNull();
  });

  it('show nothing of them to the pupil who signs in next, in either', async () => {
    await button(a, 'Try as pupil').click();
    await chip(a, /^Sending and saving: all sent/).waitFor({ timeout: 100_000 });
    await b.bringToFront();
    await b.reload();
    await chip(b, /^Sending and saving/).waitFor();
    for (const page of [a, b]) expect((await wordsIn(page)).match(/CANARY|Today’s interviews/)).toBeNull();
  });

  it('lose not a word of what was typed in the other', async () => {
    await signOut(a);
    await button(a, 'Try as careers adviser').click();
    await chip(a, /^Sending and saving/).waitFor();
    await a.goto(interview);
    await heading(a, 'Interview with Aisha Khan').waitFor({ timeout: 100_000 });
    await expect.poll(async () => (await wordsIn(a)).includes(CANARY), { timeout: 30_000 }).toBe(true);
  }, 240_000);
});
