/**
 * A pupil's own record on a phone, with no internet, on pages that were never opened before: plans said, a career passport
 * made, who sees it read, and what is not right sent when the school answers again.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { button, chip, heading, place } from './support/names.ts';
import type { Person } from './support/person.ts';
import { aPerson } from './support/person.ts';
import { aThumb } from './support/thumb.ts';

const WRONG = 'My form is wrong on this record.';

let server: AppServer;
let pupil: Person;

beforeAll(async () => {
  server = await newServer();
  await server.start();
  pupil = await aPerson('phone', server.origin);
  const page = pupil.page();
  await button(page, 'Try as pupil').click();
  await allSent(page);
  // Screens that were never opened come from what is kept.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await server.stop();
}, 120_000);
afterAll(async () => {
  await pupil?.end();
  await server?.end();
});

const allSent = (page: Page) => chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });

describe('the pupil, with no internet', () => {
  it('says what they plan in three taps, on a page that was never opened before', async () => {
    const page = pupil.page();
    const thumb = aThumb();
    await place(page, 'My plans').click();
    await heading(page, 'My plans after Year 11').waitFor();
    await thumb.tap(button(page, 'Update'));
    await thumb.tap(page.getByRole('radio', { name: 'Apprenticeship' }));
    await thumb.tap(button(page, 'Save'));
    await page.getByText(/^You said this/).waitFor();
    expect(thumb.taps()).toBe(3);
    await page.reload();
    await page.getByText(/^Apprenticeship/).waitFor();
  });

  it('makes a passport in four taps, with nothing on it but what was ticked', async () => {
    const page = pupil.page();
    await place(page, 'My record').click();
    await page.getByRole('link', { name: 'My career passport' }).click();
    await heading(page, 'My career passport').waitFor();
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'yes');
    });
    const thumb = aThumb();
    await thumb.tap(page.getByRole('checkbox', { name: /^What I have done/ }));
    await thumb.tap(page.getByRole('checkbox', { name: /^What I would like to do/ }));
    await thumb.tap(button(page, 'Preview'));
    await thumb.tap(button(page, 'Save as PDF'));
    expect(thumb.taps()).toBe(4);
    expect(await page.evaluate(() => document.body.dataset['printed'])).toBe('yes');
    const paper = await page.getByRole('article').innerText();
    expect(paper).toContain('Apprenticeship');
    expect(paper).not.toMatch(/How to reach me|Jo Mercer/);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Change what is in it' }).isVisible()).toBe(false);
    expect(await page.getByRole('navigation', { name: 'Main' }).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
  });

  it('reads who can see it, and says what is not right in two taps and the words', async () => {
    const page = pupil.page();
    await page.goto(`${server.origin}/my/record/who`);
    await page.getByRole('rowheader', { name: /^Your form tutor/ }).waitFor();
    expect(await page.getByRole('rowheader', { name: /^All other staff/ }).isVisible()).toBe(true);
    await place(page, 'My record').click();
    const thumb = aThumb();
    await thumb.tap(button(page, 'Something’s not right: my record'));
    await page.getByRole('textbox', { name: 'What is not right' }).fill(WRONG);
    await thumb.tap(page.getByRole('dialog').getByRole('button', { name: 'Send' }));
    await page.getByText('The careers leader has not answered yet.').waitFor();
    expect(thumb.taps()).toBe(2);
    await chip(page, /^Sending and saving: [1-9]\d* waiting/).waitFor();
    await server.start();
    await allSent(page);
  });
});
