/**
 * A tablet that five people share: two advisers, a tutor, a careers leader, and a pupil who keeps nothing on it. The app's own
 * windows, one or two of them, tables and sealing over one browser, the real server behind it, and sequences drawn by chance.
 * FINGERPOST_RUNS=200 for a long run.
 */
import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { openSchoolServer } from '../server/school-server.ts';
import { SEED, runs } from '../support/seed.ts';
import { buildScript } from './shared-tablet-browser.ts';
import { seen } from './shared-tablet-oracle.ts';
import { SharedTablet, steps } from './shared-tablet-steps.ts';
import type { Script } from './shared-tablet-window.ts';

let script: Script;
beforeAll(async () => {
  script = await buildScript();
}, 120_000);

it(
  `shows nobody another’s words on a shared tablet, and loses nothing that was not sent (seed ${SEED})`,
  { timeout: 7_200_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const server = await openSchoolServer();
        const tablet = new SharedTablet(script, server);
        try {
          await tablet.run(all);
        } catch (problem) {
          throw new Error(`${(problem as Error).message}\n${tablet.told.join('\n')}`, { cause: problem });
        } finally {
          await server.end();
        }
      }),
      { numRuns: runs(4), seed: SEED, endOnFailure: true },
    );
    expect(seen.boxes).toBeGreaterThan(0);
    expect(seen.words).toBeGreaterThan(0);
    expect(seen.locked).toBeGreaterThan(0);
    expect(seen.twice).toBeGreaterThan(0);
  },
);
