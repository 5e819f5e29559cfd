/** A tablet in an adviser's hands: Chromium on a profile of its own, opened again and again. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { BrowserContext, Page } from 'playwright-core';
import { button, chip, heading } from '../browser/support/names.ts';
import { newProfile, openBrowser } from '../support/chromium.ts';

export interface Tablet {
  readonly page: () => Page;
  readonly context: () => BrowserContext;
  /** Starts the browser if it is not there, and goes to the address. */
  readonly open: (address: string) => Promise<Page>;
  /** Closes the browser as a person does: only then, or half a minute after a sign-in, is its cookie on the disk. */
  readonly close: () => Promise<void>;
  readonly end: () => Promise<void>;
}

const SCREEN = { viewport: { width: 1024, height: 768 }, hasTouch: true, reducedMotion: 'reduce' } as const;
/** Milliseconds that a page may take on a machine that does much else. */
export const SLOW_MS = 60_000;

/** A new tablet, its browser not started. `keepsPages`: the browser keeps pages that were left, as it does on a real tablet. */
export async function newTablet(keepsPages = false): Promise<Tablet> {
  const profile = await newProfile();
  let context: BrowserContext | null = null;
  let page: Page | null = null;
  const held = <T>(thing: T | null): T => {
    if (thing === null) throw new Error('The browser is closed.');
    return thing;
  };
  const close = async () => {
    await context?.close().catch(() => undefined);
    context = page = null;
  };
  return {
    page: () => held(page),
    context: () => held(context),
    close,
    async open(address) {
      context ??= await openBrowser(profile, {
        ...SCREEN,
        ...(keepsPages ? { ignoreDefaultArgs: ['--disable-back-forward-cache'] } : {}),
      });
      page ??= context.pages()[0] ?? (await context.newPage());
      page.setDefaultTimeout(SLOW_MS);
      await page.goto(address);
      return page;
    },
    async end() {
      await close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Signs in as the adviser of the demo school, waits until the first sync is over, and begins the day after. */
export const signInAsAdviser = (tablet: Tablet, origin: string): Promise<Page> =>
  signIn(tablet, origin, 'careers adviser');

/** The same as somebody else: 'pupil' is Aisha Khan. */
export async function signIn(tablet: Tablet, origin: string, as: 'careers adviser' | 'pupil'): Promise<Page> {
  const page = await tablet.open(origin);
  await button(page, `Try as ${as}`).click();
  await allSent(page);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await tablet.close();
  const again = await tablet.open(origin);
  await allSent(again);
  return again;
}

export const allSent = (page: Page): Promise<void> =>
  chip(page, /^Sending and saving: all sent/i).waitFor({ timeout: SLOW_MS });

/** Starts the interview that is the nth of today that can be started; gives its address. */
export async function startInterview(page: Page, origin: string, nth = 0): Promise<string> {
  await page.goto(`${origin}/today`);
  await heading(page, 'Today’s interviews').waitFor();
  await page
    .getByRole('link', { name: /^Start interview with/ })
    .nth(nth)
    .click();
  await heading(page, /^Interview with/).waitFor();
  return page.url();
}

/** Parts of the notes that are free text, as they are called on the screen. */
export const PARTS = [
  'Why we are meeting',
  'Where things are now',
  'Ideas explored',
  'What might get in the way',
] as const;
export type NotesPart = (typeof PARTS)[number];

/** The text of a part, opened if it was closed, with the caret at its end. */
export async function caretIn(page: Page, part: NotesPart) {
  const area = page.getByRole('textbox', { name: part, exact: true });
  if (!(await area.isVisible())) await page.locator('summary', { hasText: part }).first().click();
  await area.focus();
  await page.keyboard.press('Control+End');
  return area;
}

/** What a part of the notes holds, whether it is open or not. */
export const textOf = (page: Page, part: NotesPart): Promise<string> =>
  page.getByRole('textbox', { name: part, exact: true, includeHidden: true }).inputValue();

/** Waits until the notes say that all is saved on this tablet: it was said after the last key. */
export const saidSaved = (page: Page): Promise<void> =>
  page
    .getByText(/^Saved on this tablet/)
    .first()
    .waitFor();

/** Wordings of all drafts on the server, as heads: `text` of each, and how many stand beside each other. */
export function draftsOnServer(
  dataDir: string,
): readonly { readonly part: string; readonly heads: readonly string[] }[] {
  const file = new DatabaseSync(join(dataDir, 'fingerpost.db'), { readOnly: true });
  try {
    file.exec('PRAGMA busy_timeout=5000');
    const rows = file.prepare("SELECT json FROM entry WHERE kind = 'draft'").all() as readonly { json: string }[];
    return rows.flatMap(({ json }) => {
      const { texts } = JSON.parse(json) as { texts: Record<string, { heads: readonly { text: string }[] }> };
      return Object.entries(texts).map(([part, { heads }]) => ({ part, heads: heads.map(({ text }) => text) }));
    });
  } finally {
    file.close();
  }
}
