/** "Experiences so far": all eight benchmarks, gaps first; mark and word together. The school provides 1 and 4. */
import { progress } from '../../../domain/benchmarks/progress.ts';
import { schoolProvides } from '../../../domain/benchmarks/school-provides.ts';
import { digestOf } from '../../../domain/digest-of.ts';
import type { CareersRecord } from '../../../domain/record.ts';
import type { MarkState } from '../../parts/mark.tsx';
import { Mark, markWords } from '../../parts/mark.tsx';
import { Section } from '../../parts/surface.tsx';
import { useRules } from '../../queries/rules.ts';
import { GAPS_FIRST, STATE_MARKS, STATE_WORDS } from './state-words.ts';

/** The section. `year`: the pupil's, for what the school provides. */
export function Experiences({ record, year }: { readonly record: CareersRecord; readonly year: number }) {
  const rules = useRules();
  if (rules.state !== 'ready') return null;
  const cards = progress(digestOf(record), rules.value).toSorted(
    (a, b) => GAPS_FIRST.indexOf(a.headline.state) - GAPS_FIRST.indexOf(b.headline.state),
  );
  const provided = schoolProvides(rules.value.programme, rules.value.today, year);
  return (
    <Section title="Experiences so far">
      <ul class="marks">
        {cards.map(({ benchmark, name, headline }) => (
          <Experience
            key={benchmark}
            mark={STATE_MARKS[headline.state]}
            name={name}
            words={`${STATE_WORDS[headline.state]}. ${headline.sentence}`}
          />
        ))}
        {provided.map(({ benchmark, name, activities, sentence }) => (
          <Experience
            key={benchmark}
            mark={activities > 0 ? 'provides' : 'not-yet'}
            name={name}
            words={activities > 0 ? `${markWords.provides}. ${sentence}` : sentence}
          />
        ))}
      </ul>
    </Section>
  );
}

interface ExperienceProps {
  readonly mark: MarkState;
  readonly name: string;
  readonly words: string;
}

const Experience = ({ mark, name, words }: ExperienceProps) => (
  <li>
    <Mark state={mark} />
    <span>
      <b>{name}</b> <span class="quiet">{words}</span>
    </span>
  </li>
);
