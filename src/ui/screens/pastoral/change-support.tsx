/** Changing support, and what helps, each in its own dialog. What is chosen and typed outlives a closed dialog and a save that failed. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { CareersRecord, FieldsOf } from '../../../domain/record.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import { Button } from '../../parts/button.tsx';
import { Check, Choices } from '../../parts/choices.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, TextArea } from '../../parts/fields.tsx';
import { WhoSees } from '../../parts/surface.tsx';
import { showToast } from '../../parts/toast.tsx';
import type { Saved } from '../../queries/mutate.ts';
import { useMutate } from '../../queries/mutate.ts';
import { NotSavedHere } from '../shared/not-saved-here.tsx';
import { useKept } from '../shared/use-kept.ts';
import { SEN_NAMES } from './support-words.ts';

interface ChangeProps {
  readonly record: CareersRecord;
  /** What the pupil is called. */
  readonly name: string;
  readonly onClose: () => void;
}

type Support = FieldsOf<'support'>;

const NONE: Support = { sen: 'N', pupilPremium: false, lookedAfter: false, outcomes: null };

/** SEN provision, care, pupil premium and outcomes: set by staff, never computed. */
export function ChangeSupport({ record, name, onClose }: ChangeProps) {
  const mutate = useMutate();
  const entry = entryOf(record, singleton('support'), 'support');
  const before: Support = entry
    ? {
        sen: entry.sen,
        pupilPremium: entry.pupilPremium,
        lookedAfter: entry.lookedAfter,
        outcomes: entry.outcomes,
      }
    : NONE;
  // What was changed only: what somebody else changes meanwhile is not set back.
  const { value: changed, change, forget } = useKept<Partial<Support>>(`support ${record.id}`, {});
  const value = { ...before, ...changed };
  const [saved, setSaved] = useState<Saved | null>(null);
  const set = (patch: Partial<Support>) => change((now) => ({ ...now, ...patch }));
  const save = async () => {
    const outcomes = value.outcomes?.trim() ?? '';
    const result = await mutate('support.set', record.id, { ...value, outcomes: outcomes === '' ? null : outcomes });
    setSaved(result);
    if (result.kind !== 'saved') return;
    forget();
    const undo = () => void mutate('support.set', record.id, before);
    showToast({ words: `Support of ${name} changed.`, undo });
    onClose();
  };
  return (
    <ChangeDialog title={`Support of ${name}`} saved={saved} onSave={save} onClose={onClose}>
      <WhoSees
        words={`staff who look after ${name}’s year, careers advisers and the careers leader. ${name} can ask to see it.`}
      />
      <Choices
        label="Special educational needs"
        titled
        one
        options={(['N', 'K', 'E'] as const).map((sen) => ({ value: sen, label: SEN_NAMES[sen] ?? 'None' }))}
        chosen={[value.sen]}
        onChange={([sen]) => set({ sen: sen === 'K' || sen === 'E' ? sen : 'N' })}
      />
      <Check checked={value.lookedAfter} onChange={(lookedAfter) => set({ lookedAfter })}>
        Looked after or care leaver
      </Check>
      <Check checked={value.pupilPremium} onChange={(pupilPremium) => set({ pupilPremium })}>
        Pupil premium
      </Check>
      <Field label="Outcomes of the plan" hint="Those that careers guidance should work towards">
        <TextArea rows={4} value={value.outcomes ?? ''} onText={(outcomes) => set({ outcomes })} maxLength={4000} />
      </Field>
    </ChangeDialog>
  );
}

/** Practical wording without the reason: "sits near the front". */
export function ChangeAdjustment({ record, name, onClose }: ChangeProps) {
  const mutate = useMutate();
  const before = entryOf(record, singleton('adjustment'), 'adjustment')?.words ?? '';
  const { value, change, forget } = useKept(`adjustment ${record.id}`, before);
  const [saved, setSaved] = useState<Saved | null>(null);
  const save = async () => {
    const result = await mutate('adjustment.set', record.id, { words: value.trim() });
    setSaved(result);
    if (result.kind !== 'saved') return;
    forget();
    const undo = () => void mutate('adjustment.set', record.id, { words: before });
    showToast({ words: `What helps ${name} changed.`, undo });
    onClose();
  };
  return (
    <ChangeDialog title={`What helps ${name}`} saved={saved} onSave={save} onClose={onClose}>
      <WhoSees words={`${name}, the form tutor, staff who support ${name}, careers advisers and the careers leader.`} />
      <Field label="What helps" hint="What to do, never why: “Sits near the front”, “Has written questions beforehand”">
        <TextArea rows={4} value={value} onText={(words) => change(() => words)} maxLength={2000} />
      </Field>
    </ChangeDialog>
  );
}

interface DialogProps {
  readonly title: string;
  readonly saved: Saved | null;
  readonly onSave: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

const ChangeDialog = ({ title, saved, onSave, onClose, children }: DialogProps) => (
  <Dialog
    title={title}
    onClose={onClose}
    actions={
      <>
        <Button look="do" onClick={() => void onSave()}>
          Save
        </Button>
        <Button look="plain" onClick={onClose}>
          Not now
        </Button>
      </>
    }
  >
    {children}
    <NotSavedHere saved={saved}>Nothing was changed. What you wrote is still here.</NotSavedHere>
  </Dialog>
);
