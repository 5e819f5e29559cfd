/** Closing a request: done, refused with a reason that whoever asked is told, or taken back. And asking for a reason. */
import { useState } from 'preact/hooks';
import type { RequestChange } from '../../../../protocol/rights-asked.ts';
import { Choices } from '../../../parts/choices.tsx';
import { Field, TextArea, TextInput } from '../../../parts/fields.tsx';
import { useKeptWords } from '../../shared/use-kept.ts';
import { SmallForm } from './small-form.tsx';

type Outcome = Extract<RequestChange, { readonly does: 'close' }>['outcome'];

const OUTCOMES: readonly { readonly value: Outcome; readonly label: string }[] = [
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
  { value: 'withdrawn', label: 'Taken back by who asked' },
];

interface CloseProps {
  /** Of the request. */
  readonly id: string;
  readonly onClose: () => void;
  /** Resolves to whether it was done. */
  readonly onChange: (change: RequestChange) => Promise<boolean>;
}

/** The form. */
export function CloseRequest({ id, onClose, onChange }: CloseProps) {
  const [outcome, setOutcome] = useState<Outcome>('done');
  const { words: reason, write, forget } = useKeptWords(`close request ${id}`);
  const close = async () => {
    if (await onChange({ does: 'close', outcome, reason: reason.trim() })) forget();
  };
  const isGood = outcome !== 'refused' || reason.trim() !== '';
  return (
    <SmallForm label="Close the request" verb="Close it" good={isGood} onSend={() => void close()} onClose={onClose}>
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
        <TextArea value={reason} onText={write} maxLength={2000} />
      </Field>
    </SmallForm>
  );
}

interface ReasonProps {
  /** Under which it is kept until it is taken. */
  readonly name: string;
  readonly label: string;
  /** What pressing it does. */
  readonly verb: string;
  /** Stands in the field already. */
  readonly usual?: string;
  readonly onClose: () => void;
  /** Resolves to whether it was taken. */
  readonly onReason: (why: string) => Promise<boolean>;
}

/** One line with a reason, without which nothing is done. */
export function AskReason({ name, label, verb, usual = '', onClose, onReason }: ReasonProps) {
  const { words: why, write, forget } = useKeptWords(name, usual);
  const send = async () => {
    if (await onReason(why.trim())) forget();
  };
  return (
    <SmallForm label={verb} verb={verb} good={why.trim() !== ''} onSend={() => void send()} onClose={onClose}>
      <Field label={label}>
        <TextInput value={why} onText={write} maxLength={500} />
      </Field>
    </SmallForm>
  );
}
