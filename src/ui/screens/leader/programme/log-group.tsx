/** "Log for a group": for whom, who was absent, and what that does, before it is saved as one act. */
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { fullDate, plural } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import { suggestPupils } from '../../../../domain/find-pupils.ts';
import type { FormCode, RecordId } from '../../../../domain/ids.ts';
import { byForm, fullName } from '../../../../domain/person-names.ts';
import { yearsWords } from '../../../../domain/programme.ts';
import { activityPath } from '../../../app/paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Choices } from '../../../parts/choices.tsx';
import { Field, Select, TextArea } from '../../../parts/fields.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { Suggest } from '../../../parts/suggest.tsx';
import { Section, Sheet, Well } from '../../../parts/surface.tsx';
import { NotInPlan, ProgrammePage } from './programme-page.tsx';
import type { Listed, ProgrammeView } from './programme-view.ts';
import { activityOf, yearsOf } from './programme-view.ts';
import type { GroupLogging, LogFor } from './use-group-log.ts';
import { useGroupLog } from './use-group-log.ts';

const TITLE = 'Log for a group';

/** The page. */
export const LogGroup = ({ year, activity }: { readonly year?: string; readonly activity?: string }) => (
  <ProgrammePage title={TITLE} year={year}>
    {(view) => {
      const listed = activityOf(view, activity);
      return listed ? (
        <LogForm key={listed.id} view={view} listed={listed} />
      ) : (
        <NotInPlan title={TITLE} year={view.year} />
      );
    }}
  </ProgrammePage>
);

interface FormProps {
  readonly view: ProgrammeView;
  readonly listed: Listed;
}

function LogForm({ view, listed }: FormProps) {
  const { digests, today, year } = view;
  const { id, facts } = listed;
  const { route } = useLocation();
  const logging = useGroupLog({ listed, digests, today });
  const { log, problem } = logging;
  const back = activityPath(year, id);
  const isToCome = facts.date > today;
  const wrong = isToCome ? `It is on ${fullDate(facts.date)}. Log it when it has been.` : problem;
  const submit = async () => {
    if (await logging.save()) route(back);
  };
  return (
    <Main
      title={TITLE}
      class="office plan"
      hint={
        <>
          <a href={back}>{facts.title}</a>, {fullDate(facts.date)}
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
          <ForWhom view={view} listed={listed} logging={logging} />
          <Absent logging={logging} view={view} />
          <CheckFirst logging={logging} />
          <div class="actions">
            {wrong === null ? null : <output class="hint">{wrong}</output>}
            <Button look="do" type="submit" disabled={wrong !== null}>
              Log for {plural(log.there.length, 'pupil')}
            </Button>
          </div>
        </Sheet>
      </form>
    </Main>
  );
}

interface ForProps extends FormProps {
  readonly logging: GroupLogging;
}

function ForWhom({ view, listed: { plan }, logging: { draft, set } }: ForProps) {
  const forms = view.school.forms.map(({ code }) => code).toSorted(byForm);
  return (
    <>
      <Choices
        label="Who took part"
        titled
        one
        options={[
          ...(plan ? [{ value: 'planned', label: `All of ${plan.form ?? yearsWords(plan.years)}` }] : []),
          { value: 'years', label: plan ? 'Other year groups' : 'Year groups' },
          { value: 'form', label: 'One form' },
          { value: 'names', label: 'A list of names' },
        ]}
        chosen={[draft.for]}
        onChange={([value]) => set({ for: value as LogFor })}
      />
      {draft.for === 'years' ? (
        <Choices
          label="Year groups"
          titled
          options={yearsOf(view).map((value) => ({ value: String(value), label: `Year ${value}` }))}
          chosen={draft.years.map(String)}
          onChange={(years) => set({ years: years.map(Number) })}
        />
      ) : null}
      {draft.for === 'form' ? (
        <Field label="Form">
          <Select
            value={draft.form ?? ''}
            options={[{ value: '', label: 'Choose a form' }, ...forms.map((code) => ({ value: code, label: code }))]}
            onChoose={(code) => set({ form: code === '' ? null : (code as FormCode) })}
          />
        </Field>
      ) : null}
      {draft.for === 'names' ? (
        <Field
          label="Names"
          hint="One a line, as “Aisha Khan” or “Khan, Aisha”; with the form if two have the same name. You can paste a list."
        >
          <TextArea value={draft.names} onText={(names) => set({ names })} rows={6} />
        </Field>
      ) : null}
    </>
  );
}

const ABSENT = 'absent-name';

/** Who was away: found by name, and listed. Everybody else was there. */
function Absent({ logging, view: { today } }: { readonly logging: GroupLogging; readonly view: ProgrammeView }) {
  const { log, setAbsent } = logging;
  const [typed, setTyped] = useState('');
  const found = suggestPupils(log.there, typed, today).map(({ record, pupil }) => ({
    value: record as string,
    label: pupil ? fullName(pupil) : 'A pupil',
    hint: pupil?.form ?? '',
  }));
  if (log.there.length + log.absent.length === 0) return null;
  return (
    <Section title="Who was absent" {...(log.absent.length > 0 ? { count: log.absent.length } : {})}>
      <Field
        id={ABSENT}
        label="Find a pupil who was absent"
        hint="Everybody else is logged as there. The absent make the catch-up list."
      >
        <Suggest
          key={log.absent.length}
          value={typed}
          onText={setTyped}
          suggestions={found}
          onChoose={({ value }) => {
            setAbsent(value as RecordId, true);
            setTyped('');
            // The field is drawn anew, empty: the next name is typed there.
            setTimeout(() => document.getElementById(ABSENT)?.focus());
          }}
        />
      </Field>
      {log.absent.length === 0 ? null : (
        <ul class="absent" aria-label="Absent">
          {log.absent.map((digest) => (
            <AbsentRow key={digest.record} digest={digest} onThere={() => setAbsent(digest.record, false)} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function AbsentRow({ digest: { pupil }, onThere }: { readonly digest: Digest; readonly onThere: () => void }) {
  const name = pupil ? fullName(pupil) : 'A pupil';
  return (
    <li>
      <span>
        {name} <span class="quiet">{pupil?.form ?? ''}</span>
      </span>
      <Button look="plain" small square label={`${name} was there`} onClick={onThere}>
        <Icon name="close" />
      </Button>
    </li>
  );
}

/** "168 will be logged · 6 already logged · 2 not found", and which lines those are. */
function CheckFirst({ logging: { log, named, pupils } }: { readonly logging: GroupLogging }) {
  const lost = [...named.unknown, ...named.unclear];
  if (pupils.length === 0 && lost.length === 0) return null;
  const counts = [
    `${log.there.length} will be logged`,
    ...(log.absent.length > 0 ? [`${log.absent.length} absent`] : []),
    ...(log.already.length > 0 ? [`${log.already.length} already logged`] : []),
    ...(named.twice > 0 ? [`${named.twice} in the list twice`] : []),
    ...(lost.length > 0 ? [`${lost.length} not found`] : []),
  ];
  return (
    <Well class="check-first">
      <output>
        <b>{counts.join(' · ')}</b>
      </output>
      {named.unknown.length > 0 ? <p>Nobody here is called: {named.unknown.join('; ')}.</p> : null}
      {named.unclear.length > 0 ? (
        <p>Several pupils are called: {named.unclear.join('; ')}. Write the form after the name.</p>
      ) : null}
    </Well>
  );
}
