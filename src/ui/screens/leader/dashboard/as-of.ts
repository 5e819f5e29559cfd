/** How fresh the numbers are, in words: the time of the last sync, and what is so when there is no internet. */
import { countWords } from '../../../../domain/count-words.ts';
import { longDate } from '../../../../domain/date-words.ts';
import type { Instant, IsoDate } from '../../../../domain/time.ts';
import { clockOf, dateOf } from '../../../../domain/time.ts';
import type { SendingFacts } from '../../../queries/house.tsx';

/** "As of 10:42." and, where it is so, that the internet or part of the school is missing. */
export function asOfWords({ lastSyncedAt, lastResult, firstSync }: SendingFacts, today: IsoDate): string {
  if (firstSync) return `Getting ready: ${countWords(firstSync.done)} of ${countWords(firstSync.of)} records so far.`;
  const when = lastSyncedAt === null ? 'From what is on this device.' : `As of ${momentWords(lastSyncedAt, today)}.`;
  const trouble = TROUBLE[lastResult ?? 'ok'];
  return trouble === undefined ? when : `${when} ${trouble}`;
}

const TROUBLE: Readonly<Partial<Record<NonNullable<SendingFacts['lastResult']>, string>>> = {
  'no-internet': 'No internet: the numbers are counted on this device.',
  'not-answering': 'The school’s server is not answering: the numbers are counted on this device.',
};

function momentWords(at: string, today: IsoDate): string {
  const day = dateOf(at as Instant);
  const clock = clockOf(at as Instant);
  return day === today ? clock : `${longDate(day)}, ${clock}`;
}
