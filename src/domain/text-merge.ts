/**
 * What to show of a text that several people wrote on the same base without knowing of each other: merged on words, or,
 * where they changed the same place, both side by side until the author settles it. Derived, never stored.
 * A word carries the space after it, so changes to neighbouring words count as the same place: "17 May" never becomes
 * a date that neither person wrote. Source: node-diff3 (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007).
 */
import { diff3Merge } from 'node-diff3';
import type { PersonId, TextId } from './ids.ts';
import type { TextHead, WrittenText } from './text.ts';
import { TEXT_MAX } from './text.ts';
import type { Instant } from './time.ts';

/** One wording, by whom and when. */
export interface TextSide {
  readonly id: TextId;
  readonly text: string;
  readonly by: PersonId;
  readonly at: Instant;
}

/** One wording; several merged into one text; or several that overlap. Sides in order of id, at least two, all different. */
export type MergedText =
  | { readonly kind: 'one'; readonly text: string }
  | { readonly kind: 'merged'; readonly text: string; readonly sides: readonly TextSide[] }
  | { readonly kind: 'difference'; readonly sides: readonly TextSide[] };

/** The text as it stands. The order of the heads does not matter; nobody's added words are lost. No heads: the empty text. */
export function mergedText(written: WrittenText): MergedText {
  const heads = different(written.heads);
  const first = heads[0];
  if (!first) return { kind: 'one', text: '' };
  if (heads.length === 1) return { kind: 'one', text: first.text };
  const sides = heads.map(({ id, text, by, at }) => ({ id, text, by, at }));
  const text = mergeAll(heads);
  return text === null || text.length > TEXT_MAX ? { kind: 'difference', sides } : { kind: 'merged', text, sides };
}

/** All words of a text as one string, for lists and print: overlapping wordings stand one after another. */
export function allWords(written: WrittenText): string {
  const merged = mergedText(written);
  return merged.kind === 'difference' ? merged.sides.map((side) => side.text).join('\n\n') : merged.text;
}

/** Has anybody written a word here? */
export const hasWords = (written: WrittenText | undefined): boolean =>
  written?.heads.some((head) => head.text.trim() !== '') ?? false;

/** The heads in order of id, each wording once (by its first head). */
function different(heads: readonly TextHead[]): readonly TextHead[] {
  const inOrder = heads.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return inOrder.filter((head, i) => inOrder.findIndex((other) => other.text === head.text) === i);
}

/**
 * The one text of several; null where they overlap, or were not written on one base. A head that stood alone for a while
 * has no base any more (text.ts); what the other was written on is then an ancestor of it, and so the base of both.
 */
function mergeAll([first, ...others]: readonly TextHead[]): string | null {
  const bases = new Set([first, ...others].flatMap((head) => (head?.base === undefined ? [] : [head.base])));
  const [base] = bases;
  if (first === undefined || base === undefined || bases.size > 1) return null;
  const start = wordsOf(base);
  let merged: readonly string[] | null = wordsOf(first.text);
  for (const other of others) {
    if (merged !== null) merged = mergeTwo(start, merged, wordsOf(other.text));
  }
  return merged === null ? null : merged.join('');
}

function mergeTwo(base: readonly string[], ours: readonly string[], theirs: readonly string[]): string[] | null {
  const regions = diff3Merge([...ours], [...base], [...theirs], { excludeFalseConflicts: true });
  return regions.some((region) => region.conflict) ? null : regions.flatMap((region) => region.ok ?? []);
}

/** Words with the space after them; space at the start is a word by itself. Line ends of all systems are one. */
const wordsOf = (text: string): readonly string[] => text.replace(/\r\n?/g, '\n').match(/\S+\s*|\s+/gu) ?? [];
