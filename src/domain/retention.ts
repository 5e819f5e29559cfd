/**
 * The retention clocks of a record. Support and adjustments have no purpose once a pupil has left; the rest is kept for the
 * school's own period, never for less than policy 5.3.5 asks, and goes when somebody approves it, never by itself.
 * Source: policy 5.3.5; UK GDPR Art. 5(1)(c), (e).
 */
import type { PupilEntry } from './entries/career.ts';
import type { SchoolEntry } from './entries/school.ts';
import { keptAtLeastUntil, keptUntil } from './kept-until.ts';
import type { Entry, Kind } from './record.ts';
import type { IsoDate } from './time.ts';

/** Kinds that go when the pupil has left; each is the one entry of its kind. */
export const ON_LEAVING = ['support', 'adjustment'] as const satisfies readonly Kind[];

/** What may be let go of: the support of somebody who has left, or the whole record. */
export type LetGo = 'support' | 'record';

type Dates = Pick<PupilEntry, 'year' | 'to'>;
type Period = Pick<SchoolEntry, 'oldest' | 'keptYears'> | undefined;

/** Has the pupil left before this day? */
export const hasLeft = ({ to }: Pick<PupilEntry, 'to'>, today: IsoDate): boolean => to !== null && to < today;

/** The day before which nobody lets go of a record without a reason; of somebody who has left, by the year of that day. */
export const floorOf = (pupil: Dates, today: IsoDate): IsoDate =>
  keptAtLeastUntil(pupil, pupil.to !== null && pupil.to < today ? pupil.to : today);

/** The last day on which a record is kept: the school's period, or the floor where that is later. Null: no period is set, or the pupil is here. */
export function keptTo(pupil: Dates, school: Period, today: IsoDate): IsoDate | null {
  if (!hasLeft(pupil, today)) return null;
  const until = keptUntil(pupil, school, today);
  if (until === null) return null;
  const floor = floorOf(pupil, today);
  return until > floor ? until : floor;
}

/** Is the whole record due? Not while somebody has said that it is kept longer. */
export function isDue(
  pupil: Dates,
  { school, longer, today }: { readonly school: Period; readonly longer: IsoDate | null; readonly today: IsoDate },
): boolean {
  const until = keptTo(pupil, school, today);
  return until !== null && until < today && (longer === null || longer < today);
}

/** What an entry that goes on leaving is set to. */
export const NO_SUPPORT = { sen: 'N', pupilPremium: false, lookedAfter: false, outcomes: null } as const;
/** The same of an adjustment. */
export const NO_ADJUSTMENT = { words: '' } as const;

/** Does an entry say something that goes on leaving? One that was set to nothing does not. */
export const goesOnLeaving = (entry: Entry): boolean => {
  if (entry.kind === 'adjustment') return entry.words !== '';
  if (entry.kind !== 'support') return false;
  return entry.sen !== 'N' || entry.pupilPremium || entry.lookedAfter || (entry.outcomes ?? '') !== '';
};
