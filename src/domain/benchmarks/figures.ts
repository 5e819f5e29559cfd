/**
 * Whole-school figures for people who hold no records: a senior leader, a governor. Names nobody, and hides what would give
 * somebody away: a count of fewer than five on either side ("met", "not met"), and beside it a second number from which the
 * first could be worked out. Source: policy 3.5, 4.4.1.
 *
 * What can be worked out from what: the years of a benchmark add up to all years; a group and everybody else add up to all
 * years; SEND without EHCP is SEN support; girls and boys leave those whose sex is not known.
 */
import type { Digest } from '../digest.ts';
import { isHere } from '../digest.ts';
import type { RecordId } from '../ids.ts';
import type { FigureGroup } from '../pupil-groups.ts';
import { FIGURE_GROUPS, isInGroup } from '../pupil-groups.ts';
import type { IsoDate } from '../time.ts';
import type { RuleContext } from './context.ts';
import { prepareRules } from './criteria.ts';
import type { Matrix } from './matrix.ts';
import { matrixOf, standingOf } from './matrix.ts';
import type { PupilBenchmark } from './rule.ts';
import { PUPIL_BENCHMARKS } from './rule.ts';

/** Fewer pupils than this are not told of by their number. */
export const SMALL = 5;

/**
 * One number as it may be told. `few`: from one to four are complete; `nearly`: all but one to four; `hidden`: not told;
 * `none`: nothing is asked of anybody.
 */
export type Figure =
  | { readonly kind: 'count'; readonly met: number; readonly of: number }
  | { readonly kind: 'few' | 'nearly'; readonly of: number }
  | { readonly kind: 'hidden' | 'none' };

/** One benchmark: by year, for all years, and for each group beside everybody else. */
export interface BenchmarkFigures {
  readonly benchmark: PupilBenchmark;
  /** In the order of `years`. */
  readonly byYear: readonly Figure[];
  readonly all: Figure;
  readonly groups: readonly { readonly group: FigureGroup; readonly figure: Figure; readonly others: Figure }[];
}

/** What a senior leader sees. */
export interface Figures {
  /** The day on which it was counted. */
  readonly on: IsoDate;
  readonly edition: RuleContext['school']['edition'];
  readonly years: readonly number[];
  readonly benchmarks: readonly BenchmarkFigures[];
}

/** Complete, of those of whom something is asked. */
export interface Count {
  readonly met: number;
  readonly of: number;
}

/** Counts as they are. What is told of them is `figuresOf`. */
export interface Counted {
  readonly byYear: readonly Count[];
  readonly groups: Readonly<Record<FigureGroup, Count>>;
  /** Pupils with SEN support and no EHC plan, and those whose sex is not known: never told, but they can be worked out. */
  readonly support: Count;
  readonly unknown: Count;
}

/** The figures of these pupils today. */
export function schoolFigures(digests: readonly Digest[], context: RuleContext): Figures {
  const { today, school } = context;
  const prepared = prepareRules(context, 'gatsby');
  const here = digests.filter((digest) => isHere(digest, today));
  const standings = here.flatMap((digest) => standingOf(digest, prepared) ?? []);
  const tableOf = (wanted: (digest: Digest) => boolean): Matrix => {
    const ids = new Set<RecordId>(here.filter(wanted).map(({ record }) => record));
    return matrixOf(
      standings.filter(({ record }) => ids.has(record)),
      school,
    );
  };
  const all = tableOf(() => true);
  const groups = FIGURE_GROUPS.map((group) => [group, tableOf((digest) => isInGroup(group, digest, today))] as const);
  const support = tableOf(({ support: flags }) => flags?.sen === 'K');
  const unknown = tableOf(({ sex }) => sex === null);
  return {
    on: today,
    edition: school.edition,
    years: all.years.map(({ year }) => year),
    benchmarks: PUPIL_BENCHMARKS.map((benchmark) => ({
      benchmark,
      ...figuresOf({
        byYear: cellsOf(all, benchmark),
        groups: Object.fromEntries(
          groups.map(([group, table]) => [group, sum(cellsOf(table, benchmark))]),
        ) as Counted['groups'],
        support: sum(cellsOf(support, benchmark)),
        unknown: sum(cellsOf(unknown, benchmark)),
      }),
    })),
  };
}

const cellsOf = ({ rows }: Matrix, benchmark: PupilBenchmark): readonly Count[] =>
  rows.find((row) => row.benchmark === benchmark)?.cells.map(({ met, of }) => ({ met, of })) ?? [];

const sum = (counts: readonly Count[]): Count => ({
  met: counts.reduce((total, { met }) => total + met, 0),
  of: counts.reduce((total, { of }) => total + of, 0),
});

/** What of these counts is told. */
export function figuresOf({ byYear: counts, ...rest }: Counted): Omit<BenchmarkFigures, 'benchmark'> {
  const total = sum(counts);
  const byYear = counts.map(told);
  const second = byYear.some(isNotTold) ? smallestTold(counts, byYear) : null;
  // Where no second year can stand in the way, the small one would follow from the total.
  const all = second === undefined ? HIDDEN : told(total);
  return {
    byYear: byYear.map((figure, i) => (i === second ? HIDDEN : figure)),
    all,
    groups: groupsTold(rest, total, all),
  };
}

const HIDDEN: Figure = { kind: 'hidden' };

/** By itself: no count of one to four, on neither side, and no group of fewer than five. */
function told({ met, of }: Count): Figure {
  if (of === 0) return { kind: 'none' };
  if (of < SMALL) return HIDDEN;
  if (isSmall(met)) return { kind: 'few', of };
  return isSmall(of - met) ? { kind: 'nearly', of } : { kind: 'count', met, of };
}

const isSmall = (count: number): boolean => count > 0 && count < SMALL;

const isNotTold = ({ kind }: Figure): boolean => kind !== 'count' && kind !== 'none';
/** The place of the smallest count that is told by its number; undefined where there is none. */
const smallestTold = (counts: readonly Count[], figures: readonly Figure[]): number | undefined =>
  counts
    .map(({ of }, place) => ({ of, place }))
    .filter(({ place }) => figures[place]?.kind === 'count')
    .toSorted((a, b) => a.of - b.of)[0]?.place;

function groupsTold(
  { groups, support, unknown }: Omit<Counted, 'byYear'>,
  total: Count,
  all: Figure,
): BenchmarkFigures['groups'] {
  const pairs = new Map(FIGURE_GROUPS.map((group) => [group, pairTold(groups[group], total, all)]));
  const isShown = (group: FigureGroup) => pairs.get(group)?.[0].kind === 'count';
  if (isNotTold(told(support)) && isShown('send') && isShown('ehcp')) pairs.set('ehcp', [HIDDEN, HIDDEN]);
  if (isNotTold(told(unknown)) && isShown('girls') && isShown('boys')) pairs.set('boys', [HIDDEN, HIDDEN]);
  return FIGURE_GROUPS.map((group) => {
    const [figure, others] = pairs.get(group) ?? [HIDDEN, HIDDEN];
    return { group, figure, others };
  });
}

/** A group and everybody else: both by their numbers, or neither. */
function pairTold(group: Count, total: Count, all: Figure): readonly [Figure, Figure] {
  const pair = [told(group), told({ met: total.met - group.met, of: total.of - group.of })] as const;
  if (!pair.some(isNotTold)) return isNotTold(all) ? [HIDDEN, HIDDEN] : pair;
  const [figure, others] = pair;
  if (isNotTold(figure) && isNotTold(others)) return [HIDDEN, HIDDEN];
  return isNotTold(figure) ? [figure, HIDDEN] : [HIDDEN, others];
}
