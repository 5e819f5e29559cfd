/** "Add a next step" outside an interview: two taps and the words. What is written outlives a closed dialog. Policy 5.3.3. */
import { useState } from 'preact/hooks';
import type { EntryId, RecordId } from '../../../domain/ids.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icon.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useToday } from '../../queries/clock.ts';
import { useHouse } from '../../queries/house.tsx';
import type { SchoolFacts } from '../../queries/school.ts';
import { AddStepButton, StepFields, emptyStep, writtenStep } from './step-form.tsx';
import type { Saved } from '../../queries/mutate.ts';
import { useMutate } from '../../queries/mutate.ts';
import { NotSavedHere } from './not-saved-here.tsx';
import { useKept } from './use-kept.ts';

interface AddStepProps {
  readonly record: RecordId;
  /** What the pupil is called. */
  readonly name: string;
  readonly school: SchoolFacts;
}

/** The button and its dialog. */
export function AddStep({ record, name, school }: AddStepProps) {
  const { newId } = useHouse();
  const mutate = useMutate();
  const [open, setOpen] = useState(false);
  const [result, setResult] = useState<Saved | null>(null);
  const form = useKept(`new step ${record}`, emptyStep(useToday(), school.terms));
  const add = async () => {
    const step = writtenStep(form.value);
    if (!step) return;
    const id = newId() as EntryId;
    const saved = await mutate('step.add', record, { id, ...step });
    setResult(saved);
    if (saved.kind !== 'saved') return;
    form.forget();
    setOpen(false);
    const undo = () => void mutate('entry.withdraw', record, { id, reason: 'Undone by its author' });
    showToast({ words: `Added for ${name}: ${step.what}.`, undo });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Icon name="plus" />
        Add a next step
      </Button>
      {open ? (
        <Dialog title={`A next step for ${name}`} onClose={() => setOpen(false)}>
          <form
            class="new-step"
            aria-label="New next step"
            onSubmit={(event) => {
              event.preventDefault();
              void add();
            }}
          >
            <NotSavedHere saved={result}>Nothing was added. Your words are still here.</NotSavedHere>
            <StepFields
              step={form.value}
              set={(patch) => form.change((before) => ({ ...before, ...patch }))}
              pupil={name}
              terms={school.terms}
            />
            <p class="hint">{name} can read this, and so can the form tutor and the staff who support them.</p>
            <div class="actions">
              <AddStepButton words="Add next step" step={form.value} main />
              <Button look="plain" onClick={() => setOpen(false)}>
                Not now
              </Button>
            </div>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
