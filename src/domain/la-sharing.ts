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

/** What stands on a day. `again`: what a parent decided has ended, and the pupil has not been asked. */
export type Sharing = SharingDecision | 'again';

/** The 16th birthday. Of 29 February it may not exist: then it sorts before 1 March, on which the pupil is 16. */
export const sixteenOn = (born: IsoDate): IsoDate =>
  `${Number(born.slice(0, 4)) + DECIDES_FROM}${born.slice(4)}` as IsoDate;

/** Is it for the pupil to decide? Not where the birth date is not known. */
export const decidesOn = (born: IsoDate | null, day: IsoDate): boolean => born !== null && day >= sixteenOn(born);

/**
 * What an entry says. While two people have set it without knowing of each other, and one said no, it is no. Where the birth
 * date is not known, a decision stands until the next.
 */
export function standingOf(
  { decision, decidedBy, decidedOn, replaced }: LaSharingEntry,
  born: IsoDate | null,
): SharingStanding {
  const stands = replaced?.['decision']?.value === 'no' ? 'no' : decision;
  if (stands === 'not-asked') return NOT_ASKED;
  const byPupil = decidedBy === 'pupil' && (decidedOn === null || decidesOn(born, decidedOn));
  return { decision: stands, until: byPupil || born === null ? null : sixteenOn(born) };
}

/** Nobody has written anything. */
export const NOT_ASKED: SharingStanding = { decision: 'not-asked', until: null };

/** What stands on this day. */
export const sharingOn = ({ decision, until }: SharingStanding, today: IsoDate): Sharing =>
  until !== null && today >= until ? 'again' : decision;

/** May more than the basics be given? After "no reply" it may; while nobody has been asked it may not. */
export const givesMore = (sharing: Sharing): boolean => sharing === 'yes' || sharing === 'no-reply';
