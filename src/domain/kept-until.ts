/**
 * The day until which a school keeps, at the least, where a pupil went: three years from the end of Year 11, or from leaving
 * where that is earlier. It says nothing of the rest of the record, and nothing is deleted then. Source: policy 5.3.5.
 */
import { schoolYearOf } from './calendar.ts';
import type { PupilEntry } from './entries/career.ts';
import type { IsoDate } from './time.ts';

/** The year that ends key stage 4. */
const LAST_YEAR = 11;
const YEARS_KEPT = 3;

/** The day; `year` is the year group in which the pupil is taught today. */
export function keptUntil({ year, to }: Pick<PupilEntry, 'year' | 'to'>, today: IsoDate): IsoDate {
  const endOfYear11 = `${schoolYearOf(today) + 1 + LAST_YEAR - year}-08-31`;
  return yearsAfter(to !== null && to < endOfYear11 ? to : endOfYear11);
}

/** Three years later; of 29 February, the day before. */
function yearsAfter(day: string): IsoDate {
  const rest = day.slice(4);
  return `${Number(day.slice(0, 4)) + YEARS_KEPT}${rest === '-02-29' ? '-02-28' : rest}` as IsoDate;
}
