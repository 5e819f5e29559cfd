/**
 * A written text that several people or tablets may change without knowing of each other.
 * It is a set of heads. A write names the wordings it was written over; what was written over never comes back,
 * in whatever order things arrive. One head is the text; several were written on the same base and are shown merged
 * on words (text-merge.ts), or side by side where they overlap. Merging is derived, never stored.
 * Source: SPEC I4, I16.
 */
import * as z from 'zod/mini';
import { personId, textId } from './ids.ts';
import type { PersonId, TextId } from './ids.ts';
import { instant } from './time.ts';
import type { Instant } from './time.ts';

/** The longest text that is accepted, in UTF-16 units. */
export const TEXT_MAX = 20_000;

/**
 * A piece of human text: at most 20,000 characters, well formed, without U+0000 (stores lose lone surrogates and PostgreSQL refuses U+0000).
 */
export const prose = z.string().check(
  z.maxLength(TEXT_MAX),
  z.refine((text) => !text.includes('\u0000') && text.isWellFormed(), { error: 'not well-formed text' }),
);

/** A short line such as a name or a place: as `prose`, at most 200 characters. */
export const line = prose.check(z.maxLength(200));

/** What a write says: a new wording, what it was written over, and the text it started from (for merging; never kept with one head). */
export const textWrite = z.strictObject({
  id: textId,
  text: prose,
  over: z.readonly(z.array(textId).check(z.maxLength(200))),
  base: z.optional(prose),
});
export type TextWrite = z.infer<typeof textWrite>;

const head = z.strictObject({ id: textId, text: prose, by: personId, at: instant, base: z.optional(prose) });
export type TextHead = z.infer<typeof head>;

/** Heads in order of id; `past` the ids that were written over, in order. Empty heads: nothing written, or all withdrawn. */
export const writtenText = z.strictObject({
  heads: z.readonly(z.array(head)),
  past: z.readonly(z.array(textId)),
});
export type WrittenText = z.infer<typeof writtenText>;

/** A text that nobody has written. */
export const NO_TEXT: WrittenText = { heads: [], past: [] };

/** The text after a write. Applied twice it is the same; a wording that was written over stays gone (I16). */
export function writeText(before: WrittenText, write: TextWrite, by: PersonId, at: Instant): WrittenText {
  const past = [...new Set([...before.past, ...write.over])].sort();
  const known = before.heads.some((h) => h.id === write.id);
  const all = known ? before.heads : [...before.heads, { ...omitBase(write), by, at }];
  return settle(all, past);
}

/** The text after all named wordings are closed: they do not come back, and what was not named stays. */
export function closeText(before: WrittenText, over: readonly TextId[]): WrittenText {
  return settle(before.heads, [...new Set([...before.past, ...over])].sort());
}

/** The text without the wordings it was written from: for readers who could not read them. */
export function withoutBases(text: WrittenText): WrittenText {
  return { ...text, heads: text.heads.map(({ base: _, ...rest }) => rest) };
}

/** A base is kept only while several heads need it to be merged: earlier wording is not for later readers. */
function settle(all: readonly TextHead[], past: readonly TextId[]): WrittenText {
  const heads = all.filter((h) => !past.includes(h.id)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return heads.length > 1 ? { heads, past } : withoutBases({ heads, past });
}

function omitBase({ id, text, base }: TextWrite): Omit<TextHead, 'by' | 'at'> {
  return base === undefined ? { id, text } : { id, text, base };
}
