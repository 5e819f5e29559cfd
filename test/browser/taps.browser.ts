/**
 * How many taps the work of each user takes, counted in the browser with the school's server stopped. The numbers are what
 * the screens promise; which other test counts the rest is said in docs/screens.md.
 */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { writeIn } from './support/interview.ts';
import { button, chip, heading, link, place } from './support/names.ts';
import { DEVICES } from './support/person.ts';
import { aThumb } from './support/thumb.ts';

let server: AppServer;
let browser: Browser;
const pages = new Map<string, Page>();

beforeAll(async () => {
  server = await newServer();
  await server.start();
  browser = await launchBrowser();
  for (const [user, device] of Object.entries(WITH)) pages.set(user, await trying(user, device));
  await server.stop();
});
afterAll(async () => {
  await browser?.close();
  await server?.end();
});

const WITH = {
  'careers adviser': 'tablet',
  'form tutor': 'phone',
  pupil: 'phone',
  'careers leader': 'laptop',
} as const;

async function trying(as: string, device: keyof typeof DEVICES): Promise<Page> {
  const page = await (await browser.newContext({ ...DEVICES[device], reducedMotion: 'reduce' })).newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(server.origin);
  await button(page, `Try as ${as}`).click();
  await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    window.print = () => undefined;
  });
  return page;
}

/** Works as one of them, and counts. */
type Work = (hand: { readonly page: Page; readonly tap: (on: Locator) => Promise<void> }) => Promise<void>;

/** What is done, and in how many taps; opening the app is none. */
type Row = readonly [what: string, taps: number, work: Work];

/** Opens the app anew, at the first page of its user. */
const open = async (page: Page, first: string): Promise<void> => {
  await page.goto(server.origin);
  await heading(page, first).waitFor();
};
const today = (page: Page) => open(page, 'Today’s interviews');
const form = (page: Page) => open(page, '10B: next steps');
const dialog = (page: Page) => page.getByRole('dialog');

const ADVISER: readonly Row[] = [
  [
    'know whether today’s pupils are here, and whether anything is unsent',
    0,
    async ({ page }) => {
      await today(page);
      await link(page, 'Ready without internet: 6 of 6 pupils').waitFor();
      await chip(page, /^Sending and saving: /).waitFor();
    },
  ],
  [
    'prepare an interview',
    1,
    async ({ page, tap }) => {
      await today(page);
      await tap(link(page, 'Zofia Nowak'));
      await heading(page, 'Zofia Nowak').waitFor();
    },
  ],
  [
    'say that a pupil did not attend, and take it back',
    3,
    async ({ page, tap }) => {
      await today(page);
      await tap(button(page, 'More for Harpreet Gill'));
      await tap(page.getByRole('menuitem', { name: 'Did not attend' }));
      await tap(button(page, 'Undo'));
      await link(page, 'Start interview with Harpreet Gill').waitFor();
    },
  ],
  [
    'start a booked interview from a cold start',
    1,
    async ({ page, tap }) => {
      await today(page);
      await tap(link(page, 'Start interview with Aisha Khan'));
      await heading(page, 'Interview with Aisha Khan').waitFor();
    },
  ],
  [
    'add a stock step',
    3,
    async ({ page, tap }) => {
      await tap(page.getByRole('combobox', { name: 'What' }));
      await tap(page.getByRole('listbox').getByRole('option').first());
      await tap(button(page, 'Add next step'));
      await page.getByRole('button', { name: /^Remove / }).waitFor();
    },
  ],
  [
    'add a step in own words',
    2,
    async ({ page, tap }) => {
      await tap(page.getByRole('combobox', { name: 'What' }));
      await page.keyboard.type('Ask Mum about the open evening');
      await tap(button(page, 'Add next step'));
      await page.getByRole('button', { name: /^Remove Ask Mum/ }).waitFor();
    },
  ],
  [
    'finish and hand over the printed plan',
    3,
    async ({ page, tap }) => {
      await page.getByRole('checkbox', { name: 'I explained who will see this' }).check();
      await writeIn(page, 'Summary for Aisha', 'You want to compare apprenticeships with college.');
      await tap(button(page, 'Finish'));
      await tap(button(page, 'Finish interview'));
      await page.getByText('Aisha’s plan is ready').waitFor();
      await tap(button(page, 'Print plan'));
    },
  ],
  [
    'go on to the next pupil',
    1,
    async ({ page, tap }) => {
      await tap(link(page, /^(Start|Continue) \S+ interview$/));
      await heading(page, /^Interview with /).waitFor();
    },
  ],
  [
    'pause an interview',
    2,
    async ({ page, tap }) => {
      await writeIn(page, 'Why we are meeting', 'Wants to talk about college.');
      await tap(link(page, 'Exit interview'));
      await tap(button(page, 'Yes, pause and keep notes'));
      await heading(page, 'Today’s interviews').waitFor();
    },
  ],
  [
    'take a walk-in, beside the name',
    2,
    async ({ page, tap }) => {
      await today(page);
      await tap(button(page, 'Add a pupil'));
      await dialog(page).getByRole('searchbox').fill('Grace Liu');
      await tap(dialog(page).getByRole('button', { name: /^Grace Liu/ }));
      await heading(page, 'Interview with Grace Liu').waitFor();
    },
  ],
  [
    'see what is only on this tablet before leaving',
    1,
    async ({ page, tap }) => {
      await today(page);
      await tap(place(page, 'Before you leave'));
      await page
        .getByText(/only on this tablet\.$/)
        .first()
        .waitFor();
      await button(page, 'Send now').waitFor();
    },
  ],
];

