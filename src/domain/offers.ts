/** Who has no offer yet, in the years at whose end pupils leave: the September Guarantee asks for one for everybody. Policy 5.4.2. */
import type { Digest } from './digest.ts';
import { isHere } from './digest.ts';
import { LEAVING_YEARS } from './interview-need.ts';
import type { IsoDate } from './time.ts';

/** The pupils of Years 11 and 13 who are at the school. */
export const leavingThisYear = (digests: readonly Digest[], today: IsoDate): readonly Digest[] =>
  digests.filter((digest) => digest.pupil !== null && LEAVING_YEARS.has(digest.pupil.year) && isHere(digest, today));

/** Those of them without an offer, accepted or not, among their applications. */
export const withoutOffer = (digests: readonly Digest[], today: IsoDate): readonly Digest[] =>
  leavingThisYear(digests, today).filter(
    ({ applications }) => !applications.some(({ status }) => status === 'offer' || status === 'accepted'),
  );
