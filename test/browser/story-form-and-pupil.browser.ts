/**
 * Steps 6 and 7 of the story: what an interview leaves behind reaches the form tutor and the pupil, each on a phone, and
 * nothing that they may not read ever does: not in a response, a table, a cache or on the page.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { dumpStorage } from './support/dump.ts';
import { addOwnStep, addStockStep, finishInterview, writeIn } from './support/interview.ts';
import { button, chip, heading, link, place } from './support/names.ts';
import type { Person } from './support/person.ts';
import { aPerson } from './support/person.ts';
import { aThumb } from './support/thumb.ts';

/** Words that only the adviser (and the careers leader) may ever meet. */
const NOTE = 'CANARY-NOTE-OKAPI';
const DRAFT = 'CANARY-DRAFT-QUOKKA';
/** Words of another pupil of the form, which the tutor reads and Aisha does not. */
const OTHER = 'CANARY-OTHER-NUMBAT';
const OWN_STEP = 'Ask Mum about the open evening';

let server: AppServer;
let adviser: Person;
let tutor: Person;
let pupil: Person;
let stockStep: string;

beforeAll(async () => {
  server = await newServer();
  await server.start();
  tutor = await signIn('phone', 'form tutor');
  pupil = await signIn('phone', 'pupil');
  adviser = await signIn('tablet', 'careers adviser');
}, 120_000);
afterAll(async () => {
  await Promise.all([adviser?.end(), tutor?.end(), pupil?.end()]);
  await server?.end();
});

async function signIn(device: 'phone' | 'tablet', as: string): Promise<Person> {
  const person = await aPerson(device, server.origin);
  await button(person.page(), `Try as ${as}`).click();
  await allSent(person.page());
  return person;
}

const allSent = (page: Page) => chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
const row = (page: Page, words: string) => page.getByRole('listitem').filter({ hasText: words });

describe('the form tutor, on a phone', () => {
  it('sees the steps of an interview as they arrive', async () => {
    const page = adviser.page();
    await link(page, 'Start interview with Aisha Khan').click();
    await page.getByRole('checkbox', { name: 'I explained who will see this' }).click();
    await writeIn(page, 'Where things are now', `${NOTE} is worried about money at home.`);
    await writeIn(page, 'Summary for Aisha', 'You want to compare apprenticeships with college.');
    stockStep = await addStockStep(page);
    await addOwnStep(page, OWN_STEP);
    await finishInterview(page);

    const phone = tutor.page();
    await heading(phone, '10B: next steps').waitFor();
    await phone.getByRole('button', { name: /^Later \d+/ }).click();
    await row(phone, OWN_STEP).first().waitFor();
    await row(phone, stockStep).first().waitFor();
    expect(await phone.locator('body').innerText()).not.toContain(NOTE);

    // A draft of another interview goes to the school, and to nobody else.
    await page.goto(`${server.origin}/today`);
    await link(page, 'Start interview with Zofia Nowak').click();
    await writeIn(page, 'Where things are now', `${DRAFT} is still being written.`);
    await button(page, 'Pause').click();
    await page.goto(`${server.origin}/today`);
    await allSent(page);
  });

  it('marks a step done in one tap and takes it back', async () => {
    const page = tutor.page();
    const done = page.getByRole('button', { name: /^Done: Aisha, ask Mum about the open evening$/ });
    await done.click();
    await page.getByText(/^Done: Aisha, ask Mum about the open evening/).waitFor();
    await done.waitFor({ state: 'detached' });
    await button(page, 'Undo').click();
    await done.waitFor();
  });

  it('marks all of a list done in four taps, the way to it included', async () => {
    const page = tutor.page();
    const selects = page.getByRole('checkbox', { name: /^Select / });
    const before = await selects.count();
    const overdue = Number(
      /\d+/.exec((await page.getByRole('button', { name: /^Overdue \d+/ }).innerText()) ?? '')?.[0],
    );
    expect(overdue).toBeGreaterThan(1);
    await selects.first().click();
    await button(page, 'Select all in this list').click();
    await button(page, `Mark ${overdue} done`).click();
    await page.getByText(`${overdue} done.`).waitFor();
    await page.getByRole('button', { name: 'Overdue 0' }).waitFor();
    expect(await selects.count()).toBe(before - overdue);
    await button(page, 'Undo').click();
    await page.getByRole('button', { name: `Overdue ${overdue}` }).waitFor();
  });

  it('says what was said, in a line that the pupil can read, and changes a date', async () => {
    const page = tutor.page();
    await page.getByRole('button', { name: 'Talked about it: Aisha, ask Mum about the open evening' }).click();
    await page.getByRole('textbox', { name: /^What was said/ }).fill('Mum will come on Thursday.');
    await button(page, 'Add this line').click();
    await page.getByText('Added for Aisha.').waitFor();
    await page.getByRole('button', { name: /^More for Aisha Khan, ask Mum/ }).click();
    await page.getByRole('menuitem', { name: 'Change date' }).click();
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: /^Half term/ })
      .check();
    await page.getByRole('dialog').getByRole('button', { name: 'Save date' }).click();
    await page.getByText(/^Aisha, ask Mum about the open evening: now by/).waitFor();
  });

  it('adds a step for another pupil of the form', async () => {
    const page = tutor.page();
    await place(page, 'My form').click();
    await page.getByRole('link', { name: 'Grace Liu' }).click();
    await heading(page, 'Grace Liu').waitFor();
    await button(page, 'Add a next step').click();
    await page.getByRole('combobox', { name: 'What' }).fill(`${OTHER} sees the head of year`);
    await page.getByRole('dialog').getByRole('button', { name: 'Add next step' }).click();
    await page.getByText(new RegExp(`^Added for Grace: ${OTHER}`)).waitFor();
  });

  it('logs an activity for the whole form with two absent in six taps', async () => {
    const page = tutor.page();
    const { tap, taps } = aThumb();
    await tap(place(page, 'Log an activity'));
    await heading(page, 'Log an activity').waitFor();
    // On a day when nothing is planned: own words, typed.
    await page.getByRole('combobox', { name: 'Something else' }).fill('Talk by a local baker');
    await page.keyboard.press('Tab');
    const pupils = page.getByRole('group', { name: 'Who took part' }).getByRole('checkbox');
    const all = await pupils.count();
    await tap(pupils.nth(3));
    await tap(pupils.nth(7));
    const save = page.getByRole('button', { name: `Save for ${all - 2} pupils` });
    await tap(save);
    await page.getByText(`Talk by a local baker: logged for ${all - 2} pupils, 2 absent.`).waitFor();
    expect(taps()).toBeLessThanOrEqual(6);
  });

  it('does all of it with no internet too, and it reaches the school afterwards', async () => {
    await server.stop();
    const page = tutor.page();
    await page.goto(`${server.origin}/form`);
    await heading(page, '10B: next steps').waitFor();
    const first = page.getByRole('button', { name: /^Done: / }).first();
    const name = (await first.getAttribute('aria-label')) ?? (await first.innerText());
    await first.click();
    await page
      .getByText(new RegExp(`^${name.slice(0, 18)}`))
      .first()
      .waitFor();
    await page.reload();
    await heading(page, '10B: next steps').waitFor();
    await chip(page, /^Sending and saving: [1-9]\d* waiting/).waitFor();
    expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    await server.start();
    await allSent(page);
  });
});

