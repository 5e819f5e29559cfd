/**
 * May the local authority be told more of a pupil than the basics? A parent or carer decides until the pupil is 16, the pupil
 * alone from then on: what a parent decided ends on the 16th birthday, and the pupil is asked afresh. Worked out from the day,
 * never stored. Source: Education and Skills Act 2008 s.72; policy 5.5.12, 5.5.13.
 */
import type { LaSharingEntry } from './entries/career.ts';
import type { SharingDecision } from './entries/vocabulary.ts';
import type { IsoDate } from './time.ts';

/** The age from which the pupil decides. */
const DECIDES_FROM = 16;

/** What was decided, without a clock: until the day before `until`; null, until somebody decides otherwise. */
export interface SharingStanding {
  readonly decision: SharingDecision;
  readonly until: IsoDate | null;
}

/** The 16th birthday. Of 29 February it may not exist: then it sorts before 1 March, on which the pupil is 16. */
export const sixteenOn = (born: IsoDate): IsoDate =>
  `${Number(born.slice(0, 4)) + DECIDES_FROM}${born.slice(4)}` as IsoDate;

/** Is it for the pupil to decide? Not where the birth date, or the day, is not known. */
export const decidesOn = (born: IsoDate | null, day: IsoDate | null): boolean =>
  born !== null && day !== null && day >= sixteenOn(born);

/**
 * What an entry says. While two people have set it without knowing of each other, and one said no, it is no. Where the birth
 * date is not known, a decision stands until the next.
 */
export function standingOf(entry: LaSharingEntry, born: IsoDate | null): SharingStanding {
  const decision = entry.replaced?.['decision']?.value === 'no' ? 'no' : entry.decision;
  const stays = decision === 'not-asked' || (entry.decidedBy === 'pupil' && decidesOn(born, entry.decidedOn));
  return { decision, until: stays || born === null ? null : sixteenOn(born) };
}
