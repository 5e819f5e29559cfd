/** What is filled in: texts, choices, dates, a file, an editor's prompt. */
import { useState } from 'preact/hooks';
import { Check, Choices, DateChoices } from '../../../src/ui/parts/choices.tsx';
import { ErrorSummary } from '../../../src/ui/parts/error-summary.tsx';
import { Field, Select, TextArea, TextInput } from '../../../src/ui/parts/fields.tsx';
import { FileDrop } from '../../../src/ui/parts/file-drop.tsx';
import { Prompt } from '../../../src/ui/parts/prompt.tsx';
import { Suggest } from '../../../src/ui/parts/suggest.tsx';
import { PrivateZone, Sheet } from '../../../src/ui/parts/surface.tsx';
import { ignore, Specimen } from './specimen.tsx';
import type { Theme } from './specimen.tsx';

type Themed = { readonly theme: Theme };

const ROUTES = [
  { value: 'sixth-form', label: 'Sixth form' },
  { value: 'college', label: 'College' },
  { value: 't-level', label: 'T Level' },
  { value: 'apprenticeship', label: 'Apprenticeship' },
  { value: 'university', label: 'University', disabled: true },
];
const DATES = [
  { value: '2026-11-25', words: 'In 2 weeks', date: 'Wed 25 Nov' },
  { value: '2026-12-18', words: 'End of term', date: 'Fri 18 Dec' },
  { value: '2027-02-12', words: 'Half term', date: 'Fri 12 Feb' },
];
const PHRASES = [
  'Visit a college open evening',
  'Look at three apprenticeships together',
  'Talk to a subject teacher',
].map((label) => ({ value: label, label }));

const Chosen = () => {
  const [routes, setRoutes] = useState<readonly string[]>(['t-level', 'apprenticeship']);
  const [date, setDate] = useState('2026-11-25');
  const [told, setTold] = useState(true);
  return (
    <Specimen title="Choices and dates: rest, chosen, disabled">
      <Sheet class="stack">
        <Choices label="Routes" options={ROUTES} chosen={routes} onChange={setRoutes} />
        <Choices label="Who" titled one options={ROUTES.slice(0, 3)} chosen={['college']} onChange={ignore} />
        <DateChoices label="By when" options={DATES} value={date} onChoose={setDate} />
        <DateChoices label="Seen on" options={DATES} value="2026-11-04" onChoose={ignore} />
        <Check checked={told} onChange={setTold}>
          I explained who will see this
        </Check>
        <Check checked={false} onChange={ignore} hint="Nothing is kept after you sign out">
          Other people use this device
        </Check>
      </Sheet>
    </Specimen>
  );
};

const Texts = ({ theme }: Themed) => (
  <Specimen title="Fields: rest, focus, error, disabled">
    <Sheet class="stack">
      <Field label="What">
        <TextInput value="Visit a college open evening" onText={ignore} />
      </Field>
      <Field label="School email" hint="The one you use in school">
        <TextInput value="" class="is-focus" type="email" onText={ignore} />
      </Field>
      <Field label="Summary for Aisha" error="Write a summary for Aisha" id={`summary-${theme}`}>
        <TextArea value="" onText={ignore} />
      </Field>
      <Field label="Who">
        <Select value="pupil" options={[{ value: 'pupil', label: 'Aisha' }]} onChoose={ignore} />
      </Field>
      <Field label="Adviser">
        <TextInput value="Jo Mercer" disabled onText={ignore} />
      </Field>
      <FileDrop label="Pupils from your school’s system" hint="A CSV file" onFile={ignore} onPaste={ignore} />
    </Sheet>
  </Specimen>
);

/** The stock phrases open when the field takes focus. */
const Phrases = () => {
  const [text, setText] = useState('');
  return (
    <Field label="What to do next">
      <Suggest value={text} onText={setText} suggestions={PHRASES} onChoose={ignore} />
    </Field>
  );
};

const Problem = ({ theme }: Themed) => {
  const [shown, setShown] = useState(false);
  const problems = shown ? [{ field: `summary-${theme}`, words: 'Write a summary for Aisha' }] : [];
  return (
    <Specimen title="A form with a problem">
      <ErrorSummary problems={problems} />
      <button class="btn" type="button" onClick={() => setShown(true)}>
        Check the form
      </button>
    </Specimen>
  );
};

const Prompts = ({ theme }: Themed) => (
  <Specimen title="Prompts and the private place">
    <Sheet>
      <div class="prompts">
        <Prompt name={theme} level={3} done title="About this interview" said="Personal guidance, from 10:05 in L2">
          <p>Counts as a personal guidance interview when it is finished.</p>
        </Prompt>
        <PrivateZone
          title="careers advisers and careers leader only"
          hint="Never printed or shown. Pupils can ask to see these too."
        >
          <Prompt
            name={theme}
            number={2}
            done={false}
            title="Where things are now"
            said="Triple Science, likes practicals most. Predicted 7 in Chemistry, 5 in English, and much more than fits"
          >
            <TextArea label="Where things are now: notes" value="" onText={ignore} />
          </Prompt>
          <Prompt name={theme} number={3} done={false} open title="Ideas explored">
            <TextArea label="Ideas explored: notes" value="Laboratory technician." onText={ignore} />
          </Prompt>
          <Prompt name={theme} number={4} done={false} title="What might get in the way" aside="Only if it comes up">
            <TextArea label="What might get in the way: notes" value="" onText={ignore} />
          </Prompt>
        </PrivateZone>
      </div>
    </Sheet>
  </Specimen>
);

/** Everything that takes words or choices. */
export const Fields = ({ theme }: Themed) => (
  <>
    <Chosen />
    <Texts theme={theme} />
    <Specimen title="Stock phrases: one tap">
      <Sheet>
        <Phrases />
      </Sheet>
    </Specimen>
    <Problem theme={theme} />
    <Prompts theme={theme} />
  </>
);
