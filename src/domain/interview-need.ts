/**
 * Who needs a careers interview first: who asked, then who has no plan in the last year of a key stage with leavers, then who
 * has an EHC plan or is looked after, then who has had none, older years first. Source: policy 5.8.1, 5.12.1.
 * A rank sorts a list for a person who decides; it is shown with its reason and never stored.
 */
import { shortDate } from './date-words.ts';
import type { Digest } from './digest.ts';
import { bySurname } from './person-names.ts';
import type { IsoDate } from './time.ts';

/** Why a pupil stands where they stand. */
export type NeedReason = 'asked' | 'no-plan' | 'support' | 'none-yet' | 'had-one';

/** In the order of need. */
const ORDER: readonly NeedReason[] = ['asked', 'no-plan', 'support', 'none-yet', 'had-one'];

const WORDS: Readonly<Record<Exclude<NeedReason, 'had-one'>, string>> = {
  asked: 'Asked for an interview',
  'no-plan': 'No interview and no plan yet',
  support: 'Plan or support, no interview yet',
  'none-yet': 'No interview yet',
};

/** The reason in words: "Asked for an interview", "Last interview Fri 27 Mar". */
export function needWords(digest: Digest): string {
  const reason = needOf(digest);
  if (reason !== 'had-one') return WORDS[reason];
  const dates = digest.interviews.filter(({ status }) => status === 'finished').map(({ date }) => date);
  return `Last interview ${dates.toSorted().slice(-1).map(shortDate).join('')}`;
}

/** Years at whose end pupils leave: Year 11 and Year 13. */
export const LEAVING_YEARS: ReadonlySet<number> = new Set([11, 13]);

/** Why this pupil needs an interview. */
export function needOf({ pupil, requests, interviews, support, intention }: Digest): NeedReason {
  if (requests.length > 0) return 'asked';
  if (interviews.some(({ status }) => status === 'finished')) return 'had-one';
  if (pupil !== null && LEAVING_YEARS.has(pupil.year) && intention === null) return 'no-plan';
  return support?.sen === 'E' || support?.lookedAfter ? 'support' : 'none-yet';
}

/** Has the pupil an interview to come? */
export const isBooked = ({ interviews }: Digest, today: IsoDate): boolean =>
  interviews.some(({ status, date }) => status === 'booked' && date >= today);

/** Order of need; within a reason who asked for soon, then who asked first, then the older year, then the register. */
export function byNeed(a: Digest, b: Digest): number {
  const order = ORDER.indexOf(needOf(a)) - ORDER.indexOf(needOf(b)) || compare(urgencyOf(a), urgencyOf(b));
  if (order !== 0 || a.pupil === null || b.pupil === null) return order;
  return b.pupil.year - a.pupil.year || bySurname(a.pupil, b.pupil);
}

/** "Soon" before "no rush", then the day of the first request. */
const urgencyOf = ({ requests }: Digest): string =>
  requests.map(({ soon, askedOn }) => `${soon ? 0 : 1} ${askedOn}`).toSorted()[0] ?? '';

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
