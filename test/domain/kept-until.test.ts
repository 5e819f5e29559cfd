import { describe, expect, it } from 'vitest';
import { keptUntil } from '../../src/domain/kept-until.ts';
import type { IsoDate } from '../../src/domain/time.ts';

const day = (text: string) => text as IsoDate;

describe('the day until which it is kept, at the least, where a pupil went', () => {
  it.each([
    ['in Year 7', 7, null, '2026-11-11', '2034-08-31'],
    ['in Year 11, on the last day of the school year', 11, null, '2027-08-31', '2030-08-31'],
    ['in Year 11, on the first', 11, null, '2026-09-01', '2030-08-31'],
    ['in Year 13: from the end of Year 11 all the same', 13, null, '2026-11-11', '2028-08-31'],
    ['in Year 10, leaving before the end of Year 11', 10, '2026-12-18', '2026-11-11', '2029-12-18'],
    ['in Year 11, leaving after the end of it', 11, '2027-09-03', '2026-11-11', '2030-08-31'],
    ['who leaves on 29 February', 9, '2028-02-29', '2028-01-10', '2031-02-28'],
  ])('of a pupil %s', (_, year, to, today, until) => {
    expect(keptUntil({ year, to: to === null ? null : day(to) }, day(today))).toBe(until);
  });
});
