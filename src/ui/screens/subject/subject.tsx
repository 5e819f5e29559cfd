/**
 * "Careers in lessons": where a subject lead's day begins. The activities of their subject in this year's programme, logging
 * one for a class, and what they have logged. Nothing of a pupil but the name.
 */
import { useState } from 'preact/hooks';
import { schoolYearOf } from '../../../domain/calendar.ts';
import { howFar, plural, shortDate } from '../../../domain/date-words.ts';
import type { OwnLog } from '../../../domain/lessons.ts';
import { isLesson, lessonsOf, ownLogs } from '../../../domain/lessons.ts';
import { yearsWords } from '../../../domain/programme.ts';
import type { EntryOf } from '../../../domain/record.ts';
import type { Subject } from '../../../domain/subjects.ts';
import { SUBJECTS, subjectOf } from '../../../domain/subjects.ts';
import { subjectLogPath } from '../../app/paths.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Field, Select } from '../../parts/fields.tsx';
import { Main } from '../../parts/frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Row, RowName, Rows } from '../../parts/rows.tsx';
import { Section, Sheet } from '../../parts/surface.tsx';
import { Facts } from '../../parts/tag.tsx';
import { showToast } from '../../parts/toast.tsx';
import { When } from '../../parts/when.tsx';
import { changeOf } from '../../queries/mutate.ts';
import { useOwn } from '../../queries/sending.ts';
import { ProgrammePage } from '../leader/programme/programme-page.tsx';
import type { ProgrammeView } from '../leader/programme/programme-view.ts';
import { useKept } from '../shared/use-kept.ts';
import { useSaveAct } from '../shared/use-save.ts';

const TITLE = 'Careers in lessons';

/** The page. */
export const SubjectHome = () => (
  <ProgrammePage title={TITLE} year={undefined}>
    {(view) => <Lessons view={view} />}
  </ProgrammePage>
);

/** What the person has logged on this device; what was refused is in Sending and saving. */
function useOwnLogs(): readonly OwnLog[] {
  const own = useOwn();
  if (own.state !== 'ready') return [];
  return ownLogs(own.value.flatMap(({ envelope, refused }) => (envelope && refused === null ? [envelope] : [])));
}

/** The subject last chosen; before that, the one of what was logged last. */
function useSubject(logs: readonly OwnLog[]): readonly [Subject | null, (subject: Subject | null) => void] {
  const kept = useKept<{ readonly subject: Subject | null } | null>('subject', null);
  const last = logs.map(({ facts }) => subjectOf(facts)).find((subject) => subject !== null) ?? null;
  return [kept.value ? kept.value.subject : last, (subject) => kept.change(() => ({ subject }))];
}

function Lessons({ view }: { readonly view: ProgrammeView }) {
  const logs = useOwnLogs();
  const [subject, choose] = useSubject(logs);
  const { plans, today } = view;
  const lessons = lessonsOf(plans, subject);
  const toLog = lessons.filter(({ facts }) => facts.date <= today);
  const toCome = lessons.filter(({ facts }) => facts.date > today);
  const mine = logs.filter(
    ({ facts }) =>
      schoolYearOf(facts.date) === view.year &&
      (isLesson(facts) || lessons.some((one) => one.facts.title === facts.title)),
  );
  return (
    <Main
      title={TITLE}
      class="office plan"
      hint="Lessons in which your subject shows where it leads"
      actions={
        <ButtonLink href={subjectLogPath()} look="go">
          <Icon name="plus" />
          Log a lesson
        </ButtonLink>
      }
    >
      <Sheet class="stack-7">
        <div class="plan-filter">
          <Field label="Subject">
            <Select
              value={subject ?? ''}
              options={[{ value: '', label: 'All subjects' }, ...SUBJECTS.map((value) => ({ value, label: value }))]}
              onChoose={(value) => choose(value === '' ? null : (value as Subject))}
            />
          </Field>
        </div>
        <Section title="To come" count={toCome.length}>
          {toCome.length === 0 ? <p class="quiet">Nothing more is planned this year.</p> : null}
          <LessonRows label="To come" lessons={toCome} view={view} logs={logs} />
        </Section>
        <Section title="Held" count={toLog.length}>
          {toLog.length === 0 ? <p class="quiet">Nothing planned has been held yet.</p> : null}
          <LessonRows label="Held" lessons={toLog.toReversed()} view={view} logs={logs} />
        </Section>
        <Logged logs={mine} />
      </Sheet>
    </Main>
  );
}

interface RowsProps {
  readonly label: string;
  readonly lessons: readonly EntryOf<'planned'>[];
  readonly view: ProgrammeView;
  readonly logs: readonly OwnLog[];
}

const SHOWN = 8;

function LessonRows({ label, lessons, view: { today }, logs }: RowsProps) {
  const [shown, setShown] = useState(SHOWN);
  if (lessons.length === 0) return null;
  return (
    <>
      <Rows label={label}>
        {lessons.slice(0, shown).map(({ id, facts, years, form }) => {
          const own = logs.find(({ activity }) => activity === id);
          return (
            <Row key={id} class="plan-row">
              <When date={shortDate(facts.date)} words={howFar(facts.date, today)} />
              <div>
                <RowName name={facts.title} />
                <Facts>
                  <span>{form ?? yearsWords(years)}</span>
                  {own ? <span>You logged {plural(own.there.length, 'pupil')}</span> : null}
                </Facts>
              </div>
              {facts.date > today ? null : (
                <div class="actions">
                  <ButtonLink href={subjectLogPath(id)} about={`: ${facts.title}, ${shortDate(facts.date)}`}>
                    Log
                  </ButtonLink>
                </div>
              )}
            </Row>
          );
        })}
      </Rows>
      {lessons.length > shown ? (
        <Button look="plain" onClick={() => setShown(lessons.length)}>
          Show {lessons.length - shown} more
        </Button>
      ) : null}
    </>
  );
}

/** What the person has logged on this device this year, each with a way to take it back. */
function Logged({ logs }: { readonly logs: readonly OwnLog[] }) {
  const save = useSaveAct();
  const takeBack = async ({ activity, facts, there, absent }: OwnLog) => {
    const saved = await save([...there, ...absent].map((record) => changeOf('activity.unlog', record, { activity })));
    if (saved.kind === 'saved') showToast({ words: `Taken back: ${facts.title}.` });
  };
  return (
    <Section title="Logged by you" count={logs.length}>
      <p class="hint">On this device. Who else took part, and what they wrote, stays with the form tutors.</p>
      {logs.length === 0 ? <p class="quiet">Nothing yet.</p> : null}
      <Rows label="Logged by you">
        {logs.map((log) => (
          <Row key={log.activity} class="owed">
            <div>
              <RowName name={log.facts.title} />
              <p class="quiet">
                {shortDate(log.facts.date)}, {plural(log.there.length, 'pupil')}
                {log.absent.length > 0 ? `, ${log.absent.length} absent` : ''}
              </p>
            </div>
            <div class="actions">
              <Button look="plain" about={`: ${log.facts.title}`} onClick={() => void takeBack(log)}>
                Take back
              </Button>
            </div>
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
