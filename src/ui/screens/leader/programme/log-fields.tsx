/** The parts of a log for a group: for whom it is, who was absent, and what saving it does. */
import { useState } from 'preact/hooks';
import type { Digest } from '../../../../domain/digest.ts';
import { suggestPupils } from '../../../../domain/find-pupils.ts';
import type { FormCode, RecordId } from '../../../../domain/ids.ts';
import { byForm, fullName } from '../../../../domain/person-names.ts';
import { yearsWords } from '../../../../domain/programme.ts';
import { Button } from '../../../parts/button.tsx';
import { Choices } from '../../../parts/choices.tsx';
import { Field, Select, TextArea } from '../../../parts/fields.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { Suggest } from '../../../parts/suggest.tsx';
import { Section, Well } from '../../../parts/surface.tsx';
import type { Listed, ProgrammeView } from './programme-view.ts';
import { yearsOf } from './programme-view.ts';
import type { GroupLogging, LogFor } from './use-group-log.ts';

interface ForProps {
  readonly view: ProgrammeView;
  readonly listed: Listed;
  readonly logging: GroupLogging;
}

/** For whom it is logged. */
export function ForWhom({ view, listed: { plan }, logging: { draft, set } }: ForProps) {
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
          hint="One a line, as “Sam Price” or “Price, Sam”; with the form if two have the same name. You can paste a list."
        >
          <TextArea value={draft.names} onText={(names) => set({ names })} rows={6} />
        </Field>
      ) : null}
    </>
  );
}

const ABSENT = 'absent-name';

/** Who was away: found by name, and listed. Everybody else was there. */
export function Absent({ logging, view: { today } }: { readonly logging: GroupLogging; readonly view: ProgrammeView }) {
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
export function CheckFirst({ logging: { log, named, pupils } }: { readonly logging: GroupLogging }) {
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
