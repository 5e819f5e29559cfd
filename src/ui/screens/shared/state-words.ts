/** The state of a benchmark in a word, and the mark that stands beside it: never one without the other. */
import type { BenchmarkProgress } from '../../../domain/benchmarks/progress.ts';
import type { MarkState } from '../../parts/mark.tsx';

type State = BenchmarkProgress['headline']['state'];

export const STATE_WORDS: Readonly<Record<State, string>> = {
  'not-yet': 'Not yet',
  some: 'Some',
  planned: 'Planned',
  complete: 'Complete',
  'not-due': 'Not due yet',
};

export const STATE_MARKS: Readonly<Record<State, MarkState>> = {
  'not-yet': 'not-yet',
  some: 'some',
  planned: 'planned',
  complete: 'complete',
  'not-due': 'not-yet',
};

/** Gaps first: what is worth talking about stands at the top. */
export const GAPS_FIRST: readonly State[] = ['not-yet', 'some', 'planned', 'not-due', 'complete'];
