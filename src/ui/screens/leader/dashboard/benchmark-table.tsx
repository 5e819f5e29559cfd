/** The six pupil benchmarks by year: how many of how many, and a link to the names that are missing. */
import { gapWords } from '../../../../domain/benchmarks/group-gap.ts';
import type { MatrixCell as Count } from '../../../../domain/benchmarks/matrix.ts';
import { BENCHMARK_NAMES } from '../../../../domain/benchmarks/names.ts';
import { HEADLINE_WORDS } from '../../../../domain/benchmarks/progress.ts';
import { notYetWords } from '../../../../domain/benchmarks/words.ts';
import { plural, shortDayAndMonth } from '../../../../domain/date-words.ts';
import type { SchoolEntry } from '../../../../domain/entries/school.ts';
import { groupName } from '../../../../domain/pupil-groups.ts';
import { gapPath } from '../../../app/paths.ts';
import type { MatrixCell } from '../../../parts/matrix.tsx';
import { Matrix } from '../../../parts/matrix.tsx';
import { Scroll } from '../../../parts/table.tsx';
import type { Scope, Scoped } from '../../../queries/benchmarks.ts';
import { scopedPath } from './scope.ts';

const EDITIONS: Readonly<Record<SchoolEntry['edition'], string>> = {
  'gatsby-2014': 'Gatsby benchmarks, 2014 edition.',
  'gatsby-2025': 'Gatsby benchmarks, 2025 edition.',
};

interface TableProps {
  readonly counts: Scoped;
  readonly edition: SchoolEntry['edition'];
}

/** The table. Of a group, each number has everybody else's beside it, and the gap in pupils. */
export const BenchmarkTable = ({ counts: { scope, shown, others }, edition }: TableProps) => (
  <Scroll label="Benchmarks by year">
    <Matrix
      caption={`${scope.group === null ? '' : `${groupName(scope.group)}. `}Choose a number to see the names. ${EDITIONS[edition]}`}
      columns={shown.years.map(({ year, pupils }) => ({ title: `Year ${year}`, hint: plural(pupils, 'pupil') }))}
      rows={shown.rows.map(({ benchmark, cells }, row) => ({
        title: BENCHMARK_NAMES[benchmark],
        cells: cells.map((count, column) => cellOf(count, others?.rows[row]?.cells[column], scope)),
      }))}
    />
  </Scroll>
);

function cellOf(count: Count, others: Count | undefined, scope: Scope): MatrixCell {
  const { benchmark, year, met, of, state } = count;
  if (of === 0 && others !== undefined && others.of > 0) return { kind: 'none', words: 'Nobody' };
  if (of === 0 || state === 'not-due') return { kind: 'none', words: HEADLINE_WORDS['not-due'] };
  const href = scopedPath(gapPath(benchmark, year), scope);
  return { kind: 'count', href, state, have: met, of, ...wordsOf(count), ...besideOf(count, others) };
}

/** The figures of everybody else, and how far the group is from their share. */
function besideOf(count: Count, others: Count | undefined): Pick<Counted, 'beside'> {
  const gap = others && gapWords(count, others);
  return gap && others ? { beside: [`Others: ${others.met} of ${others.of}`, gap] } : {};
}

type Counted = Extract<MatrixCell, { readonly kind: 'count' }>;

/** What is under the number. A window that is over says so: "not yet" would promise something. */
function wordsOf({ state, plan, notYet, closed }: Count): { readonly words: string; readonly said?: string } {
  const missing = notYet.length;
  if (state === 'complete') return { words: HEADLINE_WORDS.complete };
  if (state === 'planned' && plan) return { words: `${HEADLINE_WORDS.planned} ${shortDayAndMonth(plan.date)}` };
  return closed
    ? { words: `${missing} not in time`, said: `${plural(missing, 'pupil')} not in time` }
    : { words: `${missing} not yet`, said: notYetWords(missing) };
}
