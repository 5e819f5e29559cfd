/** The six pupil benchmarks by year: how many of how many, and a link to the names that are missing. */
import type { Matrix as Counts, MatrixCell as Count } from '../../../../domain/benchmarks/matrix.ts';
import { BENCHMARK_NAMES } from '../../../../domain/benchmarks/names.ts';
import { HEADLINE_WORDS } from '../../../../domain/benchmarks/progress.ts';
import { notYetWords } from '../../../../domain/benchmarks/words.ts';
import { plural, shortDayAndMonth } from '../../../../domain/date-words.ts';
import type { SchoolEntry } from '../../../../domain/entries/school.ts';
import { gapPath } from '../../../app/paths.ts';
import type { MatrixCell } from '../../../parts/matrix.tsx';
import { Matrix } from '../../../parts/matrix.tsx';
import { Scroll } from '../../../parts/table.tsx';

const EDITIONS: Readonly<Record<SchoolEntry['edition'], string>> = {
  'gatsby-2014': 'Gatsby benchmarks, 2014 edition.',
  'gatsby-2025': 'Gatsby benchmarks, 2025 edition.',
};

interface TableProps {
  readonly counts: Counts;
  readonly edition: SchoolEntry['edition'];
}

/** The table. */
export const BenchmarkTable = ({ counts, edition }: TableProps) => (
  <Scroll label="Benchmarks by year">
    <Matrix
      caption={`Choose a number to see the names. ${EDITIONS[edition]}`}
      columns={counts.years.map(({ year, pupils }) => ({ title: `Year ${year}`, hint: plural(pupils, 'pupil') }))}
      rows={counts.rows.map(({ benchmark, cells }) => ({
        title: BENCHMARK_NAMES[benchmark],
        cells: cells.map(cellOf),
      }))}
    />
  </Scroll>
);

function cellOf(count: Count): MatrixCell {
  const { benchmark, year, met, of, state } = count;
  if (of === 0 || state === 'not-due') return { kind: 'none', words: HEADLINE_WORDS['not-due'] };
  return { kind: 'count', href: gapPath(benchmark, year), state, have: met, of, ...wordsOf(count) };
}

/** What is under the number. A window that is over says so: "not yet" would promise something. */
function wordsOf({ state, plan, notYet, closed }: Count): { readonly words: string; readonly said?: string } {
  const missing = notYet.length;
  if (state === 'complete') return { words: HEADLINE_WORDS.complete };
  if (state === 'planned' && plan) return { words: `${HEADLINE_WORDS.planned} ${shortDayAndMonth(plan.date)}` };
  return closed
    ? { words: `${missing} not in time`, said: `${plural(missing, 'pupil')} not in time` }
    : { words: `${missing} not yet`, said: notYetWords(missing) };
}
