/** One activity: what is planned, for whom it has been logged, who is still to catch up; log, change, remove. */
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { ACTIVITY_TAG_NAMES } from '../../../../domain/activity-tags.ts';
import { fullDate, howFar, plural } from '../../../../domain/date-words.ts';
import { ACTIVITY_KIND_NAMES } from '../../../../domain/vocabulary-names.ts';
import { attendanceOf } from '../../../../domain/group-log.ts';
import { pupilsFor, yearsWords } from '../../../../domain/programme.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { programmePath } from '../../../app/paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Pairs, Section, Sheet } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useLater } from '../../shared/use-later.ts';
import { useSave } from '../../shared/use-save.ts';
import { CatchUp } from './catch-up.tsx';
import { planChange } from './plan-change.ts';
import { countsWords } from './plan-rows.tsx';
import { NotInPlan, ProgrammePage } from './programme-page.tsx';
import type { Listed, ProgrammeView } from './programme-view.ts';
import { activityOf } from './programme-view.ts';

const TITLE = 'Activity';

/** The page of an activity that is planned or has been logged. */
export const Activity = ({ year, activity }: { readonly year?: string; readonly activity?: string }) => (
  <ProgrammePage title={TITLE} year={year}>
    {(view) => {
      const listed = activityOf(view, activity);
      return listed ? <One view={view} listed={listed} /> : <NotInPlan title={TITLE} year={view.year} />;
    }}
  </ProgrammePage>
);

interface OneProps {
  readonly view: ProgrammeView;
  readonly listed: Listed;
}

function One({ view, listed }: OneProps) {
  const { year, today, digests } = view;
  const { id, facts, plan } = listed;
  const expected = plan ? pupilsFor(plan, digests, today) : [];
  const attendance = attendanceOf(id, digests, expected);
  const isOver = facts.date <= today;
  return (
    <Main
      title={TITLE}
      heading={facts.title}
      class="office plan"
      hint={
        <>
          <a href={programmePath(year)}>Careers programme</a>: {fullDate(facts.date)}, {howFar(facts.date, today)}
        </>
      }
      actions={
        <>
          {plan ? <RemovePlan view={view} plan={plan} there={attendance.there.length} /> : null}
          {plan ? <ButtonLink href={programmePath(year, id, 'change')}>Change</ButtonLink> : <Amend listed={listed} />}
          {isOver ? (
            <ButtonLink href={programmePath(year, id, 'log')} look="go">
              Log
            </ButtonLink>
          ) : null}
        </>
      }
    >
      <Sheet class="stack-7">
        <Pairs items={pairsOf(listed)} />
        <Section title="Who took part">
          {attendance.there.length === 0 ? (
            <p class="quiet">
              {isOver ? 'Nobody has been logged yet.' : `It can be logged from ${fullDate(facts.date)} on.`}
            </p>
          ) : (
            <p>
              Logged for {plural(attendance.there.length, 'pupil')}
              {plan ? `; it is planned for ${expected.length}` : ''}.
            </p>
          )}
        </Section>
        {isOver && listed.logged ? <CatchUp key={id} listed={listed} missed={attendance.missed} /> : null}
      </Sheet>
    </Main>
  );
}

/** Puts right what was logged without a plan. */
function Amend({ listed: { id, facts } }: { readonly listed: Listed }) {
  const { Shown, open, close } = useLater(() => import('../../shared/amend-activity.tsx').then((m) => m.AmendActivity));
  return (
    <>
      <Button onClick={open}>Change what was logged</Button>
      {Shown ? <Shown activity={id} facts={facts} onClose={close} onAmended={close} /> : null}
    </>
  );
}

function pairsOf({ facts, plan }: Listed): readonly (readonly [string, string])[] {
  const pairs: readonly (readonly [string, string])[] = [
    ['For', plan ? (plan.form ?? yearsWords(plan.years)) : 'Logged without a plan'],
    ['Kind', ACTIVITY_KIND_NAMES[facts.activity]],
    ['Counts towards', facts.counts.length === 0 ? 'No benchmark by itself' : countsWords(facts)],
    ['With', facts.organisation],
    ['Learning aim', plan?.aim ?? ''],
    ['Tags', facts.tags.map((tag) => ACTIVITY_TAG_NAMES[tag]).join(', ')],
    ['Occupation', facts.occupation],
  ];
  return pairs.filter(([, value]) => value !== '');
}

interface RemoveProps {
  readonly view: ProgrammeView;
  readonly plan: EntryOf<'planned'>;
  readonly there: number;
}

/** Takes it out of the plan; what has been logged stays, and the page says so first. */
function RemovePlan({ view: { year }, plan, there }: RemoveProps) {
  const save = useSave();
  const { route } = useLocation();
  const [asking, setAsking] = useState(false);
  const put = (cancelled: boolean) => save('programme.set', ...planChange(year, { ...plan, cancelled }));
  const remove = async () => {
    if ((await put(true)).kind !== 'saved') return;
    showToast({ words: `Removed from the plan: ${plan.facts.title}.`, undo: () => void put(false) });
    route(programmePath(year));
  };
  return (
    <>
      <Button look="plain" onClick={() => (there > 0 ? setAsking(true) : void remove())}>
        Remove
      </Button>
      {asking ? (
        <Dialog
          title={`${plan.facts.title} has been logged`}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button look="do" onClick={() => void remove()}>
                Remove from the plan
              </Button>
              <Button look="plain" onClick={() => setAsking(false)}>
                Keep it
              </Button>
            </>
          }
        >
          <p>
            It stays in the records of {plural(there, 'pupil')} and still counts for them. It only leaves the plan:
            nobody is offered it any more, and you can put it back.
          </p>
        </Dialog>
      ) : null}
    </>
  );
}
