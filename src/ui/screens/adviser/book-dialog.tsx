/** "Book": an interview for a pupil who asked for one; it can be undone. Policy 5.12.1. */
import { useState } from 'preact/hooks';
import { dueWords } from '../../../domain/date-words.ts';
import type { EntryId, RecordId } from '../../../domain/ids.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useHouse } from '../../queries/house.tsx';
import type { Saved } from '../../queries/mutate.ts';
import { useMutate } from '../../queries/mutate.ts';
import { NotSavedHere } from '../shared/not-saved-here.tsx';
import { useSave } from '../shared/use-save.ts';
import { Clash, SlotFields, USUAL_MINUTES, realSlot, useSlot } from './slot-fields.tsx';

interface BookProps {
  readonly record: RecordId;
  readonly name: string;
  readonly today: IsoDate;
  /** Of today's visit; '' when there is none. */
  readonly room: string;
  readonly onClose: () => void;
}

/** The dialog. What was chosen stays when it could not be saved. */
export function BookDialog({ record, name, today, room, onClose }: BookProps) {
  const { session, newId } = useHouse();
  const mutate = useMutate();
  const save = useSave();
  const { slot, set } = useSlot({ date: today, from: '09:00', place: room });
  const [result, setResult] = useState<Saved | null>(null);
  const real = realSlot(slot);
  const book = async () => {
    if (!real) return;
    const id = newId() as EntryId;
    const booked = { id, adviser: session.person, minutes: USUAL_MINUTES, visit: null, ...real };
    const saved = await mutate('interview.book', record, { ...booked, type: 'personal-guidance' });
    setResult(saved);
    if (saved.kind !== 'saved') return;
    showToast({
      words: `${name}: booked, ${dueWords(real.date, today)}, ${real.from}.`,
      undo: () => void save('interview.cancel', record, { id, why: 'Booked by mistake' }),
    });
    onClose();
  };
  return (
    <Dialog
      title={`Book ${name}`}
      onClose={onClose}
      actions={
        <>
          <Button look="do" disabled={!real || real.date < today} onClick={() => void book()}>
            Book it
          </Button>
          <Button look="plain" onClick={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <NotSavedHere saved={result}>Nothing was booked. What you chose is still here.</NotSavedHere>
      <SlotFields slot={slot} set={set} min={today} />
      <Clash slot={slot} adviser={session.person} minutes={USUAL_MINUTES} except={null} />
    </Dialog>
  );
}
