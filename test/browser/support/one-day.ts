/**
 * A journey stays within one day: the interviews of its school are on the day it was made, and at midnight the app shows
 * the next one. What would cross midnight begins after it.
 */
import { beforeAll } from 'vitest';

/** Longer than the longest file of journeys takes, in ms. */
const LONGEST = 4 * 60_000;

beforeAll(async () => {
  const left = untilMidnight();
  if (left < LONGEST) await new Promise((resolve) => setTimeout(resolve, left + 1000));
}, LONGEST + 10_000);

/** Milliseconds until the calendar date changes in London, to the second. */
function untilMidnight(): number {
  const now = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'medium' }).format(Date.now());
  const [hours = 0, minutes = 0, seconds = 0] = now.split(':').map(Number);
  return (24 * 3600 - hours * 3600 - minutes * 60 - seconds) * 1000;
}
