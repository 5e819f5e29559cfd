/** Requests in words. */
import { dueWords, fullDate } from '../../../../domain/date-words.ts';
import type { RequestKind } from '../../../../domain/request-clock.ts';
import { isPaused } from '../../../../domain/request-clock.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import type { NewRequest } from '../../../../protocol/rights-asked.ts';
import type { RightsRequest } from '../../../../protocol/rights.ts';

/** What was asked, as a title. */
export const KIND_WORDS: Readonly<Record<RequestKind, string>> = {
  copy: 'A copy of everything',
  'put-right': 'Something to be put right',
  erase: 'To be erased',
  object: 'Not to be used for something',
  complaint: 'A complaint',
};

/** Who asked. */
export const ASKER_WORDS: Readonly<Record<NewRequest['asker'], string>> = {
  pupil: 'The pupil',
  parent: 'A parent or carer',
  other: 'Somebody for them',
};

const OUTCOME_WORDS = { done: 'Done', refused: 'Refused', withdrawn: 'Taken back' } as const;

/** What the pupil was called, or that they are no more. */
export const nameOf = ({ name }: RightsRequest): string => name ?? 'A pupil who was erased';

/** "Answer by 11 December 2026, in 4 weeks" while it is open; how it ended afterwards. */
export function stateWords(request: RightsRequest, today: IsoDate): string {
  const { closed, outcome, due } = request;
  if (closed !== null) return `${OUTCOME_WORDS[outcome ?? 'done']} on ${fullDate(closed)}`;
  if (isPaused(request)) return 'The clock stands still';
  return `${request.kind === 'complaint' ? 'Acknowledge' : 'Answer'} by ${fullDate(due)}, ${dueWords(due, today)}`;
}

/** Is it open, and its day has passed? */
export const isLate = ({ closed, due, ...clock }: RightsRequest, today: IsoDate): boolean =>
  closed === null && !isPaused(clock) && due < today;
