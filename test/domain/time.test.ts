import { describe, expect, it } from 'vitest';
import { addDays, clockOf, dateOf, daysBetween, isRealDate, toInstant, weekdayOf } from '../../src/domain/time.ts';
import type { Instant, IsoDate } from '../../src/domain/time.ts';

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

  it('an instant of a year before 1000 has a day that compares as others do', () => {
    expect(dateOf('0004-01-02T12:00:00.000Z' as Instant)).toBe('0004-01-02');
    expect(isRealDate(dateOf('0000-01-01T00:00:00.000Z' as Instant))).toBe(true);
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
