/** Who, when, where, and the times of the day: filled in already, and folded away until somebody wants them otherwise. */
import { isSchoolDay } from '../../../../domain/calendar.ts';
import { endOf } from '../../../../domain/booking-day.ts';
import { minutesOf } from '../../../../domain/bookings.ts';
import { longDate } from '../../../../domain/date-words.ts';
import type { PersonId } from '../../../../domain/ids.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { isClockTime, isRealDate } from '../../../../domain/time.ts';
import { Field, Select, TextInput } from '../../../parts/fields.tsx';
import { useToday } from '../../../queries/clock.ts';
import type { BookFacts, BookingState } from './use-booking.ts';

const MINUTES = [20, 30, 40, 45, 50, 60];
const SLOTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const BREAK_NAMES = ['Break', 'Lunch'];

interface SettingsProps {
  readonly state: BookingState;
  readonly facts: BookFacts;
}

/** The fields. A date or time that is half typed changes nothing. */
export function DaySettingsFields({ state, facts: { advisers, school } }: SettingsProps) {
  const today = useToday();
  const { settings } = state;
  const { adviser, date, room } = settings;
  const words = isSchoolDay(date, school.terms) ? longDate(date) : `${longDate(date)}: not a school day`;
  return (
    <div class="stack-4">
      <Field label="Adviser">
        <Select
          value={adviser}
          options={advisers.map(({ id, name }) => ({ value: id, label: name }))}
          onChoose={(id) => state.choose(id as PersonId, date)}
        />
      </Field>
      <Field label="Date" hint={words}>
        <TextInput
          type="date"
          value={date}
          min={today}
          onText={(text) => (isRealDate(text) && text >= today ? state.choose(adviser, text as IsoDate) : undefined)}
        />
      </Field>
      <Field label="Room">
        <TextInput value={room} onText={(next) => state.change({ room: next })} maxLength={200} />
      </Field>
      <Times state={state} />
    </div>
  );
}

function Times({ state }: { readonly state: BookingState }) {
  const { firstSlot, minutes, slots, breaks } = state.settings;
  const minuteOptions = [...new Set([...MINUTES, minutes])].toSorted((a, b) => a - b);
  const slotOptions = [...new Set([...SLOTS, slots])].toSorted((a, b) => a - b);
  const setBreak = (at: number, from: string, to: string) => {
    if (!isClockTime(from) || !isClockTime(to)) return;
    const next = { from, minutes: Math.max(0, minutesOf(to) - minutesOf(from)) };
    state.change({ breaks: breaks.map((pause, i) => (i === at ? next : pause)) });
  };
  return (
    <details class="times">
      <summary>
        Times: from {firstSlot}, {minutes} minutes each
      </summary>
      <div class="two-equal">
        <Field label="First slot">
          <TextInput
            type="time"
            value={firstSlot}
            onText={(text) => (isClockTime(text) ? state.change({ firstSlot: text }) : undefined)}
          />
        </Field>
        <Field label="Minutes each">
          <Select
            value={String(minutes)}
            options={minuteOptions.map((m) => ({ value: String(m), label: String(m) }))}
            onChoose={(value) => state.change({ minutes: Number(value) })}
          />
        </Field>
        <Field label="Slots">
          <Select
            value={String(slots)}
            options={slotOptions.map((n) => ({ value: String(n), label: String(n) }))}
            onChoose={(value) => state.change({ slots: Number(value) })}
          />
        </Field>
        {breaks.map((pause, at) => (
          <fieldset class="break two-equal" key={BREAK_NAMES[at]}>
            <legend class="label">{BREAK_NAMES[at]}</legend>
            <Field label="From">
              <TextInput type="time" value={pause.from} onText={(text) => setBreak(at, text, endOf(pause))} />
            </Field>
            <Field label="To">
              <TextInput type="time" value={endOf(pause)} onText={(text) => setBreak(at, pause.from, text)} />
            </Field>
          </fieldset>
        ))}
      </div>
    </details>
  );
}
