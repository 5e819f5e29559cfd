/** Whom the school still has to ask about telling the local authority, and who said no. Pupils who have left are in no list. Policy 5.5.13. */
import type { Digest } from './digest.ts';
import { isHere } from './digest.ts';
import { bySurname } from './person-names.ts';
import type { Sharing } from './sharing-on.ts';
import { givesMore, sharingOn } from './sharing-on.ts';
import type { IsoDate } from './time.ts';

/** The lists, by what stands. */
export const SHARING_LISTS = ['again', 'not-asked', 'no'] as const satisfies readonly Sharing[];
/** One of them. */
export type SharingList = (typeof SHARING_LISTS)[number];

const standsOf = ({ sharing }: Digest, today: IsoDate): Sharing => sharingOn(sharing, today);

/** The pupils of one list, the oldest year first: their 16th birthday is nearest. */
export const sharingList = (digests: readonly Digest[], list: SharingList, today: IsoDate): readonly Digest[] =>
  digests
    .filter((digest) => isHere(digest, today) && standsOf(digest, today) === list)
    .toSorted((a, b) => (a.pupil && b.pupil ? b.pupil.year - a.pupil.year || bySurname(a.pupil, b.pupil) : 0));

/** Of whom more than the basics may be given: nobody else is named in what goes to the local authority beside them. */
export const mayBeTold = (digests: readonly Digest[], today: IsoDate): readonly Digest[] =>
  digests.filter((digest) => givesMore(standsOf(digest, today)));
