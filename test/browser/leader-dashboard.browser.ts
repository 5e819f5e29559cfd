/**
 * What a senior leader sees, on a device that holds no pupil's record. Then, with the server stopped, the careers leader's
 * dashboard over a whole school: a group beside everybody else, its names in one tap, their tutors asked, an earlier day, the
 * year as a chart, ten bookings; and all of it on a phone.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppServer } from './support/app-server.ts';
import { newServer } from './support/app-server.ts';
import { sideways, violations } from './support/looks.ts';
import { button, chip, heading, link, place } from './support/names.ts';
import type { Person } from './support/person.ts';
import { DEVICES, aPerson } from './support/person.ts';
import { aThumb } from './support/thumb.ts';

let server: AppServer;
let leader: Person;
let governor: Person | null = null;

beforeAll(async () => {
  server = await newServer();
  await server.start();
  leader = await aPerson('laptop', server.origin);
  await button(leader.page(), 'Try as careers leader').click();
  await chip(leader.page(), /all sent/).waitFor({ timeout: 60_000 });
}, 90_000);
afterAll(async () => {
  await leader?.end();
  await governor?.end();
  await server?.end();
});

describe('a senior leader', () => {
  it('starts with figures, holds no pupil’s record, and finds nobody’s name', async () => {
    const page = leader.page();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People' }).click();
    await button(page, 'Invite').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Ms Governor');
    await page.getByRole('checkbox', { name: /^Senior leader or governor/ }).click();
    await button(page, 'Make the activation code').click();
    await page.getByRole('heading', { name: 'Activation code for Ms Governor' }).waitFor();
    const code = (await page.locator('.code').textContent()) ?? '';

    await button(page, 'I have handed it over').click();
    governor = await aPerson('phone', server.origin);
    const own = governor.page();
    await button(own, 'I have an activation code').click();
    await own.getByRole('textbox', { name: 'Activation code' }).fill(code);
    await own.getByRole('textbox', { name: 'School email' }).fill('governor@wexcombe.example');
    await own.getByLabel('Choose a password').fill('correct horse battery');
    await button(own, 'Start using Fingerpost').click();
    await heading(own, 'School figures').waitFor();
    await own.getByRole('table', { name: /Groups beside everybody else/ }).waitFor();
    expect(await own.getByRole('cell').count()).toBeGreaterThan(60);
    expect([await violations(own), await sideways(own)]).toEqual([[], []]);
    const told = await governor.traffic().text();
    expect(told).toContain('"nearly"');
    for (const kind of ['"kind":"pupil"', '"kind":"interview"', '"kind":"experience"'])
      expect(told).not.toContain(kind);
  });
});

describe('the careers leader, with the server stopped', () => {
  it('chooses a group and comes to its names in one tap; three more ask their tutors', async () => {
    const page = leader.page();
    await server.stop();
    await link(page, 'Dashboard').first().click();
    await page.getByLabel('Change group').selectOption({ label: 'EHCP' });
    const cell = link(page, /Year 11, talking to an adviser: (\d+) pupils not yet.*Others: \d+ of \d+/);
    const [, count = ''] = /: (\d+) pupils not yet/.exec((await cell.textContent()) ?? '') ?? [];
    expect(Number(count)).toBeGreaterThan(1);
    await cell.click();
    await heading(page, `Year 11: no interview yet (${count})`).waitFor();
    await button(page, 'Select all').click();
    await button(page, 'Ask tutors').click();
    await button(page, `Ask for ${count} pupils`).click();
    await page.getByText(`Form tutors of ${count} pupils asked.`).waitFor();
    await chip(page, /1 waiting/).waitFor();
    // The header is one row all the while: nothing below it moves.
    for (const width of [1700, 1440, 1366, 1280, 1024]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.locator('.top').evaluate((top) => top.getBoundingClientRect().height)).toBeLessThan(80);
    }
    await page.setViewportSize(DEVICES.laptop.viewport);
  });

  it('sees an earlier day, on which fewer had talked to an adviser', async () => {
    const page = leader.page();
    const talked = async () => {
      const words = await link(page, /Year 11, talking to an adviser/).textContent();
      return Number(/^(\d+) of/.exec(words ?? '')?.[1]);
    };
    await link(page, 'Dashboard').last().click();
    await page.getByLabel('Change group').selectOption({ label: 'Everyone' });
    await link(page, /Year 11, talking to an adviser(?!.*Others)/).waitFor();
    const today = await talked();
    const first = await page.getByLabel('Figures for').getAttribute('min');
    await page.getByLabel('Figures for').fill(first ?? '');
    await page.getByText(/As it was on/).waitFor();
    await expect.poll(talked).toBeLessThan(today);
    await button(page, 'Back to today').click();
    await expect.poll(talked).toBe(today);
  });

  it('sees the year so far as six pictures and a table', async () => {
    const page = leader.page();
    await link(page, 'The year so far, as a chart').click();
    await page.getByRole('table', { name: 'The year so far in numbers' }).waitFor();
    expect(await page.getByRole('img').count()).toBe(6);
    expect(await violations(page)).toEqual([]);
  });

  it('books ten pupils and more from a number in four taps', async () => {
    const page = leader.page();
    const { tap, taps } = aThumb();
    await place(page, 'Dashboard').click();
    await page.getByLabel('Change group').selectOption({ label: 'Everyone' });
    await tap(link(page, /Year 11, talking to an adviser: \d+ pupils not yet(?!.*Others)/));
    await tap(button(page, 'Select all'));
    await tap(button(page, 'Book interviews'));
    await heading(page, 'Book interviews').waitFor();
    await tap(button(page, /^Book \d+ interviews$/));
    const told = await page.getByText(/^\d+ interviews booked from /).textContent();
    expect(Number(/^\d+/.exec(told ?? '')?.[0])).toBeGreaterThanOrEqual(10);
    expect(taps()).toBe(4);
  });

  it('has every place on a phone too: four in its bar, the rest behind More', async () => {
    const page = leader.page();
    const places = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
    const names = await places.allTextContents();
    expect(names.length).toBe(7);
    await page.setViewportSize(DEVICES.phone.viewport);
    const reached: string[] = [];
    for (const [i, name] of names.entries()) {
      const more = page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'More' });
      if (i >= 4) await more.click();
      expect(await places.count()).toBe(i >= 4 ? 7 : 4);
      await place(page, name).click();
      await page.locator('main h1').waitFor();
      expect(await more.isVisible()).toBe(true);
      reached.push(new URL(page.url()).pathname);
      expect([await violations(page), await sideways(page)]).toEqual([[], []]);
    }
    expect(new Set(reached).size).toBe(7);
    await page.setViewportSize(DEVICES.laptop.viewport);
  });
});
