/**
 * Other pupils' names in words: capitalised words that are somebody's first name or surname, and whole names however they are
 * written. Not the pupil's own whole name or first name, nor a member of staff's name as the school writes it; a word of either
 * by itself may mean another pupil. Some are no name ("Will"): the careers leader sees each in its place.
 */
import type { PupilName } from '../../domain/person-names.ts';
import { fullName } from '../../domain/person-names.ts';

/** Where a name stands in a text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Finds names in texts; `whole`: whole names only, where a word of one is likely to be something else's name. */
export interface NameFinder {
  in(text: string, whole?: boolean): readonly Span[];
}

const WORD = /[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu;
/** "Jo" is a name; "I" and initials are none. */
const SHORTEST = 2;

const folded = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
const partsOf = (names: readonly string[]): readonly string[] =>
  names.flatMap((name) => folded(name).match(WORD) ?? []);

/** `others`: the other pupils; `own`: what the pupil is called, legally too; `staff`: names as the school writes them. */
export function nameFinder(
  others: readonly PupilName[],
  own: readonly PupilName[],
  staff: readonly string[],
): NameFinder {
  const parts = new Set(
    partsOf(others.flatMap(({ name, surname }) => [name, surname])).filter((part) => part.length >= SHORTEST),
  );
  const whole = phrases(others.map(fullName).filter(isWhole));
  const itself = phrases(own.flatMap((one) => [one.name, fullName(one)]));
  const written = phrases(staff.filter((name) => isWhole(name) && !whole.has(keyOf(name))));
  const itsFields = new Set(own.flatMap((one) => [one.name, one.surname, fullName(one)]).map(folded));
  const isName = (word: string) => /^\p{Lu}/u.test(word) && parts.has(folded(word));
  return {
    in(text, wholeOnly = false) {
      // A field that holds a name of the pupil and nothing else: a sister has the same surname.
      if (itsFields.has(folded(text.trim()))) return [];
      const words = wordsIn(text);
      const spans: Span[] = [];
      for (let i = 0; i < words.length;) {
        const other = longest(whole, words, i, true);
        const mine = longest(itself, words, i);
        const told = Math.max(mine, longest(written, words, i));
        const marked = other > told ? other : Number(told === 0 && !wholeOnly && isName(words[i]?.word ?? ''));
        const [first, last] = [words[i], words[i + marked - 1]];
        if (marked > 0 && first && last) spans.push({ from: first.from, to: last.to });
        i += Math.max(1, marked, told);
      }
      return joined(spans, text);
    },
  };
}

/** Does a reason name a pupil: one of these by the whole name, one of `about` by any name? It stays when their record is erased. */
export const isNaming = (reason: string, pupils: NameFinder, about: readonly PupilName[]): boolean =>
  pupils.in(reason, true).length > 0 || nameFinder(about, [], []).in(reason).length > 0;

interface Word extends Span {
  readonly word: string;
  /** Nothing but spaces stand before it. */
  readonly isNext: boolean;
}

function wordsIn(text: string): readonly Word[] {
  let end = 0;
  return [...text.matchAll(WORD)].map((match) => {
    const word = match[0].replace(/['’]s?$/u, '');
    const isNext = /^[^\S\n]+$/u.test(text.slice(end, match.index));
    end = match.index + match[0].length;
    return { word, from: match.index, to: match.index + word.length, isNext };
  });
}

const keyOf = (name: string): string => partsOf([name]).join(' ');
const isWhole = (name: string): boolean => partsOf([name]).length > 1;

/** Names as they are looked up, word by word. */
const phrases = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.map(keyOf).filter((key) => key !== ''));

/** A name has no more words. */
const LONGEST = 6;

/** How many words from here are one of these names; 0: none. `apart`: also with a comma or a new line within. */
function longest(names: ReadonlySet<string>, words: readonly Word[], from: number, apart = false): number {
  let [key, found] = ['', 0];
  for (let length = 1; length <= LONGEST; length += 1) {
    const word = words[from + length - 1];
    if (!word || (length > 1 && !apart && !word.isNext)) break;
    key = length === 1 ? folded(word.word) : `${key} ${folded(word.word)}`;
    if (names.has(key)) found = length;
  }
  return found;
}

/** Names that stand together are one: "Ben Carter". */
function joined(spans: readonly Span[], text: string): readonly Span[] {
  const out: Span[] = [];
  for (const span of spans) {
    const last = out.at(-1);
    if (last && (span.from < last.to || text.slice(last.to, span.from) === ' '))
      out[out.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else out.push(span);
  }
  return out;
}
