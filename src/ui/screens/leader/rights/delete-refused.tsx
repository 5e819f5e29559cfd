/** "Delete these words": of a change that was refused, for good; that it was refused stays. */
import { useState } from 'preact/hooks';
import type { RefusedChange } from '../../../../protocol/refused.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { letGoOfRefused } from '../../../queries/refused.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { NeedsInternet } from '../needs-internet.tsx';
import { Failed } from './frame.tsx';

interface DeleteProps {
  readonly row: RefusedChange;
  /** "Next step, Aisha Khan". */
  readonly title: string;
  readonly whose: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The dialog: words that go cannot be brought back. */
export function DeleteRefused({ row, title, whose, onClose, onDone }: DeleteProps) {
  const { session } = useHouse();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const letGo = async () => {
    setBusy(true);
    const answer = await letGoOfRefused(session.school, row.place);
    setBusy(false);
    if (!answer.ok) return setFailure(answer.error);
    showToast({ words: 'Deleted. That the change was refused stays in the school’s audit.' });
    return onDone();
  };
  return (
    <Dialog
      title="Delete these words?"
      onClose={onClose}
      actions={
        <>
          <Button look="stop" busy={busy} onClick={() => void letGo()}>
            Delete these words
          </Button>
          <Button look="plain" onClick={onClose}>
            Keep them
          </Button>
        </>
      }
    >
      <NeedsInternet title="Deleting needs internet" why="The words are kept on the school’s server alone." />
      <Failed failure={failure} title="Nothing was deleted" />
      <p>
        {title}, by {whose}.
      </p>
      <p>
        They go from the school’s server for good, and from backups within 90 days. Their author may still have them
        under “Needs you”. That the change was refused, and why, stays.
      </p>
    </Dialog>
  );
}
