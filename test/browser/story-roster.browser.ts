/**
 * The roster in the hands of a school: a Common Transfer File is looked at, brought in and undone; a pupil changes form while
 * there is no internet; the new school year is looked at. Axe finds nothing on any of these pages, and nothing scrolls sideways.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schoolYearOf } from '../../src/domain/calendar.ts';
import { dateOf, toInstant } from '../../src/domain/time.ts';
import { AISHA_CTF, aCtf } from '../support/ctf.ts';
import { aSchoolList } from '../support/roster-csv.ts';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { sideways, violations } from './support/looks.ts';
import { button, heading, link, place } from './support/names.ts';
import type { Person } from './support/person.ts';
import { DEVICES, aPerson } from './support/person.ts';
import { notNow } from './support/protecting.ts';

let server: AppServer;
let leader: Person;

beforeAll(async () => {
  server = await newServer({ DEMO: 'off' });
  const said = await server.command('init', '--name', 'Hollow Park School', '--leader', 'Priya Shah');
  const list = join(server.dataDir, 'list.csv');
  writeFileSync(list, aSchoolList(40));
  await server.command('import', list);
  await server.start();
  leader = await aPerson('laptop', server.origin);
  const page = leader.page();
  await button(page, 'I have an activation code').click();
  await page.getByRole('textbox', { name: 'Activation code' }).fill(/use: (\S+)/.exec(said)?.[1] ?? '');
  await page.getByRole('textbox', { name: 'School email' }).fill('priya@hollow.example');
  await page.getByLabel('Choose a password').fill('correct horse battery');
  await button(page, 'Start using Fingerpost').click();
  await notNow(page);
  await page.getByText('All sent', { exact: true }).waitFor();
});
afterAll(async () => {
  await leader?.end();
  await server?.end();
});

/** What axe objects to in light and dark, and the widths at which the page scrolls sideways. */
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

describe('the roster', () => {
  it('takes a Common Transfer File, and lets go of it again', async () => {
    const page = leader.page();
    const year = String(schoolYearOf(dateOf(toInstant(Date.now()))));
    const ctf = aCtf([AISHA_CTF], { year, version: `${Number(year) - 2000}.0` });
    await place(page, 'Bring in pupils').click();
    const file = { name: '8012000_CTF_8014001_001.xml', mimeType: 'text/xml', buffer: Buffer.from(ctf) };
    await page.getByLabel('Choose a file, or drop it here').setInputFiles(file);
    await page.getByText('Common Transfer File', { exact: true }).waitFor();
    await button(page, 'Check').click();
    await button(page, 'Bring in 1 pupil').waitFor();
    expect(await faults(page)).toEqual([]);
    await button(page, 'Bring in 1 pupil').click();
    await page.getByRole('heading', { name: '1 pupil brought in' }).waitFor();
    await button(page, 'Undo: the last list').click();
    await page.getByText('1 pupil who was new is marked as having left.').waitFor();
    expect(await faults(page)).toEqual([]);
    await button(page, 'Undo this change').click();
    await page.getByText('Undone: the last list').waitFor();
  });

  it('moves a pupil to another form without internet', async () => {
    const page = leader.page();
    await place(page, 'People').click();
    await link(page, 'Move pupils').click();
    await page.getByRole('combobox', { name: 'Form' }).selectOption({ label: '9A' });
    await leader.context().setOffline(true);
    await page.getByRole('checkbox').first().click();
    await page.getByRole('combobox', { name: 'Move to' }).selectOption({ label: '9B, Year 9' });
    expect(await faults(page)).toEqual([]);
    await button(page, 'Move 1 pupil').click();
    await page.getByText('1 pupil in 9B now.').waitFor();
    await leader.context().setOffline(false);
    await page.getByText('All sent', { exact: true }).waitFor();
  });

  it('shows the new school year, or why it cannot begin', async () => {
    const page = leader.page();
    await place(page, 'School').click();
    await link(page, 'New school year').click();
    await heading(page, 'New school year').waitFor();
    await page.getByRole('heading', { name: 'Last change' }).waitFor();
    expect(await faults(page)).toEqual([]);
  });
});
