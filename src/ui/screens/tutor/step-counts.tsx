/** How many steps there are of each kind, which are shown, and, in words, which are not: nothing is hidden silently. */
import { plural } from '../../../domain/date-words.ts';
import type { StepSection, StepSections } from '../../../domain/steps.ts';
import { stepCounts } from '../../../domain/steps.ts';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/states.tsx';

/** The lists in their order, as they are called. */
export const TITLES: readonly (readonly [StepSection, string])[] = [
  ['overdue', 'Overdue'],
  ['thisWeek', 'This week'],
  ['later', 'Later'],
  ['done', 'Done'],
];
interface Shown {
  readonly sections: StepSections;
  readonly shown: readonly StepSection[];
}

interface CountsProps extends Shown {
  readonly onShow: (shown: readonly StepSection[]) => void;
}

/** The toggles: which lists are shown. */
export function Counts({ sections, shown, onShow }: CountsProps) {
  const counts = stepCounts(sections);
  const toggle = (name: StepSection) =>
    onShow(shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name]);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- toggles, not fields: a fieldset would announce a form
    <div class="counts" role="group" aria-label="Show">
      {TITLES.map(([name, title]) => (
        <Button key={name} pressed={shown.includes(name)} onClick={() => toggle(name)}>
          {title} <b>{counts[name]}</b>
        </Button>
      ))}
    </div>
  );
}

/** Said when none of the lists that are chosen has a step. */
export function NothingShown({ sections, shown }: Shown) {
  if (shown.length === 0 || shown.some((name) => sections[name].length > 0)) return null;
  const words = TITLES.filter(([name]) => shown.includes(name)).map(([, title]) => title.toLowerCase());
  return (
    <div class="sheet">
      <Empty title={`Nothing here: ${words.join(', ')}`}>
        <p>Steps that pupils agree in interviews come here by themselves.</p>
      </Empty>
    </div>
  );
}

/** What the page leaves out, counted. */
export function NotShown({ sections, shown }: Shown) {
  const counts = stepCounts(sections);
  const hidden = TITLES.filter(([name]) => !shown.includes(name) && counts[name] > 0).map(([name]) =>
    name === 'done' ? `${counts.done} done` : HIDDEN[name](counts[name]),
  );
  const sentences = [
    hidden.length > 0 ? `${listed(hidden)} not shown.` : '',
    sections.withoutTutor > 0
      ? `${plural(sections.withoutTutor, 'step')} agreed without you: see the pupil’s page.`
      : '',
    sections.doneEarlier > 0 ? `${sections.doneEarlier} done before this half term: see the pupil’s page.` : '',
  ].filter((sentence) => sentence !== '');
  return sentences.length === 0 ? null : <p class="hint more-below">{sentences.join(' ')}</p>;
}

const HIDDEN: Readonly<Record<Exclude<StepSection, 'done'>, (count: number) => string>> = {
  overdue: (count) => `${count} overdue`,
  thisWeek: (count) => `${count} due this week`,
  later: (count) => plural(count, 'later step'),
};

const listed = (words: readonly string[]): string =>
  words.length < 2
    ? `${words.join('')} ${words[0]?.startsWith('1 ') ? 'is' : 'are'}`
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)} are`;
