/** "Book a follow-up": another interview with the same pupil, on one of the usual days or another. */
import { useState } from 'preact/hooks';
import { shortDate } from '../../../../domain/date-words.ts';
import type { EntryId } from '../../../../domain/ids.ts';
import { DateChoices } from '../../../parts/choices.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import type { Saved } from '../../../queries/mutate.ts';
import { useMutate } from '../../../queries/mutate.ts';
import { datedChoices } from '../../shared/dated-choices.ts';
import { KeptForm } from '../../shared/kept-form.tsx';
import { useSave } from '../../shared/use-save.ts';
import { Clash, USUAL_MINUTES, realSlot, useSlot } from '../slot-fields.tsx';
import type { FinishedView } from './finished-page.tsx';

/** The small form on the finished page. What was chosen stays when it could not be saved. */
export function BookFollowUp({ record, held, school, onDone }: FinishedView & { readonly onDone: () => void }) {
  const { newId, session } = useHouse();
  const mutate = useMutate();
  const save = useSave();
  const today = useToday();
  const choices = datedChoices(today, school.terms);
  const [result, setResult] = useState<Saved | null>(null);
  const { slot, set } = useSlot({ date: choices[0]?.value ?? '', from: held.from, place: held.place });
  const real = realSlot(slot);
  const book = async () => {
    if (!real) return;
    const id = newId() as EntryId;
    const booked = { id, adviser: session.person, minutes: USUAL_MINUTES, visit: null, ...real };
    const saved = await mutate('interview.book', record, { ...booked, type: 'follow-up' });
    setResult(saved);
    if (saved.kind !== 'saved') return;
    showToast({
      words: `Booked for ${shortDate(real.date)}, ${real.from}.`,
      undo: () => void save('interview.cancel', record, { id, why: 'Booked by mistake' }),
    });
    onDone();
  };
  return (
    <KeptForm
      class="new-step"
      label="Book a follow-up"
      saved={result}
      kept="Nothing was booked. What you chose is still here."
      save="Book it"
      ready={real !== null}
      onSave={book}
    >
      <DateChoices label="When" options={choices} value={slot.date} onChoose={(date) => set({ date })} min={today} />
      <Field label="Time">
        <TextInput type="time" value={slot.from} onText={(from) => set({ from })} />
      </Field>
      <Clash slot={slot} adviser={session.person} minutes={USUAL_MINUTES} except={null} />
    </KeptForm>
  );
}
