/** The forms of the school: add, rename, close. */
import { useState } from 'preact/hooks';
import { plural } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import type { FormCode } from '../../../../domain/ids.ts';
import { byForm } from '../../../../domain/person-names.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, Select, TextInput } from '../../../parts/fields.tsx';
import { Row, RowName, Rows } from '../../../parts/rows.tsx';
import { Section } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import type { RosterView, SchoolFacts } from '../../../queries/school.ts';
import { useSaveAct } from '../../shared/use-save.ts';
import { yearsTaught } from '../people/years-taught.ts';
import { addForm, closeForm, codeProblem, pupilsOf, renameForm } from './form-changes.ts';

interface FormsProps {
  readonly school: SchoolFacts;
  readonly roster: RosterView;
  readonly digests: readonly Digest[];
}

/** The list. */
export function FormsList(props: FormsProps) {
  const forms = props.school.forms.toSorted((a, b) => a.year - b.year || byForm(a.code, b.code));
  return (
    <Section title="Forms" count={forms.length}>
      <p class="hint">Forms also come by themselves with the pupils who are brought in.</p>
      <AddForm {...props} />
      <Rows>
        {forms.map((form) => (
          <FormRow key={form.id} form={form} {...props} />
        ))}
      </Rows>
    </Section>
  );
}

function AddForm({ school }: FormsProps) {
  const save = useSaveAct();
  const years = yearsTaught(school);
  const [code, setCode] = useState('');
  const [year, setYear] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const shown = year ?? Number.parseInt(code, 10);
  const inYear = years.includes(shown) ? shown : (years[0] ?? 7);
  const add = async () => {
    const wrong = codeProblem(code, school.forms);
    setProblem(wrong ?? undefined);
    if (wrong !== null) return;
    const change = addForm(code.trim() as FormCode, inYear);
    if ((await save([change])).kind !== 'saved') return;
    const added = { id: (change.args as { readonly id: EntryOf<'form'>['id'] }).id, code: code.trim() as FormCode };
    showToast({
      words: `${added.code} added.`,
      undo: () => void save([closeForm({ ...added, year: inYear } as EntryOf<'form'>, true)]),
    });
    setCode('');
    setYear(null);
  };
  return (
    <form
      class="add-form"
      aria-label="Add a form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Field label="New form" id="new-form" error={problem}>
        <TextInput value={code} onText={setCode} maxLength={20} />
      </Field>
      <Field label="Year">
        <Select
          value={String(inYear)}
          options={years.map((y) => ({ value: String(y), label: `Year ${y}` }))}
          onChoose={(value) => setYear(Number(value))}
        />
      </Field>
      <Button type="submit">Add form</Button>
    </form>
  );
}

function FormRow({ form, school, roster, digests }: FormsProps & { readonly form: EntryOf<'form'> }) {
  const save = useSaveAct();
  const [renaming, setRenaming] = useState(false);
  const pupils = pupilsOf(digests, form.code).length;
  const close = async () => {
    if ((await save([closeForm(form, true)])).kind !== 'saved') return;
    showToast({ words: `${form.code} closed.`, undo: () => void save([closeForm(form, false)]) });
  };
  return (
    <Row class="owed">
      <div>
        <RowName name={form.code} />
        <p class="quiet">
          Year {form.year}, {plural(pupils, 'pupil')}
        </p>
      </div>
      <div class="actions">
        <Button look="plain" aria-expanded={renaming} onClick={() => setRenaming(!renaming)} about={` ${form.code}`}>
          Rename
        </Button>
        {pupils === 0 ? (
          <Button look="plain" onClick={() => void close()} about={` ${form.code}`}>
            Close
          </Button>
        ) : null}
      </div>
      {renaming ? (
        <RenameForm form={form} school={school} roster={roster} digests={digests} onDone={() => setRenaming(false)} />
      ) : null}
    </Row>
  );
}

interface RenameProps extends FormsProps {
  readonly form: EntryOf<'form'>;
  readonly onDone: () => void;
}

function RenameForm({ form, school, roster, digests, onDone }: RenameProps) {
  const save = useSaveAct();
  const [code, setCode] = useState<string>(form.code);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const pupils = pupilsOf(digests, form.code).length;
  const rename = async () => {
    const wrong = codeProblem(
      code,
      school.forms.filter(({ id }) => id !== form.id),
    );
    setProblem(wrong ?? undefined);
    const to = code.trim() as FormCode;
    if (wrong !== null || to === form.code) return;
    if ((await save(renameForm({ form, to, roster, digests }))).kind !== 'saved') return;
    const renamed = { form: { ...form, code: to }, to: form.code, roster: renamedRoster(roster, form.code, to) };
    const back = digests.map((d) => (d.pupil?.form === form.code ? { ...d, pupil: { ...d.pupil, form: to } } : d));
    showToast({
      words: `${form.code} is ${to} now.`,
      undo: () => void save(renameForm({ ...renamed, digests: back })),
    });
    onDone();
  };
  return (
    <form
      class="editing add-form"
      aria-label={`Rename ${form.code}`}
      onSubmit={(event) => {
        event.preventDefault();
        void rename();
      }}
    >
      <Field
        label={`New code of ${form.code}`}
        hint={pupils === 0 ? 'Its tutor stays' : `${plural(pupils, 'pupil')} and the tutor go with it`}
        error={problem}
      >
        <TextInput value={code} onText={setCode} maxLength={20} />
      </Field>
      <Button type="submit" look="do">
        Rename
      </Button>
      <Button look="plain" onClick={onDone}>
        Keep {form.code}
      </Button>
    </form>
  );
}

/** The roster after a rename, for taking it back. */
const renamedRoster = (roster: RosterView, from: FormCode, to: FormCode): RosterView => ({
  ...roster,
  tutors: roster.tutors.map((duty) => (duty.form === from ? { ...duty, form: to } : duty)),
});
