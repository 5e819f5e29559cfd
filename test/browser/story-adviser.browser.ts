/**
 * Steps 1 to 5 of the story: an adviser's visit with the server really stopped and the browser really killed. One school,
 * one tablet; each test goes on where the one before ended, as a visit does.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { filesWith } from './support/files.ts';
import { addOwnStep, addStockStep, finishInterview, pressAndHold, writeIn } from './support/interview.ts';
import { button, chip, heading, link, place } from './support/names.ts';
import type { Person } from './support/person.ts';
import { aPerson } from './support/person.ts';
import { cutAWrite, logOfTables } from './support/storage.ts';

let server: AppServer;
let adviser: Person;

beforeAll(async () => {
  // With a setting of its own it makes its own school, as a first start does.
  server = await newServer({ HOST: '127.0.0.1' });
  await server.start();
});
afterAll(async () => {
  await adviser?.end();
  await server?.end();
});

describe('a visit with no internet', () => {
  it('begins with a demo school that is made, then served within three seconds', async () => {
    expect(server.log()).toContain('Making a demo school with 1,500 pupils');
    await server.stop();
    const begun = performance.now();
    await server.start();
    expect(performance.now() - begun).toBeLessThan(3000);
  });

  it('shows today’s interviews, ready without internet', async () => {
    adviser = await aPerson('tablet', server.origin);
    const page = adviser.page();
    await button(page, 'Try as careers adviser').click();
    await heading(page, 'Today’s interviews').waitFor();
    await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
    await link(page, 'Ready without internet: 6 of 6 pupils').waitFor();
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    // The evening before the visit ends.
    await adviser.close();
  });

  it('holds, shows, finishes and prints an interview while the server is stopped', async () => {
    await server.stop();
    const page = await adviser.open(server.origin);
    await heading(page, 'Today’s interviews').waitFor();
    await link(page, 'Aisha Khan').click();
    await heading(page, 'Aisha Khan').waitFor();
    await page.getByText('Start interview', { exact: true }).click();
    await heading(page, 'Interview with Aisha Khan').waitFor();

    await page.getByRole('checkbox', { name: 'I explained who will see this' }).click();
    await writeIn(page, 'Why we are meeting', 'Wants to talk about apprenticeships.');
    await writeIn(page, 'Where things are now', 'CANARY-NOTE likes design and technology.');
    await writeIn(page, 'Summary for Aisha', 'You want to compare apprenticeships with college.');
    await addStockStep(page);
    await addOwnStep(page, 'Ask Mum about the open evening');

    await button(page, 'Show pupil').click();
    await heading(page, 'Your plan').waitFor();
    expect(await page.locator('body').textContent()).not.toContain('CANARY-NOTE');
    await button(page, 'This is right').click();
    await page.getByText(/^You said this is right/).waitFor();
    await pressAndHold(page, 'Back to notes');
    await heading(page, 'Interview with Aisha Khan').waitFor();

    await finishInterview(page);
    await page.getByText('Aisha’s plan is ready').waitFor();
    await page
      .getByText(/Only on this tablet/i)
      .first()
      .waitFor();
    await page.evaluate(() => {
      window.print = () => void ((globalThis as unknown as { printed: boolean }).printed = true);
    });
    await button(page, 'Print plan').click();
    expect(await page.evaluate(() => (globalThis as unknown as { printed: boolean }).printed)).toBe(true);
    await page.emulateMedia({ media: 'print' });
    const paper = await page.locator('body').innerText();
    expect(paper).toContain('Ask Mum about the open evening');
    expect(paper).not.toContain('CANARY-NOTE');
    await page.emulateMedia({ media: 'screen' });

    await page.goto(`${server.origin}/leave`);
    await heading(page, 'Before you leave').waitFor();
    await page.getByText('1 is only on this tablet.').waitFor();
  });

  it('keeps a half-written interview when the browser is killed, but for the last moment of typing', async () => {
    let page = adviser.page();
    await place(page, 'Today').click();
    await link(page, 'Start interview with Zofia Nowak').click();
    await heading(page, 'Interview with Zofia Nowak').waitFor();
    await writeIn(page, 'Where things are now', 'Zofia has asked about the building trades.');
    const area = page.getByRole('textbox', { name: 'Where things are now' });
    await area.focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' She has been to two open days and liked the second one.', { delay: 20 });
    await page.waitForTimeout(300);
    await adviser.kill();

    page = await adviser.open(server.origin);
    await heading(page, 'Today’s interviews').waitFor();
    const first = page.locator('main a').filter({ hasNotText: 'Ready without internet' }).first();
    expect(await first.textContent()).toMatch(/^Continue Zofia/);
    await first.click();
    await heading(page, 'Interview with Zofia Nowak').waitFor();
    await page.locator('summary', { hasText: 'Where things are now' }).click();
    expect(await page.getByRole('textbox', { name: 'Where things are now' }).inputValue()).toBe(
      'Zofia has asked about the building trades. She has been to two open days and liked the second one.',
    );
  });

  it('keeps all of it, too, when the browser is killed in the middle of a write, and killed again later', async () => {
    await adviser.kill();
    const cut = await cutAWrite(adviser.profile);
    const reopened = async () => {
      const page = await adviser.open(server.origin);
      await page.getByRole('link', { name: /^Continue Zofia/ }).click();
      await heading(page, 'Interview with Zofia Nowak').waitFor();
      return page;
    };
    let page = await reopened();
    await writeIn(page, 'Why we are meeting', 'Zofia asked for it.');
    await page.waitForTimeout(300);
    await expect.poll(() => logOfTables(adviser.profile), { timeout: 20_000 }).not.toBe(cut);
    await adviser.kill();
    page = await reopened();
    for (const [prompt, words] of [
      ['Why we are meeting', 'Zofia asked for it.'],
      ['Where things are now', /^Zofia has asked about the building trades\. .* liked the second one\.$/],
    ] as const) {
      await page.locator('summary', { hasText: prompt }).click();
      expect(await page.getByRole('textbox', { name: prompt }).inputValue()).toMatch(words);
    }
  });

  it('sends everything by itself when the server is there again, and gives the record its receipt', async () => {
    const page = adviser.page();
    await chip(page, /^Sending and saving: \d+ waiting/).waitFor();
    await server.start();
    await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 30_000 });
    await page.goto(`${server.origin}/leave`);
    await page
      .getByText(/With the school, \d\d:\d\d/)
      .first()
      .waitFor();
    expect(server.log()).not.toContain('CANARY-NOTE');
    expect(server.log()).not.toContain('Aisha');
  });

  it('leaves no readable word of any record in the files of the browser', async () => {
    await adviser.close();
    const words = [
      'CANARY-NOTE',
      'Aisha',
      'Nowak',
      'Whitfield',
      'building trades',
      'compare apprenticeships',
      'Ask Mum about',
    ];
    expect(await filesWith(adviser.profile, words)).toStrictEqual([]);
    // The search would find what the browser does write in the clear.
    expect(await filesWith(adviser.profile, ['fingerpost.last'])).not.toStrictEqual([]);
  });
});
