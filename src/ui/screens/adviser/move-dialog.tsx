/** "Move": an interview to another day, time or room, from the row's menu; it can be undone. */
import { useState } from 'preact/hooks';
import type { Booking } from '../../../domain/bookings.ts';
import { shortDate } from '../../../domain/date-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { showToast } from '../../parts/toast.tsx';
import type { Saved } from '../../queries/mutate.ts';
import { useMutate } from '../../queries/mutate.ts';
import { NotSavedHere } from '../shared/not-saved-here.tsx';
import { useSave } from '../shared/use-save.ts';
import { Clash, SlotFields, realSlot, useSlot } from './slot-fields.tsx';

interface MoveProps {
  readonly booking: Booking;
  readonly onClose: () => void;
}

/** The dialog. What was chosen stays when it could not be saved. */
export function MoveDialog({ booking, onClose }: MoveProps) {
  const { record, interview, name } = booking;
  const mutate = useMutate();
  const save = useSave();
  const [result, setResult] = useState<Saved | null>(null);
  const { id, adviser, minutes, visit, date, from, place } = interview;
  const { slot, set } = useSlot({ date, from, place });
  const real = realSlot(slot);
  const move = async () => {
    if (!real) return;
    const kept = { id, adviser, minutes, visit };
    const saved = await mutate('interview.move', record, { ...kept, ...real });
    setResult(saved);
    if (saved.kind !== 'saved') return;
    showToast({
      words: `${name}: moved to ${shortDate(real.date)}, ${real.from}.`,
      undo: () => void save('interview.move', record, { ...kept, date, from, place }),
    });
    onClose();
  };
  return (
    <Dialog
      title={`Move ${name}`}
      onClose={onClose}
      actions={
        <>
          <Button look="do" disabled={!real} onClick={() => void move()}>
            Move
          </Button>
          <Button look="plain" onClick={onClose}>
            Keep it as it is
          </Button>
        </>
      }
    >
      <NotSavedHere saved={result}>It was not moved. What you chose is still here.</NotSavedHere>
      <SlotFields slot={slot} set={set} />
      <Clash slot={slot} adviser={adviser} minutes={minutes} except={id} />
    </Dialog>
  );
}
