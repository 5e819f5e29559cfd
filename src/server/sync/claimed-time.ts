/** The time that a device claims for what was done on it. */
import type { Instant } from '../../domain/time.ts';
import { toInstant } from '../../domain/time.ts';

/** A claimed time is never later than receipt and this, milliseconds. */
const FAST_CLOCK_MS = 5 * 60_000;

/** Device clocks decide nothing: a claimed time in the future is the time of receipt. */
export function notTooFast(at: Instant, now: Instant): Instant {
  const latest = toInstant(Date.parse(now) + FAST_CLOCK_MS);
  return at > latest ? now : at;
}
