/** Finding pupils by part of a name, year group or form: capitals and accents aside, so that "zielinski" finds Zieliński. */
import type { Digest } from './digest.ts';
import { isHere } from './digest.ts';
import { bySurname, fullName, registerName } from './person-names.ts';
import type { IsoDate } from './time.ts';

/** What is looked for; null or '' is anything. */
export interface PupilSearch {
  readonly words: string;
  readonly year: number | null;
  readonly form: string | null;
  /** Also those who have left, or are still to come. */
  readonly all: boolean;
}

/** The pupils that match, by surname. Every word must be part of the name, or be the form. */
export function findPupils(digests: readonly Digest[], search: PupilSearch, today: IsoDate): readonly Digest[] {
  const wanted = plain(search.words).split(/\s+/).filter(Boolean);
  return digests
    .filter((digest) => search.all || isHere(digest, today))
    .filter((digest) => matches(digest, wanted, search))
    .toSorted((a, b) => (a.pupil && b.pupil ? bySurname(a.pupil, b.pupil) : 0));
}

/** Most pupils that are suggested while somebody types. */
const SUGGESTED = 8;

/** The pupils at the school that what is typed fits, the first ones; nobody before a word is typed. */
export function suggestPupils(
  digests: readonly Digest[],
  words: string,
  today: IsoDate,
  most = SUGGESTED,
): readonly Digest[] {
  if (words.trim() === '') return [];
  return findPupils(digests, { words, year: null, form: null, all: false }, today).slice(0, most);
}

function matches({ pupil }: Digest, wanted: readonly string[], { year, form }: PupilSearch): boolean {
  if (!pupil || (year !== null && pupil.year !== year) || (form !== null && pupil.form !== form)) return false;
  const name = plain(`${fullName(pupil)} ${registerName(pupil)}`);
  return wanted.every((word) => name.includes(word) || plain(pupil.form ?? '') === word);
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
