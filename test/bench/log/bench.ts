/** An activity logged for a year group of 168, and for the 400 that one act may have: until it is committed, in Chromium. */
import { rm } from 'node:fs/promises';
import { servePage } from '../../device/page-server.ts';
import { newProfile, openBrowser } from '../../support/chromium.ts';
import type { Figure } from '../figures.ts';
import { median, rounded } from '../figures.ts';
import type { LogBench } from './page.ts';

declare const bench: LogBench;

const ROUNDS = 9;
const SIZES = [28, 168, 400] as const;

/** Runs the bench: its table, and the figure of a year group. */
export async function run(): Promise<readonly Figure[]> {
  const server = await servePage('test/bench/log/page.ts', SIZES.length);
  const profile = await newProfile();
  const context = await openBrowser(profile);
  try {
    const medians: number[] = [];
    for (const [n, pupils] of SIZES.entries()) {
      // An origin each: tables of its own.
      const page = await context.newPage();
      await page.goto(server.origins[n] ?? '');
      await page.waitForFunction('globalThis.bench');
      medians.push(median(await page.evaluate(([many, times]) => bench.logs(many, times), [pupils, ROUNDS] as const)));
      await page.close();
    }
    console.log(`An activity logged for many pupils, until it is committed on the device (ms, medians of ${ROUNDS})`);
    console.table(SIZES.map((pupils, n) => ({ pupils, ms: rounded(medians[n] ?? Number.NaN) })));
    return [
      {
        what: 'a log for 168 pupils, committed on the device',
        value: medians[1] ?? Number.NaN,
        atMost: 150,
        unit: 'ms',
      },
    ];
  } finally {
    await context.close();
    await server.end();
    await rm(profile, { recursive: true, force: true });
  }
}
