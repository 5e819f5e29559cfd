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
  const shown = byRule(asked.length > 0 ? asked : criteria);
  return (
    <>
      <ul class="reasons">
        {shown.map((windows, i) => (
          <li key={windows[0]?.rule.id}>
            <Reason windows={windows} before={shown.slice(0, i)} digest={digest} context={context} />
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

/** The windows of each rule together. */
const byRule = (criteria: readonly Criterion[]): readonly (readonly Criterion[])[] => {
  const rules = [...new Set(criteria.map(({ rule }) => rule))];
  return rules.map((rule) => criteria.filter((criterion) => criterion.rule === rule));
};

interface ReasonProps extends Pick<ReasonsProps, 'digest' | 'context'> {
  readonly windows: readonly Criterion[];
  readonly before: readonly (readonly Criterion[])[];
}

/** One rule: its name and state, or the state of each of its windows; what shows it, what counts and where it is written. */
function Reason({ windows, before, digest, context }: ReasonProps) {
  const [first] = windows;
  if (!first) return null;
  const { rule } = first;
  const same = before.find((other) => saysTheSame(other, windows));
  return (
    <>
      <p>
        <b>{rule.name}</b>
        {windows.length === 1 ? `: ${stateWords(first, digest, context)}` : ''}
        {same && windows.length > 1 ? ': as above.' : ''}
      </p>
      {same
        ? null
        : windows.map((criterion) => (
            <div key={criterion.id}>
              {windows.length > 1 ? (
                <p>
                  {spanWords(criterion)}: {stateWords(criterion, digest, context)}
                </p>
              ) : null}
              <Shown criterion={criterion} digest={digest} context={context} />
            </div>
          ))}
      {same && first.evidence.length > 0 && windows.length === 1 ? (
        <p class="quiet">Shown by the same as above.</p>
      ) : null}
      <p class="hint">
        What counts: {rule.counts} {rule.clause}.
      </p>
    </>
  );
}

/** Another rule with the same windows, states and evidence: said once. */
const saysTheSame = (one: readonly Criterion[], other: readonly Criterion[]): boolean => {
  const said = (windows: readonly Criterion[]) =>
    JSON.stringify(windows.map(({ window, state, evidence }) => [window.to, state, evidence]));
  return said(one) === said(other);
};

/** "Complete.", or the state with its reason: what is met is shown by its evidence. */
function stateWords(criterion: Criterion, digest: Digest, context: RuleContext): string {
  const { state, evidence } = criterion;
  const shown = state === 'met' && evidence.length > 0;
  return shown ? `${STATES[state]}.` : `${STATES[state]}. ${whyWords(criterion, { digest, context })}`;
}

const spanWords = ({ window: { from, to } }: Criterion): string =>
  from === to ? `Year ${to}` : `Years ${from} to ${to}`;

interface ShownProps extends Pick<ReasonsProps, 'digest' | 'context'> {
  readonly criterion: Criterion;
}

/** The evidence itself. */
function Shown({ criterion, digest, context }: ShownProps) {
  const evidence = shownEvidence(criterion, { digest, context });
  if (evidence.length === 0) return null;
  return (
    <ul class="evidence" aria-label={`What shows it: ${criterion.rule.name}${yearWords(criterion)}`}>
      {evidence.map(({ id, title, date, detail }) => (
        <li key={id}>
          <b>{title}</b>
          {date === null ? '' : `, ${dateNearby(date, context.today)}`}. <span class="quiet">{detail}.</span>
        </li>
      ))}
    </ul>
  );
}

/** Lists of one rule differ by their window. */
const yearWords = (criterion: Criterion): string =>
  criterion.rule.windows.length > 1 ? `, ${spanWords(criterion)}` : '';
