/** Chromium: Debian's, or the one of CHROMIUM_PATH. Nothing is asked of the network; each profile is new and ends with its test. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { chromium } from 'playwright-core';

const LAUNCH = {
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** A new profile directory. */
export const newProfile = (): Promise<string> => mkdtemp(join(tmpdir(), 'fingerpost-profile-'));

/** Chromium tells a page of a round number of bytes, whatever room there is; as other browsers, it tells the truth with this. */
export const TELLS_ROOM: BrowserWays = { args: ['--disable-features=StaticStorageQuota'] };
/** Keeps pages that were left, as it does on a real tablet. */
export const KEEPS_PAGES: BrowserWays = { ignoreDefaultArgs: ['--disable-back-forward-cache'] };

type Launch = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>;

/** How a browser is started, beyond what is the same for all. */
export type BrowserWays = Pick<Launch, 'args' | 'ignoreDefaultArgs'>;

const open = new Set<BrowserContext>();
const closed: string[] = [];

/** What the pages of browsers with a profile show, or showed when they were closed, since this was told to forget. */
export const pagesShown = {
  read: async (): Promise<readonly string[]> => [
    ...closed,
    ...(await Promise.all([...open].map((browser) => textsOf(browser)))).flat(),
  ],
  forget: (): void => void closed.splice(0),
};

/** Characters of a page: enough to know which it is. */
const MOST = 800;
/** Milliseconds: a page that hangs says nothing. */
const PATIENCE = 2000;

const textsOf = (browser: BrowserContext): Promise<readonly string[]> =>
  Promise.all(
    browser.pages().map(async (page) => {
      const silent = new Promise<string>((resolve) => setTimeout(() => resolve('(no answer)'), PATIENCE));
      const text = await Promise.race([page.evaluate(() => document.body.innerText).catch(String), silent]);
      return `${page.url()} showed:\n${text.slice(0, MOST)}`;
    }),
  );

/** Chromium on a profile. `screen`: how the device is, where that matters; its `args` go beside those of all. */
export async function openBrowser(profile: string, { args = [], ...screen }: Launch = {}): Promise<BrowserContext> {
  const ways = { ...screen, ...LAUNCH, args: [...LAUNCH.args, ...args] };
  const browser = await chromium.launchPersistentContext(profile, ways);
  open.add(browser);
  browser.on('close', () => open.delete(browser));
  const close = browser.close.bind(browser);
  browser.close = async (...how) => {
    closed.push(...(await textsOf(browser)));
    return close(...how);
  };
  return browser;
}

/** Chromium with nothing kept. */
export const launchBrowser = (): Promise<Browser> => chromium.launch(LAUNCH);
