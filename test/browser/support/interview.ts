/** What a careers adviser does in an interview, by the names on the screen: the journeys say what it is about. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { button, heading } from './names.ts';

/** Opens a prompt if it is closed and writes in it. */
export async function writeIn(page: Page, title: string, words: string): Promise<void> {
  const area = page.getByRole('textbox', { name: title, exact: true });
  // What stands above it grows a line when it is left: the finger may have missed.
  await expect
    .poll(async () => {
      if (!(await area.isVisible())) await page.locator('summary', { hasText: title }).click();
      return area.isVisible();
    })
    .toBe(true);
  await area.fill(words);
}

/** Adds a stock step: three taps, nothing typed. Returns its words. */
export async function addStockStep(page: Page): Promise<string> {
  await page.getByRole('combobox', { name: 'What' }).click();
  const first = page.getByRole('listbox').getByRole('option').first();
  const words = (await first.textContent()) ?? '';
  await first.click();
  await button(page, 'Add next step').click();
  await page.getByRole('listitem').filter({ hasText: words }).first().waitFor();
  return words;
}

/** Adds a step in own words: two taps and the text. */
export async function addOwnStep(page: Page, words: string): Promise<void> {
  await page.getByRole('combobox', { name: 'What' }).fill(words);
  await button(page, 'Add next step').click();
  await page.getByRole('listitem').filter({ hasText: words }).waitFor();
}

/** Presses and holds, as the pupil's page asks, until the page gives way. */
export async function pressAndHold(page: Page, name: string): Promise<void> {
  await button(page, name).hover();
  await page.mouse.down();
  await button(page, name).waitFor({ state: 'detached' });
  await page.mouse.up();
}

/** Checks and finishes the interview that is open. */
export async function finishInterview(page: Page): Promise<void> {
  await button(page, 'Finish').click();
  await heading(page, 'Check and finish').waitFor();
  await button(page, 'Finish interview').click();
  await heading(page, 'Finished').waitFor();
}
