/**
 * Dates in words, in British English and the same on every device: no browser's own idea of "Sept" or of the order.
 */
import { schoolYearOf } from './calendar.ts';
import type { IsoDate } from './time.ts';
import { daysBetween, weekdayOf } from './time.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** "Monday". */
export const dayName = (date: IsoDate): string => DAYS[weekdayOf(date)] ?? '';
const monthName = (date: IsoDate): string => MONTHS[Number(date.slice(5, 7)) - 1] ?? '';
const dayNumber = (date: IsoDate): string => String(Number(date.slice(8)));
const abbreviated = (name: string): string => name.slice(0, 3);

/** "Wed 25 Nov", for rows. */
export const shortDate = (date: IsoDate): string =>
  `${abbreviated(dayName(date))} ${dayNumber(date)} ${abbreviated(monthName(date))}`;

/** "Wednesday 25 November", for sentences. */
export const longDate = (date: IsoDate): string => `${dayName(date)} ${dayNumber(date)} ${monthName(date)}`;

/** "25 November", where the day of the week says nothing. */
export const dayAndMonth = (date: IsoDate): string => `${dayNumber(date)} ${monthName(date)}`;

/** "25 Nov", beside other short facts. */
export const shortDayAndMonth = (date: IsoDate): string => `${dayNumber(date)} ${abbreviated(monthName(date))}`;

/** "25 November 2026". */
export const fullDate = (date: IsoDate): string => `${dayAndMonth(date)} ${date.slice(0, 4)}`;

/** "25 November" within the school year of today, "25 November 2025" in another. */
export const dateNearby = (date: IsoDate, today: IsoDate): string =>
  schoolYearOf(date) === schoolYearOf(today) ? dayAndMonth(date) : fullDate(date);

/** How far off a day is: "today", "tomorrow", "in 3 days", "in 2 weeks"; "yesterday", "3 days ago", "2 weeks ago". */
export function howFar(date: IsoDate, today: IsoDate): string {
  const days = daysBetween(today, date);
  if (days === 0) return 'today';
  if (Math.abs(days) === 1) return days === 1 ? 'tomorrow' : 'yesterday';
  const span = spanOf(Math.abs(days));
  return days > 0 ? `in ${span}` : `${span} ago`;
}

/** As `howFar`, but a day that has passed is "5 days overdue": for what is still to be done. Days, never rounded to weeks. */
export function dueWords(due: IsoDate, today: IsoDate): string {
  const late = daysBetween(due, today);
  return late > 0 ? `${plural(late, 'day')} overdue` : howFar(due, today);
}

/** Days up to 13; then weeks, to the nearest; from ten weeks on, months of 30 days, to the nearest. */
function spanOf(days: number): string {
  if (days < 14) return plural(days, 'day');
  return days < 70 ? plural(Math.round(days / 7), 'week') : plural(Math.round(days / 30), 'month');
}

/** "1 day", "2 days". */
export const plural = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : nouns}`;
