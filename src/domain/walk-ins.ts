/**
 * Walk-ins: interviews that an adviser begins with a pupil who is not booked with them. One gives its adviser the record for
 * a month where they would not hold it otherwise, without asking anybody: so there are few in a day, and the careers leader
 * sees them. Source: design "Walk-ins".
 */
import type { Digest, InterviewDigest } from './digest.ts';
import type { AdviserFacts } from './grants.ts';
import { BOOKING_GRANT_DAYS, advisesUnbooked } from './grants.ts';
import type { Role } from './group.ts';
import type { PersonId } from './ids.ts';
import type { IsoDate } from './time.ts';
import { addDays } from './time.ts';

/** Walk-ins of one adviser on one day, of those that give them something. */
export const WALK_INS_A_DAY = 10;

/** An adviser, and what gives them pupils without a booking. */
export interface WalkingIn extends AdviserFacts {
  readonly person: PersonId;
  readonly roles: readonly Role[];
}

/**
 * Does a walk-in with this pupil give its adviser what they do not hold on this day without it? Not to a careers leader, nor
 * with a pupil of the caseload; nor with one who is not on the list: that record is theirs who made it.
 */
export function givesByWalkIn(
  { person, roles, ...facts }: WalkingIn,
  today: IsoDate,
): (pupil: { readonly year: number; readonly unlisted?: unknown }) => boolean {
  if (roles.includes('leader')) return () => false;
  const advises = advisesUnbooked(person, facts, today);
  return (pupil) => pupil.unlisted === undefined && !advises(pupil);
}

/** Has the adviser begun as many walk-ins today as they may, as far as these digests tell? The server has the last word. */
export const hasAllWalkIns = (digests: readonly Digest[], walkingIn: WalkingIn, today: IsoDate): boolean => {
  const gives = givesByWalkIn(walkingIn, today);
  const isToday = ({ walkIn, adviser }: InterviewDigest) => walkIn === today && adviser === walkingIn.person;
  const begun = digests.flatMap(({ pupil, interviews }) => (pupil && gives(pupil) ? interviews.filter(isToday) : []));
  return begun.length >= WALK_INS_A_DAY;
};

/** A walk-in with its pupil. */
export interface WithoutBooking {
  readonly digest: Digest;
  readonly interview: InterviewDigest;
  /** The day on which it was begun. */
  readonly day: IsoDate;
}

/** The walk-ins of the last 30 days, of all advisers, the newest first: those that may still give a record. */
export function withoutBooking(digests: readonly Digest[], today: IsoDate): readonly WithoutBooking[] {
  const since = addDays(today, -BOOKING_GRANT_DAYS);
  const found = digests.flatMap((digest) =>
    digest.interviews.flatMap((interview) => {
      const { walkIn: day } = interview;
      return day !== null && day >= since ? [{ digest, interview, day }] : [];
    }),
  );
  return found.toSorted((a, b) => (when(a) < when(b) ? 1 : -1));
}

const when = ({ day, interview }: WithoutBooking): string => `${day} ${interview.from} ${interview.id}`;
