/** The right side of the editor: the next steps agreed, and a new one. */
import { useRef, useState } from 'preact/hooks';
import type { EntryId } from '../../../../domain/ids.ts';
import { Button } from '../../../parts/button.tsx';
import { Check } from '../../../parts/choices.tsx';
import { Rows, Step } from '../../../parts/rows.tsx';
import { showToast } from '../../../parts/toast.tsx';
import type { SchoolFacts } from '../../../queries/school.ts';
import { NewStep } from './new-step.tsx';
import { Safety } from './safety.tsx';
import { stepWords } from '../../shared/step-words.ts';
import type { AgreedStep, Draft } from './use-draft.ts';

interface PaneProps {
  readonly draft: Draft;
  readonly pupil: string;
  readonly tutor: string;
  readonly school: SchoolFacts;
}

/** Next steps agreed. */
export function StepsPane({ draft, pupil, tutor, school }: PaneProps) {
  const [changing, setChanging] = useState<EntryId | null>(null);
  const [said, setSaid] = useState('');
  const paneRef = useRef<HTMLElement>(null);
  // The pressed button goes with its step: without this the focus would be nowhere.
  const backToPane = () => paneRef.current?.focus({ preventScroll: true });
  const remove = async ({ id, ...step }: AgreedStep) => {
    const saved = await draft.setStep(id, null);
    if (saved.kind !== 'saved') return;
    if (changing === id) setChanging(null);
    showToast({ words: `Removed: ${step.what}.`, undo: () => void draft.setStep(id, step) });
    backToPane();
  };
  const done = (words: string) => {
    setChanging(null);
    setSaid(words);
    backToPane();
  };
  return (
    <section class="pane steps" id="steps" aria-labelledby="steps-title" tabIndex={-1} ref={paneRef}>
      <div class="pane-head">
        <h2 id="steps-title">Next steps agreed</h2>
      </div>
      <output class="hide">{said}</output>
      {draft.steps.length > 0 ? (
        <Rows ordered class="step-list">
          {draft.steps.map((step) => (
            <Step
              key={step.id}
              title={step.what}
              words={stepWords(step, pupil, tutor)}
              actions={<StepActions step={step} onChange={setChanging} onRemove={(it) => void remove(it)} />}
            />
          ))}
        </Rows>
      ) : null}
      <NewStep
        key={changing ?? 'new'}
        draft={draft}
        pupil={pupil}
        school={school}
        changing={draft.steps.find((step) => step.id === changing) ?? null}
        onDone={done}
      />
      <NoSteps draft={draft} />
      <Safety contact={school.settings?.dsl ?? ''} />
    </section>
  );
}

interface ActionsProps {
  readonly step: AgreedStep;
  readonly onChange: (id: EntryId) => void;
  readonly onRemove: (step: AgreedStep) => void;
}

const StepActions = ({ step, onChange, onRemove }: ActionsProps) => (
  <>
    <Button look="plain" about={` ${step.what}`} onClick={() => onChange(step.id)}>
      Change
    </Button>
    <Button look="plain" about={` ${step.what}`} onClick={() => onRemove(step)}>
      Remove
    </Button>
  </>
);

/** "No next steps agreed" satisfies the finish. */
function NoSteps({ draft }: { readonly draft: Draft }) {
  if (draft.steps.length > 0) return null;
  return (
    <Check checked={draft.values.noSteps ?? false} onChange={(noSteps) => void draft.set({ noSteps })}>
      No next steps agreed
    </Check>
  );
}