const TUTOR: readonly Row[] = [
  [
    'mark a step done',
    1,
    async ({ page, tap }) => {
      await form(page);
      const left = page.getByRole('button', { name: /^Done: / });
      const before = await left.count();
      await tap(left.first());
      await page
        .getByText(/^Done: /)
        .first()
        .waitFor();
      await expect.poll(() => left.count()).toBe(before - 1);
    },
  ],
  [
    'mark the next one done',
    1,
    async ({ page, tap }) => {
      const left = page.getByRole('button', { name: /^Done: / });
      const before = await left.count();
      await tap(left.first());
      await expect.poll(() => left.count()).toBe(before - 1);
    },
  ],
  [
    'mark all of a list done',
    3,
    async ({ page, tap }) => {
      await form(page);
      await tap(page.getByRole('checkbox', { name: /^Select / }).first());
      await tap(button(page, 'Select all in this list'));
      await tap(page.getByRole('button', { name: /^Mark \d+ done$/ }));
      await page.getByText(/^\d+ done\.$/).waitFor();
    },
  ],
  [
    'log an activity for the whole form',
    3,
    async ({ page, tap }) => {
      await form(page);
      await tap(place(page, 'Log an activity'));
      await heading(page, 'Log an activity').waitFor();
      await tap(page.getByRole('group', { name: 'What', exact: true }).locator('label').first());
      await tap(page.getByRole('button', { name: /^(Save for|Add the other) \d+/ }));
      await page.getByText(/: logged for /).waitFor();
    },
  ],
  [
    'add a next step for a pupil',
    2,
    async ({ page, tap }) => {
      await place(page, 'My form').click();
      await link(page, 'Grace Liu').click();
      await tap(button(page, 'Add a next step'));
      await page.getByRole('combobox', { name: 'What' }).fill('See the head of year');
      await tap(dialog(page).getByRole('button', { name: 'Add next step' }));
      await page.getByText(/^Added for Grace/).waitFor();
    },
  ],
  [
    'print the list for form time',
    2,
    async ({ page, tap }) => {
      await place(page, 'My form').click();
      await tap(link(page, 'Print for form time'));
      await heading(page, '10B: form time list').waitFor();
      await tap(button(page, 'Print for form time'));
    },
  ],
];

