/** The next steps that are still to be done, the soonest first. */
import { dueWords, shortDate } from '../../../../domain/date-words.ts';
import { digestOf } from '../../../../domain/digest-of.ts';
import type { CareersRecord } from '../../../../domain/record.ts';
import { openSteps } from '../../../../domain/steps.ts';
import { Section } from '../../../parts/surface.tsx';
import { When } from '../../../parts/when.tsx';
import { useToday } from '../../../queries/clock.ts';
import { ownerWords } from '../../shared/step-words.ts';

interface OpenStepsProps {
  readonly record: CareersRecord;
  /** Preferred first name. */
  readonly name: string;
}

/** The section. */
export function OpenSteps({ record, name }: OpenStepsProps) {
  const today = useToday();
  const steps = openSteps(digestOf(record));
  return (
    <Section title="Next steps" {...(steps.length > 0 ? { count: steps.length } : {})}>
      {steps.length === 0 ? <p class="quiet">Nothing is open.</p> : null}
      <ul class="stack">
        {steps.map(({ id, what, who, due }) => (
          <li key={id}>
            {what} <span class="quiet">({ownerWords(who, name)})</span>
            <When date={shortDate(due)} words={dueWords(due, today)} late={due < today} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
