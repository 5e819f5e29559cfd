/** How far a device is ready for a day without internet, counted from what it holds. */
import type { Booking } from '../../../domain/bookings.ts';
import { plural } from '../../../domain/date-words.ts';
import type { SendingFacts } from '../../queries/house.tsx';

/** Is the pupil's record here, so that preparation and interview work without internet? */
export const isReady = ({ firstName }: Booking): boolean => firstName !== 'A pupil';

/** "Ready without internet: 6 of 6 pupils". Until the first sync is complete nobody knows how many there will be. */
export function readyWords(bookings: readonly Booking[], firstSync: SendingFacts['firstSync']): string {
  const ready = bookings.filter(isReady).length;
  if (firstSync !== null)
    return ready === 0 ? 'Getting ready' : `Getting ready: ${plural(ready, 'pupil')} of today so far`;
  if (bookings.length === 0) return 'Ready without internet';
  return `Ready without internet: ${ready} of ${bookings.length} ${bookings.length === 1 ? 'pupil' : 'pupils'}`;
}
