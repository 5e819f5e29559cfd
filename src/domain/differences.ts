/**
 * Differences to settle: texts of a record that two people, or two devices of one, wrote without knowing of each other, in
 * the same place (text-merge.ts). Derived, never stored; a write over all wordings settles one. Source: SPEC I16.
 */
import type { DraftTextName } from './entries/career.ts';
import { DRAFT_TEXTS, PREPARATION_TEXTS } from './entries/career.ts';
import type { EntryId } from './ids.ts';
import type { CareersRecord, EntryOf } from './record.ts';
import { entriesOf, entryOf, singleton } from './record.ts';
import type { TextId } from './ids.ts';
import type { TextSide } from './text-merge.ts';
import { mergedText } from './text-merge.ts';
import type { WrittenText } from './text.ts';

/** The text that has several wordings. */
export type DifferentText =
  | { readonly in: 'aspiration' }
  | { readonly in: 'preparation'; readonly text: (typeof PREPARATION_TEXTS)[number] }
  | { readonly in: 'experience'; readonly id: EntryId; readonly title: string }
  | { readonly in: 'draft'; readonly entry: EntryOf<'draft'>; readonly text: DraftTextName };

/** A text and its wordings, at least two, all different. */
export interface Difference {
  readonly text: DifferentText;
  readonly sides: readonly TextSide[];
  /** All wordings that stand: what a write that settles it is written over. */
  readonly over: readonly TextId[];
}

/** The differences in a record as somebody sees it. */
export function differencesIn(view: CareersRecord): readonly Difference[] {
  return textsOf(view).flatMap(([text, written]) => {
    const merged = mergedText(written);
    return merged.kind === 'difference' ? { text, sides: merged.sides, over: written.heads.map(({ id }) => id) } : [];
  });
}

type Named = readonly [DifferentText, WrittenText];

function textsOf(view: CareersRecord): readonly Named[] {
  const aspiration = entryOf(view, singleton('aspiration'), 'aspiration');
  const preparation = entryOf(view, singleton('preparation'), 'preparation');
  return [
    ...(aspiration ? [[{ in: 'aspiration' }, aspiration.words] as const] : []),
    ...(preparation ? PREPARATION_TEXTS.map((text): Named => [{ in: 'preparation', text }, preparation[text]]) : []),
    ...entriesOf(view, 'experience')
      .filter(({ withdrawn }) => withdrawn === undefined)
      .map(({ id, facts, reflection }): Named => [{ in: 'experience', id, title: facts.title }, reflection]),
    ...entriesOf(view, 'draft').flatMap((entry) =>
      DRAFT_TEXTS.flatMap((text): readonly Named[] => {
        const written = entry.texts[text];
        return written ? [[{ in: 'draft', entry, text }, written]] : [];
      }),
    ),
  ];
}
