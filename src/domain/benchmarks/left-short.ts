/**
 * Whom the plan leaves short: pupils from whom a benchmark still asks something, and for whom nothing that would help is
 * planned. Only for benchmarks that activities fill: 3 and 8 come from records and interviews. Source: policy 4.3.2, 5.1.1.
 */
import type { RecordId } from '../ids.ts';
import type { Standing } from './matrix.ts';
import type { CountsTowards } from '../entries/vocabulary.ts';
import type { PupilBenchmark } from './rule.ts';

/** The benchmarks of pupils that planned activities can fill. */
const FILLED_BY_ACTIVITIES = ['2', '5', '6', '7'] as const satisfies readonly (PupilBenchmark & CountsTowards)[];
export type ActivityBenchmark = (typeof FILLED_BY_ACTIVITIES)[number];

/** One year group and one benchmark with pupils whom no planned activity reaches. */
export interface LeftShort {
  readonly year: number;
  readonly benchmark: ActivityBenchmark;
  readonly records: readonly RecordId[];
  /** All pupils of the year of whom something is asked. */
  readonly of: number;
}

/** Where somebody is left short, by year group and then by benchmark; none: everybody is reached. */
export function leftShort(standings: readonly Standing[]): readonly LeftShort[] {
  const years = [...new Set(standings.map(({ year }) => year))].toSorted((a, b) => a - b);
  return years.flatMap((year) => {
    const own = standings.filter((standing) => standing.year === year);
    return FILLED_BY_ACTIVITIES.map((benchmark) => shortOf(own, year, benchmark)).filter(
      ({ records }) => records.length > 0,
    );
  });
}

function shortOf(standings: readonly Standing[], year: number, benchmark: ActivityBenchmark): LeftShort {
  const asked = standings.filter(({ headlines }) => headlines.get(benchmark)?.when === 'now');
  const short = asked.filter(({ headlines }) => {
    const headline = headlines.get(benchmark);
    return headline?.state !== 'complete' && headline?.plan === null;
  });
  return { year, benchmark, records: short.map(({ record }) => record), of: asked.length };
}
