/** The lists beside those who wait, in words. */
import type { Digest } from '../../../../domain/digest.ts';
import type { SharingList } from '../../../../domain/sharing-lists.ts';

/** "Year 11", "Years 11 and 13": the years of these pupils. */
export function yearsWords(digests: readonly Digest[]): string {
  const years = [...new Set(digests.flatMap(({ pupil }) => pupil?.year ?? []))].toSorted((a, b) => a - b);
  return years.length === 1 ? `Year ${years[0]}` : `Years ${years.join(' and ')}`;
}

/** Titles of the lists about the local authority. */
export const SHARING_TITLES: Readonly<Record<SharingList, string>> = {
  again: 'To be asked again at 16',
  'not-asked': 'Not asked yet',
  no: 'Said no',
};
