/** A new next step, or a change of one: a stock phrase in three taps, own words in two and the text. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EntryId } from '../../../../domain/ids.ts';
import { Button } from '../../../parts/button.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import type { SchoolFacts } from '../../../queries/school.ts';
import type { FormStep } from '../../shared/step-form.tsx';
import { AddStepButton, StepFields, emptyStep, writtenStep } from '../../shared/step-form.tsx';
import type { AgreedStep, Draft } from './use-draft.ts';

/** Steps beyond this many are asked about, never refused. */
const PLENTY = 3;

interface NewStepProps {
  readonly draft: Draft;
  readonly pupil: string;
  readonly school: SchoolFacts;
  /** The step that is changed; null for a new one. */
  readonly changing: AgreedStep | null;
  /** Called with what was done, to be said: "Added: Visit a college open evening." */
  readonly onDone: (words: string) => void;
}

/** The form below the list. */
export function NewStep(props: NewStepProps) {
  const { draft, pupil, school, changing, onDone } = props;
  const { step, set, submit } = useNewStep(props);
  const formRef = useRef<HTMLFormElement>(null);
  // Asked for by "Change": the form is where the work goes on. The field itself would bring up the keyboard.
  useEffect(() => (changing ? formRef.current?.focus() : undefined), []);
  const plenty = changing === null && draft.steps.length >= PLENTY;
  return (
    <form
      class="new-step"
      ref={formRef}
      tabIndex={-1}
      aria-label={changing ? `Change next step ${changing.what}` : 'New next step'}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <StepFields
        step={step}
        set={set}
        pupil={pupil}
        terms={school.terms}
        reasons={draft.values.about ?? []}
        routes={draft.values.routes ?? []}
      />
      {plenty ? <p class="hint">Three is plenty. Add anyway?</p> : null}
      <div class="actions">
        <AddStepButton words={changing ? 'Save change' : 'Add next step'} step={step} />
        {changing ? (
          <Button look="plain" onClick={() => onDone('Kept as it was.')}>
            Keep as it was
          </Button>
        ) : null}
      </div>
    </form>
  );
}

function useNewStep({ draft, school, changing, onDone }: NewStepProps) {
  const { newId } = useHouse();
  const empty = emptyStep(useToday(), school.terms);
  const [step, setStep] = useState<FormStep>(changing ? { ...changing, chosen: 0 } : empty);
  const submit = async () => {
    const agreed = writtenStep(step);
    if (!agreed) return;
    const saved = await draft.setStep(changing?.id ?? (newId() as EntryId), agreed);
    if (saved.kind !== 'saved') return;
    setStep(empty);
    onDone(`${changing ? 'Changed' : 'Added'}: ${agreed.what}.`);
  };
  const set = (patch: Partial<FormStep>) => setStep((before) => ({ ...before, ...patch }));
  return { step, set, submit };
}
