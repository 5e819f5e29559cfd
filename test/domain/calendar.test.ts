import { describe, expect, it } from 'vitest';
import {
  ageOn,
  endOfTerm,
  isSchoolDay,
  keyStageOf,
  nextHalfTerm,
  schoolDayFrom,
  schoolDayUntil,
  schoolYearEnd,
  schoolYearName,
  schoolYearOf,
  schoolYearStart,
  startOfHalfTerm,
  termOf,
  termsOfYear,
  usualYearGroup,
} from '../../src/domain/calendar.ts';
import type { SchoolTerms } from '../../src/domain/calendar.ts';
import { easterSunday, usualTerms } from '../../src/domain/term-pattern.ts';
import { addDays, weekdayOf } from '../../src/domain/time.ts';
import type { IsoDate } from '../../src/domain/time.ts';

const day = (text: string) => text as IsoDate;
const USUAL: readonly SchoolTerms[] = [];
const YEARS = Array.from({ length: 60 }, (_, i) => 2010 + i);

describe('the school year', () => {
  it.each([
    ['2026-08-31', 2025],
    ['2026-09-01', 2026],
    ['2027-08-31', 2026],
    ['2028-02-29', 2027],
    ['2026-12-31', 2026],
    ['2027-01-01', 2026],
  ])('%s is in the school year that starts in %i', (date, year) => {
    expect(schoolYearOf(day(date))).toBe(year);
  });

  it('starts and ends a day apart from its neighbours', () => {
    expect(addDays(schoolYearEnd(2026), 1)).toBe(schoolYearStart(2027));
    expect(schoolYearOf(schoolYearEnd(2026))).toBe(2026);
  });

  it('is written with two digits for its second half', () => {
    expect(schoolYearName(2026)).toBe('2026/27');
    expect(schoolYearName(2099)).toBe('2099/00');
  });

  it.each([
    [2, 1],
    [6, 2],
    [7, 3],
    [9, 3],
    [10, 4],
    [11, 4],
    [12, 5],
    [14, 5],
  ])('Year %i is in key stage %i', (year, stage) => {
    expect(keyStageOf(year)).toBe(stage);
  });

  it('gives the usual year group by the age on 31 August before it', () => {
    expect(usualYearGroup(day('2015-08-31'), day('2026-09-01'))).toBe(7);
    expect(usualYearGroup(day('2015-09-01'), day('2026-09-01'))).toBe(6);
    expect(usualYearGroup(day('2015-09-01'), day('2027-08-31'))).toBe(6);
  });

  it('makes a pupil born on 29 February a year older on 1 March', () => {
    expect(ageOn(day('2012-02-29'), day('2027-02-28'))).toBe(14);
    expect(ageOn(day('2012-02-29'), day('2027-03-01'))).toBe(15);
    expect(ageOn(day('2012-02-29'), day('2028-02-29'))).toBe(16);
  });
});

describe('the usual terms', () => {
  it.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('have Easter of %i on %s', (year, date) => {
    expect(easterSunday(year)).toBe(date);
  });

  it('of 2026/27 are as schools publish them', () => {
    expect(usualTerms(2026)).toEqual([
      {
        name: 'Autumn term',
        from: '2026-09-02',
        to: '2026-12-18',
        halfTermFrom: '2026-10-26',
        halfTermTo: '2026-10-30',
      },
      {
        name: 'Spring term',
        from: '2027-01-04',
        to: '2027-03-19',
        halfTermFrom: '2027-02-15',
        halfTermTo: '2027-02-19',
      },
      {
        name: 'Summer term',
        from: '2027-04-05',
        to: '2027-07-21',
        halfTermFrom: '2027-05-31',
        halfTermTo: '2027-06-04',
      },
    ]);
  });

  it.each(YEARS)('of %i start and end on weekdays, in order, each around its half term', (year) => {
    const terms = usualTerms(year);
    const days = terms.flatMap((t) => [t.from, t.halfTermFrom, t.halfTermTo, t.to]);
    expect(days).toEqual(days.toSorted());
    for (const date of days) expect(weekdayOf(date), date).toBeLessThan(5);
    for (const term of terms) {
      expect(weekdayOf(term.halfTermFrom)).toBe(0);
      expect(addDays(term.halfTermFrom, 4)).toBe(term.halfTermTo);
      expect(schoolYearOf(term.from)).toBe(year);
    }
  });

  it.each(YEARS)('of %i have no school on Good Friday, Easter Monday, New Year or the May holidays', (year) => {
    const easter = easterSunday(year + 1);
    const shut = [addDays(easter, -2), addDays(easter, 1), day(`${year + 1}-01-01`), day(`${year + 1}-01-03`)];
    const lastMonday = addDays(day(`${year + 1}-05-31`), -weekdayOf(day(`${year + 1}-05-31`)));
    for (const date of [...shut, lastMonday]) expect(isSchoolDay(date, USUAL), date).toBe(false);
  });

  it('stand unchecked until the school enters its own', () => {
    const own = { year: 2026, terms: usualTerms(2026).toReversed(), checked: true };
    expect(termsOfYear(USUAL, 2026).checked).toBe(false);
    expect(termsOfYear([own], 2026).checked).toBe(true);
    expect(termsOfYear([own], 2026).terms[0]?.name).toBe('Autumn term');
    expect(termsOfYear([{ ...own, terms: [] }], 2026).terms).toHaveLength(3);
  });
});

