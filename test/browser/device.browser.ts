import { readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PageServer } from '../device/page-server.ts';
import { servePage } from '../device/page-server.ts';
import { newProfile, openBrowser } from '../support/chromium.ts';
import type { DevicePage } from './device-page.ts';
import { filesWith } from './support/files.ts';

declare const device: DevicePage;

/** How often the browser is killed. */
const ROUNDS = 5;

let server: PageServer;
let profile: string;
let context: BrowserContext | null = null;

beforeAll(async () => {
  server = await servePage('test/browser/device-page.ts');
});
afterAll(() => server.end());
beforeEach(async () => {
  profile = await newProfile();
});
afterEach(async () => {
  await context?.close();
  context = null;
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

async function start(): Promise<BrowserContext> {
  context = await openBrowser(profile);
  return context;
}
async function visit(browser: BrowserContext): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(server.origins[0] ?? '');
  await page.waitForFunction('globalThis.device');
  return page;
}
/** The process of the browser that uses the profile: Chromium writes it into the name that its lock points to. */
async function browserPid(): Promise<number> {
  const pid = Number(/-(\d+)$/.exec(await readlink(join(profile, 'SingletonLock')))?.[1]);
  expect(pid).toBeGreaterThan(1);
  return pid;
}

describe('what is said to be saved', () => {
  it('is there after the browser was killed at once, five times over', async () => {
    const saved: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const browser = await start();
      const page = await visit(browser);
      expect(await page.evaluate(() => device.words())).toStrictEqual(
        expect.arrayContaining(saved.map((n) => `words ${n}`)),
      );
      await page.exposeFunction('told', (n: number) => void saved.push(n));
      const pid = await browserPid();
      const before = saved.length;
      void page
        .evaluate((from) => device.saveOn(from, (globalThis as unknown as { told: never }).told), round * 10_000)
        .catch(() => undefined);
      while (saved.length < before + 40) await new Promise((resolve) => setTimeout(resolve, 1));
      process.kill(pid, 'SIGKILL');
      await browser.close().catch(() => undefined);
    }
    const page = await visit(await start());
    const kept = await page.evaluate(() => device.words());
    expect(saved.length).toBeGreaterThanOrEqual(40 * ROUNDS);
    expect(saved.filter((n) => !kept.includes(`words ${n}`))).toStrictEqual([]);
    expect(kept).not.toContain(null);
    expect(new Set(kept).size).toBe(kept.length);
  });
});

describe('two tabs', () => {
  it('write at once, each mutation with an order of its own, and each shows the other’s', async () => {
    const browser = await start();
    const [one, two] = [await visit(browser), await visit(browser)];
    await two.evaluate(() => device.watch());
    const saveFifty = (page: Page, from: number) =>
      page.evaluate(async (from) => {
        for (let n = from; n < from + 50; n += 1) await device.save(n, `words ${n}`);
      }, from);
    await Promise.all([saveFifty(one, 0), saveFifty(two, 1000)]);
    const orders = await one.evaluate(() => device.orders());
    expect(orders).toHaveLength(100);
    expect(new Set(orders).size).toBe(100);
    await two.waitForFunction('device.shown.own === 100', undefined, { timeout: 5000 });
  });
});

describe('a full device', () => {
  it('says so, keeps what it has, lets people read on, and saves again when there is room', async () => {
    const browser = await start();
    const origin = server.origins[0] ?? '';
    // Set before the page opens its tables: Chromium remembers for a while how much room there was.
    const cdp = await browser.newCDPSession(await browser.newPage());
    await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000 });
    const page = await visit(browser);
    expect(await page.evaluate(() => device.save(1, 'before'))).toStrictEqual({ order: 1 });
    expect(await page.evaluate(() => device.saveLong(2, 2_000_000))).toStrictEqual({ problem: 'full' });
    expect(await page.evaluate(() => device.state())).toBe('full');
    expect(await page.evaluate(() => device.words())).toStrictEqual(['before']);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin });
    expect(await page.evaluate(() => device.save(3, 'after'))).toStrictEqual({ order: 2 });
    expect(await page.evaluate(() => device.state())).toBe('ok');
  });
});

describe('the files of the browser', () => {
  const SEALED = 'Quillfeather-Okonkwo-Marsh';
  const CLEAR = 'Thistledown-Abernathy-Fen';

  it('hold none of a person’s words', async () => {
    const browser = await start();
    const page = await visit(browser);
    await page.evaluate(
      async ({ sealed, clear }) => {
        await device.putRecords(10, `${sealed} ${'and more '.repeat(200)}`);
        await device.putRecords(3, sealed);
        await device.save(1, sealed);
        await device.save(2, `${sealed} \u0142 ${'and more '.repeat(200)}`);
        await device.writeClear(clear);
      },
      { sealed: SEALED, clear: CLEAR },
    );
    expect(JSON.stringify(await page.evaluate(() => device.records()))).toContain(SEALED);
    await browser.close();
    context = null;
    expect(await filesWith(profile, [CLEAR]), 'the search finds words that are in the clear').not.toStrictEqual([]);
    expect(await filesWith(profile, [SEALED])).toStrictEqual([]);
  });
});
