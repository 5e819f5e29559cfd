/** Bookings of an adviser on a day, from digests: in order of time, with clashes. */
import type { Digest, DraftDigest, InterviewDigest } from './digest.ts';
import type { EntryId, FormCode, PersonId, RecordId } from './ids.ts';
import { fullName } from './person-names.ts';
import type { ClockTime, IsoDate } from './time.ts';
import { addDays } from './time.ts';

/** One interview of a day with its pupil. */
export interface Booking {
  readonly record: RecordId;
  /** Preferred name and surname. */
  readonly name: string;
  /** Preferred name, for sentences. */
  readonly firstName: string;
  readonly form: FormCode | null;
  readonly interview: InterviewDigest;
  /** The adviser's own unfinished notes of it. */
  readonly draft: DraftDigest | null;
  readonly prepared: boolean;
  readonly plan: boolean;
  /** Another booking of the day begins before this one ends, or the other way round. */
  readonly clash: boolean;
}

/** The interviews of an adviser from one day to another (both included), cancelled ones too, in order. */
export function bookingsOf(
  digests: readonly Digest[],
  adviser: PersonId,
  from: IsoDate,
  to: IsoDate,
): readonly Booking[] {
  const found = digests.flatMap((digest) =>
    digest.interviews
      .filter((i) => i.adviser === adviser && i.date >= from && i.date <= to)
      .map((interview) => bookingOf(digest, interview)),
  );
  const sorted = found.toSorted((a, b) => (when(a) < when(b) ? -1 : 1));
  return sorted.map((booking) => ({ ...booking, clash: sorted.some((other) => clashes(booking, other)) }));
}

function bookingOf(digest: Digest, interview: InterviewDigest): Booking {
  return {
    record: digest.record,
    name: digest.pupil ? fullName(digest.pupil) : 'A pupil',
    firstName: digest.pupil?.name ?? 'A pupil',
    form: digest.pupil?.form ?? null,
    interview,
    draft: digest.drafts.find((d) => d.interview === interview.id) ?? null,
    prepared: digest.prepared,
    plan: digest.plan,
    clash: false,
  };
}

/** What the adviser has booked already within that time, `except` the interview that is moved. */
export const bookedWithin = (
  digests: readonly Digest[],
  adviser: PersonId,
  slot: Stretch & { readonly date: IsoDate },
  except: EntryId | null,
): readonly Booking[] =>
  bookingsOf(digests, adviser, slot.date, slot.date).filter(
    ({ interview }) => interview.status === 'booked' && interview.id !== except && overlaps(interview, slot),
  );

const when = ({ interview }: Booking): string => `${interview.date} ${interview.from} ${interview.id}`;
/** Minutes since midnight of a time of day. */
export const minutesOf = (clock: ClockTime): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** A stretch of a day. */
export interface Stretch {
  readonly from: ClockTime;
  readonly minutes: number;
}

/** Do two stretches of the same day have a minute in common? */
export const overlaps = (a: Stretch, b: Stretch): boolean =>
  minutesOf(a.from) < minutesOf(b.from) + b.minutes && minutesOf(b.from) < minutesOf(a.from) + a.minutes;

function clashes(a: Booking, b: Booking): boolean {
  if (a === b || a.interview.date !== b.interview.date) return false;
  if (a.interview.status !== 'booked' || b.interview.status !== 'booked') return false;
  return overlaps(a.interview, b.interview);
}

/** How long an interview that nobody wrote up stands among what is owed. */
const OWED_DAYS = 30;

/** Interviews of the last 30 days before today that are still booked and have no notes: written on paper, or never held. */
export const owedBookings = (digests: readonly Digest[], adviser: PersonId, today: IsoDate): readonly Booking[] =>
  bookingsOf(digests, adviser, addDays(today, -OWED_DAYS), addDays(today, -1)).filter(
    ({ interview, draft }) => interview.status === 'booked' && draft === null,
  );

/** The first interview of today that is still to be held; null when there is none. */
export const nextBooking = (digests: readonly Digest[], adviser: PersonId, today: IsoDate): Booking | null =>
  bookingsOf(digests, adviser, today, today).find((b) => b.interview.status === 'booked') ?? null;
