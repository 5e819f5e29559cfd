/** A few words of a text around those that were looked for, with where they are. Pure. */
import { plain, plainPlaces, wordStarts } from './plain-words.ts';

/** A piece of the text as it was written; `found`: a word that was looked for begins it. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** Characters shown before the first word that was found, and in all; a word is never cut. */
const BEFORE = 40;
const LENGTH = 140;

/** The pieces of one text around the first of the words (plain ones, by their beginnings); none of them there: no pieces. */
export function snippetOf(text: string, words: readonly string[]): readonly Piece[] {
  const spans = spansOf(text, words);
  const [first] = spans;
  if (!first) return [];
  const from = first.from <= BEFORE ? 0 : wordAfter(text, first.from - BEFORE, first.from);
  const to = text.length - from <= LENGTH ? text.length : wordBefore(text, from + LENGTH, first.to);
  return piecesOf(text, { from, to }, spans);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where the words stand in the text, in order, none over another. */
function spansOf(text: string, words: readonly string[]): readonly Span[] {
  const searched = plain(text);
  const places = plainPlaces(text);
  const all = words
    .flatMap((word) => wordStarts(searched, word).map((at) => ({ from: places[at] ?? 0, to: endOf(places, at, word) })))
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
  const kept: Span[] = [];
  for (const span of all) if (span.from >= (kept.at(-1)?.to ?? 0)) kept.push(span);
  return kept;
}

/** The place after a word, with the accents on its last letter. */
function endOf(places: readonly number[], at: number, word: string): number {
  const last = places[at + word.length - 1] ?? 0;
  return places.slice(at + word.length).find((place) => place > last) ?? last;
}

const SPACE = /\s/u;

/** The first beginning of a word from `from` on, before `most`. */
function wordAfter(text: string, from: number, most: number): number {
  for (let at = from; at < most; at += 1) if (SPACE.test(text[at - 1] ?? ' ')) return at;
  return most;
}

/** The last end of a word up to `to`, not before `least`. */
function wordBefore(text: string, to: number, least: number): number {
  for (let at = to; at > least; at -= 1) if (SPACE.test(text[at] ?? ' ')) return at;
  return least;
}

function piecesOf(text: string, shown: Span, spans: readonly Span[]): readonly Piece[] {
  const pieces: Piece[] = [];
  const add = (words: string, found: boolean) => {
    if (words !== '') pieces.push({ text: words, found });
  };
  let at = shown.from;
  if (at > 0) add('… ', false);
  for (const { from, to } of spans) {
    if (from < at || to > shown.to) continue;
    add(text.slice(at, from), false);
    add(text.slice(from, to), true);
    at = to;
  }
  add(text.slice(at, shown.to), false);
  if (shown.to < text.length) add(' …', false);
  return pieces;
}
