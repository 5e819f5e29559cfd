/**
 * May the local authority be told more of a pupil than the basics? A parent or carer decides until the pupil is 16, the pupil
 * alone from then on: what a parent decided ends on the 16th birthday, and the pupil is asked afresh. Where the birth date is
 * not known it ends with Year 11, by the end of which everybody is 16. Worked out from the day, never stored.
 * Source: Education and Skills Act 2008 s.72; policy 5.5.12, 5.5.13.
 */
import { schoolYearOf, schoolYearStart } from './calendar.ts';
import type { LaSharingEntry, PupilEntry } from './entries/career.ts';
import type { SharingDecision } from './entries/vocabulary.ts';
import type { IsoDate } from './time.ts';
import { dateOf } from './time.ts';

/** The age from which the pupil decides. */
const DECIDES_FROM = 16;
/** The year in which everybody comes to it who is taught with their own age. */
const YEAR_OF_SIXTEEN = 11;

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

/** What an entry says. While two people have set it without knowing of each other, and one said no, it is no. */
export function standingOf(entry: LaSharingEntry, born: IsoDate | null, pupil: Taught | undefined): SharingStanding {
  const decision = entry.replaced?.['decision']?.value === 'no' ? 'no' : entry.decision;
  const isPupils = entry.decidedBy === 'pupil' && (born === null || decidesOn(born, entry.decidedOn));
  if (decision === 'not-asked' || isPupils) return { decision, until: null };
  return { decision, until: born === null ? afterYear11(entry, pupil) : sixteenOn(born) };
}

/** In which year the pupil is taught, or was on their last day. */
type Taught = Pick<PupilEntry, 'year' | 'to'>;

/** The first day after Year 11, for somebody who is beyond it any day; null: it has not come. */
function afterYear11({ decidedOn, at }: LaSharingEntry, pupil: Taught | undefined): IsoDate | null {
  if (pupil === undefined) return null;
  if (pupil.year > YEAR_OF_SIXTEEN) return decidedOn ?? dateOf(at);
  return pupil.to === null ? null : schoolYearStart(schoolYearOf(pupil.to) + 1 + YEAR_OF_SIXTEEN - pupil.year);
}
