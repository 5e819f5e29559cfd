/** The days that are being planned: the one that is shown first, and as many after it as the chosen pupils need. Pure. */
import type { Booking } from '../../../../domain/bookings.ts';
import type { Digest } from '../../../../domain/digest.ts';
import type { PersonId, RecordId } from '../../../../domain/ids.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import type { DaySettings, Slot } from './day.ts';
import { fillDay, slotsSeen } from './day.ts';
import type { Ahead } from './days-ahead.ts';
import { dayOf, nextDay } from './days-ahead.ts';

/** A day with who is to come, by slot. */
export interface PlannedDay {
  readonly settings: DaySettings;
  readonly chosen: readonly (RecordId | null)[];
}

/** What a plan rests on. */
export interface Diary {
  readonly digests: readonly Digest[];
  readonly ahead: Ahead;
  readonly bookingsOn: (adviser: PersonId, date: IsoDate) => readonly Booking[];
  readonly nameOf: (person: PersonId) => string;
}

/** The slots of a planned day. */
export const slotsOn = ({ digests, bookingsOn, nameOf }: Diary, { settings, chosen }: PlannedDay): readonly Slot[] =>
  slotsSeen({ settings, chosen, digests, bookings: bookingsOn(settings.adviser, settings.date), nameOf });

/** Everybody who is in a slot. */
export const placedIn = (diary: Diary, days: readonly PlannedDay[]): ReadonlySet<RecordId> =>
  new Set(days.flatMap((day) => slotsOn(diary, day).flatMap(({ pupil }) => pupil?.record ?? [])));

/** The most days that are planned at once. */
const DAYS_MAX = 10;

/**
 * The free slots of the days filled from the pool, in its order; who is there stays. `beyond`: days are added until all of
 * the pool have a slot.
 */
export function fillPlan(
  diary: Diary,
  days: readonly PlannedDay[],
  pool: readonly Digest[],
  beyond: boolean,
): readonly PlannedDay[] {
  const placed = new Set(placedIn(diary, days));
  const filled: PlannedDay[] = [];
  const fill = (day: PlannedDay) => {
    const left = pool.filter(({ record }) => !placed.has(record));
    const chosen = fillDay(slotsOn(diary, day), left);
    for (const record of chosen) if (record !== null) placed.add(record);
    filled.push({ ...day, chosen });
  };
  for (const day of days) fill(day);
  if (!beyond) return filled;
  while (filled.length < DAYS_MAX && pool.some(({ record }) => !placed.has(record))) {
    const last = filled.at(-1)?.settings;
    if (last === undefined) break;
    const date = nextDay(diary.ahead, last.adviser, last.date);
    fill({ settings: dayOf(diary.ahead.visits, last.adviser, date), chosen: [] });
  }
  return filled;
}

/** Where in a plan: which day, which slot of it. */
export interface Place {
  readonly day: number;
  readonly at: number;
}

/** The plan with a pupil in a place, or nobody; one who stood elsewhere changes places with who was here. */
export function placeIn(
  days: readonly PlannedDay[],
  { day, at }: Place,
  record: RecordId | null,
): readonly PlannedDay[] {
  const was = days[day]?.chosen[at] ?? null;
  return days.map((planned, d) => {
    const length = Math.max(planned.chosen.length, d === day ? at + 1 : 0);
    const chosen = Array.from({ length }, (_, i) => {
      if (d === day && i === at) return record;
      const there = planned.chosen[i] ?? null;
      return record !== null && there === record ? was : there;
    });
    return { ...planned, chosen };
  });
}
