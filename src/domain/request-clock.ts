/**
 * The clock of what somebody asks about a pupil's data: one calendar month from the day on which it came, stopped while the
 * school waits for something that it needs, two months more where it is complex; a complaint is acknowledged within 30 days.
 * A day that is no school day is not moved: earlier is always right. Source: UK GDPR Art. 12(3); Data (Use and Access) Act 2025.
 */
import type { IsoDate } from './time.ts';
import { addDays, daysBetween } from './time.ts';

/** What can be asked. `copy`: Art. 15; `put-right`: 16; `erase`: 17; `object`: 18 and 21. */
export const REQUEST_KINDS = ['copy', 'put-right', 'erase', 'object', 'complaint'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** A span in which the clock stood still; `to` null: it still does. Both days are days of waiting. */
export interface Pause {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

/** What the clock needs to know. */
export interface Clocked {
  readonly kind: RequestKind;
  readonly received: IsoDate;
  readonly pauses: readonly Pause[];
  readonly extended: boolean;
}

const MONTHS = { usual: 1, complex: 3 } as const;
const COMPLAINT_DAYS = 30;

/** The same day so many months later; where there is none, the last day of that month. */
export function monthsAfter(day: IsoDate, months: number): IsoDate {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const of = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)));
  return of.toISOString().slice(0, 'YYYY-MM-DD'.length) as IsoDate;
}

/** The last day on which it is answered in time, as it is known today. */
export function dueOn({ kind, received, pauses, extended }: Clocked, today: IsoDate): IsoDate {
  const months = extended ? MONTHS.complex : MONTHS.usual;
  const due = kind === 'complaint' ? addDays(received, COMPLAINT_DAYS) : monthsAfter(received, months);
  const waited = pauses.reduce((sum, { from, to }) => sum + Math.max(0, daysBetween(from, to ?? today)), 0);
  return addDays(due, waited);
}

/** Does the clock stand still now? */
export const isPaused = ({ pauses }: Pick<Clocked, 'pauses'>): boolean => pauses.some(({ to }) => to === null);
