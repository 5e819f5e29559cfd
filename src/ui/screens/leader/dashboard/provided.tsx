/** "Our school provides": benchmarks 1 and 4, which are about the school and not a pupil, with the programme behind each. */
import type { RuleContext } from '../../../../domain/benchmarks/context.ts';
import type { SchoolProvides } from '../../../../domain/benchmarks/school-provides.ts';
import { schoolProvides } from '../../../../domain/benchmarks/school-provides.ts';
import { fullDate } from '../../../../domain/date-words.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { yearsWords } from '../../../../domain/programme.ts';
import { Mark, markWords } from '../../../parts/mark.tsx';
import { Section } from '../../../parts/surface.tsx';
import { Scroll, Table } from '../../../parts/table.tsx';

/** The section under the table. */
export const Provided = ({ rules }: { readonly rules: RuleContext }) => (
  <Section title={markWords.provides} class="provided">
    <ul class="rows">
      {schoolProvides(rules).map((provided) => (
        <li class="row" key={provided.benchmark}>
          <OneProvided provided={provided} today={rules.today} />
        </li>
      ))}
    </ul>
  </Section>
);

interface OneProps {
  readonly provided: SchoolProvides;
  readonly today: IsoDate;
}

function OneProvided({ provided: { name, rule, sentence, years, lacking, activities }, today }: OneProps) {
  const held = activities.filter(({ facts }) => facts.date < today).length;
  const some = activities.length > 0;
  return (
    <>
      <Mark state={some ? 'provides' : 'not-yet'} />
      <div>
        <h3>{name}</h3>
        <p class="quiet">
          {sentence}
          {some ? ` ${held} held, ${activities.length - held} to come. ${yearsWords(years)}.` : ''}
          {some && lacking.length > 0 ? ` Nothing yet for ${yearsWords(lacking)}.` : ''}
        </p>
        <Programme name={name} rule={rule} activities={activities} />
      </div>
    </>
  );
}

interface ProgrammeProps {
  readonly name: string;
  readonly rule: SchoolProvides['rule'];
  readonly activities: RuleContext['programme'];
}

/** What counts and what is planned, opened on demand. */
const Programme = ({ name, rule, activities }: ProgrammeProps) => (
  <details class="programme">
    <summary>
      {activities.length === 0
        ? 'What counts'
        : activities.length === 1
          ? 'See the activity'
          : `See all ${activities.length}`}
      <span class="hide">: {name}</span>
    </summary>
    <p class="hint">
      {rule.name}. What counts: {rule.counts} {rule.clause}.
    </p>
    {activities.length === 0 ? null : (
      <Scroll label={`${name}: activities`}>
        <Table
          caption={name}
          quiet
          columns={['Activity', 'When', 'For', 'With']}
          rows={activities.map(({ id, facts, years, form }) => ({
            key: id,
            cells: [
              facts.title,
              fullDate(facts.date),
              form ?? yearsWords(years),
              facts.organisation || 'Our own staff',
            ],
          }))}
        />
      </Scroll>
    )}
  </details>
);
