/** A new next step, or a change of one: a stock phrase in three taps, own words in two and the text. */
import { useEffect, useRef } from 'preact/hooks';
import type { EntryId, RecordId } from '../../../../domain/ids.ts';
import { Button } from '../../../parts/button.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import type { SchoolFacts } from '../../../queries/school.ts';
import type { FormStep } from '../../shared/step-form.tsx';
import { AddStepButton, StepFields, emptyStep, writtenStep } from '../../shared/step-form.tsx';
import { useKept } from '../../shared/use-kept.ts';
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
  const { draft, pupil, school, changing } = props;
  const { step, set, submit, keepAsItWas } = useNewStep(props);
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
          <Button look="plain" onClick={keepAsItWas}>
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
  const kept = useKept<FormStep>(
    stepInHand(draft.record.id, changing?.id),
    changing ? { ...changing, chosen: 0 } : empty,
  );
  const step = kept.value;
  const submit = async () => {
    const agreed = writtenStep(step);
    if (!agreed) return;
    const saved = await draft.setStep(changing?.id ?? (newId() as EntryId), agreed);
    if (saved.kind !== 'saved') return;
    kept.forget();
    onDone(`${changing ? 'Changed' : 'Added'}: ${agreed.what}.`);
  };
  const set = (patch: Partial<FormStep>) => kept.change((before) => ({ ...before, ...patch }));
  const keepAsItWas = () => {
    kept.forget();
    onDone('Kept as it was.');
  };
  return { step, set, submit, keepAsItWas };
}

/** The name under which a step is kept until it is added: it stays while the page gives way to another. */
export const stepInHand = (record: RecordId, changing?: EntryId): string =>
  `step of interview ${record} ${changing ?? 'new'}`;
