import { describe, expect, it } from 'vitest';
import { keptAtLeastUntil, keptUntil } from '../../src/domain/kept-until.ts';
import { YEARS_KEPT } from '../../src/domain/entries/school.ts';
import type { IsoDate } from '../../src/domain/time.ts';

const day = (text: string) => text as IsoDate;

describe('the day until which it is kept, at the least, where a pupil went', () => {
  it.each([
    ['in Year 7', { year: 7, to: null }, '2026-11-11', '2034-08-31'],
    ['in Year 11, on the last day of the school year', { year: 11, to: null }, '2027-08-31', '2030-08-31'],
    ['in Year 11, on the first', { year: 11, to: null }, '2026-09-01', '2030-08-31'],
    ['in Year 13: from the end of Year 11 all the same', { year: 13, to: null }, '2026-11-11', '2028-08-31'],
    ['in Year 10, leaving sooner', { year: 10, to: day('2026-12-18') }, '2026-11-11', '2029-12-18'],
    ['in Year 11, leaving after the end of it', { year: 11, to: day('2027-09-03') }, '2026-11-11', '2030-08-31'],
    ['who leaves on 29 February', { year: 9, to: day('2028-02-29') }, '2028-01-10', '2031-02-28'],
  ])('of a pupil %s', (_, pupil, today, until) => {
    expect(keptAtLeastUntil(pupil, day(today))).toBe(until);
  });
});

describe('the day until which the school keeps a record by its own period', () => {
  const school = (keptYears: number | null) => ({ oldest: 11, keptYears });

  it('is not known while it has set none', () => {
    expect(keptUntil({ year: 9, to: null }, school(null), day('2026-11-11'))).toBeNull();
    expect(keptUntil({ year: 9, to: null }, undefined, day('2026-11-11'))).toBeNull();
  });

  it.each([
    ['who stays to the oldest year', { year: 9, to: null }, 6, '2035-08-31'],
    ['in a year above the oldest', { year: 12, to: null }, 6, '2033-08-31'],
    ['who has left', { year: 9, to: day('2026-10-23') }, 6, '2032-10-23'],
    ['who left on 29 February', { year: 9, to: day('2028-02-29') }, 4, '2032-02-29'],
  ])('counts from the day of leaving, of a pupil %s', (_, pupil, years, until) => {
    expect(keptUntil(pupil, school(years), day('2026-11-11'))).toBe(until);
  });

  it('is never sooner than the policy asks', () => {
    for (const year of [7, 9, 11, 13])
      for (const to of [null, day('2026-12-18'), day('2029-02-28')]) {
        const least = keptAtLeastUntil({ year, to }, day('2026-11-11'));
        expect(keptUntil({ year, to }, school(YEARS_KEPT.least), day('2026-11-11'))! >= least).toBe(true);
      }
  });
});
