/** Closing a request: done, refused with a reason that whoever asked is told, or taken back. And asking for a reason. */
import { useState } from 'preact/hooks';
import type { RequestChange } from '../../../../protocol/rights-asked.ts';
import { Button } from '../../../parts/button.tsx';
import { Choices } from '../../../parts/choices.tsx';
import { Field, TextArea, TextInput } from '../../../parts/fields.tsx';

type Outcome = Extract<RequestChange, { readonly does: 'close' }>['outcome'];

const OUTCOMES: readonly { readonly value: Outcome; readonly label: string }[] = [
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
  { value: 'withdrawn', label: 'Taken back by who asked' },
];

interface CloseProps {
  readonly onClose: () => void;
  readonly onChange: (change: RequestChange) => void;
}

/** The form. */
export function CloseRequest({ onClose, onChange }: CloseProps) {
  const [outcome, setOutcome] = useState<Outcome>('done');
  const [reason, setReason] = useState('');
  const isGood = outcome !== 'refused' || reason.trim() !== '';
  return (
    <form
      class="stack-4 narrow"
      aria-label="Close the request"
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) onChange({ does: 'close', outcome, reason: reason.trim() });
      }}
    >
      <Choices
        label="How it ended"
        titled
        one
        options={OUTCOMES}
        chosen={[outcome]}
        onChange={([chosen]) => setOutcome(chosen as Outcome)}
      />
      <Field
        label="What was answered"
        hint={
          outcome === 'refused'
            ? 'Why it is refused, and that they can complain to the school and to the Information Commissioner'
            : 'If you like'
        }
      >
        <TextArea value={reason} onText={setReason} maxLength={2000} />
      </Field>
      <div class="actions">
        <Button look="do" type="submit" disabled={!isGood}>
          Close it
        </Button>
        <Button look="plain" onClick={onClose}>
          Not now
        </Button>
      </div>
    </form>
  );
}

interface ReasonProps {
  readonly label: string;
  /** What pressing it does. */
  readonly verb: string;
  /** Stands in the field already. */
  readonly usual?: string;
  readonly onClose: () => void;
  readonly onReason: (why: string) => void;
}

/** One line with a reason, without which nothing is done. */
export function AskReason({ label, verb, usual = '', onClose, onReason }: ReasonProps) {
  const [why, setWhy] = useState(usual);
  return (
    <form
      class="stack-4 narrow"
      aria-label={verb}
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() !== '') onReason(why.trim());
      }}
    >
      <Field label={label}>
        <TextInput value={why} onText={setWhy} maxLength={500} />
      </Field>
      <div class="actions">
        <Button look="do" type="submit" disabled={why.trim() === ''}>
          {verb}
        </Button>
        <Button look="plain" onClick={onClose}>
          Not now
        </Button>
      </div>
    </form>
  );
}
