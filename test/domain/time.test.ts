import { describe, expect, it } from 'vitest';
import { addDays, clockOf, dateOf, daysBetween, isRealDate, toInstant, weekdayOf } from '../../src/domain/time.ts';
import type { IsoDate } from '../../src/domain/time.ts';

const day = (text: string) => text as IsoDate;

describe('dates', () => {
  it('30 February is not a date', () => {
    expect(isRealDate('2026-02-30')).toBe(false);
    expect(isRealDate('2028-02-29')).toBe(true);
  });

  it('an instant in summer belongs to the London day', () => {
    expect(dateOf(toInstant(Date.UTC(2026, 5, 30, 23, 30)))).toBe('2026-07-01');
    expect(clockOf(toInstant(Date.UTC(2026, 5, 30, 23, 30)))).toBe('00:30');
  });

  it('days are counted over the change of the clocks', () => {
    expect(addDays(day('2026-10-24'), 2)).toBe('2026-10-26');
    expect(daysBetween(day('2026-03-28'), day('2026-03-30'))).toBe(2);
  });

  it('Monday is day 0', () => {
    expect(weekdayOf(day('2026-11-23'))).toBe(0);
    expect(weekdayOf(day('2026-11-29'))).toBe(6);
  });
});
