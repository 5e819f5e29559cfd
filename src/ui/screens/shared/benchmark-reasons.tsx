/**
 * Why a benchmark stands as it does, for whoever asks: each rule with its state, its reason, what counts, where it is
 * written, and the entries of the record that show it; then what is on the record and does not count, and why.
 */
import type { RuleContext } from '../../../domain/benchmarks/context.ts';
import type { Criterion, CriterionState } from '../../../domain/benchmarks/criteria.ts';
import { NEAR_MISS_WORDS, nearMisses } from '../../../domain/benchmarks/near-misses.ts';
import type { BenchmarkProgress } from '../../../domain/benchmarks/progress.ts';
import { shownEvidence } from '../../../domain/benchmarks/shown-evidence.ts';
import { whyWords } from '../../../domain/benchmarks/words.ts';
import { dateNearby } from '../../../domain/date-words.ts';
import type { Digest } from '../../../domain/digest.ts';
import '../../styles/screens/reasons.css';

const STATES: Readonly<Record<CriterionState, string>> = {
  met: 'Complete',
  some: 'Some',
  planned: 'Planned',
  'not-yet': 'Not yet',
  'closed-unmet': 'Not in time',
  'not-at-this-school': 'Not at this school',
  'not-applicable-yet': 'Not due yet',
};

interface ReasonsProps {
  readonly card: BenchmarkProgress;
  readonly digest: Digest;
  readonly context: RuleContext;
  readonly reader: 'pupil' | 'staff';
}

/** The reasons of one benchmark. Windows before a pupil came, and those still to come, only where there are no others. */
export function BenchmarkReasons({ card: { criteria }, digest, context, reader }: ReasonsProps) {
  const asked = criteria.filter(({ state }) => state !== 'not-at-this-school' && state !== 'not-applicable-yet');
  const misses = new Map(
    criteria.flatMap((criterion) => nearMisses(digest, criterion, context)).map((miss) => [miss.entry, miss]),
  );
  const shown = asked.length > 0 ? asked : criteria;
  return (
    <>
      <ul class="reasons">
        {shown.map((criterion, i) => (
          <li key={criterion.id}>
            <Reason criterion={criterion} before={shown.slice(0, i)} digest={digest} context={context} />
          </li>
        ))}
      </ul>
      {misses.size > 0 ? (
        <>
          <p>On {reader === 'pupil' ? 'your' : 'the'} record, but not counted here:</p>
          <ul class="reasons">
            {[...misses.values()].map(({ entry, title, date, reason }) => (
              <li key={entry}>
                {title}, {dateNearby(date, context.today)}. {NEAR_MISS_WORDS[reason][reader]}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

interface ReasonProps extends Pick<ReasonsProps, 'digest' | 'context'> {
  readonly criterion: Criterion;
  readonly before: readonly Criterion[];
}

function Reason({ criterion, before, digest, context }: ReasonProps) {
  const { rule, state } = criterion;
  const first = !before.some((other) => other.rule.id === rule.id);
  // What is met is shown by its evidence.
  const why = state === 'met' && criterion.evidence.length > 0 ? '' : whyWords(criterion, { digest, context });
  return (
    <>
      <p>
        <b>{rule.name}</b>
        {`: ${STATES[state]}. ${why}`.trimEnd()}
      </p>
      <Shown criterion={criterion} before={before} digest={digest} context={context} />
      {first ? (
        <p class="hint">
          What counts: {rule.counts} {rule.clause}.
        </p>
      ) : null}
    </>
  );
}

/** The evidence itself; said once where two rules rest on the same. */
function Shown({ criterion, before, digest, context }: ReasonProps) {
  const evidence = shownEvidence(criterion, { digest, context });
  if (evidence.length === 0) return null;
  const same = (other: Criterion) => other.evidence.join() === criterion.evidence.join();
  if (before.some(same)) return <p class="quiet">Shown by the same as above.</p>;
  return (
    <ul class="evidence" aria-label={`What shows it: ${criterion.rule.name}`}>
      {evidence.map(({ id, title, date, detail }) => (
        <li key={id}>
          <b>{title}</b>
          {date === null ? '' : `, ${dateNearby(date, context.today)}`}. <span class="quiet">{detail}.</span>
        </li>
      ))}
    </ul>
  );
}
