/** "Experiences so far": all eight benchmarks, gaps first; mark and word together. The school provides 1 and 4. */
import type { RuleContext } from '../../../domain/benchmarks/context.ts';
import type { BenchmarkProgress } from '../../../domain/benchmarks/progress.ts';
import { progress } from '../../../domain/benchmarks/progress.ts';
import { schoolProvides } from '../../../domain/benchmarks/school-provides.ts';
import type { Digest } from '../../../domain/digest.ts';
import { digestOf } from '../../../domain/digest-of.ts';
import type { CareersRecord } from '../../../domain/record.ts';
import { Mark, markWords } from '../../parts/mark.tsx';
import { Section } from '../../parts/surface.tsx';
import { useRules } from '../../queries/rules.ts';
import { BenchmarkReasons } from './benchmark-reasons.tsx';
import { GAPS_FIRST, STATE_MARKS, STATE_WORDS } from './state-words.ts';

/** The section. `year`: the pupil's, for what the school provides. */
export function Experiences({ record, year }: { readonly record: CareersRecord; readonly year: number }) {
  const rules = useRules();
  if (rules.state !== 'ready') return null;
  const context = rules.value;
  const digest = digestOf(record);
  const cards = progress(digest, context).toSorted(
    (a, b) => GAPS_FIRST.indexOf(a.headline.state) - GAPS_FIRST.indexOf(b.headline.state),
  );
  return (
    <Section title="Experiences so far">
      <ul class="marks">
        {cards.map((card) => (
          <Experience key={card.benchmark} card={card} digest={digest} context={context} />
        ))}
        {schoolProvides(context, year).map(({ benchmark, name, activities, sentence }) => (
          <li key={benchmark}>
            <Mark state={activities.length > 0 ? 'provides' : 'not-yet'} />
            <span>
              <b>{name}</b>{' '}
              <span class="quiet">{activities.length > 0 ? `${markWords.provides}. ${sentence}` : sentence}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface ExperienceProps {
  readonly card: BenchmarkProgress;
  readonly digest: Digest;
  readonly context: RuleContext;
}

/** One benchmark: a tap on its state opens the rules and the entries that show them. */
const Experience = ({ card, digest, context }: ExperienceProps) => (
  <li>
    <Mark state={STATE_MARKS[card.headline.state]} />
    <details>
      <summary>
        <b>{card.name}</b>{' '}
        <span class="quiet">
          {STATE_WORDS[card.headline.state]}. {card.headline.sentence}
        </span>{' '}
        <span class="ask-why">Why?</span>
      </summary>
      <BenchmarkReasons card={card} digest={digest} context={context} reader="staff" />
    </details>
  </li>
);
