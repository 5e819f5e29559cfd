/** When a record may go, and what goes on leaving (src/domain/retention.ts). Policy 5.3.5. */
import { describe, expect, it } from 'vitest';
import { floorOf, goesOnLeaving, hasLeft, isDue, keptTo } from '../../src/domain/retention.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { aStep, anEntry } from '../support/builders.ts';

const day = (text: string) => text as IsoDate;
const TODAY = day('2026-11-11');
const left = (to: string, year = 11) => ({ year, to: day(to) });
const HERE = { year: 10, to: null };
const school = (keptYears: number | null) => ({ oldest: 13, keptYears });

describe('a record', () => {
  it('of somebody who is here, or leaves today, is never due', () => {
    expect([hasLeft(HERE, TODAY), hasLeft(left(TODAY), TODAY), hasLeft(left('2026-11-10'), TODAY)]).toEqual([
      false,
      false,
      true,
    ]);
    expect(keptTo(HERE, school(3), TODAY)).toBeNull();
    expect(isDue({ year: 11, to: null }, { school: school(3), longer: null, today: TODAY })).toBe(false);
  });

  it('is never due while the school has set no period', () => {
    expect(keptTo(left('2001-07-20'), school(null), TODAY)).toBeNull();
    expect(keptTo(left('2001-07-20'), undefined, TODAY)).toBeNull();
  });

  it.each([
    ['on the last day of the period', '2023-11-11', 3, false],
    ['the day after', '2023-11-10', 3, true],
    ['within a longer period', '2020-07-20', 7, false],
    ['after a longer period', '2019-07-20', 7, true],
  ])('is due after the school’s period: %s', (_, to, years, expected) =>
    expect(isDue(left(to), { school: school(years), longer: null, today: TODAY })).toBe(expected),
  );

  it('that somebody keeps longer is due when that is over', () => {
    const asked = (longer: string) =>
      isDue(left('2019-07-20'), { school: school(3), longer: day(longer), today: TODAY });
    expect([asked('2026-11-12'), asked('2026-11-11'), asked('2026-11-10')]).toEqual([false, false, true]);
  });

  it('has a floor of three years from the end of Year 11, or from leaving where that is earlier, by the year of leaving', () => {
    expect(floorOf(left('2024-03-01', 9), TODAY)).toBe('2027-03-01');
    expect(floorOf(left('2026-07-20', 13), TODAY)).toBe('2027-08-31');
    expect(floorOf(left('2020-07-20', 13), TODAY)).toBe('2021-08-31');
    expect(floorOf(HERE, TODAY)).toBe('2031-08-31');
  });
});

describe('on leaving go', () => {
  const support = (over: object) =>
    anEntry('support', { sen: 'N', pupilPremium: false, lookedAfter: false, outcomes: null, ...over });
  it('support and adjustments that say something, and nothing else', () => {
    expect(goesOnLeaving(support({}))).toBe(false);
    for (const over of [{ sen: 'K' }, { pupilPremium: true }, { lookedAfter: true }, { outcomes: 'Reads aloud' }])
      expect(goesOnLeaving(support(over))).toBe(true);
    expect(goesOnLeaving(anEntry('adjustment', { words: 'Sits near the front' }))).toBe(true);
    expect(goesOnLeaving(anEntry('adjustment', { words: '' }))).toBe(false);
    expect(goesOnLeaving(aStep())).toBe(false);
  });
});
