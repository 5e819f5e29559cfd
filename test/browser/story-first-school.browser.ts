/**
 * A school's first ten minutes: made on the command line, then the careers leader brings pupils in, invites an adviser and a
 * tutor, gives a form, makes codes and books a day; the adviser, the tutor and a pupil sign in on devices of their own.
 * On each of the leader's pages axe finds nothing, in light and dark, and nothing scrolls sideways down to 320 px.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSchoolList } from '../support/roster-csv.ts';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { sideways, violations } from './support/looks.ts';
import { button, heading } from './support/names.ts';
import type { Person } from './support/person.ts';
import { DEVICES, aPerson } from './support/person.ts';
import { notNow } from './support/protecting.ts';

const PUPILS = 200;

/** The pupils of 11B are a year older than usual: 16, whenever this runs. */
const PUPIL_LIST = aSchoolList(PUPILS).replaceAll(/\/2011(?=,.,Year 11,11B)/g, '/2010');

let server: AppServer;
let leader: Person;
const people: Person[] = [];
const codes = { leader: '', adviser: '', tutor: '', pupil: '' };

beforeAll(async () => {
  server = await newServer({ DEMO: 'off' });
});
afterAll(async () => {
  for (const person of people) await person.end();
  await server?.end();
});

const goTo = async (page: Page, name: string) => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
  await heading(page, name).waitFor();
};

async function newcomer(device: keyof typeof DEVICES, code: string, login: string, password: string): Promise<Person> {
  const person = await aPerson(device, server.origin);
  people.push(person);
  const page = person.page();
  await button(page, 'I have an activation code').click();
  await page.getByRole('textbox', { name: 'Activation code' }).fill(code);
  await page.getByRole('textbox', { name: 'School email' }).fill(login);
  await page.getByLabel('Choose a password').fill(password);
  await button(page, 'Start using Fingerpost').click();
  return person;
}

/** The code that is shown once. */
async function invite(page: Page, name: string, role: RegExp): Promise<string> {
  await button(page, 'Invite').click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('checkbox', { name: role }).click();
  if (await page.getByLabel('Level').isVisible()) {
    await page.getByLabel('Level').selectOption('Level 6');
    await page.getByLabel('Held since').fill('2019-09-01');
  }
  await button(page, 'Make the activation code').click();
  await page.getByRole('heading', { name: `Activation code for ${name}` }).waitFor();
  const shown = (await page.locator('.code').textContent()) ?? '';
  await button(page, 'I have handed it over').click();
  return shown;
}

/** What axe objects to, and the widths at which the page scrolls sideways. */
async function faults(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await violations(page)));
  }
  for (const width of [320, 390, 1024]) {
    await page.setViewportSize({ width, height: 800 });
    found.push(...(await sideways(page)).map((element) => `sideways at ${width}: ${element}`));
  }
  await page.setViewportSize(DEVICES.laptop.viewport);
  return found;
}

