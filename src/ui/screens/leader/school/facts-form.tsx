/** Name, years, contacts, benchmark edition and who advisers see: the settings of the school in one form. Policy 4.3.5. */
import { useState } from 'preact/hooks';
import { OCCUPATIONS_NEEDED, OPTIONS_YEAR } from '../../../../domain/benchmarks/policy.ts';
import { yearsWords } from '../../../../domain/kept-words.ts';
import { yearsKept } from '../../../../domain/kept-until.ts';
import { SCHOOL_RECORD } from '../../../../domain/record.ts';
import type { EntryOf, FieldsOf } from '../../../../domain/record.ts';
import { PATHS } from '../../../app/paths.ts';
import { RIGHTS_PATHS } from '../../../app/rights-paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Check } from '../../../parts/choices.tsx';
import { ErrorSummary } from '../../../parts/error-summary.tsx';
import type { Problem } from '../../../parts/error-summary.tsx';
import { Field, Select, TextInput } from '../../../parts/fields.tsx';
import { Section } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { useSave } from '../../shared/use-save.ts';

type Settings = FieldsOf<'school'>;

/** Until a school has been set up. */
const NOT_SET_UP: Settings = {
  name: '',
  youngest: 7,
  oldest: 11,
  contact: '',
  dsl: '',
  edition: 'gatsby-2025',
  optionsYear: OPTIONS_YEAR,
  occupations: OCCUPATIONS_NEEDED,
  everyAdviserSeesAll: true,
  demo: false,
};

const YEARS = [7, 8, 9, 10, 11, 12, 13].map((year) => ({ value: String(year), label: `Year ${year}` }));

const EDITIONS: readonly { readonly value: Settings['edition']; readonly label: string }[] = [
  { value: 'gatsby-2025', label: '2025: in the statutory guidance from September 2025' },
  { value: 'gatsby-2014', label: '2014: the first edition' },
];

/** How many occupations may be a range. */
const RANGES = [1, 2, 3, 4, 5].map((count) => ({ value: String(count), label: String(count) }));

const settingsOf = (entry: EntryOf<'school'> | undefined): Settings => {
  if (entry === undefined) return NOT_SET_UP;
  const { name, youngest, oldest, contact, dsl, edition, everyAdviserSeesAll, demo } = entry;
  const { optionsYear = OPTIONS_YEAR, occupations = OCCUPATIONS_NEEDED } = entry;
  const own = { name, youngest, oldest, contact, dsl, edition, everyAdviserSeesAll, demo };
  return { ...own, optionsYear, occupations };
};

/** What is wrong, each with the id of its field. */
export function settingsProblems({ name, youngest, oldest, contact }: Settings): readonly Problem[] {
  const found: (Problem | false)[] = [
    name.trim() === '' && { field: 'school-name', words: 'Write the name of the school' },
    youngest > oldest && { field: 'school-oldest', words: 'The oldest year must not be below the youngest' },
    contact.trim() === '' && { field: 'school-contact', words: 'Write whom pupils ask about careers' },
  ];
  return found.filter((problem) => problem !== false);
}

/** The form. */
export function FactsForm({ settings }: { readonly settings: EntryOf<'school'> | undefined }) {
  const save = useSave();
  const before = settingsOf(settings);
  const [draft, setDraft] = useState<Settings>(before);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const set = (over: Partial<Settings>) => setDraft({ ...draft, ...over });
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.words;
  const send = async () => {
    const wrong = settingsProblems(draft);
    setProblems(wrong);
    if (wrong.length > 0 || (await save('school.set', SCHOOL_RECORD, draft)).kind !== 'saved') return;
    const undo = async () => {
      const saved = await save('school.set', SCHOOL_RECORD, before);
      if (saved.kind === 'saved') setDraft(before);
    };
    showToast(settings === undefined ? { words: 'Saved.' } : { words: 'Saved.', undo: () => void undo() });
  };
  return (
    <Section title="About the school">
      <ErrorSummary problems={problems} />
      <form
        class="stack-5 narrow"
        aria-label="About the school"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field label="Name" id="school-name" error={errorOf('school-name')}>
          <TextInput value={draft.name} onText={(name) => set({ name })} maxLength={200} />
        </Field>
        <div class="two-equal">
          <Field label="Youngest year">
            <Select
              value={String(draft.youngest)}
              options={YEARS}
              onChoose={(value) => set({ youngest: Number(value) })}
            />
          </Field>
          <Field label="Oldest year" id="school-oldest" error={errorOf('school-oldest')}>
            <Select value={String(draft.oldest)} options={YEARS} onChoose={(value) => set({ oldest: Number(value) })} />
          </Field>
        </div>
        <Field
          label="Careers leader’s contact"
          hint="Pupils and the website show it: a name, and an email address or a room"
          id="school-contact"
          error={errorOf('school-contact')}
        >
          <TextInput value={draft.contact} onText={(contact) => set({ contact })} maxLength={200} />
        </Field>
        <Field
          label="Designated safeguarding lead"
          hint="Shown to advisers under “Who to tell”, also without internet: a name and a telephone extension"
        >
          <TextInput value={draft.dsl} onText={(dsl) => set({ dsl })} maxLength={200} />
        </Field>
        <Field
          label="Gatsby benchmarks"
          hint="The dashboard counts by this edition. The 2025 edition asks again in each key stage for what 2014 asks once"
        >
          <Select
            value={draft.edition}
            options={EDITIONS}
            onChoose={(value) => set({ edition: EDITIONS.find((e) => e.value === value)?.value ?? draft.edition })}
          />
        </Field>
        <p class="hint">
          <a href={PATHS.editions}>Compare the editions of 2014 and 2025</a>: what each asks, and for how many pupils it
          makes a difference.
        </p>
        <div class="two-equal">
          <Field label="Options are chosen in" hint="An interview is offered then">
            <Select
              value={String(draft.optionsYear ?? OPTIONS_YEAR)}
              options={YEARS}
              onChoose={(value) => set({ optionsYear: Number(value) })}
            />
          </Field>
          <Field label="Jobs in maths and science" hint="How many are “a range” by the end of Year 9">
            <Select
              value={String(draft.occupations ?? OCCUPATIONS_NEEDED)}
              options={RANGES}
              onChoose={(value) => set({ occupations: Number(value) })}
            />
          </Field>
        </div>
        <HowLong settings={settings} />
        <Check
          checked={draft.everyAdviserSeesAll}
          onChange={(everyAdviserSeesAll) => set({ everyAdviserSeesAll })}
          hint="Off: an adviser sees the years given to them under People, and pupils booked with them until 30 days after."
        >
          Every careers adviser sees all pupils
        </Check>
        <div class="actions">
          <Button look="do" type="submit">
            Save
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** Set on a page of its own, with what it would put on the list for review at once; by the careers leader. Policy 5.3.5. */
function HowLong({ settings }: { readonly settings: EntryOf<'school'> | undefined }) {
  const leads = useHouse().session.roles.includes('leader');
  const years = yearsKept(settings);
  return (
    <p class="hint">
      {years === null
        ? 'No period is set for which records are kept after leaving.'
        : `Records are kept for ${yearsWords(years)} after leaving.`}{' '}
      {leads ? <a href={RIGHTS_PATHS.periods}>Set how long records are kept</a> : 'The careers leader sets it.'}
    </p>
  );
}
