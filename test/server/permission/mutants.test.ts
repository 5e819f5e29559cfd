/** The table of who may, one group more or less in each row: found, or nobody could notice. `FINGERPOST_MUTANTS=all`; minutes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bent } from './bent.ts';
import { openBent } from './bent.ts';
import { mutants } from './mutants.ts';

describe.runIf(process.env['FINGERPOST_MUTANTS'] === 'all')('the matrix notices', () => {
  let code: Bent;
  beforeAll(async () => {
    code = await openBent();
  }, 60_000);
  afterAll(() => code.close());

  it.each(mutants().map((mutant) => [mutant.what, mutant] as const))('%s', { timeout: 120_000 }, async (_, mutant) => {
    expect((await code.find(mutant, [mutant.name])) === null).toBe(mutant.same);
  });
});

it('the table of who may has a mutant for each group of each row', () => {
  const all = mutants();
  expect(all.length).toBeGreaterThan(200);
  process.stdout.write(`${all.length} mutants, ${all.filter(({ same }) => same).length} of them make no difference\n`);
  expect(all.filter(({ same }) => same).length).toBeLessThan(all.length / 2);
});
