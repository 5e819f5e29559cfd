/** "Log a lesson": one of the programme, or one in own words, for a class, a year or a list of names. */
import { useLocation } from 'preact-iso';
import { adHocActivityId, alreadyKnown } from '../../../domain/activities.ts';
import { plural, shortDate } from '../../../domain/date-words.ts';
import type { ActivityFacts } from '../../../domain/entries/career.ts';
import type { EntryId } from '../../../domain/ids.ts';
import { lessonsOf } from '../../../domain/lessons.ts';
import type { Subject } from '../../../domain/subjects.ts';
import { SUBJECTS, titleIn } from '../../../domain/subjects.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { addDays, isRealDate } from '../../../domain/time.ts';
import { PATHS } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Check, DateChoices } from '../../parts/choices.tsx';
import { Field, Select, TextInput } from '../../parts/fields.tsx';
import { Main } from '../../parts/frame.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { useHouse } from '../../queries/house.tsx';
import { Absent, CheckFirst, ForWhom } from '../leader/programme/log-fields.tsx';
import { ProgrammePage } from '../leader/programme/programme-page.tsx';
import type { Listed, ProgrammeView } from '../leader/programme/programme-view.ts';
import { useGroupLog } from '../leader/programme/use-group-log.ts';
import { useKept } from '../shared/use-kept.ts';

const TITLE = 'Log a lesson';

/** The page; `activity`: one of the programme. */
export const LogLesson = ({ activity }: { readonly activity?: string }) => (
  <ProgrammePage title={TITLE} year={undefined}>
    {(view) => {
      const plan = view.plans.find(({ id }) => id === activity);
      return plan ? (
        <LessonLog key={plan.id} view={view} listed={{ id: plan.id, facts: plan.facts, plan, logged: undefined }} />
      ) : (
        <OwnLesson view={view} />
      );
    }}
  </ProgrammePage>
);

/** A lesson that nobody planned, while it is written. */
interface OwnDraft {
  readonly subject: Subject | null;
  readonly title: string;
  /** '' while it is being typed; null: today. */
  readonly date: string | null;
  readonly stem: boolean;
}

const EMPTY: OwnDraft = { subject: null, title: '', date: null, stem: false };

/** Subjects whose lessons are about science, technology, engineering or maths. */
const STEM: ReadonlySet<Subject> = new Set(['Maths', 'Science', 'Computing', 'Design and technology']);

function OwnLesson({ view }: { readonly view: ProgrammeView }) {
  const { today, plans } = view;
  const { session } = useHouse();
  const kept = useKept<OwnDraft>('lesson', EMPTY);
  const { subject, title: words, date: chosen, stem } = kept.value;
  const set = (patch: Partial<OwnDraft>) => kept.change((before) => ({ ...before, ...patch }));
  const date = chosen ?? today;
  const title = titleIn(subject, words);
  const day = (isRealDate(date) ? date : today) as IsoDate;
  const facts: ActivityFacts = {
    title,
    activity: 'subject-careers',
    date: day,
    counts: ['4'],
    organisation: '',
    providers: [],
    tags: stem ? ['stem'] : [],
    occupation: '',
    learned: '',
  };
  const known = lessonsOf(plans, null).map((plan) => ({ id: plan.id, facts: plan.facts, isPlanned: true, logged: 0 }));
  const kind = facts.activity;
  const id: EntryId =
    alreadyKnown(known, { date: day, title })?.id ??
    adHocActivityId({ school: session.school, date: day, kind, title });
  return (
    <LessonLog
      name="lesson"
      view={view}
      listed={{ id, facts, plan: null, logged: undefined }}
      problem={problemOf(words, date, today)}
      onSaved={kept.forget}
    >
      <Field label="Subject">
        <Select
          value={subject ?? ''}
          options={[{ value: '', label: 'Several, or another' }, ...SUBJECTS.map((value) => ({ value, label: value }))]}
          onChoose={(value) => {
            const next = value === '' ? null : (value as Subject);
            set({ subject: next, stem: next !== null && STEM.has(next) });
          }}
        />
      </Field>
      <Field label="What it was about" hint="Pupils read this, as “Who works in a laboratory”">
        <TextInput value={words} onText={(text) => set({ title: text })} maxLength={150} />
      </Field>
      <DateChoices
        label="When"
        options={[today, addDays(today, -1)].map((value, back) => ({
          value,
          words: back === 0 ? 'Today' : 'Yesterday',
          date: shortDate(value),
        }))}
        value={date}
        onChoose={(value) => set({ date: value })}
        max={today}
      />
      <Check checked={stem} onChange={(on) => set({ stem: on })}>
        About science, technology, engineering or maths
      </Check>
    </LessonLog>
  );
}

/** Why it cannot be logged yet, in a sentence; null when it can. */
function problemOf(title: string, date: string, today: IsoDate): string | null {
  if (title.trim() === '') return 'Write what the lesson was about.';
  if (!isRealDate(date)) return 'Choose a day that exists.';
  return date > today ? 'This day is still to come. Log it when it has been.' : null;
}

interface LogProps {
  readonly name?: string;
  readonly view: ProgrammeView;
  readonly listed: Listed;
  readonly problem?: string | null;
  readonly onSaved?: () => void;
  readonly children?: preact.ComponentChildren;
}

function LessonLog({ name, view, listed, problem = null, onSaved, children }: LogProps) {
  const { digests, today } = view;
  const { route } = useLocation();
  const logging = useGroupLog({ ...(name === undefined ? {} : { name }), listed, digests, today });
  const { facts, plan } = listed;
  const isToCome = facts.date > today ? 'This day is still to come. Log it when it has been.' : null;
  const wrong = problem ?? isToCome ?? logging.problem;
  const submit = async () => {
    if (!(await logging.save())) return;
    onSaved?.();
    route(PATHS.subject);
  };
  return (
    <Main
      title={TITLE}
      class="office plan"
      hint={
        <>
          <a href={PATHS.subject}>Careers in lessons</a>
          {plan ? `: ${facts.title}, ${shortDate(facts.date)}` : ''}
        </>
      }
    >
      <form
        class="plan-form"
        aria-label={TITLE}
        onSubmit={(event) => {
          event.preventDefault();
          if (wrong === null) void submit();
        }}
      >
        <Sheet class="stack-5">
          {children}
          <ForWhom view={view} listed={listed} logging={logging} />
          <Absent logging={logging} view={view} />
          <CheckFirst logging={logging} />
          <div class="actions">
            {wrong === null ? null : <output class="hint">{wrong}</output>}
            <Button look="do" type="submit" disabled={wrong !== null}>
              Log for {plural(logging.log.there.length, 'pupil')}
            </Button>
          </div>
        </Sheet>
      </form>
    </Main>
  );
}
