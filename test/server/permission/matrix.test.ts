/**
 * The permission matrix: roles × routes × mutations × relations, each cell expected from the tables of the design and asked of the
 * running app on a real store. Source: SPEC I1, I5, I6, I10; threats 5, 6, 11, 13, 14.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Check } from './matrix.ts';
import { CHECKS } from './matrix.ts';
import { MatrixSchool } from './school.ts';
import { Sheet } from './sheet.ts';

let school: MatrixSchool;
let cells = 0;
beforeAll(async () => {
  school = await MatrixSchool.open();
});
afterAll(() => school.close());

/** Fills in the cells of one part: none may be wrong. */
const filled = (check: Check) => async () => {
  const sheet = new Sheet();
  await check(sheet, school);
  cells += sheet.cells;
  expect(sheet.wrong).toEqual([]);
};
const LONG = { timeout: 120_000 };

describe('the server', () => {
  it('has a line for every mutation and every kind of entry, and for no other', LONG, filled(CHECKS.lines));
  it('sends each person what the tables give them, whatever they ask for', LONG, filled(CHECKS.reads));
  it('lets each person read more where every adviser sees all, and nobody else', LONG, filled(CHECKS.setting));
  it(
    'answers each person at each route as the table says, in words that are theirs to read',
    LONG,
    filled(CHECKS.routes),
  );
  it('takes each mutation from those who may, and from nobody else', LONG, filled(CHECKS.mutations));
  it('takes none about a pupil who was erased or is of another school', LONG, filled(CHECKS.absent));
  it('takes from those whose right has ended what only adds, for sixty days', LONG, filled(CHECKS.ended));
  it('looks at whose the entry is', LONG, filled(CHECKS.relations));
  it('does not say whether what is hidden is there', LONG, filled(CHECKS.hidden));
  it('pokes those who can see the change', LONG, filled(CHECKS.pokes));

  it('is asked at least 1,200 cells', () => {
    process.stdout.write(`${cells.toLocaleString('en-GB')} cells asserted\n`);
    expect(cells).toBeGreaterThanOrEqual(1200);
  });
});
