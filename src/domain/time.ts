/**
 * Dates and instants as strings that sort and compare: dates `YYYY-MM-DD` in Europe/London, instants in UTC.
 * Pure arithmetic on days; what a term or a school year is stands in calendar.ts.
 */
import * as z from 'zod/mini';

const DATE_PATTERN = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DAY_MS = 86_400_000;

/** Does the string name a day that exists (no 30 February)? */
export const isRealDate = (text: string): boolean =>
  DATE_PATTERN.test(text) && new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text;

/** A calendar date `YYYY-MM-DD`, Europe/London, that exists. */
export const isoDate = z
  .string()
  .check(z.refine(isRealDate, { error: 'not a date' }))
  .brand<'IsoDate'>();
export type IsoDate = z.infer<typeof isoDate>;

/** An instant `YYYY-MM-DDThh:mm:ss.sssZ`, always UTC with milliseconds, so that instants compare as strings. */
export const instant = z
  .string()
  .check(
    z.refine((text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text)), {
      error: 'not an instant',
    }),
  )
  .brand<'Instant'>();
export type Instant = z.infer<typeof instant>;

const CLOCK_PATTERN = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A time of day in school, `hh:mm`, 24 hours. */
export const clockTime = z.string().check(z.regex(CLOCK_PATTERN)).brand<'ClockTime'>();
export type ClockTime = z.infer<typeof clockTime>;

/** Is the string a time of day? */
export const isClockTime = (text: string): text is ClockTime => CLOCK_PATTERN.test(text);

/** The instant of a number of milliseconds since 1970 (what a clock port gives). */
export const toInstant = (epochMs: number): Instant => new Date(epochMs).toISOString() as Instant;

/** The calendar date in Europe/London of an instant. A forged instant may be of any year: years before 1000 have four digits too, to compare as others do. */
export function dateOf(at: Instant): IsoDate {
  return LONDON_DATE.format(new Date(at)).padStart('YYYY-MM-DD'.length, '0') as IsoDate;
}

/** The time of day in Europe/London of an instant. */
export function clockOf(at: Instant): ClockTime {
  return LONDON_CLOCK.format(new Date(at)) as ClockTime;
}

const LONDON_DATE = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const LONDON_CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The date so many days later (negative: earlier). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as IsoDate;
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Day of the week, 0 = Monday to 6 = Sunday. */
export const weekdayOf = (date: IsoDate): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
