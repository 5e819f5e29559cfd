/**
 * Other pupils' names in words: capitalised words that are somebody's first name or surname, and whole names however they are
 * written. Not the pupil's own, nor a member of staff's. Some are no name ("Will"): the careers leader sees each in its place.
 */
import { fullName } from '../../domain/person-names.ts';

/** A name as it is known. */
interface Named {
  readonly name: string;
  readonly surname: string;
}

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
const partsOf = (names: Iterable<string>): ReadonlySet<string> =>
  new Set([...names].flatMap((name) => folded(name).match(WORD) ?? []).filter((part) => part.length >= SHORTEST));

/** `others`: the other pupils; `own`: all that the pupil is called; `staff`: names of staff. */
export function nameFinder(others: readonly Named[], own: readonly string[], staff: readonly string[]): NameFinder {
  const parts = partsOf(others.flatMap(({ name, surname }) => [name, surname]));
  const whole = new Set(others.map((one) => folded(fullName(one))));
  const told = partsOf([...own, ...staff]);
  const isName = (word: string) => /^\p{Lu}/u.test(word) && parts.has(folded(word)) && !told.has(folded(word));
  return {
    in(text, wholeOnly = false) {
      const words = [...text.matchAll(WORD)].map((match) => ({
        word: match[0].replace(/['’]s$/u, ''),
        from: match.index,
      }));
      const spans: Span[] = [];
      for (const [i, { word, from }] of words.entries()) {
        const next = words[i + 1];
        if (next && whole.has(folded(`${word} ${next.word}`))) spans.push({ from, to: next.from + next.word.length });
        else if (!wholeOnly && isName(word)) spans.push({ from, to: from + word.length });
      }
      return joined(spans, text);
    },
  };
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
