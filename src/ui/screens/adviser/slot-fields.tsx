/** When and where an interview is to be: day, time, room, and whom the adviser sees at that time already. */
import { useState } from 'preact/hooks';
import { bookedWithin } from '../../../domain/bookings.ts';
import type { EntryId, PersonId } from '../../../domain/ids.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { isClockTime, isRealDate } from '../../../domain/time.ts';
import { Field, TextInput } from '../../parts/fields.tsx';
import { useDigests } from '../../queries/records.ts';

/** Minutes that an interview is booked for. */
export const USUAL_MINUTES = 45;

/** A slot as it stands in the fields: what is typed may not be a day or a time yet. */
export interface WishedSlot {
  readonly date: string;
  readonly from: string;
  readonly place: string;
}

/** The slot that is wished for, and how to change it. */
export function useSlot(first: WishedSlot) {
  const [slot, setSlot] = useState(first);
  return { slot, set: (patch: Partial<WishedSlot>) => setSlot((before) => ({ ...before, ...patch })) };
}

/** The slot once it has a real day and time; null before. */
export const realSlot = ({ date, from, place }: WishedSlot) =>
  isRealDate(date) && isClockTime(from) ? { date: date as IsoDate, from, place } : null;

interface SlotProps {
  readonly slot: WishedSlot;
  readonly set: (patch: Partial<WishedSlot>) => void;
  /** The first day that can be chosen, YYYY-MM-DD. */
  readonly min?: string;
}

/** The fields. */
export const SlotFields = ({ slot, set, min }: SlotProps) => (
  <>
    <Field label="Date">
      <TextInput
        type="date"
        value={slot.date}
        onText={(date) => set({ date })}
        {...(min === undefined ? {} : { min })}
      />
    </Field>
    <Field label="Time">
      <TextInput type="time" value={slot.from} onText={(from) => set({ from })} />
    </Field>
    <Field label="Room">
      <TextInput value={slot.place} onText={(place) => set({ place })} maxLength={200} />
    </Field>
  </>
);

interface ClashProps {
  readonly slot: WishedSlot;
  readonly adviser: PersonId;
  readonly minutes: number;
  /** The interview that is moved; null for a new one. */
  readonly except: EntryId | null;
}

/** Who is booked at that time already. Both may stand: it is said, not refused. */
export function Clash({ slot, adviser, minutes, except }: ClashProps) {
  const digests = useDigests();
  const real = realSlot(slot);
  const others =
    digests.state === 'ready' && real ? bookedWithin(digests.value, adviser, { ...real, minutes }, except) : [];
  return (
    <output class="clash">
      {others.length === 0
        ? null
        : `Two at this time: ${others.map(({ name, interview }) => `${name} is booked at ${interview.from}`).join(', ')}.`}
    </output>
  );
}
