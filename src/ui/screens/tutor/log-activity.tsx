/**
 * "Log an activity": what, when, who took part; the rest is preset. The whole form present is four taps from a cold start.
 * Source: policy 5.8.4, 5.8.5 (encounters are recorded for each pupil); absent pupils stay in the list of gaps.
 */
import { knownActivities } from '../../../domain/activities.ts';
import { BENCHMARK_NAMES } from '../../../domain/benchmarks/names.ts';
import { schoolYearOf } from '../../../domain/calendar.ts';
import { plural, shortDate } from '../../../domain/date-words.ts';
import type { Digest } from '../../../domain/digest.ts';
import type { CountsTowards, ProviderType } from '../../../domain/entries/vocabulary.ts';
import { PROVIDER_TYPE_NAMES } from '../../../domain/vocabulary-names.ts';
import { PROVIDER_TYPES, countsTowards } from '../../../domain/entries/vocabulary.ts';
import type { RecordId } from '../../../domain/ids.ts';
import type { EntryOf } from '../../../domain/record.ts';
import { addDays } from '../../../domain/time.ts';
import { Button } from '../../parts/button.tsx';
import { Choices, DateChoices } from '../../parts/choices.tsx';
import { Field, TextArea, TextInput } from '../../parts/fields.tsx';
import { Main } from '../../parts/frame.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { useProgramme } from '../../queries/school.ts';
import type { FormView } from './form-page.tsx';
import { FormPage, FormSwitch, Unreadable } from './form-page.tsx';
import { AlreadyLogged } from './log/already-logged.tsx';
import type { Log } from './log/use-log.ts';
import { useLog } from './log/use-log.ts';
import { WhatField } from './log/what-field.tsx';
import { WhoField } from './log/who-field.tsx';
import '../../styles/screens/log.css';

const TITLE = 'Log an activity';

/** The page for the whole form. */
export const LogActivity = () => (
  <FormPage title={TITLE}>{(view) => <LogPage key={view.form} view={view} pupils={view.pupils} />}</FormPage>
);

/** The page for one pupil of the form. */
export const LogForPupil = ({ record }: { readonly record: RecordId }) => (
  <FormPage title={TITLE}>
    {(view) => {
      const digest = view.pupils.find((pupil) => pupil.record === record);
      return digest ? <LogPage key={record} view={view} pupils={[digest]} only={digest} /> : <NotInForm />;
    }}
  </FormPage>
);

const NotInForm = () => (
  <Main title={TITLE} class="tutor">
    <Empty title="This pupil is not in your form today" />
  </Main>
);

interface LogPageProps {
  readonly view: FormView;
  readonly pupils: readonly Digest[];
  /** The one pupil that it is for. */
  readonly only?: Digest;
}

/** Waits for the programme: what is planned must be known before anything is logged under another id. */
function LogPage(props: LogPageProps) {
  const programme = useProgramme(schoolYearOf(props.view.today));
  if (programme.state === 'ready') return <LogForm {...props} planned={programme.value} />;
  return (
    <Main title={TITLE} class="tutor log">
      {programme.state === 'failed' ? <Unreadable /> : <Loading words="Opening this year’s activities" />}
    </Main>
  );
}

interface LogFormProps extends LogPageProps {
  readonly planned: readonly EntryOf<'planned'>[];
}

/** The year of the form: as the school has it, or as its pupils say. */
const yearOf = ({ school, form, pupils }: FormView): number =>
  school.forms.find(({ code }) => code === form)?.year ?? pupils[0]?.pupil?.year ?? 0;

function LogForm({ view, pupils, only, planned }: LogFormProps) {
  const { form, today, school } = view;
  const year = yearOf(view);
  const known = knownActivities(planned, view.pupils, { form, year, today });
  const log = useLog({ name: only?.record ?? form, pupils, known, today });
  const name = only?.pupil?.name;
  const submit = async () => {
    if (await log.save()) document.getElementById('main')?.focus();
  };
  return (
    <Main
      title={TITLE}
      class="tutor log"
      heading={name === undefined ? TITLE : `Log an activity for ${name}`}
      hint={name === undefined ? `${form}, ${plural(pupils.length, 'pupil')}` : form}
    >
      {only === undefined ? <FormSwitch {...view} /> : null}
      <form
        aria-label={TITLE}
        onSubmit={(event) => {
          event.preventDefault();
          if (log.problem === null) void submit();
        }}
      >
        <Sheet class="log-sheet">
          <WhatField log={log} known={known} pupils={view.pupils.length} today={today} />
          <DateChoices
            label="When"
            options={[today, addDays(today, -1)].map((date, back) => ({
              value: date,
              words: back === 0 ? 'Today' : 'Yesterday',
              date: shortDate(date),
            }))}
            value={log.date}
            onChoose={log.setDate}
            max={today}
          />
          {log.id === null ? null : (
            <AlreadyLogged activity={log.id} attenders={log.attenders} school={school} onAmended={log.amended} />
          )}
          {only === undefined ? <WhoField log={log} /> : null}
          <Details log={log} />
        </Sheet>
        <SaveBar log={log} name={name} />
      </form>
    </Main>
  );
}

/** With whom, what it counts towards, what was learned. */
function Details({ log }: { readonly log: Log }) {
  const { facts } = log.draft;
  return (
    <>
      <Field label="With whom" hint="An employer, a college or another visitor. Can be blank.">
        <TextInput
          value={facts.organisation}
          onText={(organisation) => log.setFacts({ organisation })}
          maxLength={200}
        />
      </Field>
      <Choices
        label="Counts towards"
        titled
        options={countsTowards.options.map((value) => ({ value, label: BENCHMARK_NAMES[value] }))}
        chosen={facts.counts}
        onChange={(counts) => log.setFacts({ counts: counts as readonly CountsTowards[] })}
      />
      {facts.counts.includes('7') ? (
        <Choices
          label="Which kind of college or provider"
          titled
          options={PROVIDER_TYPES.map((value) => ({ value, label: PROVIDER_TYPE_NAMES[value] }))}
          chosen={facts.providers}
          onChange={(providers) => log.setFacts({ providers: providers as readonly ProviderType[] })}
        />
      ) : null}
      <Field label="What pupils learned (optional)" hint="Pupils can read this.">
        <TextArea value={facts.learned} onText={(learned) => log.setFacts({ learned })} maxLength={2000} />
      </Field>
    </>
  );
}

function SaveBar({ log, name }: { readonly log: Log; readonly name: string | undefined }) {
  const words = name === undefined ? plural(log.count, 'pupil') : name;
  return (
    <div class="bar log-bar">
      {log.problem === null ? null : <output class="hint">{log.problem}</output>}
      <Button look="do" type="submit" disabled={log.problem !== null}>
        Save for {words}
      </Button>
    </div>
  );
}
