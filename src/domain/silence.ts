/**
 * Devices that are silent. An app that is open is in contact each minute, and one that is opened tells at once; so a device
 * that was in contact neither today nor on the last school day before it has been left in a drawer, or cannot reach the school.
 */
import type { SchoolTerms } from './calendar.ts';
import { schoolDayUntil } from './calendar.ts';
import { dayName, longDate, plural } from './date-words.ts';
import type { Instant, IsoDate } from './time.ts';
import { addDays, dateOf } from './time.ts';

/** Those whose last contact was before the last school day before today began, the longest silent first. */
export function silent<D extends { readonly seen: Instant }>(
  devices: readonly D[],
  today: IsoDate,
  terms: readonly SchoolTerms[],
): readonly D[] {
  const since = schoolDayUntil(addDays(today, -1), terms);
  return devices.filter(({ seen }) => dateOf(seen) < since).toSorted((a, b) => (a.seen < b.seen ? -1 : 1));
}

const DAYS_BY_NAME = 6;

/** "2 tablets have not sent since Monday": since the latest of their days, so that it is true of each. */
export function silenceWords(devices: readonly { readonly seen: Instant }[], today: IsoDate): string {
  const last =
    devices
      .map(({ seen }) => dateOf(seen))
      .toSorted()
      .at(-1) ?? today;
  const day = last >= addDays(today, -DAYS_BY_NAME) ? dayName(last) : longDate(last);
  return `${plural(devices.length, 'tablet')} ${devices.length === 1 ? 'has' : 'have'} not sent since ${day}`;
}
