/**
 * The days of the demo school, which keeps the usual English terms, so that it is at home on whatever day it is made;
 * and instants at a London time of day.
 */
import type { Term } from '../../domain/calendar.ts';
import { isSchoolDay, schoolDayFrom, schoolDayUntil, schoolYearOf, termsOfYear } from '../../domain/calendar.ts';
import type { ClockTime, Instant, IsoDate } from '../../domain/time.ts';
import { addDays, clockOf, toInstant, weekdayOf } from '../../domain/time.ts';

/** The terms of a school year, by the usual English pattern. */
export const termsOf = (startYear: number): readonly Term[] => termsOfYear([], startYear).terms;

/** The Monday of the week of a date. */
export const mondayOf = (date: IsoDate): IsoDate => addDays(date, -weekdayOf(date));

/** Is it a day of school? */
export const isOpen = (date: IsoDate): boolean => isSchoolDay(date, []);
/** The school day on this date, or the last one before it. */
export const schoolDayBy = (date: IsoDate): IsoDate => schoolDayUntil(date, []);
/** The school day on this date, or the first one after it. */
export const schoolDayAfter = (date: IsoDate): IsoDate => schoolDayFrom(date, []);

/** The school day so many days back; in the first days of a school year its first one. */
export function recentSchoolDay(today: IsoDate, back: number): IsoDate {
  const first = termsOf(schoolYearOf(today))[0]?.from ?? today;
  const day = schoolDayBy(addDays(today, -back));
  return day < first && first <= today ? first : day;
}

/** A day `MM-DD` of the school year that starts in this calendar year, moved on to a school day. */
export const inSchoolYear = (startYear: number, monthDay: string): IsoDate =>
  schoolDayAfter(`${monthDay >= '09-01' ? startYear : startYear + 1}-${monthDay}` as IsoDate);

const MINUTE_MS = 60_000;
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** The time of day so many minutes after midnight, within the day. */
export function clockAt(minutes: number): ClockTime {
  const within = Math.min(Math.max(minutes, 0), 24 * 60 - 1);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(within / 60))}:${two(within % 60)}` as ClockTime;
}
/** Minutes after midnight of a time of day. */
export const minutesIn = (clock: ClockTime): number => minutesOf(clock);

/** The instant of a London date and time of day (in the hour that the clocks skip or repeat, one of the two). */
export function londonInstant(date: IsoDate, clock: string): Instant {
  const asUtc = Date.parse(`${date}T${clock}:00.000Z`);
  const ahead = (minutesOf(clockOf(toInstant(asUtc))) - minutesOf(clock) + 1440) % 1440;
  return toInstant(asUtc - ahead * MINUTE_MS);
}
