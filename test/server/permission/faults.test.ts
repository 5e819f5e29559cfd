/**
 * The matrix is tested: faults that are planted into the code that ships are found by the part of it that is meant to. One in
 * three here, all of them with `FINGERPOST_MUTANTS=all`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bent } from './bent.ts';
import { openBent } from './bent.ts';
import { FAULTS } from './faults.ts';

let code: Bent;
beforeAll(async () => {
  code = await openBent();
}, 60_000);
afterAll(() => code.close());

const isAll = process.env['FINGERPOST_MUTANTS'] === 'all';
const some = FAULTS.filter((_, n) => isAll || n % 3 === 0);

describe('the matrix finds that', () => {
  it.each(some.map((fault) => [fault.what, fault] as const))('%s', { timeout: 60_000 }, async (_, fault) => {
    expect(await code.find(fault)).not.toBeNull();
  });
});

it('the faults are at least twenty, each by its own name', () => {
  expect(new Set(FAULTS.map(({ what }) => what)).size).toBe(FAULTS.length);
  expect(FAULTS.length).toBeGreaterThanOrEqual(20);
});
