/** Applications in words: where and what, how far, and when. */
import { dateNearby } from '../../../domain/date-words.ts';
import type { ApplicationStatus } from '../../../domain/entries/vocabulary.ts';
import { ROUTE_NAMES } from '../../../domain/vocabulary-names.ts';
import type { FieldsOf } from '../../../domain/record.ts';
import type { IsoDate } from '../../../domain/time.ts';

/** What is said of an application. */
export type ApplicationFields = FieldsOf<'application'>;

/** The day that goes with a status. */
export type ApplicationDay = 'appliedOn' | 'interviewOn' | 'offeredOn';

/** Statuses as people say them. */
export const APPLICATION_STATUS_NAMES: Readonly<Record<ApplicationStatus, string>> = {
  thinking: 'Thinking about it',
  applied: 'Applied',
  interview: 'Interview',
  offer: 'Offer',
  accepted: 'Accepted',
  'not-offered': 'Not offered',
  withdrawn: 'Withdrawn',
};

/** The day that a status is about; those that are not named have none. */
export const DAY_OF: Readonly<Partial<Record<ApplicationStatus, ApplicationDay>>> = {
  applied: 'appliedOn',
  interview: 'interviewOn',
  offer: 'offeredOn',
  accepted: 'offeredOn',
};

/** "Wexcombe College, T Level Science". */
export const whereWords = ({ provider, course }: Pick<ApplicationFields, 'provider' | 'course'>): string =>
  [provider, course].filter((part) => part !== '').join(', ') || 'Not said where';

/** "Offer, 3 November"; "Accepted, offered on 3 November"; without a day where none was told. */
export function statusWords(application: ApplicationFields, today: IsoDate): string {
  const { status } = application;
  const day = DAY_OF[status];
  const on = day ? application[day] : null;
  const name = APPLICATION_STATUS_NAMES[status];
  if (on === null) return name;
  return `${name}, ${status === 'accepted' ? 'offered on ' : ''}${dateNearby(on, today)}`;
}

const DAYS: readonly (readonly [ApplicationDay, string])[] = [
  ['appliedOn', 'Applied on'],
  ['interviewOn', 'Interview on'],
  ['offeredOn', 'Offer of'],
];

/** All that is known of it beside where and what, in sentences: how far, which way on, and each other day that was told. */
export function wholeWords(application: ApplicationFields, today: IsoDate): string {
  const { route, status } = application;
  const days = DAYS.flatMap(([day, words]) => {
    const on = application[day];
    return on === null || day === DAY_OF[status] ? [] : [`${words} ${dateNearby(on, today)}`];
  });
  return [statusWords(application, today), ...(route ? [ROUTE_NAMES[route]] : []), ...days].join('. ').concat('.');
}
