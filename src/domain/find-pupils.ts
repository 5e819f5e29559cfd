/**
 * Finding pupils by part of a name, year group or form: capitals and accents aside, so that "zielinski" finds Zieliński.
 * What is asked at each key is worked out once: a pupil's name in plain words, and the order of the register.
 */
import type { Digest } from './digest.ts';
import { isHere } from './digest.ts';
import { bySurname, fullName } from './person-names.ts';
import { plain } from './plain-words.ts';
import type { CareersRecord } from './record.ts';
import { entryOf, singleton } from './record.ts';
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
  const wanted = nameWords(search.words);
  return registerOf(digests).filter(
    (digest) => (search.all || isHere(digest, today)) && isOfGroup(digest, search) && fit(digest, wanted) !== null,
  );
}

/** Most pupils that are suggested while somebody types. */
const SUGGESTED = 8;

/**
 * The pupils at the school that what is typed fits, the first ones; nobody before a word is typed. Those whose names are
 * what was typed come first, then those whose names begin with it, then the rest, each by surname.
 */
export function suggestPupils(
  digests: readonly Digest[],
  words: string,
  today: IsoDate,
  most = SUGGESTED,
): readonly Digest[] {
  const wanted = nameWords(words);
  if (wanted.length === 0) return [];
  const byFit: Readonly<Record<Fit, Digest[]>> = { whole: [], begins: [], within: [] };
  for (const digest of registerOf(digests)) {
    const how = isHere(digest, today) ? fit(digest, wanted) : null;
    if (how) byFit[how].push(digest);
  }
  return [...byFit.whole, ...byFit.begins, ...byFit.within].slice(0, most);
}

/** Works out now what the first key would have to: the register, and the names in plain words. */
export function prepareNames(digests: readonly Digest[]): void {
  for (const digest of registerOf(digests)) fit(digest, []);
}

/** Does the pupil's legal name fit, where their everyday name does not? Only for those who may see it. */
export function hasLegalName(record: CareersRecord, words: string): boolean {
  const identity = entryOf(record, singleton('identity'), 'identity');
  const pupil = entryOf(record, singleton('pupil'), 'pupil');
  const wanted = nameWords(words);
  if (!identity || !pupil || wanted.length === 0) return false;
  if (fitOf(soughtOf(pupil), wanted) !== null) return false;
  const legal = { name: identity.legalForename, surname: identity.legalSurname };
  return fitOf({ ...soughtOf(pupil), names: namesOf(`${fullName(legal)} ${fullName(pupil)}`) }, wanted) !== null;
}

type Pupil = NonNullable<Digest['pupil']>;
/** How well what is typed fits a name, the best first. */
type Fit = 'whole' | 'begins' | 'within';
/** What is compared: the words of a name, each between spaces, and the form. */
interface Sought {
  readonly names: string;
  readonly form: string;
}

const known = new WeakMap<Pupil, Sought>();

function fit({ pupil }: Digest, wanted: readonly string[]): Fit | null {
  if (!pupil) return null;
  const sought = known.get(pupil) ?? soughtOf(pupil);
  known.set(pupil, sought);
  return fitOf(sought, wanted);
}

function fitOf({ names, form }: Sought, wanted: readonly string[]): Fit | null {
  let worst: Fit = 'whole';
  for (const word of wanted) {
    if (word === form || names.includes(` ${word} `)) continue;
    if (!names.includes(word)) return null;
    if (!names.includes(` ${word}`)) worst = 'within';
    else if (worst === 'whole') worst = 'begins';
  }
  return worst;
}

const isOfGroup = ({ pupil }: Digest, { year, form }: PupilSearch): boolean =>
  pupil !== null && (year === null || pupil.year === year) && (form === null || pupil.form === form);

const soughtOf = (pupil: Pick<Pupil, 'name' | 'surname' | 'form'>): Sought => ({
  names: namesOf(fullName(pupil)),
  form: squeezed(plain(pupil.form ?? '')),
});

const NO_LETTER = /[^\p{L}\p{N}]+/gu;
const squeezed = (word: string): string => word.replaceAll(NO_LETTER, '');

/** The words that are typed: "Khan," is "khan", "10-B" is "10b". */
const nameWords = (typed: string): readonly string[] =>
  plain(typed)
    .split(/\s+/)
    .map(squeezed)
    .filter((word) => word !== '');

/** A double name is found by each half, and as one word. */
const namesOf = (name: string): string => {
  const parts = plain(name).split(/\s+/);
  return ` ${[...parts.flatMap((part) => part.split(NO_LETTER)), ...parts.map(squeezed)].join(' ')} `;
};

const registers = new WeakMap<readonly Digest[], readonly Digest[]>();

/** All of them by surname; those whose pupil has not arrived stand last. */
function registerOf(digests: readonly Digest[]): readonly Digest[] {
  const register =
    registers.get(digests) ??
    digests.toSorted((a, b) =>
      a.pupil && b.pupil ? bySurname(a.pupil, b.pupil) : Number(!a.pupil) - Number(!b.pupil),
    );
  registers.set(digests, register);
  return register;
}
