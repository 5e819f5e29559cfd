/**
 * The app as people meet it, in Chromium, with the server really stopped: from a reload to the first answered query and to
 * Today's interviews, at full speed and at a quarter of it. The baseline is raw IndexedDB with the same entries as rows.
 */
import { rm } from 'node:fs/promises';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { newServer } from '../../browser/support/app-server.ts';
import { button, chip } from '../../browser/support/names.ts';
import { servePage } from '../../device/page-server.ts';
import { newProfile, openBrowser } from '../../support/chromium.ts';
import { releaseSizes } from '../../release-sizes.mjs';
import type { Bench } from '../device/page.ts';
import type { Figure } from '../figures.ts';
import { median } from '../figures.ts';

declare const bench: Bench;

const ROUNDS = 7;
const SCHOOL = { records: 1500, entries: 40 };

async function throttled(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

/** Milliseconds from the start of the navigation until `ready` holds in the page. */
async function reloads(page: Page, ready: () => boolean, slower: number): Promise<number> {
  const cdp = await throttled(page);
  const all: number[] = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.reload({ waitUntil: 'commit' });
    await page.waitForFunction(ready, undefined, { polling: 'raf', timeout: 60_000 });
    all.push(await page.evaluate(() => performance.now()));
  }
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return median(all);
}

/** A page that holds the school as clear rows, and asks for the steps of a form when it is opened. */
async function baseline(context: BrowserContext): Promise<{ readonly ms: number; readonly end: () => Promise<void> }> {
  const server = await servePage('test/bench/device/page.ts', 1);
  const page = await context.newPage();
  await page.goto(server.origins[0] ?? '');
  await page.waitForFunction('globalThis.bench');
  await page.evaluate((size) => bench.rawWrite(size), SCHOOL);
  await page.addInitScript(() => {
    const wait = setInterval(() => {
      const { bench: tools } = globalThis as unknown as { bench?: Bench };
      if (!tools) return;
      clearInterval(wait);
      void tools.rawFirst().then(() => Object.assign(globalThis, { answered: true }));
    }, 1);
  });
  const ms = await reloads(page, () => (globalThis as unknown as { answered?: boolean }).answered === true, 1);
  await page.close();
  return { ms, end: () => server.end() };
}

/** Runs the bench: its table, and the figures. */
export async function run(): Promise<readonly Figure[]> {
  const server = await newServer();
  const profile = await newProfile();
  try {
    await server.start();
    const context = await openBrowser(profile, { viewport: { width: 1024, height: 768 } });
    const raw = await baseline(context);
    const page = await context.newPage();
    const begun = performance.now();
    await page.goto(server.origin);
    await button(page, 'Try as careers adviser').click();
    await chip(page, /^Sending and saving: all sent/).waitFor({ timeout: 120_000 });
    const firstSync = performance.now() - begun;
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    // As after a first look round: the digests are packed once all is quiet.
    await page.waitForTimeout(8_000);
    await server.stop();
    const today = () =>
      [...document.querySelectorAll('main a')].some((a) => /^(Start interview|Continue)/.test(a.textContent ?? ''));
    const full = await reloads(page, today, 1);
    const slow = await reloads(page, today, 4);
    console.log('The app, 1,500 records, server stopped (ms, medians)');
    console.table([
      { what: 'reload to the first answered query, raw rows', ms: Math.round(raw.ms), ratio: 1 },
      { what: 'reload to Today’s interviews', ms: Math.round(full), ratio: Number((full / raw.ms).toPrecision(2)) },
      { what: 'the same at a quarter of the speed (4× CPU throttle)', ms: Math.round(slow) },
      { what: 'sign-in to all sent, with the server', ms: Math.round(firstSync) },
    ]);
    await raw.end();
    await context.close();
    const { signIn, today: beforeToday } = await releaseSizes();
    return [
      { what: 'JavaScript before the first screen (sign-in)', value: signIn / 1000, atMost: 80, unit: 'kB gzip' },
      { what: 'JavaScript before an adviser’s Today', value: beforeToday / 1000, atMost: 80, unit: 'kB gzip' },
      { what: 'offline start to Today’s interviews, 4× CPU throttle', value: slow, atMost: 1500, unit: 'ms' },
    ];
  } finally {
    await server.end();
    await rm(profile, { recursive: true, force: true });
  }
}
