/**
 * The permission matrix: roles × routes × mutations × relations, each cell expected from the tables of the design and asked of the
 * running app on a real store. Source: SPEC I1, I5, I6, I10; threats 5, 6, 11, 13, 14.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECKS } from './matrix.ts';
import { MatrixSchool } from './school.ts';
import { Sheet } from './sheet.ts';

let school: MatrixSchool;
let cells = 0;
beforeAll(async () => {
  school = await MatrixSchool.open();
});
afterAll(() => school.close());

describe('the server', () => {
  it.each(Object.entries(CHECKS))('%s', { timeout: 120_000 }, async (_, check) => {
    const sheet = new Sheet();
    await check(sheet, school);
    cells += sheet.cells;
    expect(sheet.wrong).toEqual([]);
  });

  it('is asked at least 1,200 cells', () => {
    process.stdout.write(`${cells.toLocaleString('en-GB')} cells asserted\n`);
    expect(cells).toBeGreaterThanOrEqual(1200);
  });
});
