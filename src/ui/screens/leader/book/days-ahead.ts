/** Which day to book: the adviser's next visit, else the next school day; with the times of the visit, else the usual ones. Pure. */
import type { SchoolTerms } from '../../../../domain/calendar.ts';
import { schoolDayFrom } from '../../../../domain/calendar.ts';
import type { PersonId } from '../../../../domain/ids.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { addDays } from '../../../../domain/time.ts';
import type { DaySettings } from './day.ts';
import { USUAL, USUAL_BREAKS } from './usual-day.ts';

type Visit = EntryOf<'visit'>;

/** A day with room is looked for this far ahead, in school days. */
const DAYS_TRIED = 100;

/** What is known of the days to come. */
export interface Ahead {
  readonly visits: readonly Visit[];
  readonly terms: readonly SchoolTerms[];
  /** How many interviews the adviser has booked on a day. */
  readonly bookedOn: (adviser: PersonId, date: IsoDate) => number;
}

/** The adviser's visit on a day. */
export const visitOn = (visits: readonly Visit[], adviser: PersonId, date: IsoDate): Visit | undefined =>
  visits.find((visit) => visit.adviser === adviser && visit.date === date);

/** The first visit of the adviser after a day that has room (`bookedOn` counts what is booked), else the first such school day. */
export function nextDay({ visits, terms, bookedOn }: Ahead, adviser: PersonId, after: IsoDate): IsoDate {
  const dates = visits
    .filter((visit) => visit.adviser === adviser && visit.date > after && !visit.closed)
    .filter((visit) => bookedOn(adviser, visit.date) < visit.slots)
    .map(({ date }) => date);
  const [first] = dates.toSorted();
  if (first !== undefined) return first;
  let day = schoolDayFrom(addDays(after, 1), terms);
  for (let tries = 0; tries < DAYS_TRIED && bookedOn(adviser, day) >= USUAL.slots; tries += 1)
    day = schoolDayFrom(addDays(day, 1), terms);
  return day;
}

/** A day of an adviser as it is first shown. */
export function dayOf(visits: readonly Visit[], adviser: PersonId, date: IsoDate): DaySettings {
  const visit = visitOn(visits, adviser, date);
  const room = visit?.room ?? lastRoom(visits, adviser);
  if (visit === undefined) return { adviser, date, room, ...USUAL, breaks: USUAL_BREAKS };
  const { firstSlot, slotMinutes, slots, breaks = USUAL_BREAKS } = visit;
  return { adviser, date, room, firstSlot, minutes: slotMinutes, slots, breaks };
}

/** The room that the adviser had last. */
const lastRoom = (visits: readonly Visit[], adviser: PersonId): string =>
  visits.filter((visit) => visit.adviser === adviser).toSorted((a, b) => (a.date < b.date ? 1 : -1))[0]?.room ?? '';
