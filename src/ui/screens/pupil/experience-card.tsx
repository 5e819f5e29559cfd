/** One benchmark of the pupil's: mark, name, state and sentence, and on a tap the rules behind it and their evidence. */
import type { BenchmarkProgress, HeadlineState } from '../../../domain/benchmarks/progress.ts';
import { HEADLINE_WORDS } from '../../../domain/benchmarks/progress.ts';
import type { RuleContext } from '../../../domain/benchmarks/context.ts';
import type { Digest } from '../../../domain/digest.ts';
import type { MarkState } from '../../parts/mark.tsx';
import { Mark } from '../../parts/mark.tsx';
import { BenchmarkReasons } from '../shared/benchmark-reasons.tsx';

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
          <BenchmarkReasons card={card} digest={digest} context={context} reader="pupil" />
        </details>
      </div>
    </li>
  );
}
