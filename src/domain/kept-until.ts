/**
 * The day until which a school keeps a pupil's record, or a part of it. Policy 5.3.5 asks for three years from the end of
 * Year 11, or from leaving where that is earlier, of where the pupil went; a school may say for how many years after leaving
 * it keeps the record, and for how many some of its parts, which is never sooner. Nothing is deleted then.
 */
import { schoolYearEnd, schoolYearOf } from './calendar.ts';
import type { PupilEntry } from './entries/career.ts';
import type { KeptPart, Periods, SchoolEntry } from './entries/school.ts';
import { YEARS_KEPT } from './entries/school.ts';
import type { IsoDate } from './time.ts';

/** The year that ends key stage 4. */
const LAST_YEAR = 11;

/** What has a period: the whole record, or a part of it. */
export type Kept = 'record' | KeptPart;

/** No period is set. */
export const NO_PERIODS: Periods = { record: null, notes: null, interviews: null, experiences: null, plans: null };

/** The periods of a school; the one that it had before kinds had their own is that of the whole record. */
export const periodsOf = (school: Pick<SchoolEntry, 'keptFor' | 'keptYears'> | undefined): Periods =>
  school?.keptFor ?? { ...NO_PERIODS, record: school?.keptYears ?? null };

/** The years for which this is kept; a part that has no period of its own as long as the record. Null: none is set. */
export const yearsKept = (school: Parameters<typeof periodsOf>[0], of: Kept = 'record'): number | null => {
  const periods = periodsOf(school);
  return periods[of] ?? periods.record;
};

/** The least that the policy asks for; `year` is the year group in which the pupil is taught today. */
export function keptAtLeastUntil({ year, to }: Pick<PupilEntry, 'year' | 'to'>, today: IsoDate): IsoDate {
  const endOfYear11 = endOfYear(LAST_YEAR, year, today);
  return yearsAfter(to !== null && to < endOfYear11 ? to : endOfYear11, YEARS_KEPT.least);
}

/** By the school's own period; null where it has set none. Who has no leaving date yet is taken to stay to the oldest year. */
export function keptUntil(
  { year, to }: Pick<PupilEntry, 'year' | 'to'>,
  school: Pick<SchoolEntry, 'oldest' | 'keptFor' | 'keptYears'> | undefined,
  today: IsoDate,
  of: Kept = 'record',
): IsoDate | null {
  const years = yearsKept(school, of);
  if (!school || years === null) return null;
  return yearsAfter(to ?? endOfYear(Math.max(school.oldest, year), year, today), years);
}

/** The last day of a year group, of who is in another today. */
const endOfYear = (of: number, year: number, today: IsoDate): IsoDate => schoolYearEnd(schoolYearOf(today) + of - year);

/** So many years later; of 29 February, the day before where there is none. */
function yearsAfter(day: IsoDate, years: number): IsoDate {
  const [year, rest] = [Number(day.slice(0, 4)) + years, day.slice(4)];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return `${year}${rest === '-02-29' && !isLeap ? '-02-28' : rest}` as IsoDate;
}
