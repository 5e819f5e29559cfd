/** The fields of a next step: a stock phrase or own words, who, by when, and whether the tutor checks in. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SchoolTerms } from '../../../domain/calendar.ts';
import type { DraftStep } from '../../../domain/entries/career.ts';
import type { Reason, Route, StepOwner } from '../../../domain/entries/vocabulary.ts';
import { STEP_OWNERS } from '../../../domain/entries/vocabulary.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { isRealDate } from '../../../domain/time.ts';
import { Button } from '../../parts/button.tsx';
import { Check, DateChoices } from '../../parts/choices.tsx';
import { Field, Select } from '../../parts/fields.tsx';
import { Suggest } from '../../parts/suggest.tsx';
import { useToday } from '../../queries/clock.ts';
import { datedChoices } from './dated-choices.ts';
import { phrasesFor } from './phrases.ts';
import { ownerWords } from './step-words.ts';

/** A step as it stands in the form. `chosen` counts the stock phrases taken, each of which leads on to the button. */
export type FormStep = Omit<DraftStep, 'due'> & { readonly due: string; readonly chosen: number };

/** A form with nothing in it: the pupil does it by the first of the usual dates, and the tutor checks in. */
export const emptyStep = (today: IsoDate, terms: readonly SchoolTerms[]): FormStep => ({
  what: '',
  who: 'pupil',
  due: datedChoices(today, terms)[0]?.value ?? '',
  tutorChecks: true,
  chosen: 0,
});

/** The step that is written; null while words or a real date are missing. */
export function writtenStep({ what, who, due, tutorChecks }: FormStep): DraftStep | null {
  if (what.trim() === '' || !isRealDate(due)) return null;
  return { what: what.trim(), who, due: due as IsoDate, tutorChecks };
}

interface FieldsProps {
  readonly step: FormStep;
  readonly set: (patch: Partial<FormStep>) => void;
  /** What the pupil is called. */
  readonly pupil: string;
  readonly terms: readonly SchoolTerms[];
  /** What the interview is about, for stock phrases that fit. */
  readonly reasons?: readonly Reason[];
  readonly routes?: readonly Route[];
}

/** The fields, for a form around them. */
export function StepFields({ step, set, pupil, terms, reasons, routes }: FieldsProps) {
  const today = useToday();
  const phrases = phrasesFor(step.what, reasons ?? [], routes ?? []);
  return (
    <>
      <Field label="What">
        <Suggest
          value={step.what}
          onText={(what) => set({ what })}
          suggestions={phrases.map((p) => ({ value: p.what, label: p.what }))}
          onChoose={({ value }) =>
            set({
              what: value,
              who: phrases.find((p) => p.what === value)?.who ?? step.who,
              chosen: step.chosen + 1,
            })
          }
        />
      </Field>
      <div class="who-check">
        <Field label="Who">
          <Select
            value={step.who}
            options={STEP_OWNERS.map((value) => ({ value, label: ownerWords(value, pupil) }))}
            onChoose={(who) => set({ who: who as StepOwner })}
          />
        </Field>
        <Check checked={step.tutorChecks} onChange={(tutorChecks) => set({ tutorChecks })}>
          Tutor to check in
        </Check>
      </div>
      <DateChoices
        label="By when"
        options={datedChoices(today, terms)}
        value={step.due}
        onChoose={(due) => set({ due })}
        min={today}
      />
    </>
  );
}

interface AddProps {
  readonly words: string;
  readonly step: FormStep;
  readonly main?: boolean;
}

/** Takes the focus when a stock phrase was taken: the keyboard goes, and the button is in view for the third tap. */
export function AddStepButton({ words, step, main = false }: AddProps) {
  const ref = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (step.chosen > 0) ref.current?.focus();
  }, [step.chosen]);
  return (
    <Button type="submit" ref={ref} disabled={writtenStep(step) === null} {...(main ? { look: 'do' } : {})}>
      {words}
    </Button>
  );
}
