/**
 * A protected tablet in an interview, without internet: covered, then locked when nobody is there, opened with four words,
 * and not a word is gone. One adviser at the made-up school, who protects their tablet all the same.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { dumpStorage } from './support/dump.ts';
import { filesWith } from './support/files.ts';
import { writeIn } from './support/interview.ts';
import { sideways, violations } from './support/looks.ts';
import { button, chip, heading, link } from './support/names.ts';
import type { Person } from './support/person.ts';
import { aPerson } from './support/person.ts';
import { protect, unlockWith } from './support/protecting.ts';

const CANARY = 'CANARY-INTERVIEW wants to work with horses';

let server: AppServer;
let adviser: Person;
let words = '';

beforeAll(async () => {
  server = await newServer();
  await server.start();
  adviser = await aPerson('tablet', server.origin);
});
afterAll(async () => {
  await adviser?.end();
  await server?.end();
});

/** Nobody touches the tablet for so long. */
const pass = (page: Page, time: string) => page.clock.fastForward(time);
const notes = (page: Page) => page.getByRole('textbox', { name: 'Where things are now', exact: true });

describe('a protected tablet', () => {
  it('opens with four words from then on, and a page that is started afresh goes on', async () => {
    const page = adviser.page();
    await button(page, 'Try as careers adviser').click();
    await heading(page, 'Today’s interviews').waitFor();
    await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await link(page, 'Your account').click();
    await page.getByText('Nothing: the pupils are made up').waitFor();
    await link(page, 'Protect this tablet').click();
    words = await protect(page);
    await page.getByText('Four words', { exact: true }).waitFor();
    await page.reload();
    await link(page, 'Change the four words').waitFor();
    expect((await dumpStorage(page)).boxesOpened).toBe(0);
  });

  it('goes on where a page is left again at the moment in which it is given the key', async () => {
    const page = adviser.page();
    await page.addInitScript(() => {
      const { addEventListener: listen } = MessagePort.prototype;
      if (sessionStorage.getItem('left') === null)
        MessagePort.prototype.addEventListener = function leave(this: MessagePort, type: string) {
          listen.call(this, type, () => {
            sessionStorage.setItem('left', 'yes');
            location.reload();
          });
        };
    });
    await page.reload();
    await page.waitForFunction(() => sessionStorage.getItem('left') !== null);
    await link(page, 'Change the four words').waitFor();
  });

  it('is covered in an interview after five minutes, and one tap goes on', async () => {
    const page = adviser.page();
    await page.clock.install();
    await page.goto(server.origin);
    await link(page, 'Aisha Khan').click();
    await heading(page, 'Aisha Khan').waitFor();
    await page.getByText('Start interview', { exact: true }).click();
    await heading(page, 'Interview with Aisha Khan').waitFor();
    await server.stop();
    await adviser.context().setOffline(true);
    await writeIn(page, 'Where things are now', CANARY);
    await page
      .getByText(/^Saved on this tablet/)
      .first()
      .waitFor();
    await pass(page, '05:10');
    const cover = page.getByRole('dialog', { name: 'Covered' });
    await cover.waitFor();
    expect(await page.title()).toBe('Fingerpost');
    expect(await sideways(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await cover.getByRole('button').click();
    await cover.waitFor({ state: 'detached' });
    expect(await notes(page).inputValue()).toBe(CANARY);
  });

  it('locks after thirty, and holds nothing in sight or in its title', async () => {
    const page = adviser.page();
    await pass(page, '30:10');
    await heading(page, 'Locked').waitFor();
    expect(await page.title()).toBe('Locked – Fingerpost');
    expect(await page.content()).not.toMatch(/CANARY|Aisha|Khan|Mercer|Wexcombe/);
    const kept = await dumpStorage(page);
    expect([kept.boxes > 0, kept.boxesOpened]).toEqual([true, 0]);
    expect(/CANARY|Aisha Khan/.test(kept.raw)).toBe(false);
    expect(await filesWith(adviser.profile, [CANARY, 'Aisha Khan', words])).toEqual([]);
    expect([await violations(page), await sideways(page)]).toEqual([[], []]);
    // It stays locked, whatever is done to the window.
    await page.reload();
    await heading(page, 'Locked').waitFor();
  });

  it('does not open with other words, and opens with the four without internet, at the interview', async () => {
    const page = adviser.page();
    await unlockWith(page, 'four other words entirely');
    await page.getByText('These are not the four words.').waitFor();
    await page.getByText(/^You can try again in/).waitFor({ state: 'detached' });
    await unlockWith(page, words.toUpperCase().replaceAll(' ', '-'));
    await heading(page, 'Interview with Aisha Khan').waitFor();
    if (!(await notes(page).isVisible())) await page.locator('summary', { hasText: 'Where things are now' }).click();
    expect(await notes(page).inputValue()).toBe(CANARY);
  });

  it('sends what waited once there is internet: nobody had to sign in again', async () => {
    const page = adviser.page();
    await server.start();
    await adviser.context().setOffline(false);
    await page.goto(`${server.origin}/sending`);
    await button(page, 'Send now').click();
    await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
  });
});
