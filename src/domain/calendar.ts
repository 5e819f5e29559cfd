/**
 * The school calendar: school years, key stages, terms and half terms, and the days on which there is school.
 * The school year starts on 1 September (the Department for Education's CTF code counts `month >= 9`);
 * key stage 3 is Years 7 to 9, 4 is 10 and 11, 5 is 12 and 13. Terms are the school's own, from the record
 * "school"; a year that it has not entered has the usual English pattern (term-pattern.ts), marked unchecked.
 * All dates are days in Europe/London as strings, so that the change of the clocks cannot move one.
 */
import type { TermsEntry } from './entries/school.ts';
import { usualTerms } from './term-pattern.ts';
import type { IsoDate } from './time.ts';
import { addDays, weekdayOf } from './time.ts';

/** The terms of one school year, as the school entered them or as the usual pattern has them (`checked` false). */
export type SchoolTerms = Pick<TermsEntry, 'year' | 'terms' | 'checked'>;

/** One term with its half-term holiday; all days are included. */
export type Term = SchoolTerms['terms'][number];

/** The calendar year in which the school year of a day starts: 2026 for 1 September 2026 to 31 August 2027. */
export function schoolYearOf(date: IsoDate): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= '09-01' ? year : year - 1;
}

/** The first day of the school year that starts in this calendar year. */
export const schoolYearStart = (startYear: number): IsoDate => `${startYear}-09-01` as IsoDate;

/** The last day of the school year that starts in this calendar year. */
export const schoolYearEnd = (startYear: number): IsoDate => `${startYear + 1}-08-31` as IsoDate;

/** A school year as people write it: "2026/27". */
export const schoolYearName = (startYear: number): string =>
  `${startYear}/${String((startYear + 1) % 100).padStart(2, '0')}`;

/** The key stage of a year group: 3 for Years 7 to 9, 4 for 10 and 11, 5 above; 2 and 1 below. */
export function keyStageOf(yearGroup: number): 1 | 2 | 3 | 4 | 5 {
  if (yearGroup >= 12) return 5;
  if (yearGroup >= 10) return 4;
  if (yearGroup >= 7) return 3;
  return yearGroup >= 3 ? 2 : 1;
}

/** Full years of age on a day. Born on 29 February: a year older on 1 March where there is no 29th. */
export function ageOn(born: IsoDate, date: IsoDate): number {
  const years = Number(date.slice(0, 4)) - Number(born.slice(0, 4));
  return date.slice(5) >= born.slice(5) ? years : years - 1;
}

/** The year group that is usual for a birth date: age on 31 August before the school year, less 4. Only to warn by. */
export const usualYearGroup = (born: IsoDate, date: IsoDate): number =>
  ageOn(born, `${schoolYearOf(date)}-08-31` as IsoDate) - 4;

/** The terms of a school year: the school's own, else the usual pattern, unchecked. Terms in order of date. */
export function termsOfYear(known: readonly SchoolTerms[], startYear: number): SchoolTerms {
  const own = known.find((entry) => entry.year === startYear && entry.terms.length > 0);
  if (!own) return { year: startYear, terms: usualTerms(startYear), checked: false };
  return { ...own, terms: own.terms.toSorted((a, b) => (a.from < b.from ? -1 : 1)) };
}

/** The term in which a day lies, its half-term holiday included; null between terms. */
export function termOf(date: IsoDate, known: readonly SchoolTerms[]): Term | null {
  const { terms } = termsOfYear(known, schoolYearOf(date));
  return terms.find((term) => term.from <= date && date <= term.to) ?? null;
}

/** Is the school open: a weekday in term, outside half term, and not the early May bank holiday? */
export function isSchoolDay(date: IsoDate, known: readonly SchoolTerms[]): boolean {
  if (weekdayOf(date) > 4 || isEarlyMayHoliday(date)) return false;
  const term = termOf(date, known);
  return term !== null && !(term.halfTermFrom <= date && date <= term.halfTermTo);
}

/** The first Monday in May: the one bank holiday that lies in term (the others fall in holidays by the usual pattern). */
const isEarlyMayHoliday = (date: IsoDate): boolean =>
  date.slice(5, 7) === '05' && Number(date.slice(8)) <= 7 && weekdayOf(date) === 0;

/** How far to look for a school day: longer than any holiday, so that wrong terms cannot make a search endless. */
const SEARCH_DAYS = 120;

/** The first school day on or after a day; the day itself when the school's terms hold none for four months. */
export const schoolDayFrom = (date: IsoDate, known: readonly SchoolTerms[]): IsoDate => search(date, known, 1);

/** The last school day on or before a day; the day itself when the school's terms hold none for four months. */
export const schoolDayUntil = (date: IsoDate, known: readonly SchoolTerms[]): IsoDate => search(date, known, -1);

function search(date: IsoDate, known: readonly SchoolTerms[], step: 1 | -1): IsoDate {
  for (let days = 0; days <= SEARCH_DAYS; days++) {
    const day = addDays(date, step * days);
    if (isSchoolDay(day, known)) return day;
  }
  return date;
}

/** The last school day before the next half-term holiday, later than `date`. In November that is in February. */
export const nextHalfTerm = (date: IsoDate, known: readonly SchoolTerms[]): IsoDate =>
  firstAfter(date, known, (term) => addDays(term.halfTermFrom, -1));

/** The last school day of the term that ends next, later than `date`. */
export const endOfTerm = (date: IsoDate, known: readonly SchoolTerms[]): IsoDate =>
  firstAfter(date, known, (term) => term.to);

function firstAfter(date: IsoDate, known: readonly SchoolTerms[], lastDay: (term: Term) => IsoDate): IsoDate {
  const year = schoolYearOf(date);
  const terms = [...termsOfYear(known, year).terms, ...termsOfYear(known, year + 1).terms];
  const days = terms.map((term) => schoolDayUntil(lastDay(term), known));
  return days.find((day) => day > date) ?? schoolDayFrom(addDays(date, 1), known);
}

/** The first day of the half of a term in which a day lies; in a holiday, of the half before it. */
export function startOfHalfTerm(date: IsoDate, known: readonly SchoolTerms[]): IsoDate {
  const year = schoolYearOf(date);
  const terms = [...termsOfYear(known, year - 1).terms, ...termsOfYear(known, year).terms];
  const starts = terms.flatMap((term) => [term.from, addDays(term.halfTermTo, 1)]);
  return starts.findLast((start) => start <= date) ?? schoolYearStart(year);
}
