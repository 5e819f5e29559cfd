/** The lists of the dashboard in words. */
import type { Digest } from '../../../../domain/digest.ts';
import type { WaitingList } from '../../../app/paths.ts';

/** "Year 11", "Years 11 and 13": the years of these pupils. */
export function yearsWords(digests: readonly Digest[]): string {
  const years = [...new Set(digests.flatMap(({ pupil }) => pupil?.year ?? []))].toSorted((a, b) => a - b);
  return years.length === 1 ? `Year ${years[0]}` : `Years ${years.join(' and ')}`;
}

/** Titles of the lists, without how many are in them. */
export const LIST_TITLES: Readonly<Record<WaitingList, string>> = {
  requests: 'Asked for an interview',
  steps: 'Nobody following up',
  questions: 'Form tutors ask',
  concerns: 'Something’s not right',
  differences: 'Differences to settle',
  unlisted: 'Not on the list',
  'no-offer': 'No offer yet',
  again: 'To be asked again at 16',
  'not-asked': 'Not asked yet',
  no: 'Said no',
};