describe('school days', () => {
  it.each([
    ['2026-09-01', false, 'before term'],
    ['2026-09-02', true, 'the first day'],
    ['2026-10-23', true, 'the day before half term'],
    ['2026-10-25', false, 'the Sunday on which the clocks go back'],
    ['2026-10-26', false, 'half term'],
    ['2026-11-02', true, 'the day after half term'],
    ['2026-12-18', true, 'the last day of term'],
    ['2026-12-21', false, 'Christmas'],
    ['2027-05-03', false, 'the early May bank holiday'],
    ['2027-05-10', true, 'the second Monday in May'],
    ['2028-02-29', true, '29 February'],
  ])('%s is %s: %s', (date, open) => {
    expect(isSchoolDay(day(date), USUAL)).toBe(open);
  });

  it('are found forward and back over a holiday', () => {
    expect(schoolDayFrom(day('2026-12-19'), USUAL)).toBe('2027-01-04');
    expect(schoolDayUntil(day('2027-01-03'), USUAL)).toBe('2026-12-18');
    expect(schoolDayFrom(day('2027-07-22'), USUAL)).toBe('2027-09-02');
  });

  it('are not looked for without end when the terms are wrong', () => {
    const shut: readonly SchoolTerms[] = [2026, 2027].map((year) => ({
      year,
      checked: true,
      terms: [{ ...(usualTerms(2000)[0] as SchoolTerms['terms'][number]) }],
    }));
    expect(schoolDayFrom(day('2026-12-01'), shut)).toBe('2026-12-01');
  });

  it('belong to a term, half term included', () => {
    expect(termOf(day('2026-10-28'), USUAL)?.name).toBe('Autumn term');
    expect(termOf(day('2026-12-25'), USUAL)).toBeNull();
  });
});

describe('half terms and ends of term', () => {
  it.each([
    ['2026-09-10', '2026-10-23', '2026-12-18'],
    ['2026-10-22', '2026-10-23', '2026-12-18'],
    ['2026-10-23', '2027-02-12', '2026-12-18'],
    ['2026-11-11', '2027-02-12', '2026-12-18'],
    ['2026-12-18', '2027-02-12', '2027-03-19'],
    ['2027-06-10', '2027-10-22', '2027-07-21'],
    ['2027-08-15', '2027-10-22', '2027-12-17'],
  ])('after %s come %s and %s', (today, halfTerm, end) => {
    expect(nextHalfTerm(day(today), USUAL)).toBe(halfTerm);
    expect(endOfTerm(day(today), USUAL)).toBe(end);
  });

  it.each([
    ['2026-09-10', '2026-09-02'],
    ['2026-10-28', '2026-09-02'],
    ['2026-11-02', '2026-10-31'],
    ['2026-12-25', '2026-10-31'],
    ['2026-09-01', '2026-05-30'],
    ['2027-08-20', '2027-06-05'],
  ])('the half term of %s began on %s', (today, start) => {
    expect(startOfHalfTerm(day(today), USUAL)).toBe(start);
  });
});
