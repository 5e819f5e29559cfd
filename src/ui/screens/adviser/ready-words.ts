/** How far a device is ready for a day without internet, counted from what it holds. */
import type { Booking } from '../../../domain/bookings.ts';
import { plural } from '../../../domain/date-words.ts';
import type { SendingFacts } from '../../queries/house.tsx';

/** Is the pupil's record here, so that preparation and interview work without internet? */
export const isReady = ({ firstName }: Booking): boolean => firstName !== 'A pupil';

/** What readiness stands on. `appKept`: every screen of the app is on the device. */
export interface ReadyFacts {
  readonly firstSync: SendingFacts['firstSync'];
  readonly appKept: boolean;
}

/** "Ready without internet: 6 of 6 pupils". Until the first sync is complete nobody knows how many there will be. */
export function readyWords(bookings: readonly Booking[], { firstSync, appKept }: ReadyFacts): string {
  const ready = bookings.filter(isReady).length;
  if (firstSync !== null)
    return ready === 0 ? 'Getting ready' : `Getting ready: ${plural(ready, 'pupil')} of today so far`;
  if (!appKept) return 'Getting ready: the app is still being kept on this tablet';
  if (bookings.length === 0) return 'Ready without internet';
  return `Ready without internet: ${ready} of ${bookings.length} ${bookings.length === 1 ? 'pupil' : 'pupils'}`;
}
