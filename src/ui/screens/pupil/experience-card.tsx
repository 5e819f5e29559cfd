/** One benchmark of the pupil's: mark, name, state and sentence, and on a tap the rules behind it and what was looked at. */
import type { BenchmarkProgress, HeadlineState } from '../../../domain/benchmarks/progress.ts';
import { HEADLINE_WORDS } from '../../../domain/benchmarks/progress.ts';
import type { RuleContext } from '../../../domain/benchmarks/context.ts';
import { NEAR_MISS_WORDS, nearMisses } from '../../../domain/benchmarks/near-misses.ts';
import { dateNearby } from '../../../domain/date-words.ts';
import type { Digest } from '../../../domain/digest.ts';
import type { MarkState } from '../../parts/mark.tsx';
import { Mark } from '../../parts/mark.tsx';

const MARKS: Readonly<Record<HeadlineState, MarkState>> = {
  'not-yet': 'not-yet',
  some: 'some',
  planned: 'planned',
  complete: 'complete',
  'not-due': 'not-yet',
};

interface CardProps {
  readonly card: BenchmarkProgress;
  readonly digest: Digest;
  readonly context: RuleContext;
}

/** The card. What it is asked depends on its state: why it is missing, or why it counts. */
export function ExperienceCard({ card, digest, context }: CardProps) {
  const { name, headline } = card;
  const isMissing = headline.state !== 'complete' && headline.when === 'now';
  return (
    <li class="exp">
      <Mark state={MARKS[headline.state]} />
      <div>
        <h2>{name}</h2>
        <p>
          <span class="state-word">{HEADLINE_WORDS[headline.state]}.</span> {headline.sentence}
        </p>
        <details>
          <summary>
            {isMissing
              ? 'Why am I missing this?'
              : headline.state === 'complete'
                ? 'Why is this complete?'
                : 'What is this?'}
            <span class="hide">: {name}</span>
          </summary>
          <Reasons card={card} digest={digest} context={context} />
        </details>
      </div>
    </li>
  );
}

function Reasons({ card: { criteria }, digest, context }: CardProps) {
  const asked = criteria.filter(({ state }) => state !== 'not-at-this-school' && state !== 'not-applicable-yet');
  const misses = new Map(
    criteria.flatMap((criterion) => nearMisses(digest, criterion, context)).map((miss) => [miss.entry, miss]),
  );
  return (
    <>
      <ul class="reasons">
        {(asked.length > 0 ? asked : criteria).map(({ id, rule, why }) => (
          <li key={id}>
            <b>{rule.name}.</b> {why} <span class="hint">{rule.clause}</span>
          </li>
        ))}
      </ul>
      {misses.size > 0 ? (
        <>
          <p>On your record, but not counted here:</p>
          <ul class="reasons">
            {[...misses.values()].map(({ entry, title, date, reason }) => (
              <li key={entry}>
                {title}, {dateNearby(date, context.today)}. {NEAR_MISS_WORDS[reason]}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
