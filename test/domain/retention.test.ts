/** When a record may go, and what goes on leaving (src/domain/retention.ts). Policy 5.3.5. */
import { describe, expect, it } from 'vitest';
import { CAREER_READERS } from '../../src/domain/entries/career.ts';
import { NO_PERIODS, keptUntil, yearsKept } from '../../src/domain/kept-until.ts';
import type { Kind } from '../../src/domain/record.ts';
import {
  ON_LEAVING,
  floorOf,
  goesOnLeaving,
  hasLeft,
  isDue,
  keptTo,
  partOf,
  partsDue,
  periodProblems,
} from '../../src/domain/retention.ts';
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

describe('a part of a record', () => {
  const of = (periods: object) => ({ oldest: 13, keptFor: { ...NO_PERIODS, ...periods } });
  const due = (school: ReturnType<typeof of>, longer: string | null = null) =>
    partsDue(left('2022-07-20'), { school, longer: longer === null ? null : day(longer), today: TODAY });

  it('is due after its own period, by the day, while the record is not', () => {
    expect(due(of({ record: 10, notes: 3, plans: 5 }))).toEqual(['notes']);
    expect(keptTo(left('2022-07-20'), of({ record: 10, notes: 3 }), TODAY, 'notes')).toBe('2025-07-20');
    expect(keptTo(left('2022-07-20'), of({ record: 10, notes: 3 }), TODAY, 'plans')).toBe('2032-07-20');
    expect(isDue(left('2023-11-11'), { school: of({ notes: 3 }), longer: null, today: TODAY }, 'notes')).toBe(false);
    expect(isDue(left('2023-11-10'), { school: of({ notes: 3 }), longer: null, today: TODAY }, 'notes')).toBe(true);
  });

  it('is never due by itself without a period of its own, when the whole record is, or when that is kept longer', () => {
    expect(due(of({ record: 10 }))).toEqual([]);
    expect(due(of({ record: 3, notes: 3 }))).toEqual([]);
    expect(due(of({ notes: 3 }), '2030-01-01')).toEqual([]);
    expect(partsDue(HERE, { school: of({ notes: 3 }), longer: null, today: TODAY })).toEqual([]);
  });

  it('has the years of the record where it has none, and the one period of all from before counts for the record', () => {
    expect(yearsKept(of({ record: 10, notes: 3 }), 'notes')).toBe(3);
    expect(yearsKept(of({ record: 10 }), 'notes')).toBe(10);
    expect(yearsKept({ keptYears: 6 })).toBe(6);
    expect(yearsKept(undefined)).toBeNull();
    expect(keptUntil(left('2022-07-20'), undefined, TODAY)).toBeNull();
  });

  it('is of some kinds; the others go with the record or on leaving', () => {
    const rest = (Object.keys(CAREER_READERS) as Kind[]).filter((kind) => partOf(kind) === null);
    expect(rest.toSorted()).toEqual(
      ['pupil', 'identity', 'adviser', 'la-sharing', 'concern', ...ON_LEAVING].toSorted(),
    );
    expect((['note', 'step', 'lmi', 'grades'] as const).map(partOf)).toEqual([
      'notes',
      'interviews',
      'experiences',
      'plans',
    ]);
  });
});

describe('periods', () => {
  const words = (periods: object) => periodProblems({ ...NO_PERIODS, ...periods }).map((problem) => problem.words);
  it('are from the policy’s floor to fifty years, whole ones, and none of a part longer than the record', () => {
    expect(words({ record: 3, notes: 3, interviews: 3, experiences: 3, plans: 3 })).toEqual([]);
    expect(words({ record: 50, notes: 50 })).toEqual([]);
    expect(words({ notes: 50 })).toEqual([]);
    expect(words({ record: 2, plans: 0 })).toEqual(
      Array.from({ length: 2 }, () => 'Policy 5.3.5 asks for at least 3 years after leaving.'),
    );
    expect(words({ record: 51, notes: 3.5 })).toHaveLength(2);
    expect(periodProblems({ ...NO_PERIODS, record: 4, plans: 5 })).toMatchObject([{ of: 'plans' }]);
    expect(words({ record: Number('x') })).toHaveLength(1);
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
