/** "Last time": the last interview on record, its summary, and what became of its steps. */
import { fullDate } from '../../../domain/date-words.ts';
import { INTERVIEW_TYPE_NAMES } from '../../../domain/vocabulary-names.ts';
import type { CareersRecord, EntryOf } from '../../../domain/record.ts';
import { entriesOf } from '../../../domain/record.ts';
import { Icon } from '../../parts/icon.tsx';
import { Section } from '../../parts/surface.tsx';
import type { SchoolFacts } from '../../queries/school.ts';
import { staffName } from '../../queries/school.ts';

const STATUS = { 'to-do': 'To do', talked: 'Talked about', done: 'Done', 'not-needed': 'Not needed' } as const;

/** The newest interview that was held. */
export const lastFinished = (record: CareersRecord): EntryOf<'interview'> | undefined =>
  entriesOf(record, 'interview')
    .filter((i) => i.status === 'finished')
    .toSorted((a, b) => (`${a.date} ${a.from}` < `${b.date} ${b.from}` ? -1 : 1))
    .at(-1);

interface LastTimeProps {
  readonly record: CareersRecord;
  readonly school: SchoolFacts;
  readonly title?: string;
  /** Without what became of its steps, where these stand beside it. */
  readonly bare?: boolean;
}

/** The section. */
export function LastTime({ record, school, title = 'Last time', bare = false }: LastTimeProps) {
  const last = lastFinished(record);
  if (!last) {
    return (
      <Section title={title}>
        <p class="quiet">This is the first interview on record.</p>
      </Section>
    );
  }
  const steps = bare ? [] : entriesOf(record, 'step').filter((step) => step.interview === last.id);
  return (
    <Section title={title}>
      <p class="quiet">
        {INTERVIEW_TYPE_NAMES[last.type]} with {staffName(school, last.adviser)}, {fullDate(last.date)}
        {last.fromPaper ? ', written up later from paper' : ''}
      </p>
      <p>{last.summary}</p>
      {steps.length > 0 ? (
        <ul class="became">
          {steps.map((step) => (
            <Became key={step.id} step={step} />
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

const Became = ({ step }: { readonly step: EntryOf<'step'> }) => (
  <li>
    <Icon name={step.status === 'done' ? 'tick' : 'circle'} />
    <span>
      {step.what}{' '}
      <span class="quiet">
        {STATUS[step.status]}
        {step.closedOn ? `, ${fullDate(step.closedOn)}` : ''}
      </span>
    </span>
  </li>
);
