/**
 * The days on which advisers are in school, and the slots of each: today for Jo Mercer whatever the day, so that the demo
 * always has something to come; her usual two days a week and the other adviser's one.
 */
import type { EntryId, PersonId } from '../../domain/ids.ts';
import type { Entry } from '../../domain/record.ts';
import type { ClockTime, Instant, IsoDate } from '../../domain/time.ts';
import { addDays, clockOf, weekdayOf } from '../../domain/time.ts';
import { clockAt, isOpen, londonInstant, minutesIn, mondayOf } from './demo-calendar.ts';
import type { Maker } from './maker.ts';
import type { DemoStaff } from './staff.ts';

/** A day on which an adviser is in school. */
export interface Visit {
  readonly id: EntryId;
  readonly adviser: PersonId;
  readonly date: IsoDate;
  readonly room: string;
}

/** The adviser's days: today always, then those to come. */
export interface Visits {
  readonly today: Visit;
  /** After today, this week and for ten weeks, in order. */
  readonly toCome: readonly Visit[];
  readonly entries: readonly Entry[];
}

/** Times of a usual day: six interviews of 45 minutes around lessons. */
export const USUAL_SLOTS = [
  '08:55',
  '10:05',
  '11:02',
  '11:50',
  '13:15',
  '14:05',
] as readonly string[] as readonly ClockTime[];

/** Which slots of today lie behind when the demo is made: those before `next`. */
export interface Today {
  readonly slots: readonly ClockTime[];
  /** Index of the first slot to come: Aisha's. */
  readonly next: number;
}

/** Until this time the usual day fits; later the day is laid around the moment, three behind and three to come. */
const USUAL_UNTIL = '10:00';
const BEHIND = [-170, -115, -60] as const;
const LAST_MINUTE = 24 * 60 - 1;

/** The slots of the demo adviser's day. Aisha's is always to come. */
export function todaysSlots(now: Instant): Today {
  const clock = clockOf(now);
  if (clock <= USUAL_UNTIL) return { slots: USUAL_SLOTS, next: clock > '09:45' ? 1 : 0 };
  const minute = Math.min(Math.ceil(minutesIn(clock) / 5) * 5, LAST_MINUTE - 3);
  // What is left of the day is shared by three interviews, 55 minutes apart where there is room.
  const apart = Math.min(55, Math.floor((LAST_MINUTE - minute) / 3));
  const toCome = [0, 1, 2].map((index) => clockAt(minute + Math.min(10, apart) + index * apart));
  return { slots: [...BEHIND.map((offset) => clockAt(minute + offset)), ...toCome], next: 3 };
}

/** All visits from the last school days to ten weeks ahead. */
export function planVisits(make: Maker, staff: DemoStaff, today: IsoDate): Visits {
  const days = Array.from({ length: 98 }, (_, index) => addDays(mondayOf(today), index - 28));
  const made = days.flatMap((date) => {
    const adviser = adviserOn(staff, date, today);
    if (adviser === undefined) return [];
    const at = londonInstant(addDays(date, -21), '12:00');
    return [{ id: make.id(at), adviser, date, room: adviser === staff.jo ? 'L2' : 'G14', at }];
  });
  const entries = made.map(({ id, adviser, date, room, at }) =>
    make.entry(
      'visit',
      { adviser, date, room, firstSlot: USUAL_SLOTS[0] as ClockTime, slotMinutes: 45, slots: 6, closed: date < today },
      { by: adviser, at, id },
    ),
  );
  const todays = made.find((visit) => visit.date === today) as Visit;
  return { today: todays, toCome: made.filter((visit) => visit.date > today), entries };
}

/** Jo Mercer on the weekday of today and two days on, Daniel Adebayo on another. */
function adviserOn(staff: DemoStaff, date: IsoDate, today: IsoDate): PersonId | undefined {
  if (date === today) return staff.jo;
  if (!isOpen(date)) return undefined;
  const ahead = (weekdayOf(date) - Math.min(weekdayOf(today), 4) + 5) % 5;
  return ([staff.jo, undefined, staff.jo, staff.daniel, undefined] as const)[ahead];
}
