/** A day of booking, pure: which slots there are, who is in them, what clashes, and the mutations that book it. */
import { overlaps } from '../../../../domain/bookings.ts';
import type { Booking, Stretch } from '../../../../domain/bookings.ts';
import { slotsOf } from '../../../../domain/booking-day.ts';
import type { Digest } from '../../../../domain/digest.ts';
import { byNeed, isBooked } from '../../../../domain/interview-need.ts';
import type { EntryId, PersonId, RecordId } from '../../../../domain/ids.ts';
import { sameValue } from '../../../../domain/entry.ts';
import type { ArgsOf } from '../../../../domain/mutations/registry.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { ROSTER_RECORD } from '../../../../domain/record.ts';
import type { ClockTime, IsoDate } from '../../../../domain/time.ts';
import type { Change } from '../../../queries/mutate.ts';
import { changeOf } from '../../../queries/mutate.ts';
import { USUAL_BREAKS } from './usual-day.ts';

/** What the person sets of a day; times and numbers as typed. */
export interface DaySettings {
  readonly adviser: PersonId;
  readonly date: IsoDate;
  readonly room: string;
  readonly firstSlot: ClockTime;
  readonly minutes: number;
  readonly slots: number;
  readonly breaks: readonly Stretch[];
}

/** A slot of the day that is not booked, with the pupil who is to have it. */
export interface Slot extends Stretch {
  /** Its place among them. */
  readonly at: number;
  readonly pupil: Digest | null;
  /** Why it cannot be held as it stands, in words; null when nothing clashes. */
  readonly clash: string | null;
}

/** What a day is seen from. */
export interface Seen {
  readonly settings: DaySettings;
  /** By slot. */
  readonly chosen: readonly (RecordId | null)[];
  readonly digests: readonly Digest[];
  /** The adviser's bookings on that day. */
  readonly bookings: readonly Booking[];
  readonly nameOf: (person: PersonId) => string;
}

/** As many slots as the day has room for beside what is booked, laid around it and around the breaks. */
export function slotsSeen({ settings, chosen, digests, bookings, nameOf }: Seen): readonly Slot[] {
  const byRecord = new Map(digests.map((digest) => [digest.record, digest]));
  const booked = bookings.map(({ interview }) => interview).filter(({ status }) => status === 'booked');
  const pattern = { ...settings, slots: settings.slots - booked.length, breaks: [...settings.breaks, ...booked] };
  return slotsOf(pattern).map((slot, at) => {
    const pupil = byRecord.get(chosen[at] ?? ('' as RecordId)) ?? null;
    return { ...slot, at, pupil, clash: pupil === null ? null : clashOf({ slot, pupil, date: settings.date, nameOf }) };
  });
}

/** A line of the day: a slot, or an interview that is booked already. */
export type DayLine =
  | { readonly kind: 'slot'; readonly from: ClockTime; readonly slot: Slot }
  | { readonly kind: 'booked'; readonly from: ClockTime; readonly booking: Booking };

/** The day in order of time, each booked interview once and at its own time. */
export function linesOf(slots: readonly Slot[], bookings: readonly Booking[]): readonly DayLine[] {
  const lines: readonly DayLine[] = [
    ...slots.map((slot) => ({ kind: 'slot', from: slot.from, slot }) as const),
    ...bookings
      .filter(({ interview }) => interview.status === 'booked')
      .map((booking) => ({ kind: 'booked', from: booking.interview.from, booking }) as const),
  ];
  return lines.toSorted((a, b) => (a.from < b.from ? -1 : a.from === b.from ? 0 : 1));
}

interface Placed extends Pick<Seen, 'nameOf'> {
  readonly slot: Stretch;
  readonly pupil: Digest;
  readonly date: IsoDate;
}

/** The pupil has an interview at that time, perhaps with somebody else. */
function clashOf({ slot, pupil, date, nameOf }: Placed): string | null {
  const own = pupil.interviews.find((i) => i.status === 'booked' && i.date === date && overlaps(slot, i));
  return own ? `${pupil.pupil?.name ?? 'The pupil'} is booked at ${own.from} with ${nameOf(own.adviser)}` : null;
}

/** Pupils who are here and not booked yet, who needs it most first. */
export const inNeed = (digests: readonly Digest[], today: IsoDate): readonly Digest[] =>
  digests
    .filter((digest) => digest.pupil !== null && digest.pupil.to === null && !isBooked(digest, today))
    .toSorted(byNeed);

/** The day with its free slots filled from the pool, in its order; what is there stays. */
export function fillDay(slots: readonly Slot[], pool: readonly Digest[]): readonly (RecordId | null)[] {
  const placed = new Set(slots.map(({ pupil }) => pupil?.record));
  const left = pool.map(({ record }) => record).filter((record) => !placed.has(record));
  return slots.map(({ pupil }) => pupil?.record ?? left.shift() ?? null);
}

interface Making {
  readonly settings: DaySettings;
  readonly slots: readonly Slot[];
  /** The adviser's visit on that day, if the roster has one. */
  readonly visit: EntryOf<'visit'> | undefined;
  readonly newId: () => string;
}

/**
 * The visit where there is none or the day is set otherwise, then a booking for each pupil; nothing for a day that nobody is
 * in. Taken back, the visit is as it was, or closed when there was none.
 */
export function bookingChanges({ settings, slots, visit, newId }: Making): {
  readonly changes: readonly Change[];
  readonly undo: readonly Change[];
} {
  const { adviser, date, room } = settings;
  const id = visit?.id ?? (newId() as EntryId);
  const placed = slots.flatMap((slot) =>
    slot.pupil === null ? [] : [{ ...slot, pupil: slot.pupil, id: newId() as EntryId }],
  );
  const books = placed.map(({ pupil, from, minutes, id: interview }) =>
    changeOf('interview.book', pupil.record, {
      id: interview,
      adviser,
      date,
      from,
      minutes,
      place: room,
      type: 'personal-guidance',
      visit: id,
    }),
  );
  const visits = books.length === 0 ? { set: [], back: [] } : visitChanges(settings, visit, id);
  const cancels = placed.map((one) =>
    changeOf('interview.cancel', one.pupil.record, { id: one.id, why: 'Booked by mistake' }),
  );
  return { changes: [...visits.set, ...books], undo: [...cancels, ...visits.back] };
}

/** The visit as the day is set, and what takes that back; neither when it is so already. */
function visitChanges({ minutes, ...settings }: DaySettings, before: EntryOf<'visit'> | undefined, id: EntryId) {
  const after = { id, ...settings, slotMinutes: minutes, closed: false };
  const was = before && asSet(before);
  if (was && sameValue(was, asSet({ ...was, ...after }))) return { set: [], back: [] };
  const back = was
    ? changeOf('visit.set', ROSTER_RECORD, was)
    : changeOf('visit.close', ROSTER_RECORD, { id, closed: true });
  return { set: [changeOf('visit.set', ROSTER_RECORD, after)], back: [back] };
}

/** What is set of a visit. One without breaks of its own has the usual ones. */
const asSet = ({ id, adviser, date, room, firstSlot, slotMinutes, slots, closed, ...visit }: ArgsOf<'visit.set'>) => ({
  id,
  adviser,
  date,
  room,
  firstSlot,
  slotMinutes,
  slots,
  closed,
  breaks: visit.breaks ?? USUAL_BREAKS,
});
