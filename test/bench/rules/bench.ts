/**
 * The rules of benchmarks in Chromium: `progress` of one pupil by both editions at 40, 100 and 200 entries, and the careers
 * leader's dashboard of 1,500 pupils from digests. The baseline is JSON.parse of the same digests in the same run.
 */
import { rm } from 'node:fs/promises';
import { servePage } from '../../device/page-server.ts';
import { newProfile, openBrowser } from '../../support/chromium.ts';
import type { Figure } from '../figures.ts';
import { rounded } from '../figures.ts';
import type { RulesBench, Timed } from './page.ts';

declare const rules: RulesBench;

const SIZES = [40, 100, 200];

/** Runs the bench: its table, and the figures. */
export async function run(): Promise<readonly Figure[]> {
  const server = await servePage('test/bench/rules/page.ts', 1);
  const profile = await newProfile();
  try {
    const context = await openBrowser(profile, {});
    const page = await context.newPage();
    await page.goto(server.origins[0] ?? '');
    await page.waitForFunction('globalThis.rules', undefined, { timeout: 60_000 });
    const pupils = [];
    for (const entries of SIZES) {
      pupils.push({ entries, ...(await page.evaluate((size) => rules.progress(size), entries)) });
    }
    const school = await page.evaluate(() => rules.dashboard());
    const year = await page.evaluate(() => rules.yearSoFar());
    await context.close();
    console.log(
      `The rules, ${school.pupils} pupils of the demo (ms, medians; ratio: to JSON.parse of the same digests)`,
    );
    console.table([
      ...pupils.map(({ entries, both, baseline }) =>
        row(`one pupil, both editions, ${entries} entries`, both, baseline),
      ),
      row('dashboard from digests, warm', school.whole, school.baseline),
      row('dashboard after a change of one pupil', school.afterChange, school.baseline),
      row('another group, the rest known', school.group, school.baseline),
      row('figures of a senior leader, as the server counts them', school.figures, school.baseline),
      row('the year so far, 25 days', year, school.baseline),
    ]);
    return [
      ...pupils.map(({ entries, both }) =>
        figure(`progress of one pupil, both editions, ${entries} entries`, both, 0.3),
      ),
      figure('dashboard of 1,500 pupils from digests, warm', school.whole, 200),
      figure('dashboard after a change', school.afterChange, 50),
      figure('dashboard, another group', school.group, 50),
    ];
  } finally {
    await server.end();
    await rm(profile, { recursive: true, force: true });
  }
}

const row = (what: string, ms: Timed, baseline: Timed) => ({
  what,
  ms: rounded(ms.median),
  ratio: rounded(ms.median / baseline.median),
  quietest: rounded(ms.least),
});

const figure = (what: string, { median }: Timed, atMost: number): Figure => ({
  what,
  value: median,
  atMost,
  unit: 'ms',
});
