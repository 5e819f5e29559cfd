/**
 * The same school by two editions: how many are complete by each, for how many pupils that makes a difference, and which
 * rules ask for something else.
 */
import type { RecordId } from '../ids.ts';
import type { Edition, SchoolRange } from './editions.ts';
import { rulesOf } from './editions.ts';
import type { Matrix, MatrixCell, Standing } from './matrix.ts';
import { matrixOf } from './matrix.ts';
import type { PupilBenchmark, Rule } from './rule.ts';
import { PUPIL_BENCHMARKS } from './rule.ts';

/** The editions in the order in which they are shown. */
export const COMPARED = ['gatsby-2014', 'gatsby-2025'] as const satisfies readonly Edition[];

/** Complete, of those of whom something is asked. */
export interface Count {
  readonly met: number;
  readonly of: number;
}

/** One benchmark, for a year group or the whole school: by the first edition and by the second. */
export interface Compared {
  readonly counts: readonly [Count, Count];
  /** Pupils who are complete by this edition alone. */
  readonly only: readonly [number, number];
}

/** One benchmark by both editions. */
export interface ComparedBenchmark extends Compared {
  readonly benchmark: PupilBenchmark;
  readonly years: readonly (Compared & { readonly year: number })[];
  /** The rules that the other edition does not have in this form. */
  readonly rules: readonly [readonly Rule[], readonly Rule[]];
}

/** Compares what was worked out for the same pupils by each edition. */
export function compareEditions(
  standings: readonly [readonly Standing[], readonly Standing[]],
  school: SchoolRange,
): readonly ComparedBenchmark[] {
  const matrices = [matrixOf(standings[0], school), matrixOf(standings[1], school)] as const;
  const rules = COMPARED.map((edition) => rulesOf({ ...school, edition }));
  return PUPIL_BENCHMARKS.map((benchmark) => {
    const years = matrices[0].years.map(({ year }) => ({
      year,
      ...comparedCells(cellIn(matrices[0], benchmark, year), cellIn(matrices[1], benchmark, year)),
    }));
    return { benchmark, years, ...summed(years), rules: differing(benchmark, rules[0] ?? [], rules[1] ?? []) };
  });
}

const cellIn = ({ rows }: Matrix, benchmark: PupilBenchmark, year: number): MatrixCell | undefined =>
  rows.find((row) => row.benchmark === benchmark)?.cells.find((cell) => cell.year === year);

function comparedCells(first: MatrixCell | undefined, second: MatrixCell | undefined): Compared {
  const [one, two] = [completeIn(first), completeIn(second)];
  return {
    counts: [countOf(first), countOf(second)],
    only: [[...one].filter((record) => !two.has(record)).length, [...two].filter((record) => !one.has(record)).length],
  };
}

const completeIn = (cell: MatrixCell | undefined): ReadonlySet<RecordId> => new Set(cell?.complete);

const countOf = (cell: MatrixCell | undefined): Count => ({ met: cell?.met ?? 0, of: cell?.of ?? 0 });

function summed(all: readonly Compared[]): Compared {
  const sum = (of: (one: Compared) => number) => all.reduce((total, one) => total + of(one), 0);
  const count = (side: 0 | 1): Count => ({
    met: sum(({ counts }) => counts[side].met),
    of: sum(({ counts }) => counts[side].of),
  });
  return { counts: [count(0), count(1)], only: [sum(({ only }) => only[0]), sum(({ only }) => only[1])] };
}

function differing(
  benchmark: PupilBenchmark,
  first: readonly Rule[],
  second: readonly Rule[],
): ComparedBenchmark['rules'] {
  const own = (rules: readonly Rule[]) =>
    rules.filter((rule) => rule.basis === 'gatsby' && rule.benchmark === benchmark);
  const without = (rules: readonly Rule[], others: readonly Rule[]) => {
    const asked = new Set(own(others).map(askedBy));
    return own(rules).filter((rule) => !asked.has(askedBy(rule)));
  };
  return [without(first, second), without(second, first)];
}

/** What a rule asks for and when, apart from its words: the same where two editions say the same in other words. */
const askedBy = ({ id, windows, dueFrom, need }: Rule): string => JSON.stringify([id, windows, dueFrom, need]);
