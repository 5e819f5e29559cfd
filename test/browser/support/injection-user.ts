/** A user of the spoiled school in a browser that is watched: what they see, type, print and take away. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import type { Payload } from '../../support/payloads.ts';
import { PAYLOADS } from '../../support/payloads.ts';
import { USERS } from './every-screen.ts';
import { plantedIn, settledText, watchForScript } from './injection-watch.ts';
import { button, chip } from './names.ts';

/** Payloads that stood somewhere whole, by number. */
export type Seen = Set<number>;

/** The user. Every way of looking fails when anything came of a payload. */
export interface WatchedUser {
  readonly page: Page;
  /** Looks at the page: adds what is seen; returns its text. */
  readonly look: (seen: Seen) => Promise<string>;
  /** Prints the page as it is. */
  readonly print: () => Promise<void>;
  /** Presses what gives a file; its text. A page is opened as whoever gets it would open it. */
  readonly take: (press: Locator, folder: string, seen: Seen) => Promise<string>;
  /** Opens a page that was made, from a file. */
  readonly openFile: (file: string, seen: Seen) => Promise<void>;
}

/** Adds the payloads that stand in the text. */
export function noteSeen(text: string, seen: Seen): void {
  for (const { n, text: payload } of PAYLOADS) if (!seen.has(n) && text.includes(payload)) seen.add(n);
}

/** Signs in as a user of the demo, in a browser of their own. */
export async function watchedUser(browser: Browser, origin: string, user: string): Promise<WatchedUser> {
  const viewport = { width: USERS[user]?.width ?? 1024, height: 800 };
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const happened = await watchForScript(context, origin);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(origin);
  await page.getByText('Other people at this school').click();
  await button(page, `Try as ${user}`).click();
  await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 100_000 });
  const lookAt = async (at: Page, seen: Seen): Promise<string> => {
    const text = await settledText(at).catch((reason: unknown) => {
      // A page that a payload carries off cannot be read: what it asked for says more.
      expect(happened).toStrictEqual([]);
      throw reason;
    });
    noteSeen(text, seen);
    expect(happened).toStrictEqual([]);
    expect(await plantedIn(at)).toStrictEqual([]);
    return text;
  };
  const openFile = async (file: string, seen: Seen): Promise<void> => {
    const opened = await context.newPage();
    await opened.goto(pathToFileURL(file).href);
    await lookAt(opened, seen);
    await opened.close();
  };
  return {
    page,
    look: (seen) => lookAt(page, seen),
    print: async () => {
      expect((await page.pdf()).byteLength).toBeGreaterThan(0);
      expect(happened).toStrictEqual([]);
    },
    take: async (press, folder, seen) => {
      const [download] = await Promise.all([page.waitForEvent('download'), press.click()]);
      const file = join(folder, download.suggestedFilename());
      await download.saveAs(file);
      if (/\.(html|json|txt)$/.test(file)) await openFile(file, seen);
      const text = await readFile(file, 'utf8');
      noteSeen(text, seen);
      return text;
    },
    openFile,
  };
}

/** One in so many is typed by hand. */
const TYPED_ONE_IN = 50;
// Keys that are not letters do something else than write.
const byHand = PAYLOADS.filter(({ text }) => !/[\p{Cc}\u2028]/u.test(text)).filter((_, i) => i % TYPED_ONE_IN === 0);

/** Payloads to type, one after another, each with a word that no other has. Throws when there are no more. */
export function handTyped() {
  const left: Payload[] = [...byHand];
  const typed: string[] = [];
  return {
    typed: (): readonly string[] => typed,
    next: (): string => {
      const payload = left.shift();
      if (!payload) throw new Error('All have been typed.');
      const text = `${payload.text} typed-${payload.n}`;
      typed.push(text);
      return text;
    },
  };
}
