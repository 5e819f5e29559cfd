/** "Remove this entry": out of sight of all but the careers leader, with a reason. It cannot be undone, so it asks first. */
import { useState } from 'preact/hooks';
import type { RecordId } from '../../../../domain/ids.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { showToast } from '../../../parts/toast.tsx';
import type { Saved } from '../../../queries/mutate.ts';
import { useMutate } from '../../../queries/mutate.ts';
import { NotSavedHere } from '../../shared/not-saved-here.tsx';
import { useKeptWords } from '../../shared/use-kept.ts';
import type { TimelineItem } from '../../shared/timeline-items.ts';

interface RemoveProps {
  readonly record: RecordId;
  readonly item: TimelineItem;
  /** "Interview, 11 Nov": which one. */
  readonly about: string;
}

/** The button and its dialog. The reason stays while the dialog is closed, and when it could not be saved. */
export function RemoveEntry({ record, item, about }: RemoveProps) {
  const mutate = useMutate();
  const [open, setOpen] = useState(false);
  const { words: reason, write, forget } = useKeptWords(`remove ${item.entry.id}`);
  const [failed, setFailed] = useState<Saved | null>(null);
  const remove = async () => {
    const saved = await mutate('entry.withdraw', record, { id: item.entry.id, reason: reason.trim() });
    setFailed(saved);
    if (saved.kind !== 'saved') return;
    forget();
    setOpen(false);
    showToast({ words: `Removed: ${about}.` });
  };
  return (
    <>
      <Button look="plain" onClick={() => setOpen(true)} about={`: ${about}`}>
        Remove this entry
      </Button>
      {open ? (
        <Dialog
          title={`Remove ${about}`}
          onClose={() => setOpen(false)}
          actions={
            <>
              <Button look="stop" disabled={reason.trim() === ''} onClick={() => void remove()}>
                Remove this entry
              </Button>
              <Button look="plain" onClick={() => setOpen(false)}>
                Keep it
              </Button>
            </>
          }
        >
          <NotSavedHere saved={failed}>Nothing was removed. Your reason is still here.</NotSavedHere>
          <p>
            Only you, the careers leader, will still see it, with your reason. The timeline says who removed it and
            when. It cannot be undone.
          </p>
          <Field label="Reason">
            <TextInput value={reason} onText={write} maxLength={200} />
          </Field>
        </Dialog>
      ) : null}
    </>
  );
}
