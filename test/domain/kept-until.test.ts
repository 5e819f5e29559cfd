import { describe, expect, it } from 'vitest';
import { keptUntil } from '../../src/domain/kept-until.ts';
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
    expect(keptUntil(pupil, day(today))).toBe(until);
  });
});
