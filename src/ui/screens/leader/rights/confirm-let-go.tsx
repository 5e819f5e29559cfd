/** Asks once more, with the number typed: what is let go of cannot be brought back. */
import { useState } from 'preact/hooks';
import type { DueRecord } from '../../../../protocol/rights.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { letGo } from '../../../queries/rights.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { NeedsInternet } from '../needs-internet.tsx';
import { Failed } from './frame.tsx';
import { verbWords } from './what-goes.ts';

interface ConfirmProps {
  readonly due: readonly DueRecord[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The dialog. */
export function ConfirmLetGo({ due, onClose, onDone }: ConfirmProps) {
  const { session } = useHouse();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const go = async () => {
    setBusy(true);
    const steps = due.map(({ record, what: which }) => ({ record, what: which }));
    const answer = await letGo(session.school, { steps });
    setBusy(false);
    if (!answer.ok) return setFailure(answer.error);
    return onDone();
  };
  const verb = verbWords(due[0]?.what ?? 'record', due.length);
  return (
    <Dialog
      title={verb}
      onClose={onClose}
      actions={
        <>
          <Button look="stop" disabled={typed.trim() !== String(due.length)} busy={busy} onClick={() => void go()}>
            {verb}
          </Button>
          <Button look="plain" onClick={onClose}>
            Keep them
          </Button>
        </>
      }
    >
      <NeedsInternet title="This needs internet" why="The school’s server does it, and tells every device." />
      <Failed failure={failure} title="Nothing was let go of" />
      <p>
        It cannot be undone. You get a certificate: what, when, approved by you, how many, without names. The server
        asks of each again whether it is due.
      </p>
      <Field label={`Type ${due.length} to go on`}>
        <TextInput value={typed} inputMode="numeric" onText={setTyped} />
      </Field>
    </Dialog>
  );
}