describe('the pupil, on a phone', () => {
  it('answers a next step in one tap, asks for help with another, and asks for an interview', async () => {
    const page = pupil.page();
    await page.goto(`${server.origin}/my/steps`);
    await heading(page, 'My next steps').waitFor();
    await allSent(page);
    await page
      .getByRole('button', { name: /^I need help: / })
      .first()
      .waitFor();
    const more = page.getByRole('button', { name: /^More \(\d+\)/ });
    if (await more.isVisible()) await more.click();
    await button(page, `I’ve done this: ${OWN_STEP}`).click();
    await page.getByText('Thanks. Your form tutor will see this.').waitFor();
    await page
      .getByRole('button', { name: /^I need help: / })
      .first()
      .click();
    await link(page, 'Ask for an interview').click();
    await page.getByRole('checkbox', { name: 'Apprenticeships' }).check();
    await button(page, 'Send request').click();
    await heading(page, 'My next steps').waitFor();
    await page.getByText(/^You asked on/).waitFor();
    await allSent(page);
    const form = tutor.page();
    await form.goto(`${server.origin}/form`);
    await form.getByRole('button', { name: /^Later \d+/ }).click();
    const step = row(form, OWN_STEP).first();
    await step.getByText('Aisha says: I’ve done this').waitFor();
  });

  it('finds “Talking to an adviser” complete, and why', async () => {
    const page = pupil.page();
    await place(page, 'Experiences').click();
    await heading(page, 'My experiences').waitFor();
    await page.getByText('Our careers programme').waitFor();
    expect(await page.locator('.exp').count()).toBe(8);
    const card = page.locator('.exp').filter({ hasText: 'Talking to an adviser' });
    expect(await card.innerText()).toContain('Complete.');
    await card.locator('summary').click();
    const why = await card.innerText();
    expect(why).toContain('A personal guidance interview by the end of Year 11');
    expect(why).toContain('Gatsby benchmark 8');
    expect(why).toContain('Jo Mercer');
  });

  it('reads the own record with who can see it', async () => {
    const page = pupil.page();
    await place(page, 'My record').click();
    await heading(page, 'My record').waitFor();
    await page.getByText('You want to compare apprenticeships with college.').waitFor();
    const item = row(page, 'You want to compare apprenticeships with college.').first();
    await item.locator('summary').click();
    await item.getByText(/^You, your form tutor/).waitFor();
  });
});

describe('what may not be read', () => {
  it.each([
    ['form tutor', () => tutor, [NOTE, DRAFT]],
    ['pupil', () => pupil, [NOTE, DRAFT, OTHER, 'Zofia', 'Zieliński', 'Adeyinka']],
  ] as const)('never reached the %s: no response, table, cache or page holds a word of it', async (_, who, words) => {
    const person = who();
    const kept = await dumpStorage(person.page());
    const told = await person.traffic().text();
    const all = { told, opened: kept.opened, raw: kept.raw, page: await person.page().content() };
    for (const [where, text] of Object.entries(all)) {
      for (const word of words) expect(text.includes(word), `${word} in ${where}`).toBe(false);
    }
    // The search would find what may be read.
    expect(told.includes(OWN_STEP)).toBe(true);
    expect(kept.opened.includes(OWN_STEP)).toBe(true);
    expect(kept.raw.includes(OWN_STEP)).toBe(false);
    expect(kept.boxesOpened).toBe(kept.boxes);
    expect(person.traffic().strangers(server.origin)).toStrictEqual([]);
  });

  it('is in no log of the server', () => {
    for (const word of [NOTE, DRAFT, OTHER, 'Aisha', OWN_STEP]) expect(server.log()).not.toContain(word);
  });
});
