/** "Careers programme": what is planned by term and year group, what has been held, and whom it leaves short. Works without internet. */
import { useState } from 'preact/hooks';
import { schoolYearName, schoolYearOf } from '../../../domain/calendar.ts';
import { byTerm } from '../../../domain/programme.ts';
import { programmePath } from '../../app/paths.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Field, Select } from '../../parts/fields.tsx';
import { Main } from '../../parts/frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty } from '../../parts/states.tsx';
import { Section, Sheet, Tabs } from '../../parts/surface.tsx';
import { Claims } from './programme/claims.tsx';
import { CopyLastYear } from './programme/copy-last-year.tsx';
import { LeftShortList } from './programme/left-short.tsx';
import { RemovedRows, TermRows } from './programme/plan-rows.tsx';
import { ProgrammePage } from './programme/programme-page.tsx';
import type { Listed, ProgrammeView } from './programme/programme-view.ts';
import { yearsOf } from './programme/programme-view.ts';

const TITLE = 'Careers programme';

/** The page of a school year; of this one where none is named. */
export const Programme = ({ year }: { readonly year?: string }) => (
  <ProgrammePage title={TITLE} year={year}>
    {(view) => <Planned key={view.year} view={view} />}
  </ProgrammePage>
);

/** An activity that is held together has at least two pupils. */
const TOGETHER = 2;

/** What is planned, and what was held without a plan. */
function listedOf({ plans, removed, logged, year }: ProgrammeView): readonly Listed[] {
  const known = new Set([...plans, ...removed].map(({ id }) => id));
  const unplanned = [...logged.values()].filter(
    ({ id, facts, there }) => !known.has(id) && there >= TOGETHER && schoolYearOf(facts.date) === year,
  );
  return [
    ...plans.map((plan) => ({ id: plan.id, facts: plan.facts, plan, logged: logged.get(plan.id) })),
    ...unplanned.map((one) => ({ id: one.id, facts: one.facts, plan: null, logged: one })),
  ];
}

function Planned({ view }: { readonly view: ProgrammeView }) {
  const [only, setOnly] = useState<number | null>(null);
  const { year, plans, today } = view;
  const listed = listedOf(view).filter(({ plan }) => only === null || plan?.years.includes(only) === true);
  return (
    <Main
      title={TITLE}
      class="office plan"
      hint={`${schoolYearName(year)}: ${plans.length} planned, ${heldOf(view)} held`}
      actions={
        <>
          <CopyLastYear view={view} />
          <ButtonLink href={programmePath(year, 'add')} look="go">
            <Icon name="plus" />
            Add activity
          </ButtonLink>
        </>
      }
    >
      <Tabs label="School year" items={tabsOf(year, schoolYearOf(today))} />
      <Sheet class="stack-7">
        {plans.length === 0 && listed.length === 0 && only === null ? (
          <NothingYet year={year} />
        ) : (
          <>
            <OnlyYear view={view} only={only} onChoose={setOnly} />
            {year === schoolYearOf(today) && view.digests.length > 0 ? <LeftShortList view={view} only={only} /> : null}
            {byTerm(listed, view.terms, year).map(({ name, activities }) => (
              <Section key={name} title={name} count={activities.length}>
                {activities.length === 0 ? (
                  <p class="quiet">Nothing planned{only === null ? '' : ` for Year ${only}`}.</p>
                ) : (
                  <TermRows view={view} listed={activities} label={name} />
                )}
              </Section>
            ))}
          </>
        )}
        {year === schoolYearOf(today) ? <Claims digests={view.digests} today={today} /> : null}
        <RemovedRows view={view} />
      </Sheet>
    </Main>
  );
}

const heldOf = ({ plans, logged }: ProgrammeView): number => plans.filter(({ id }) => logged.has(id)).length;

/** Last year, this year and next year; another one when it is looked at. */
function tabsOf(shown: number, now: number) {
  const years = [...new Set([now - 1, now, now + 1, shown])].toSorted((a, b) => a - b);
  return years.map((year) => ({ href: programmePath(year), label: schoolYearName(year), current: year === shown }));
}

const NothingYet = ({ year }: { readonly year: number }) => (
  <Empty title={`Nothing is planned for ${schoolYearName(year)} yet`}>
    <p>
      Put in what your school does in the year: talks, visits, fairs, careers in lessons. Pupils and staff see what is
      planned, and form tutors log it in two taps. If last year’s plan is here, copy it and change what is different.
    </p>
  </Empty>
);

interface OnlyProps {
  readonly view: ProgrammeView;
  readonly only: number | null;
  readonly onChoose: (year: number | null) => void;
}

const OnlyYear = ({ view, only, onChoose }: OnlyProps) => (
  <div class="plan-filter">
    <Field label="Year group">
      <Select
        value={only === null ? '' : String(only)}
        options={[
          { value: '', label: 'All year groups' },
          ...yearsOf(view).map((year) => ({ value: String(year), label: `Year ${year}` })),
        ]}
        onChoose={(value) => onChoose(value === '' ? null : Number(value))}
      />
    </Field>
  </div>
);
