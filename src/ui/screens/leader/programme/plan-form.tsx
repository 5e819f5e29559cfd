/** "Add activity" and "Change activity": what is planned. What is typed stays while the app is open, saved or not. */
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { standingOf } from '../../../../domain/activities.ts';
import { schoolYearName } from '../../../../domain/calendar.ts';
import { plural, shortDate } from '../../../../domain/date-words.ts';
import { countsTowards } from '../../../../domain/entries/vocabulary.ts';
import type { Digest } from '../../../../domain/digest.ts';
import type { EntryId, RecordId } from '../../../../domain/ids.ts';
import type { Plan, PlanField } from '../../../../domain/programme.ts';
import { planProblems } from '../../../../domain/programme.ts';
import { programmePath } from '../../../app/paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Check } from '../../../parts/choices.tsx';
import type { Problem } from '../../../parts/error-summary.tsx';
import { ErrorSummary } from '../../../parts/error-summary.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Sheet } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { amendWith } from '../../shared/amend-activity.tsx';
import { useKept } from '../../shared/use-kept.ts';
import { useSave, useSaveAct } from '../../shared/use-save.ts';
import { planChange } from './plan-change.ts';
import type { PlanFormDraft } from './plan-draft.ts';
import { draftOfPlan, emptyPlan, planOfDraft } from './plan-draft.ts';
import { FIELD_IDS, PlanFields } from './plan-fields.tsx';
import { NotInPlan, ProgrammePage } from './programme-page.tsx';
import type { ProgrammeView } from './programme-view.ts';

const ADD = 'Add activity';
const CHANGE = 'Change activity';

/** The page for a new activity; `?year=9&counts=5` sets what it is for. */
export function AddActivity({ year }: { readonly year?: string }) {
  const { query } = useLocation();
  const group = Number(query['year']);
  const counts = countsTowards.safeParse(query['counts']);
  const empty = emptyPlan(Number.isInteger(group) && group > 0 ? group : null, counts.success ? counts.data : null);
  return (
    <ProgrammePage title={ADD} year={year}>
      {(view) => <PlanForm key={`${query['year']} ${query['counts']}`} view={view} before={null} initial={empty} />}
    </ProgrammePage>
  );
}

/** The page for one that is planned. */
export const ChangeActivity = ({ year, activity }: { readonly year?: string; readonly activity?: string }) => (
  <ProgrammePage title={CHANGE} year={year}>
    {(view) => {
      const plan = view.plans.find(({ id }) => id === activity);
      return plan ? (
        <PlanForm key={plan.id} view={view} before={plan} initial={draftOfPlan(plan)} />
      ) : (
        <NotInPlan title={CHANGE} year={view.year} />
      );
    }}
  </ProgrammePage>
);

interface FormProps {
  readonly view: ProgrammeView;
  /** Null: a new one. */
  readonly before: Plan | null;
  readonly initial: PlanFormDraft;
}

function PlanForm({ view, before, initial }: FormProps) {
  const { year } = view;
  const { newId } = useHouse();
  const { route } = useLocation();
  const save = useSave();
  const name = before?.id ?? `new ${initial.years.join()} ${initial.counts.join()}`;
  const kept = useKept<PlanFormDraft>(`plan ${year} ${name}`, initial);
  const having = before === null ? [] : recordsHaving(before.id, view.digests);
  const amend = amendWith(useSaveAct(), before?.id ?? ('' as EntryId));
  const [amends, setAmends] = useState(true);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const draft = kept.value;
  const title = before ? CHANGE : ADD;
  const back = before ? programmePath(year, before.id) : programmePath(year);
  const submit = async () => {
    const wrong = planProblems(draft, year);
    setProblems(wrong.map(({ field, words }) => ({ field: FIELD_IDS[field], words })));
    if (wrong.length > 0) return;
    const plan = planOfDraft(draft, before?.id ?? (newId() as EntryId), before?.facts.learned ?? '');
    const put = async (one: Plan) => {
      const saved = await save('programme.set', ...planChange(year, one));
      return saved.kind === 'saved' && amends ? amend(having, one.facts) : saved;
    };
    if ((await put(plan)).kind !== 'saved') return;
    kept.forget();
    const undo = () => void put(before ?? { ...plan, cancelled: true });
    const { facts } = plan;
    showToast({ words: `${before ? 'Changed' : 'Added'}: ${facts.title}, ${shortDate(facts.date)}.`, undo });
    route(back);
  };
  const errorOf = (field: PlanField) => problems.find((problem) => problem.field === FIELD_IDS[field])?.words;
  return (
    <Main title={title} class="office plan" hint={schoolYearName(year)}>
      <ErrorSummary problems={problems} />
      <form
        class="plan-form"
        aria-label={title}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Sheet class="stack-5">
          <PlanFields
            view={view}
            draft={draft}
            set={(patch) => kept.change((earlier) => ({ ...earlier, ...patch }))}
            errorOf={errorOf}
          />
          {having.length > 0 ? (
            <Check checked={amends} onChange={setAmends} hint="What pupils learned and wrote stays as it is.">
              Also change it in the records of {plural(having.length, 'pupil')} for whom it is logged
            </Check>
          ) : null}
          <div class="actions">
            <Button look="do" type="submit">
              {before ? 'Save' : 'Add to the programme'}
            </Button>
            <Button
              look="plain"
              onClick={() => {
                kept.forget();
                route(back);
              }}
            >
              {before ? 'Keep it as it was' : 'Add nothing'}
            </Button>
          </div>
        </Sheet>
      </form>
    </Main>
  );
}

/** Where it is logged, there or absent, and counts. */
const recordsHaving = (activity: EntryId, digests: readonly Digest[]): readonly RecordId[] =>
  digests.filter((digest) => standingOf(digest, activity) !== 'not-logged').map(({ record }) => record);