describe('a new school', () => {
  it('is made on the command line, and its careers leader signs in with the code that is printed', async () => {
    const said = await server.command('init', '--name', 'Hollow Park School', '--leader', 'Priya Shah');
    codes.leader = /use: (\S+)/.exec(said)?.[1] ?? '';
    await server.start();
    leader = await newcomer('laptop', codes.leader, 'priya@hollow.example', 'correct horse battery');
    await notNow(leader.page());
    await leader.page().getByRole('navigation', { name: 'Main' }).waitFor();
  });

  it('says on each empty page what comes first', async () => {
    const page = leader.page();
    await goTo(page, 'Book interviews');
    await page.getByRole('heading', { name: 'No careers adviser yet' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await goTo(page, 'People');
    await page.getByRole('link', { name: 'Give forms' }).click();
    await page.getByRole('heading', { name: 'No forms yet' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Pupils’ codes' }).click();
    await page.getByRole('link', { name: 'Bring in pupils' }).last().waitFor();
  });

  it('brings 200 pupils in from a file, and keeps the file when there is no internet', async () => {
    const page = leader.page();
    await goTo(page, 'Bring in pupils');
    expect(await faults(page)).toEqual([]);
    const list = { name: 'hollow park.csv', mimeType: 'text/csv', buffer: Buffer.from(PUPIL_LIST) };
    await page.getByLabel('Choose a file, or drop it here').setInputFiles(list);
    await leader.context().setOffline(true);
    await button(page, 'Check').click();
    await page.getByText('Your list is still here').waitFor();
    expect(await faults(page)).toEqual([]);
    await leader.context().setOffline(false);
    await button(page, 'Check').click();
    await button(page, `Bring in ${PUPILS} pupils`).waitFor();
    expect(await faults(page)).toEqual([]);
    await button(page, `Bring in ${PUPILS} pupils`).click();
    await page.getByRole('heading', { name: `${PUPILS} pupils brought in` }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Give forms to tutors' }).click();
    await page.getByRole('heading', { name: 'Year 11' }).waitFor();
  });

  it('invites an adviser and a tutor, and gives the tutor a form', async () => {
    const page = leader.page();
    await page.getByRole('link', { name: 'Staff', exact: true }).click();
    codes.adviser = await invite(page, 'Jo Mercer', /^Careers adviser/);
    codes.tutor = await invite(page, 'Mr Lee', /^Form tutor/);
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Give forms to Mr Lee' }).click();
    await page.getByRole('combobox', { name: 'Tutor of 9B' }).selectOption({ label: 'Mr Lee' });
    await page.getByText('9B: Mr Lee.').waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('makes codes for a form, ten slips to a page', async () => {
    const page = leader.page();
    await page.getByRole('link', { name: 'Pupils’ codes' }).click();
    await page.getByRole('combobox', { name: 'Form or year' }).selectOption({ label: '9B' });
    await button(page, 'Make 10 codes').click();
    await button(page, 'Print 10 slips').waitFor();
    expect(await faults(page)).toEqual([]);
    codes.pupil = (await page.locator('.codes b').first().textContent()) ?? '';
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(paper.match(/\/Type ?\/Page\b/g)).toHaveLength(1);
  });

  it('books a day in two presses, which the adviser sees today', async () => {
    const page = leader.page();
    await goTo(page, 'Book interviews');
    await page.getByLabel('Date').fill(new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' }));
    await page.getByLabel('Room').fill('L2');
    await button(page, 'Fill the day').click();
    expect(await faults(page)).toEqual([]);
    await button(page, 'Book 6 interviews').click();
    await button(page, 'Print appointment slips').waitFor();
    expect(await faults(page)).toEqual([]);
    const adviser = await newcomer('tablet', codes.adviser, 'jo@hollow.example', 'correct horse battery');
    await notNow(adviser.page());
    await heading(adviser.page(), 'Today’s interviews').waitFor();
    await adviser.page().getByText('room L2').waitFor();
    await adviser
      .page()
      .getByRole('link', { name: /^Start interview with/ })
      .nth(5)
      .waitFor();
  });

  it('lets the tutor and a pupil in, the pupil with a password of eight characters', async () => {
    const tutor = await newcomer('phone', codes.tutor, 'lee@hollow.example', 'correct horse battery');
    await notNow(tutor.page());
    await tutor.page().getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'My form' }).waitFor();
    const pupil = await newcomer('phone', codes.pupil, 'pupil.one', 'seven77');
    await pupil.page().getByRole('link', { name: 'Choose a password of at least 8 characters.' }).click();
    await pupil.page().getByLabel('Choose a password').fill('gorse-88');
    await button(pupil.page(), 'Start using Fingerpost').click();
    await pupil.page().getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'My record' }).waitFor();
  });

  it('hears from a pupil of 16, who says no without internet, what the local authority may not be told', async () => {
    const page = leader.page();
    await goTo(page, 'People');
    await page.getByRole('link', { name: 'Pupils’ codes' }).click();
    await page.getByRole('combobox', { name: 'Form or year' }).selectOption({ label: '11B' });
    await button(page, 'Make 10 codes').click();
    await button(page, 'Print 10 slips').waitFor();
    const code = (await page.locator('.codes b').first().textContent()) ?? '';

    const pupil = await newcomer('phone', code, 'pupil.two', 'gorse-88');
    const own = pupil.page();
    const record = own.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'My record' });
    await record.click();
    await button(own, /^Sending and saving: all sent/).waitFor({ timeout: 60_000 });
    await own.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await pupil.context().setOffline(true);
    await own.getByRole('link', { name: 'Who can see my information' }).click();
    await button(own, 'Say no to sharing more than the basics').click();
    await own.getByText(/you said no on .* School gives only the basics/).waitFor();
    await button(own, /^Sending and saving: 1 waiting/).waitFor();
    expect([await violations(own), await sideways(own)]).toEqual([[], []]);
    await pupil.context().setOffline(false);
    await button(own, /^Sending and saving: all sent/).waitFor({ timeout: 70_000 });

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Dashboard' }).click();
    await page.getByRole('link', { name: /^See names: 1 pupil said no/ }).click({ timeout: 70_000 });
    await heading(page, 'Said no (1)').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('rowheader').getByRole('link').first().click();
    const part = page.getByRole('region', { name: 'Local authority' });
    await part.getByText(/^No, decided by the pupil, .*, in Fingerpost\.$/).waitFor();
    await part.getByText('No: only the basics.').waitFor();
  });

  it('has settings that are saved without internet', async () => {
    const page = leader.page();
    await goTo(page, 'School');
    expect(await faults(page)).toEqual([]);
    await leader.context().setOffline(true);
    await page.getByLabel('Designated safeguarding lead').fill('Ms Brandt, 204');
    await button(page, 'Save').click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('button', { name: /^Sending and saving: 1 waiting/ }).waitFor();
    await leader.context().setOffline(false);
    await page.getByRole('button', { name: /^Sending and saving: all sent/ }).waitFor({ timeout: 70_000 });
    expect(server.log()).not.toContain('Zieliński');
  });
});
