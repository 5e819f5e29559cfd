/**
 * The tutor's list of next steps: who is late, who is due this week, what comes later, what was done this half term.
 * Overdue is derived from the date, never stored; what pupils say ("I've done this", "I need help") floats to the top.
 * Source: policy 5.12.3 (form tutors follow up what was agreed).
 */
import type { SchoolTerms } from './calendar.ts';
import { startOfHalfTerm } from './calendar.ts';
import type { Digest, StepDigest } from './digest.ts';
import type { EntryId, RecordId } from './ids.ts';
import { bySurname } from './person-names.ts';
import type { IsoDate } from './time.ts';
import { addDays, weekdayOf } from './time.ts';

/** A step with the pupil whose it is. */
export interface StepRow {
  readonly record: RecordId;
  readonly pupil: { readonly name: string; readonly surname: string };
  readonly step: StepDigest;
}

/** The sections, in the order in which they are shown. */
export interface StepSections {
  readonly overdue: readonly StepRow[];
  readonly thisWeek: readonly StepRow[];
  readonly later: readonly StepRow[];
  /** Done or not needed, closed in this half of the term; the last first. */
  readonly done: readonly StepRow[];
  /** Closed before: not shown, but said. */
  readonly doneEarlier: number;
  /** Open, but agreed without the tutor: not shown, but said. */
  readonly withoutTutor: number;
}

/** The sections of a list of steps, in order. */
export type StepSection = 'overdue' | 'thisWeek' | 'later' | 'done';

/** Is it still to be done? */
export const isOpenStep = ({ status }: Pick<StepDigest, 'status'>): boolean =>
  status === 'to-do' || status === 'talked';

/** Is the tutor part of it: does it themselves, checks in, or is asked for by the pupil's answer? */
export const concernsTutor = ({ tutorChecks, who, claim }: StepDigest): boolean =>
  tutorChecks || who === 'tutor' || claim !== null;

/** In which section a step stands today. The week ends on Sunday; what is due today is due this week, not late. */
export function sectionOf(step: Pick<StepDigest, 'status' | 'due'>, today: IsoDate): StepSection {
  if (!isOpenStep(step)) return 'done';
  if (step.due < today) return 'overdue';
  return step.due <= addDays(today, 6 - weekdayOf(today)) ? 'thisWeek' : 'later';
}

/** The sections of some pupils. Pupils who have left are out: nobody at this school follows their steps up. */
export function stepSections(digests: readonly Digest[], today: IsoDate, terms: readonly SchoolTerms[]): StepSections {
  const rows = digests.filter((digest) => isHere(digest, today)).flatMap(rowsOf);
  const since = startOfHalfTerm(today, terms);
  const shown = rows.filter(({ step }) => concernsTutor(step));
  const closed = shown.filter(({ step }) => !isOpenStep(step));
  const recent = closed.filter(({ step }) => step.closedOn !== null && step.closedOn >= since);
  const open = (section: StepSection) =>
    shown.filter(({ step }) => sectionOf(step, today) === section).toSorted(byUrgency);
  return {
    overdue: open('overdue'),
    thisWeek: open('thisWeek'),
    later: open('later'),
    done: recent.toSorted(byClosing),
    doneEarlier: closed.length - recent.length,
    withoutTutor: rows.filter(({ step }) => isOpenStep(step) && !concernsTutor(step)).length,
  };
}

/** How many stand in each section. */
export const stepCounts = (sections: StepSections): Readonly<Record<StepSection, number>> => ({
  overdue: sections.overdue.length,
  thisWeek: sections.thisWeek.length,
  later: sections.later.length,
  done: sections.done.length,
});

/** Open steps of the same pupil beside this one, most urgent first: "Aisha has 1 more step". */
export function neighboursOf(digest: Digest, step: EntryId): readonly StepRow[] {
  return rowsOf(digest)
    .filter((row) => row.step.id !== step && isOpenStep(row.step))
    .toSorted(byUrgency);
}

/** All steps of a pupil: the open ones by urgency, then the closed ones, the last first. */
export function stepsOf(digest: Digest): readonly StepRow[] {
  const rows = rowsOf(digest);
  const open = rows.filter(({ step }) => isOpenStep(step)).toSorted(byUrgency);
  return [...open, ...rows.filter(({ step }) => !isOpenStep(step)).toSorted(byClosing)];
}

/** The pupil's own open steps, soonest first, whoever follows them up. */
export const openSteps = (digest: Digest): readonly StepDigest[] =>
  digest.steps.filter(isOpenStep).toSorted((a, b) => compare(a.due, b.due) || compare(a.id, b.id));

function isHere({ pupil }: Digest, today: IsoDate): boolean {
  return pupil !== null && (pupil.to === null || today <= pupil.to);
}

/** All steps of a pupil. */
export function rowsOf({ record, pupil, steps }: Digest): readonly StepRow[] {
  if (!pupil) return [];
  const { name, surname } = pupil;
  return steps.map((step) => ({ record, pupil: { name, surname }, step }));
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** What pupils say first, then the date, then the name; the ids last, so that the order never wavers. */
function byUrgency(a: StepRow, b: StepRow): number {
  const claimed = Number(b.step.claim !== null) - Number(a.step.claim !== null);
  return claimed || compare(a.step.due, b.step.due) || byPupil(a, b);
}

const byClosing = (a: StepRow, b: StepRow): number =>
  compare(b.step.closedOn ?? '', a.step.closedOn ?? '') || byPupil(a, b);

const byPupil = (a: StepRow, b: StepRow): number =>
  bySurname(a.pupil, b.pupil) || compare(a.record, b.record) || compare(a.step.id, b.step.id);