const PUPIL: readonly Row[] = [
  [
    'say that a step is done',
    1,
    async ({ page, tap }) => {
      await open(page, 'My next steps');
      await tap(page.getByRole('button', { name: /^I’ve done this: / }).first());
      await page.getByText(/^Thanks\. .* will see this\.$/).waitFor();
    },
  ],
  [
    'ask for help with a step',
    1,
    async ({ page, tap }) => {
      await open(page, 'My next steps');
      await tap(page.getByRole('button', { name: /^I need help: / }).first());
      await page.getByText(/^Thanks\. .* will see this\.$/).waitFor();
    },
  ],
  [
    'ask for an interview',
    3,
    async ({ page, tap }) => {
      await open(page, 'My next steps');
      await tap(link(page, 'Ask for an interview'));
      await tap(page.getByRole('checkbox', { name: 'Apprenticeships' }));
      await tap(button(page, 'Send request'));
      await page.getByText(/^You asked on/).waitFor();
    },
  ],
  [
    'read why something is missing',
    1,
    async ({ page, tap }) => {
      await place(page, 'Experiences').click();
      const card = page.locator('.exp').filter({ hasText: 'Knowing what’s out there' });
      await tap(card.locator('summary').first());
      await card
        .getByText(/Gatsby \d* ?benchmark 2/)
        .first()
        .waitFor();
    },
  ],
  [
    'answer the questions before an interview: what is typed saves itself',
    0,
    async ({ page }) => {
      await page.goto(`${server.origin}/my/before`);
      await page.getByRole('textbox').last().fill('Whether I can change my mind later.');
      await page
        .getByText(/^Saved on this \w+, \d\d:\d\d/)
        .first()
        .waitFor();
    },
  ],
  [
    'find who can see my information, and ask a question',
    2,
    async ({ page, tap }) => {
      await place(page, 'My record').click();
      await tap(link(page, 'Who can see my information'));
      await heading(page, 'Who can see my information').waitFor();
      await tap(page.getByRole('button', { name: /^Ask a question/ }).first());
      await dialog(page).getByRole('textbox', { name: 'Your question' }).waitFor();
      await page.keyboard.press('Escape');
    },
  ],
];

const LEADER: readonly Row[] = [
  [
    'come from a number to the names behind it',
    1,
    async ({ page, tap }) => {
      await open(page, 'Careers dashboard');
      await tap(link(page, /^.*Year 11, talking to an adviser: \d+ pupils? not yet/));
      await heading(page, /^Year 11: no interview yet \(\d+\)$/).waitFor();
    },
  ],
  [
    'book a day of interviews for them',
    3,
    async ({ page, tap }) => {
      await tap(button(page, 'Select all'));
      await tap(button(page, 'Book interviews'));
      await heading(page, 'Book interviews').waitFor();
      await tap(page.getByRole('button', { name: /^Book \d+ interviews?$/ }));
      await button(page, 'Print appointment slips').waitFor();
    },
  ],
  [
    'add an activity to the programme',
    3,
    async ({ page, tap }) => {
      await place(page, 'Programme').click();
      await tap(link(page, 'Add activity'));
      await page.getByLabel('What', { exact: true }).fill('Morning at the bakery');
      await page
        .getByLabel('When', { exact: true })
        .fill(await page.evaluate(() => new Date().toLocaleDateString('en-CA')));
      await tap(page.getByRole('checkbox', { name: 'Year 9' }));
      await tap(button(page, 'Add to the programme'));
      await link(page, 'Morning at the bakery').waitFor();
    },
  ],
  [
    'copy last year’s plan',
    1,
    async ({ page, tap }) => {
      // The demo school began this year: its plan is last year's for the next one.
      await place(page, 'Programme').click();
      await page.waitForURL(/\/programme/);
      const year = await page.evaluate(() => new Date().getFullYear() - Number(new Date().getMonth() < 8));
      await page.goto(`${server.origin}/programme/${year + 1}`);
      await tap(button(page, 'Copy last year'));
      await page.getByText(/^\d+ activities copied to /).waitFor();
    },
  ],
  [
    'change somebody’s role: open, tick, save',
    3,
    async ({ page, tap }) => {
      await place(page, 'People').click();
      await tap(button(page, 'Change role of Mr Lee'));
      await tap(page.getByRole('checkbox', { name: /^Subject lead/ }));
      await tap(page.getByRole('form', { name: 'Change Mr Lee' }).getByRole('button', { name: 'Save' }));
      await page.getByText('Mr Lee: changed.').waitFor();
    },
  ],
];

const ALL = { 'careers adviser': ADVISER, 'form tutor': TUTOR, pupil: PUPIL, 'careers leader': LEADER };

describe.each(Object.entries(ALL))('the %s, with the server stopped, can', (user, rows) => {
  it.each(rows.map(([what, taps, work]) => ({ what, taps, work })))('$what: taps $taps', async ({ taps, work }) => {
    const page = pages.get(user);
    if (!page) throw new Error(`Nobody is signed in as ${user}.`);
    const thumb = aThumb();
    await work({ page, tap: thumb.tap });
    expect(thumb.taps()).toBe(taps);
  });
});
