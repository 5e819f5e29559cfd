/** Days that have been: what is wrong with one that somebody chose. */
import type { IsoDate } from '../../../domain/time.ts';
import { isRealDate } from '../../../domain/time.ts';

/** In a sentence; null: it exists and is not still to come. */
export function pastDayProblem(day: string, today: IsoDate): string | null {
  if (!isRealDate(day)) return 'Choose a day that exists.';
  return day > today ? 'This day is still to come.' : null;
}
