/** "What counts": the rules of one benchmark that ask something of one year group, for the list of those who miss it. */
import { rulesOf } from '../../../../domain/benchmarks/editions.ts';
import type { PupilBenchmark } from '../../../../domain/benchmarks/rule.ts';
import { useRules } from '../../../queries/rules.ts';
import '../../../styles/screens/reasons.css';

interface WhatCountsProps {
  readonly benchmark: PupilBenchmark;
  readonly year: number;
}

/** Opened on demand. The names are of those who miss a Gatsby rule; the others stand beside it, and say so. */
export function WhatCounts({ benchmark, year }: WhatCountsProps) {
  const rules = useRules();
  if (rules.state !== 'ready') return null;
  const asked = rulesOf(rules.value.school).filter(
    (rule) => rule.benchmark === benchmark && rule.windows.some(({ from }) => from <= year),
  );
  const inOrder = [
    ...asked.filter(({ basis }) => basis === 'gatsby'),
    ...asked.filter(({ basis }) => basis !== 'gatsby'),
  ];
  return (
    <details class="what-counts">
      <summary>What counts</summary>
      <ul class="reasons">
        {inOrder.map(({ id, name, counts, clause, basis }) => (
          <li key={id}>
            <p>
              <b>{name}.</b> {counts}
            </p>
            <p class="hint">
              {clause}.{basis === 'gatsby' ? '' : ' Shown beside the benchmark; it does not change these numbers.'}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
