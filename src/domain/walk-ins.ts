/**
 * Walk-ins: interviews that an adviser begins with a pupil who is not booked with them. One gives its adviser the record for
 * a month where they would not hold it otherwise, without asking anybody: so there are few in a day, and the careers leader
 * sees them. Source: design "Walk-ins".
 */
import type { AdviserFacts } from './grants.ts';
import { advisesUnbooked } from './grants.ts';
import type { Role } from './group.ts';
import type { PersonId } from './ids.ts';
import type { IsoDate } from './time.ts';

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
