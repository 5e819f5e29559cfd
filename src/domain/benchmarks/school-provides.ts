/**
 * Benchmarks 1 and 4: what the school provides for everybody, with the programme behind it. Never a pupil's progress.
 */
import { schoolYearOf } from '../calendar.ts';
import { plural } from '../date-words.ts';
import type { IsoDate } from '../time.ts';
import type { RuleContext } from './context.ts';
import type { SchoolBenchmark } from './names.ts';
import { BENCHMARK_NAMES } from './names.ts';

/** Benchmark 1 or 4 at this school, in a sentence with its count. */
export interface SchoolProvides {
  readonly benchmark: SchoolBenchmark;
  readonly name: string;
  /** Activities in this school year's programme, past and to come. */
  readonly activities: number;
  /** The year groups that they are for, in order. */
  readonly years: readonly number[];
  readonly sentence: string;
}

type Programme = RuleContext['programme'];

/** Both benchmarks in the school year of today; for one year group if it is given. */
export const schoolProvides = (programme: Programme, today: IsoDate, year?: number): readonly SchoolProvides[] => {
  const planned = plannedIn(programme, today, year);
  return [provided('1', planned), provided('4', planned.filter(isInSubject))];
};

/** The activities behind a benchmark in the school year of today, in order of date. */
export const activitiesBehind = (benchmark: SchoolBenchmark, programme: Programme, today: IsoDate): Programme =>
  plannedIn(programme, today)
    .filter((activity) => benchmark === '1' || isInSubject(activity))
    .toSorted((a, b) => (a.facts.date < b.facts.date ? -1 : 1));

const plannedIn = (programme: Programme, today: IsoDate, year?: number): Programme =>
  programme.filter(
    ({ facts, years, cancelled }) =>
      !cancelled && schoolYearOf(facts.date) === schoolYearOf(today) && (year === undefined || years.includes(year)),
  );

const isInSubject = ({ facts }: Programme[number]): boolean =>
  facts.counts.includes('4') || facts.activity === 'subject-careers';

function provided(benchmark: SchoolBenchmark, planned: Programme): SchoolProvides {
  const years = [...new Set(planned.flatMap((activity) => activity.years))].toSorted((a, b) => a - b);
  const sentence =
    planned.length === 0
      ? 'Nothing planned this year yet.'
      : `${plural(planned.length, 'activity', 'activities')} this year.`;
  return { benchmark, name: BENCHMARK_NAMES[benchmark], activities: planned.length, years, sentence };
}
