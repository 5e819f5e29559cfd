/**
 * The retention clocks of a record. Support and adjustments have no purpose once a pupil has left; the record, and each part
 * that has a period of its own, is kept for the school's period, never for less than policy 5.3.5 asks, and goes when
 * somebody approves it, never by itself.
 * Source: policy 5.3.5; UK GDPR Art. 5(1)(c), (e).
 */
import type { PupilEntry } from './entries/career.ts';
import type { KeptPart, Periods, SchoolEntry } from './entries/school.ts';
import { KEPT_PARTS, YEARS_KEPT } from './entries/school.ts';
import type { Kept } from './kept-until.ts';
import { keptAtLeastUntil, keptUntil, periodsOf } from './kept-until.ts';
import type { Entry, Kind } from './record.ts';
import type { IsoDate } from './time.ts';

/** Kinds that go when the pupil has left; each is the one entry of its kind. */
export const ON_LEAVING = ['support', 'adjustment'] as const satisfies readonly Kind[];

/** What may be let go of: the support of somebody who has left, a part of the record, or the whole of it. */
export type LetGo = 'support' | Kept;

/** The kinds of each part that may be kept for less long. The rest (name, identity, what the pupil asked) goes with the record. */
export const PART_KINDS = {
  notes: ['note', 'ask'],
  interviews: ['interview', 'step', 'followup', 'request', 'preparation', 'draft'],
  experiences: ['experience', 'lmi'],
  plans: ['aspiration', 'intention', 'application', 'grades'],
} as const satisfies Readonly<Record<KeptPart, readonly Kind[]>>;

/** Is this the name of a part? */
export const isPart = (what: LetGo): what is KeptPart => (KEPT_PARTS as readonly string[]).includes(what);

/** The part to which a kind belongs; null: it goes with the record, or on leaving. */
export const partOf = (kind: Kind): KeptPart | null =>
  KEPT_PARTS.find((part) => (PART_KINDS[part] as readonly Kind[]).includes(kind)) ?? null;

type Dates = Pick<PupilEntry, 'year' | 'to'>;
type Settings = Pick<SchoolEntry, 'oldest' | 'keptFor' | 'keptYears'> | undefined;

/** Has the pupil left before this day? */
export const hasLeft = ({ to }: Pick<PupilEntry, 'to'>, today: IsoDate): boolean => to !== null && to < today;

/** The day before which nobody lets go of a record without a reason; of somebody who has left, by the year of that day. */
export const floorOf = (pupil: Dates, today: IsoDate): IsoDate =>
  keptAtLeastUntil(pupil, pupil.to !== null && pupil.to < today ? pupil.to : today);

/** The last day on which it is kept: the school's period, or the floor where that is later. Null: no period is set, or the pupil is here. */
export function keptTo(pupil: Dates, school: Settings, today: IsoDate, of: Kept = 'record'): IsoDate | null {
  if (!hasLeft(pupil, today)) return null;
  const until = keptUntil(pupil, school, today, of);
  if (until === null) return null;
  const floor = floorOf(pupil, today);
  return until > floor ? until : floor;
}

/** What decides whether something is due. `longer`: until when somebody has said that the record is kept all the same. */
export interface Due {
  readonly school: Settings;
  readonly longer: IsoDate | null;
  readonly today: IsoDate;
}

/** Is the whole record due, or this part of it? Not while somebody has said that it is kept longer. */
export function isDue(pupil: Dates, { school, longer, today }: Due, of: Kept = 'record'): boolean {
  const until = keptTo(pupil, school, today, of);
  return until !== null && until < today && (longer === null || longer < today);
}

/** The parts that are due while the record is not: none that has no period of its own. */
export const partsDue = (pupil: Dates, due: Due): readonly KeptPart[] =>
  isDue(pupil, due) ? [] : KEPT_PARTS.filter((part) => periodsOf(due.school)[part] !== null && isDue(pupil, due, part));

/** What is wrong with periods that are wanted, each with what it is about and a sentence. Source: policy 5.3.5. */
export function periodProblems(periods: Periods): readonly { readonly of: Kept; readonly words: string }[] {
  const { least, most } = YEARS_KEPT;
  const wrong = (of: Kept): string | null => {
    const years = periods[of];
    if (years === null) return null;
    if (!Number.isInteger(years) || years > most)
      return `Write a whole number of years from ${least} to ${most}, or none.`;
    if (years < least) return `Policy 5.3.5 asks for at least ${least} years after leaving.`;
    if (of !== 'record' && periods.record !== null && years > periods.record)
      return `The whole record goes after ${periods.record} years: no part of it is kept longer.`;
    return null;
  };
  return (['record', ...KEPT_PARTS] as const).flatMap((of) => {
    const words = wrong(of);
    return words === null ? [] : [{ of, words }];
  });
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
