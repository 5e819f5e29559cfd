/**
 * An adviser's day as slots for interviews: one after another from the first, around breaks.
 */
import type { Stretch } from './bookings.ts';
import { minutesOf, overlaps } from './bookings.ts';
import type { ClockTime } from './time.ts';

/** What the slots of a day are made of. */
export interface DayPattern {
  readonly firstSlot: ClockTime;
  /** Length of a slot, 5 to 240. */
  readonly minutes: number;
  /** How many slots, 1 to 20. */
  readonly slots: number;
  readonly breaks: readonly Stretch[];
}

const DAY_MINUTES = 24 * 60;

/** A time of day of minutes since midnight. */
const clockAt = (minute: number): ClockTime =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}` as ClockTime;

/** The end of a stretch. */
export const endOf = ({ from, minutes }: Stretch): ClockTime => clockAt(minutesOf(from) + minutes);

/** The slots in order; a slot that a break would cut begins after it. Fewer than asked when the day is over. */
export function slotsOf({ firstSlot, minutes, slots, breaks }: DayPattern): readonly Stretch[] {
  const found: Stretch[] = [];
  let at = minutesOf(firstSlot);
  while (found.length < slots && at + minutes <= DAY_MINUTES) {
    const slot = { from: clockAt(at), minutes };
    const cut = breaks.find((pause) => pause.minutes > 0 && overlaps(slot, pause));
    if (cut) at = minutesOf(cut.from) + cut.minutes;
    else {
      found.push(slot);
      at += minutes;
    }
  }
  return found;
}
