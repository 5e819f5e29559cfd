/**
 * The usual pattern of an English school year, for any year: what a school starts from until it has checked its own terms.
 * It follows what most local authorities publish (GOV.UK, "School term and holiday dates"): six halves, a week of half term
 * each, two weeks at Christmas, and at Easter the week of Good Friday and the week of Easter Monday. Schools differ, so
 * the screen says "check these".
 */
import type { TermsEntry } from './entries/school.ts';
import type { IsoDate } from './time.ts';
import { addDays, weekdayOf } from './time.ts';

const MONDAY = 0;
const WEDNESDAY = 2;
const FRIDAY = 4;

const day = (year: number, month: number, date: number): IsoDate =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}` as IsoDate;

/** The first such weekday on or after a day. */
const from = (date: IsoDate, weekday: number): IsoDate => addDays(date, (weekday - weekdayOf(date) + 7) % 7);

/** The first Monday to Friday on or after a day. */
const weekdayFrom = (date: IsoDate): IsoDate => (weekdayOf(date) > FRIDAY ? from(date, MONDAY) : date);

/** Monday to Friday of the half-term holiday that starts on the first Monday on or after a day. */
function week(date: IsoDate): { readonly halfTermFrom: IsoDate; readonly halfTermTo: IsoDate } {
  const monday = from(date, MONDAY);
  return { halfTermFrom: monday, halfTermTo: addDays(monday, 4) };
}

/** Easter Sunday of a year (Gregorian; the anonymous algorithm, Nature 1876, as in Meeus, "Astronomical Algorithms"). */
export function easterSunday(year: number): IsoDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const shift = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - shift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return day(year, Math.floor(days / 31), (days % 31) + 1);
}

/** Autumn, spring and summer term of the school year that starts in this calendar year. */
export function usualTerms(startYear: number): TermsEntry['terms'] {
  const next = startYear + 1;
  const christmas = from(day(startYear, 12, 16), FRIDAY);
  const afterChristmas = addDays(christmas, 17);
  const easter = easterSunday(next);
  return [
    {
      name: 'Autumn term',
      from: weekdayFrom(day(startYear, 9, 2)),
      to: christmas,
      ...week(day(startYear, 10, 22)),
    },
    {
      name: 'Spring term',
      // Not before 4 January: New Year's Day may have its bank holiday as late as the 3rd.
      from: weekdayFrom(afterChristmas < day(next, 1, 4) ? day(next, 1, 4) : afterChristmas),
      to: addDays(easter, -9),
      ...week(day(next, 2, 12)),
    },
    {
      name: 'Summer term',
      from: addDays(easter, 8),
      to: from(day(next, 7, 19), WEDNESDAY),
      // The week of the spring bank holiday, the last Monday in May.
      ...week(day(next, 5, 25)),
    },
  ];
}
