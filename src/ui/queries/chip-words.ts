/** What the chip in the header says, from the facts alone. Truth table: counts first, then age, then the last result. */
import { clockOf, dateOf, daysBetween, weekdayOf } from '../../domain/time.ts';
import type { Instant, IsoDate } from '../../domain/time.ts';
import type { SendingFacts } from './house.tsx';
import type { ChipSecond } from './sending-trouble.ts';
import { REFUSED, sendingTrouble } from './sending-trouble.ts';

/** What the chip says about sending and saving. */
export interface ChipWords {
  readonly state: 'all-sent' | 'waiting' | 'sending' | 'late' | 'needs';
  readonly words: string;
  /** Only when it is useful. */
  readonly second: ChipSecond | null;
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
/** Unsent for this many school days is late (amber), then needs somebody (red). */
const LATE_DAYS = 1;
const VERY_LATE_DAYS = 3;

/** The chip now. */
export function chipWords(facts: SendingFacts, today: IsoDate): ChipWords {
  if (facts.needsYou > 0) {
    return {
      state: 'needs',
      words: `${facts.needsYou} needs you`,
      second: facts.waiting > 0 ? same(`${facts.waiting} waiting`) : REFUSED,
    };
  }
  // What waits while nothing can be sent is more to know than that records are still to come.
  const isStuck = facts.waiting > 0 && sendingTrouble(facts) !== null;
  if (facts.firstSync && !isStuck) {
    const { done, of } = facts.firstSync;
    const far = of === 0 ? null : `${done.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')}`;
    return {
      state: 'sending',
      words: 'Getting ready',
      second: troubleOf(facts) ?? (far === null ? null : same(far)),
    };
  }
  if (facts.waiting === 0) {
    return { state: 'all-sent', words: 'All sent', second: troubleOf(facts) ?? lastSent(facts) };
  }
  if (facts.sending)
    return { state: 'sending', words: `Sending ${facts.sending.sent} of ${facts.sending.of}`, second: null };
  return waitingWords(facts, today);
}

function waitingWords(facts: SendingFacts, today: IsoDate): ChipWords {
  const since = facts.oldestWaitingAt ? dateOf(facts.oldestWaitingAt as Instant) : today;
  const days = schoolDays(since, today);
  const words =
    days >= LATE_DAYS
      ? `${facts.waiting} waiting since ${DAYS[weekdayOf(since)] ?? since}`
      : `${facts.waiting} waiting`;
  const state = days > VERY_LATE_DAYS ? 'needs' : days > LATE_DAYS ? 'late' : 'waiting';
  return { state, words, second: troubleOf(facts) };
}

/** Monday to Friday from one day to another. */
function schoolDays(from: IsoDate, to: IsoDate): number {
  const days = daysBetween(from, to);
  const start = weekdayOf(from);
  return Array.from({ length: Math.max(0, Math.min(days, 60)) }, (_, i) => (start + i + 1) % 7).filter((day) => day < 5)
    .length;
}

const lastSent = ({ lastSyncedAt }: SendingFacts): ChipSecond | null =>
  lastSyncedAt ? same(clockOf(lastSyncedAt as Instant)) : null;

const troubleOf = (facts: SendingFacts): ChipSecond | null => sendingTrouble(facts)?.chip ?? null;

/** Words that are short as they are. */
const same = (words: string): ChipSecond => ({ words, short: words });
