/** "Protect this tablet", as journeys come by it: what comes first after signing in at a real school. */
import type { Page } from 'playwright-core';
import { button, heading } from './names.ts';

/** Puts it off. */
export async function notNow(page: Page): Promise<void> {
  await heading(page, 'Protect this tablet').waitFor({ timeout: 60_000 });
  await button(page, 'Not now').click();
  await heading(page, 'Protect this tablet').waitFor({ state: 'detached' });
}

/** Learns the words that are shown, types them, and gives them. */
export async function protect(page: Page, passkey?: 'with a passkey'): Promise<string> {
  await heading(page, /^(Protect this tablet|Change the four words)$/).waitFor({ timeout: 60_000 });
  const words = (await page.locator('.four-words').textContent()) ?? '';
  await button(page, 'I know the words').click();
  await page.getByLabel('Type the four words').fill(words);
  if (passkey) await page.getByLabel(/^Open with finger, face or PIN/).check();
  await button(page, 'Protect this tablet').click();
  await heading(page, /^(Protect this tablet|Change the four words)$/).waitFor({ state: 'detached' });
  return words;
}

/** On the locked page. */
export async function unlockWith(page: Page, words: string): Promise<void> {
  await heading(page, 'Locked').waitFor();
  await page.getByLabel('Your four words').fill(words);
  await button(page, 'Unlock').click();
}
