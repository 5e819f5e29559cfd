/**
 * Forged mutations (threat 12): 500 in the gate, 10,000 with FINGERPOST_RUNS=10000. What is taken is what an honest device would
 * have had written; the rest is refused, and the store is as it was.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SEED, runs } from '../../support/seed.ts';
import { MatrixSchool } from './school.ts';
import { Sheet } from './sheet.ts';
import { aTry, checkTry } from './tampering.ts';

let school: MatrixSchool;
beforeAll(async () => {
  school = await MatrixSchool.open();
});
afterAll(() => school.close());

it(`a mutation that was tampered with does no more than an honest one (seed ${SEED})`, { timeout: 600_000 }, () =>
  fc.assert(
    fc.asyncProperty(aTry, async (one) => {
      const sheet = new Sheet();
      await checkTry(sheet, school, one);
      expect(sheet.wrong).toEqual([]);
    }),
    { seed: SEED, numRuns: runs(500), endOnFailure: true },
  ),
);
