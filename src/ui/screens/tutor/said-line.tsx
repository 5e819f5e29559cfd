/** "Talked about it" is saved already; a line of what was said may follow, which the pupil reads. */
import { useEffect, useRef } from 'preact/hooks';
import type { StepRow } from '../../../domain/steps.ts';
import { Button } from '../../parts/button.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import { stepName } from './step-names.ts';
import { useKeptWords } from '../shared/use-kept.ts';

interface LineProps {
  readonly row: StepRow;
  readonly onSay: (row: StepRow, words: string) => Promise<boolean>;
}

/** The line under the row. */
export function SaidLine({ row, onSay }: LineProps) {
  const { words, write, forget } = useKeptWords(`said ${row.step.id}`);
  const formRef = useRef<HTMLFormElement>(null);
  // Into view, but not into the field: a keyboard on the screen is for those who want to write.
  useEffect(() => formRef.current?.scrollIntoView({ block: 'nearest' }), []);
  const add = async () => {
    const said = words.trim();
    if (said !== '' && (await onSay(row, said))) forget();
  };
  return (
    <form
      ref={formRef}
      class="said-form"
      aria-label={`What was said: ${stepName(row)}`}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Field label="What was said, in a line (optional)" hint={`${row.pupil.name} can read this.`}>
        <TextInput value={words} onText={write} maxLength={200} />
      </Field>
      <Button type="submit" disabled={words.trim() === ''}>
        Add this line
      </Button>
    </form>
  );
}
