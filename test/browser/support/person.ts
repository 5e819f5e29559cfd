/**
 * A person at a device: Chromium on a profile that outlives it, with the size and the kind of pointer of their device.
 * The browser can be killed as a battery kills it, and opened again.
 */
import { readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { BrowserWays } from '../../support/chromium.ts';
import { newProfile, openBrowser } from '../../support/chromium.ts';
import type { Traffic } from './dump.ts';
import { watchTraffic } from './dump.ts';

export type Theme = 'light' | 'dark';

/** What the person holds. Sizes in CSS pixels. */
export const DEVICES = {
  tablet: { viewport: { width: 1024, height: 768 }, hasTouch: true },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  laptop: { viewport: { width: 1440, height: 900 }, hasTouch: false },
} as const;

/** A device in somebody's hands. `page()` is the page that is open. */
export interface Person {
  readonly page: () => Page;
  readonly context: () => BrowserContext;
  readonly profile: string;
  /** What came over the wire since the browser was opened last. */
  readonly traffic: () => Traffic;
  /** SIGKILL to the browser's process; nothing is closed or flushed. */
  readonly kill: () => Promise<void>;
  /** Opens the browser again at the address. */
  readonly open: (address: string) => Promise<Page>;
  readonly close: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** A person with a new device, at the address. `browser`: what is out of the ordinary with theirs. */
export async function aPerson(
  device: keyof typeof DEVICES,
  address: string,
  theme: Theme = 'light',
  browser: BrowserWays = {},
): Promise<Person> {
  const profile = await newProfile();
  let context: BrowserContext | null = null;
  let page: Page | null = null;
  let traffic: Traffic | null = null;
  const held = <T>(thing: T | null): T => {
    if (thing === null) throw new Error('The browser is closed.');
    return thing;
  };
  const close = async (): Promise<void> => {
    await context?.close().catch(() => undefined);
    context = page = null;
  };
  const person: Person = {
    profile,
    page: () => held(page),
    traffic: () => held(traffic),
    context: () => held(context),
    async open(at) {
      context = await openBrowser(profile, {
        ...DEVICES[device],
        colorScheme: theme,
        reducedMotion: 'reduce',
        ...browser,
      });
      traffic = await watchTraffic(context);
      page = context.pages()[0] ?? (await context.newPage());
      page.setDefaultTimeout(20_000);
      await page.goto(at);
      return page;
    },
    async kill() {
      const pid = Number(/-(\d+)$/.exec(await readlink(join(profile, 'SingletonLock')))?.[1]);
      if (!(pid > 1)) throw new Error('The process of the browser is not known.');
      process.kill(pid, 'SIGKILL');
      await close();
    },
    close,
    async end() {
      await close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await person.open(address);
  return person;
}
