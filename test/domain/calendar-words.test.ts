import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSchoolDay } from '../../src/domain/calendar.ts';
import { dateNearby, dueWords, fullDate, howFar, longDate, shortDate } from '../../src/domain/date-words.ts';
import { dueChoices } from '../../src/domain/due-dates.ts';
import { addDays } from '../../src/domain/time.ts';
import type { IsoDate } from '../../src/domain/time.ts';

const day = (text: string) => text as IsoDate;

describe('dates in words', () => {
  it('are short for rows and long for sentences', () => {
    expect(shortDate(day('2026-11-25'))).toBe('Wed 25 Nov');
    expect(longDate(day('2026-11-25'))).toBe('Wednesday 25 November');
    expect(shortDate(day('2026-09-01'))).toBe('Tue 1 Sep');
    expect(fullDate(day('2028-02-29'))).toBe('29 February 2028');
  });

  it('carry the year outside the school year of today', () => {
    expect(dateNearby(day('2026-10-12'), day('2027-03-01'))).toBe('12 October');
    expect(dateNearby(day('2026-08-31'), day('2026-09-01'))).toBe('31 August 2026');
  });

  it.each([
    ['2026-11-25', 'today'],
    ['2026-11-26', 'tomorrow'],
    ['2026-11-24', 'yesterday'],
    ['2026-11-28', 'in 3 days'],
    ['2026-12-08', 'in 13 days'],
    ['2026-12-09', 'in 2 weeks'],
    ['2026-11-22', '3 days ago'],
    ['2026-10-25', '4 weeks ago'],
    ['2027-03-25', 'in 4 months'],
  ])('%s is %s on 25 November', (date, words) => {
    expect(howFar(day(date), day('2026-11-25'))).toBe(words);
  });

  it.each([
    ['2026-11-29', '1 day overdue'],
    ['2026-11-25', '5 days overdue'],
    ['2026-10-26', '35 days overdue'],
    ['2026-11-30', 'today'],
    ['2026-12-01', 'tomorrow'],
  ])('a step due on %s is %s on 30 November', (due, words) => {
    expect(dueWords(day(due), day('2026-11-30'))).toBe(words);
  });
});

describe('choices of a due date', () => {
  const dates = (today: string) =>
    dueChoices(day(today), []).map((choice) => (choice.kind === 'choose' ? choice.name : [choice.name, choice.date]));

  it('stand in order of date: end of term before half term in November', () => {
    expect(dates('2026-11-11')).toEqual([
      ['In 2 weeks', '2026-11-25'],
      ['End of term', '2026-12-18'],
      ['Half term', '2027-02-12'],
      'Choose a date',
    ]);
  });

  it('name a day once, by its more usual name', () => {
    expect(dates('2026-10-09')).toEqual([['In 2 weeks', '2026-10-23'], ['End of term', '2026-12-18'], 'Choose a date']);
  });

  it('move from a holiday to the first school day after it', () => {
    expect(dates('2026-10-13')[1]).toEqual(['In 2 weeks', '2026-11-02']);
  });

  it('are later than today, on school days, in order and different, whatever day it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 * 40 }), (days) => {
        const today = addDays(day('2020-01-01'), days);
        const found = dueChoices(today, []).flatMap((choice) => (choice.kind === 'choose' ? [] : [choice.date]));
        expect(found.every((date) => date > today && isSchoolDay(date, []))).toBe(true);
        expect(found).toEqual([...new Set(found)].toSorted());
      }),
      { numRuns: 2000 },
    );
  });
});
