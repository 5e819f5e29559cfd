/**
 * How many pupils were complete in each benchmark on days of this school year, by what is known today: the lines of a chart.
 * Each day's number is that of the dashboard on that day. Source: policy 3.2.
 */
import { schoolYearOf, schoolYearStart } from '../calendar.ts';
import type { Digest } from '../digest.ts';
import type { IsoDate } from '../time.ts';
import type { PreparedRules } from './criteria.ts';
import type { Headline } from './progress.ts';
import { standingOf } from './matrix.ts';
import type { PupilBenchmark } from './rule.ts';
import { PUPIL_BENCHMARKS } from './rule.ts';

/** Complete, of those of whom something is asked. */
export interface DayCount {
  readonly met: number;
  readonly of: number;
}

/** One benchmark on each of the days. */
export interface YearLine {
  readonly benchmark: PupilBenchmark;
  /** In the order of the days. */
  readonly counts: readonly DayCount[];
}

/** 1 September, then the 1st and the 15th of each month, and today: at most 24 days and one. */
export function daysSoFar(today: IsoDate): readonly IsoDate[] {
  const start = schoolYearOf(today);
  const months = [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8];
  const days = months.flatMap((month) => {
    const year = month >= 9 ? start : start + 1;
    return [1, 15].map((day) => `${year}-${two(month)}-${two(day)}` as IsoDate);
  });
  return [...days.filter((day) => schoolYearStart(start) <= day && day < today), today];
}

const two = (number: number): string => String(number).padStart(2, '0');

/** A pupil's year: a state for each day and benchmark, small, because there are 1,500 of them. */
export interface PupilYear {
  /** The year group. */
  readonly year: number;
  readonly states: Uint8Array;
}

const ASKED = 1;
const MET = 2;
const CLOSED = 4;

/** What is kept of a headline: 0 when nothing is asked. */
const stateOf = ({ when, state }: Headline): number =>
  when === 'later' ? 0 : ASKED | (state === 'complete' ? MET : 0) | (when === 'closed' ? CLOSED : 0);

/** A pupil's year by the rules of each of the days; null for one who was never here. */
export function pupilYearOf(digest: Digest, days: readonly PreparedRules[]): PupilYear | null {
  if (!digest.pupil) return null;
  const width = PUPIL_BENCHMARKS.length;
  const states = new Uint8Array(days.length * width);
  days.forEach((prepared, day) => {
    const before = days[day - 1]?.context.today;
    if (before && isSame(digest, before, prepared.context.today)) {
      states.copyWithin(day * width, (day - 1) * width, day * width);
      return;
    }
    const headlines = standingOf(digest, prepared)?.headlines;
    PUPIL_BENCHMARKS.forEach((benchmark, i) => {
      const headline = headlines?.get(benchmark);
      if (headline) states[day * width + i] = stateOf(headline);
    });
  });
  return states.some((state) => state > 0) ? { year: digest.pupil.year, states } : null;
}

/**
 * Did nothing that counts happen between two days of a school year, the second included? Windows end with the school year, so
 * only what is dated in between, coming and leaving move a state. Most days are spared by it.
 */
function isSame({ pupil, experiences, interviews, lmi }: Digest, before: IsoDate, day: IsoDate): boolean {
  const isBetween = (date: IsoDate) => before < date && date <= day;
  const left = pupil?.to != null && before <= pupil.to && pupil.to < day;
  return !(
    left ||
    (pupil && isBetween(pupil.from)) ||
    experiences.some(({ facts }) => isBetween(facts.date)) ||
    interviews.some(({ date }) => isBetween(date)) ||
    lmi.some(({ date }) => isBetween(date))
  );
}

/** The lines of all pupils. A year group of whom nothing is asked any more counts by its last window, as on the dashboard. */
export function yearLines(
  pupils: readonly PupilYear[],
  days: number,
  { youngest, oldest }: PreparedRules['context']['school'],
): readonly YearLine[] {
  const years = Array.from({ length: oldest - youngest + 1 }, (_, i) =>
    pupils.filter(({ year }) => year === youngest + i),
  );
  return PUPIL_BENCHMARKS.map((benchmark, i) => ({
    benchmark,
    counts: Array.from({ length: days }, (_, day) =>
      summed(years.map((group) => cellOf(group.map(({ states }) => states[day * PUPIL_BENCHMARKS.length + i] ?? 0)))),
    ),
  }));
}

function cellOf(states: readonly number[]): DayCount {
  const asked = states.filter((state) => state > 0);
  const now = asked.filter((state) => (state & CLOSED) === 0);
  const counted = now.length > 0 ? now : asked;
  return { met: counted.filter((state) => (state & MET) > 0).length, of: counted.length };
}

const summed = (cells: readonly DayCount[]): DayCount => ({
  met: cells.reduce((all, { met }) => all + met, 0),
  of: cells.reduce((all, { of }) => all + of, 0),
});
