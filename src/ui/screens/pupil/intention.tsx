/** First choice and back-up: what was said last, by whom and when, and a form to say it anew. Policy 5.6.8. */
import { useState } from 'preact/hooks';
import { dateNearby } from '../../../domain/date-words.ts';
import { ROUTE_NAMES } from '../../../domain/vocabulary-names.ts';
import { ROUTES } from '../../../domain/entries/vocabulary.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import type { EntryOf, FieldsOf } from '../../../domain/record.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import { dateOf } from '../../../domain/time.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import { Pairs, Section } from '../../parts/surface.tsx';
import { showToast } from '../../parts/toast.tsx';
import type { Saved } from '../../queries/mutate.ts';
import { useMutate } from '../../queries/mutate.ts';
import { KeptForm } from '../shared/kept-form.tsx';
import { intentionWords } from '../shared/plan-words.ts';
import { useKept } from '../shared/use-kept.ts';
import type { OwnView } from './own-page.tsx';

type Said = FieldsOf<'intention'>;

const NOTHING: Said = { route: null, detail: '', backUp: '' };
const NOT_SURE = 'not-sure';

/** The section. What is chosen and typed outlives a closed form. */
export function Intention({ view }: { readonly view: OwnView }) {
  const entry = entryOf(view.record, singleton('intention'), 'intention');
  const said: Said = entry ? { route: entry.route, detail: entry.detail, backUp: entry.backUp } : NOTHING;
  const [open, setOpen] = useState(false);
  return (
    <Section title="What I would like to do">
      {open ? (
        <IntentionForm view={view} said={said} onClose={() => setOpen(false)} />
      ) : (
        <>
          {entry ? <WhatWasSaid entry={entry} view={view} /> : <p class="quiet">Not said yet.</p>}
          <div class="actions">
            <Button look="do" onClick={() => setOpen(true)}>
              Update
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}

interface SaidProps {
  readonly entry: EntryOf<'intention'>;
  readonly view: OwnView;
}

function WhatWasSaid({ entry, view: { record, school, today } }: SaidProps) {
  const { backUp, by, at } = entry;
  const who = by === (record.id as string) ? 'You said this' : `Written down by ${staffNameOf(school.staffById, by)}`;
  return (
    <>
      <Pairs
        items={[
          ['First choice', intentionWords(entry) || 'Not sure yet'],
          ['Back-up', backUp === '' ? <span class="quiet">None yet</span> : backUp],
        ]}
      />
      <p class="hint">
        {who}, {dateNearby(dateOf(at), today)}.
      </p>
    </>
  );
}

interface FormProps {
  readonly view: OwnView;
  readonly said: Said;
  readonly onClose: () => void;
}

function IntentionForm({ view: { record }, said, onClose }: FormProps) {
  const mutate = useMutate();
  const { value, change, forget } = useKept<Said>('my plans', said);
  const [saved, setSaved] = useState<Saved | null>(null);
  const set = (patch: Partial<Said>) => change((before) => ({ ...before, ...patch }));
  const save = async () => {
    const words = { ...value, detail: value.detail.trim(), backUp: value.backUp.trim() };
    const result = await mutate('intention.write', record.id, words);
    setSaved(result);
    if (result.kind !== 'saved') return;
    forget();
    showToast({
      words: 'Thanks. Your form tutor and careers adviser will see this.',
      undo: () => void mutate('intention.write', record.id, said),
    });
    onClose();
  };
  return (
    <KeptForm
      class="ask"
      label="My plans"
      saved={saved}
      kept="Your plans were not saved. Your words are still here."
      ready
      onSave={save}
      onClose={onClose}
    >
      <Choices
        label="First choice"
        titled
        one
        options={[
          ...ROUTES.map((one) => ({ value: one, label: ROUTE_NAMES[one] })),
          { value: NOT_SURE, label: 'Not sure yet' },
        ]}
        chosen={[value.route ?? NOT_SURE]}
        onChange={([chosen]) => set({ route: ROUTES.find((route) => route === chosen) ?? null })}
      />
      <Field label="What or where" hint="If you know: a course, a place, a job">
        <TextInput value={value.detail} onText={(detail) => set({ detail })} maxLength={200} />
      </Field>
      <Field label="Back-up" hint="What you would do if that does not work out">
        <TextInput value={value.backUp} onText={(backUp) => set({ backUp })} maxLength={200} />
      </Field>
    </KeptForm>
  );
}
