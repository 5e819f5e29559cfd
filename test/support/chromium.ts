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

type Launch = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>;

/** Chromium on a profile. `screen`: how the device is, where that matters; its `args` go beside those of all. */
export const openBrowser = (profile: string, { args = [], ...screen }: Launch = {}): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, { ...screen, ...LAUNCH, args: [...LAUNCH.args, ...args] });

/** Chromium with nothing kept. */
export const launchBrowser = (): Promise<Browser> => chromium.launch(LAUNCH);
