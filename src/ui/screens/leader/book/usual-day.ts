/** The times of a usual school day, for a day of which nothing is set. */
import type { Stretch } from '../../../../domain/bookings.ts';
import type { ClockTime } from '../../../../domain/time.ts';

const clock = (text: string): ClockTime => text as ClockTime;

/** Break and lunch of a usual school day; with slots of 45 minutes from nine they leave six before two o'clock. */
export const USUAL_BREAKS: readonly Stretch[] = [
  { from: clock('10:30'), minutes: 15 },
  { from: clock('12:15'), minutes: 45 },
];
/** Slots of a usual day. */
export const USUAL = { firstSlot: clock('09:00'), minutes: 45, slots: 6 } as const;
