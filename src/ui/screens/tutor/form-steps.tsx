/**
 * "10B: next steps": what was agreed with the pupils of a form, the most urgent first, each closed in one tap.
 * Summary and steps only: notes and drafts never reach this page. Source: policy 5.12.3 (form tutors follow up).
 */
import { useMemo, useState } from 'preact/hooks';
import { numberWord } from '../../../domain/benchmarks/words.ts';
import { longDate } from '../../../domain/date-words.ts';
import type { StepSection, StepSections } from '../../../domain/steps.ts';
import { stepSections } from '../../../domain/steps.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { PATHS } from '../../app/paths.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Section } from '../../parts/surface.tsx';
import { staffName } from '../../queries/school.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ClosedSteps } from './closed-steps.tsx';
import type { FormView } from './form-page.tsx';
import { FormPage, FormSwitch } from './form-page.tsx';
import { selectAll, selectedRows } from './select-steps.ts';
import { Counts, NotShown, NothingShown, TITLES } from './step-counts.tsx';
import { StepDialog } from './step-dialogs.tsx';
import { StepRow } from './step-row.tsx';
import { NOTHING, useStepWork } from './use-step-work.ts';

/** The page. */
export const FormSteps = () => (
  <FormPage title="Next steps">{(view) => <StepsOfForm key={view.form} {...view} />}</FormPage>
);

function StepsOfForm(view: FormView) {
  const { form, pupils, school, today } = view;
  const sections = useMemo(() => stepSections(pupils, today, school.terms), [pupils, today, school.terms]);
  const [shown, setShown] = useState<readonly StepSection[]>(['overdue', 'thisWeek']);
  const lists = TITLES.filter(([name]) => name !== 'done' && shown.includes(name)).map(([name]) => sections[name]);
  const { acts, calls, selection, setSelection, saying, dialog, setDialog } = useStepWork(view, lists);
  const selected = selectedRows(lists, selection);
  const clear = () => setSelection(NOTHING);
  const bulk = async (saved: Promise<boolean>) => ((await saved) ? clear() : undefined);
  return (
    <>
      <Main title={`${form}: next steps`} class="tutor" hint={hintWords(today, sections)} actions={<Print />}>
        <FormSwitch {...view} />
        <Counts sections={sections} shown={shown} onShow={setShown} />
        <div class="lists">
          {TITLES.map(([name, title]) =>
            name !== 'done' && shown.includes(name) && sections[name].length > 0 ? (
              <Section key={name} class="sheet" title={title} count={sections[name].length}>
                <Rows>
                  {sections[name].map((row) => (
                    <StepRow
                      key={row.step.id}
                      row={row}
                      today={today}
                      by={`Agreed with ${staffName(school, row.step.by)}`}
                      selected={selection.has(row.step.id)}
                      saying={saying === row.step.id}
                      calls={calls}
                    />
                  ))}
                </Rows>
              </Section>
            ) : null,
          )}
          {shown.includes('done') && sections.done.length > 0 ? (
            <Section class="sheet" title="Done" count={sections.done.length}>
              <ClosedSteps rows={sections.done} today={today} acts={acts} />
            </Section>
          ) : null}
        </div>
        <NothingShown sections={sections} shown={shown} />
        <NotShown sections={sections} shown={shown} />
        {dialog ? (
          <StepDialog
            {...dialog}
            acts={acts}
            school={school}
            today={today}
            onClose={(done) => {
              if (done && dialog.rows.length > 1) clear();
              setDialog(null);
            }}
          />
        ) : null}
      </Main>
      <BulkBar
        rows={selected}
        onAll={() => setSelection(selectAll(lists, selection))}
        onClear={clear}
        onDone={() => void bulk(acts.done(selected, today))}
        onTalked={() => void bulk(acts.talked(selected))}
        onDate={() => setDialog({ asking: 'change-date', rows: selected })}
      />
    </>
  );
}

const Print = () => (
  <ButtonLink href={PATHS.formPrint} class="print-link">
    <Icon name="print" />
    <span>Print for form time</span>
  </ButtonLink>
);

/** "Monday 30 November. Two pupils have answered." */
function hintWords(today: IsoDate, sections: StepSections): string {
  const open = [...sections.overdue, ...sections.thisWeek, ...sections.later];
  const answered = new Set(open.filter(({ step }) => step.claim !== null).map(({ record }) => record)).size;
  if (answered === 0) return `${longDate(today)}.`;
  return `${longDate(today)}. ${numberWord(answered)} ${answered === 1 ? 'pupil has' : 'pupils have'} answered.`;
}
