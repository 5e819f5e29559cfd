/**
 * The careers leader's matrix: each benchmark in each year group, how many of how many, and whose names are missing.
 * Pupils who have left, and those still to come, are out. Our own count for the school: not a Compass score.
 * Source: policy 3.2, 4.4.2.
 */
import type { Digest } from '../digest.ts';
import { isHere } from '../digest.ts';
import type { RecordId } from '../ids.ts';
import type { RuleContext } from './context.ts';
import type { PreparedRules } from './criteria.ts';
import { prepareRules } from './criteria.ts';
import type { Plan } from './plans.ts';
import type { Headline, HeadlineState } from './progress.ts';
import { headlinesOf } from './progress.ts';
import type { PupilBenchmark } from './rule.ts';
import { PUPIL_BENCHMARKS } from './rule.ts';

/** One benchmark in one year group: how many of how many, and whose names are missing. */
export interface MatrixCell {
  readonly benchmark: PupilBenchmark;
  readonly year: number;
  /** Complete, of all pupils of the year for whom something is asked now; where nothing is any more, of the last window. */
  readonly met: number;
  readonly of: number;
  readonly state: HeadlineState;
  /** Nothing more is asked of this year: the window is over. */
  readonly closed: boolean;
  readonly complete: readonly RecordId[];
  readonly notYet: readonly RecordId[];
  /** The first thing planned for those who are not complete. */
  readonly plan: Plan | null;
}

/** The dashboard: a row for each benchmark, a column for each year group. */
export interface Matrix {
  /** The school's own year groups, youngest first. */
  readonly years: readonly { readonly year: number; readonly pupils: number }[];
  readonly rows: readonly { readonly benchmark: PupilBenchmark; readonly cells: readonly MatrixCell[] }[];
}

/** How a pupil stands in each benchmark: the costly part of the matrix, worked out once for each digest. */
export interface Standing {
  readonly record: RecordId;
  readonly year: number;
  readonly headlines: ReadonlyMap<PupilBenchmark, Headline>;
}

/** A pupil's standing; null for one who is not at the school today. */
export const standingOf = (digest: Digest, prepared: PreparedRules): Standing | null =>
  digest.pupil && isHere(digest, prepared.context.today)
    ? { record: digest.record, year: digest.pupil.year, headlines: headlinesOf(digest, prepared) }
    : null;

/** The matrix of some pupils (all, a form, a group). */
export function matrix(digests: readonly Digest[], context: RuleContext): Matrix {
  const prepared = prepareRules(context, 'gatsby');
  const standings = digests.flatMap((digest) => standingOf(digest, prepared) ?? []);
  return matrixOf(standings, context.school);
}

/** The matrix from standings that are there already. */
export function matrixOf(standings: readonly Standing[], { youngest, oldest }: RuleContext['school']): Matrix {
  const years = Array.from({ length: oldest - youngest + 1 }, (_, i) => youngest + i);
  const byYear = new Map(years.map((year) => [year, standings.filter((standing) => standing.year === year)]));
  const cell = (benchmark: PupilBenchmark, year: number): MatrixCell => {
    const entries = (byYear.get(year) ?? []).flatMap(({ record, headlines }) => {
      const headline = headlines.get(benchmark);
      return headline ? [{ record, headline }] : [];
    });
    return cellOf(benchmark, year, entries);
  };
  return {
    years: years.map((year) => ({ year, pupils: byYear.get(year)?.length ?? 0 })),
    rows: PUPIL_BENCHMARKS.map((benchmark) => ({ benchmark, cells: years.map((year) => cell(benchmark, year)) })),
  };
}

interface Counted {
  readonly record: RecordId;
  readonly headline: Headline;
}

function cellOf(benchmark: PupilBenchmark, year: number, pupils: readonly Counted[]): MatrixCell {
  const now = pupils.filter(({ headline }) => headline.when === 'now');
  const asked = now.length > 0 ? now : pupils.filter(({ headline }) => headline.when === 'closed');
  const [complete, missing] = parted(asked);
  const plan = firstPlan(missing);
  return {
    benchmark,
    year,
    met: complete.length,
    of: asked.length,
    state: cellState(asked, missing, plan),
    closed: now.length === 0 && asked.length > 0,
    complete: complete.map(({ record }) => record),
    notYet: missing.map(({ record }) => record),
    plan,
  };
}

function parted(asked: readonly Counted[]): readonly [complete: readonly Counted[], missing: readonly Counted[]] {
  const isComplete = ({ headline }: Counted) => headline.state === 'complete';
  return [asked.filter(isComplete), asked.filter((one) => !isComplete(one))];
}

function cellState(asked: readonly Counted[], missing: readonly Counted[], plan: Plan | null): HeadlineState {
  if (asked.length === 0) return 'not-due';
  if (missing.length === 0) return 'complete';
  if (missing.length < asked.length || missing.some(({ headline }) => headline.state === 'some')) return 'some';
  return plan ? 'planned' : 'not-yet';
}

const firstPlan = (pupils: readonly Counted[]): Plan | null =>
  pupils
    .flatMap(({ headline }) => (headline.plan ? [headline.plan] : []))
    .reduce<Plan | null>((first, plan) => (first && first.date <= plan.date ? first : plan), null);
