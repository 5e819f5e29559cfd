/**
 * Opening a locked device on a slow tablet, and what sealing costs, in Chromium. The words are stretched in the page, since
 * the throttle of the browser holds a page back and not its workers. `npm run bench -- vault`.
 */
import { rm } from 'node:fs/promises';
import { servePage } from '../../device/page-server.ts';
import { newProfile, openBrowser } from '../../support/chromium.ts';
import type { Figure } from '../figures.ts';
import { median, rounded } from '../figures.ts';
import type { VaultBench } from './page.ts';

declare const bench: VaultBench;

const THROTTLE = 4;
const ROUNDS = 7;

/** Runs the bench. */
export async function run(): Promise<readonly Figure[]> {
  const server = await servePage('test/bench/vault/page.ts');
  const profile = await newProfile();
  const context = await openBrowser(profile);
  try {
    const page = await context.newPage();
    await page.goto(server.origins[0] ?? '');
    await page.waitForFunction('globalThis.bench');
    await page.evaluate(() => bench.protectDevice());
    const { save, open } = await page.evaluate(() => bench.compare());
    const cdp = await context.newCDPSession(page);
    const unlocks: Record<'1' | '4', number[]> = { 1: [], 4: [] };
    for (const rate of [1, THROTTLE] as const) {
      await cdp.send('Emulation.setCPUThrottlingRate', { rate });
      for (let n = 0; n < ROUNDS; n += 1)
        unlocks[rate === 1 ? '1' : '4'].push(await page.evaluate(() => bench.unlock()));
    }
    console.log('Unlocking with four words, from the words to who is signed in (ms)');
    console.table(
      Object.entries(unlocks).map(([rate, all]) => ({
        'CPU throttled': `${rate}×`,
        median: rounded(median(all)),
        most: rounded(Math.max(...all)),
      })),
    );
    console.log('One record, p50 (ms)');
    console.table(
      [save, open].map(([clear, sealed], n) => ({
        what: n === 0 ? 'a save committed' : 'opened',
        'in the clear': rounded(clear),
        sealed: rounded(sealed),
      })),
    );
    return [
      { what: 'unlock, CPU throttled 4×', value: median(unlocks[4]), atMost: 1000, unit: 'ms' },
      { what: 'a save, sealed against unsealed, p50', value: save[1] / save[0], atMost: 1.3, unit: '× raw' },
      { what: 'a record opened, sealed against unsealed, p50', value: open[1] / open[0], atMost: 1.3, unit: '× raw' },
    ];
  } finally {
    await context.close();
    await server.end();
    await rm(profile, { recursive: true, force: true });
  }
}
