/** The activities of a term as rows: when, what, for whom, what it counts towards, and how far it has been logged. */
import { BENCHMARK_NAMES } from '../../../../domain/benchmarks/names.ts';
import { isSchoolDay } from '../../../../domain/calendar.ts';
import { howFar, plural, shortDate } from '../../../../domain/date-words.ts';
import type { ActivityFacts } from '../../../../domain/entries/career.ts';
import { ACTIVITY_KIND_NAMES } from '../../../../domain/vocabulary-names.ts';
import { byDate, pupilsFor, yearsWords } from '../../../../domain/programme.ts';
import { programmePath } from '../../../app/paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Row, RowName, Rows } from '../../../parts/rows.tsx';
import { Section } from '../../../parts/surface.tsx';
import { Facts, Tag } from '../../../parts/tag.tsx';
import { When } from '../../../parts/when.tsx';
import { useSave } from '../../shared/use-save.ts';
import { planChange } from './plan-change.ts';
import type { Listed, ProgrammeView } from './programme-view.ts';

interface RowsProps {
  readonly view: ProgrammeView;
  readonly listed: readonly Listed[];
  /** Names the list. */
  readonly label: string;
}

/** What is still to come or to be logged, and on demand what is over and logged. */
export function TermRows({ view, listed, label }: RowsProps) {
  const isDone = ({ facts, logged }: Listed) => facts.date < view.today && logged !== undefined;
  const [done, open] = [listed.filter(isDone), listed.filter((one) => !isDone(one))];
  return (
    <>
      {done.length > 0 ? (
        <details class="plan-done">
          <summary>
            {done.length} held and logged<span class="hide">: {label}</span>
          </summary>
          <PlanRows view={view} listed={done} label={`${label}, held and logged`} />
        </details>
      ) : null}
      {open.length > 0 ? <PlanRows view={view} listed={open} label={label} /> : null}
    </>
  );
}

const PlanRows = ({ view, listed, label }: RowsProps) => (
  <Rows label={label}>
    {listed.map((one) => (
      <PlanRow key={one.id} view={view} listed={one} />
    ))}
  </Rows>
);

function PlanRow({
  view,
  listed: { id, facts, plan, logged },
}: {
  readonly view: ProgrammeView;
  readonly listed: Listed;
}) {
  const { today, terms, year } = view;
  return (
    <Row class="plan-row">
      <When date={shortDate(facts.date)} words={howFar(facts.date, today)} />
      <div>
        <RowName name={facts.title} href={programmePath(year, id)} />
        <Facts>
          <span>{plan ? (plan.form ?? yearsWords(plan.years)) : 'Not planned'}</span>
          <span>{countsWords(facts)}</span>
          {facts.organisation === '' ? null : <span>With {facts.organisation}</span>}
          {facts.date >= today && !isSchoolDay(facts.date, terms) ? (
            <span>Not a school day: check the date</span>
          ) : null}
        </Facts>
      </div>
      <p class="plan-logged">
        <Progress view={view} plan={plan} logged={logged} isOver={facts.date < today} />
      </p>
    </Row>
  );
}

/** What it counts towards; where it counts towards nothing, what kind of activity it is. */
export const countsWords = ({ counts, activity }: Pick<ActivityFacts, 'counts' | 'activity'>): string =>
  counts.length === 0 ? ACTIVITY_KIND_NAMES[activity] : counts.map((count) => BENCHMARK_NAMES[count]).join(', ');

interface ProgressProps extends Pick<Listed, 'plan' | 'logged'> {
  readonly view: ProgrammeView;
  readonly isOver: boolean;
}

/** "Logged for 156 of 168", "Nobody logged yet", "Planned". */
function Progress({ view: { digests, today }, plan, logged, isOver }: ProgressProps) {
  if (logged) {
    const of = plan ? ` of ${pupilsFor(plan, digests, today).length}` : '';
    return (
      <Tag state="finished" words={`Logged for ${plan ? `${logged.there}${of}` : plural(logged.there, 'pupil')}`} />
    );
  }
  return isOver ? <Tag state="in-progress" words="Nobody logged yet" /> : <Tag state="booked" words="Planned" />;
}

/** What was taken out of the plan, and the way back. */
export function RemovedRows({ view: { year, removed, logged } }: { readonly view: ProgrammeView }) {
  const save = useSave();
  if (removed.length === 0) return null;
  return (
    <Section title="Removed" count={removed.length}>
      <Rows label="Removed">
        {removed.toSorted(byDate).map((plan) => (
          <Row key={plan.id} class="owed">
            <div>
              <RowName name={plan.facts.title} />
              <p class="quiet">
                {shortDate(plan.facts.date)}, {plan.form ?? yearsWords(plan.years)}
                {logged.has(plan.id)
                  ? `. Stays in the records of ${plural(logged.get(plan.id)?.there ?? 0, 'pupil')}`
                  : ''}
              </p>
            </div>
            <div class="actions">
              <Button
                look="plain"
                about={`: ${plan.facts.title}`}
                onClick={() => void save('programme.set', ...planChange(year, { ...plan, cancelled: false }))}
              >
                Put back
              </Button>
            </div>
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
