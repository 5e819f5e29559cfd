/**
 * An adviser's interview from Today to the plan on paper, twice: with a finger, its taps counted and no internet, and with
 * the keyboard alone.
 */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { pressAndHold } from './support/interview.ts';
import { sideways, violations } from './support/looks.ts';
import { button, chip, heading, link } from './support/names.ts';
import { DEVICES } from './support/person.ts';

let server: AppServer;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  server = await newServer();
  await server.start();
  browser = await launchBrowser();
});
afterEach(() => context?.close());
afterAll(async () => {
  await browser?.close();
  await server?.end();
});

/** Today, with all records here. Aisha, Zofia and Harpreet are to come at whatever time of day the demo is made. */
async function begin(): Promise<Page> {
  context = await browser.newContext({ ...DEVICES.tablet, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(server.origin);
  await button(page, 'Try as careers adviser').click();
  await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
  await page.evaluate(() => {
    window.print = () => void Object.assign(globalThis, { printed: true });
  });
  return page;
}

const printed = (page: Page): Promise<unknown> =>
  page.evaluate(() => (globalThis as unknown as { readonly printed?: boolean }).printed);
const box = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });
const area = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const part = (page: Page, title: string) => page.locator('summary', { hasText: title });
const stock = (page: Page) => page.getByRole('listbox').getByRole('option').first();

describe('an interview with a finger', () => {
  it('takes twelve taps beyond typing, from Today to the printed plan, with no internet', async () => {
    const page = await begin();
    let taps = 0;
    const tap = async (control: Locator) => {
      taps += 1;
      await control.tap();
    };
    /** Where somebody is about to type: opening the part belongs to the typing. */
    const write = async (title: string, words: string) => {
      if (!(await area(page, title).isVisible())) await part(page, title).tap();
      await area(page, title).tap();
      await page.keyboard.type(words);
    };
    await context.setOffline(true);
    await tap(link(page, 'Start interview with Zofia Nowak'));
    await heading(page, 'Interview with Zofia Nowak').waitFor();
    await tap(box(page, 'I explained who will see this'));
    await write('Why we are meeting', 'CANARY wants to leave school.');
    await tap(box(page, 'Apprenticeships'));
    await write('Summary for Zofia', 'You want to compare college with an apprenticeship.');
    await tap(page.getByRole('combobox', { name: 'What' }));
    await tap(stock(page));
    await tap(button(page, 'Add next step'));
    await tap(button(page, 'Show pupil'));
    await heading(page, 'Your plan').waitFor();
    expect(await page.locator('body').textContent()).not.toContain('CANARY');
    await tap(button(page, 'This is right'));
    taps += 1;
    await pressAndHold(page, 'Back to notes');
    await tap(button(page, 'Finish'));
    await tap(button(page, 'Finish interview'));
    await page.getByText('Zofia’s plan is ready').waitFor();
    await page.getByText(/^Finished\. It is on this tablet and will send itself/).waitFor();
    await tap(button(page, 'Print plan'));
    expect(await printed(page)).toBe(true);
    expect(taps).toBeLessThanOrEqual(12);
    expect(await problems(page)).toStrictEqual({});
    await link(page, 'See it, or large print').tap();
    await heading(page, 'My careers plan').waitFor();
    expect(await problems(page)).toStrictEqual({});
  });
});

describe('an interview with the keyboard alone', () => {
  it('goes from Today to the printed plan, and the focus is never lost on the way', async () => {
    const page = await begin();
    const press = async (control: Locator, key: 'Enter' | 'Space' = 'Enter') => {
      await tabTo(page, control);
      await page.keyboard.press(key);
    };
    const write = async (title: string, words: string) => {
      if (!(await area(page, title).isVisible())) await press(part(page, title));
      await tabTo(page, area(page, title));
      await page.keyboard.type(words);
    };
    await press(link(page, 'Start interview with Harpreet Gill'));
    await heading(page, 'Interview with Harpreet Gill').waitFor();
    await press(box(page, 'I explained who will see this'), 'Space');
    await write('Why we are meeting', 'CANARY wants to leave school.');
    await write('Summary for Harpreet', 'You want to compare college with an apprenticeship.');
    await tabTo(page, page.getByRole('combobox', { name: 'What' }));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await press(button(page, 'Add next step'));
    await page.getByRole('button', { name: /^Remove / }).waitFor();
    await press(button(page, 'Show pupil'));
    await heading(page, 'Your plan').waitFor();
    await press(button(page, 'This is right'));
    await page.getByText(/^You said this is right/).waitFor();
    await tabTo(page, button(page, 'Back to notes'));
    await page.keyboard.down('Enter');
    await heading(page, 'Interview with Harpreet Gill').waitFor();
    await page.keyboard.up('Enter');
    await press(button(page, 'Finish'));
    await heading(page, 'Check and finish').waitFor();
    await press(button(page, 'Finish interview'));
    await page.getByText('Harpreet’s plan is ready').waitFor();
    await press(button(page, 'Print plan'));
    expect(await printed(page)).toBe(true);
  });
});

describe('the preparation page', () => {
  it('loses no letter of what is typed into it, and the interview goes on with the words', async () => {
    const page = await begin();
    await link(page, 'Ben Whitfield').click();
    await heading(page, 'Ben Whitfield').waitFor();
    await area(page, 'Why we are meeting').waitFor();
    await page.keyboard.type('Wants to talk about rugby and engineering.', { delay: 5 });
    await button(page, 'Continue interview').click();
    await heading(page, 'Interview with Ben Whitfield').waitFor();
    await page.getByText('Wants to talk about rugby and engineering.').first().waitFor();
  });
});

/** What axe finds in light and dark, and what sticks out at 320 px. */
async function problems(page: Page): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    found[theme] = await violations(page);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  found['320 px'] = await sideways(page);
  await page.setViewportSize(DEVICES.tablet.viewport);
  return Object.fromEntries(Object.entries(found).filter(([, places]) => places.length > 0));
}

/** Presses Tab until the control has the focus: at most once round the page. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  const has = () => control.evaluate((element) => element === document.activeElement);
  for (let i = 0; i < 150 && !(await has()); i += 1) await page.keyboard.press('Tab');
  if (!(await has())) throw new Error(`Tab does not come to ${String(control)}.`);
}
