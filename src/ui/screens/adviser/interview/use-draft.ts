/**
 * The unfinished interview behind the editor: the author's open draft of one interview, its texts as they are typed,
 * its choices and steps. Made by the first thing that is done.
 */
import { useRef } from 'preact/hooks';
import type { DraftStep, DraftTextName, DraftValues } from '../../../../domain/entries/career.ts';
import { DRAFT_TEXTS } from '../../../../domain/entries/career.ts';
import type { EntryId, PersonId, RecordId } from '../../../../domain/ids.ts';
import type { CareersRecord, EntryOf } from '../../../../domain/record.ts';
import { entriesOf, entryOf } from '../../../../domain/record.ts';
import { madeId } from '../../../../domain/made-id.ts';
import { allWords } from '../../../../domain/text-merge.ts';
import type { Patch } from '../../../../domain/entry.ts';
import { NO_TEXT } from '../../../../domain/text.ts';
import type { Instant } from '../../../../domain/time.ts';
import { toInstant } from '../../../../domain/time.ts';
import { useHouse } from '../../../queries/house.tsx';
import type { Loaded } from '../../../queries/live.ts';
import { mapLoaded } from '../../../queries/live.ts';
import type { Saved } from '../../../queries/mutate.ts';
import { useMutate } from '../../../queries/mutate.ts';
import { useOpenedRecord } from '../../../queries/opened.ts';
import type { TypingState } from '../../../queries/typing.ts';
import { hasUnsaved, useChoices, useTypedTexts } from './draft-saving.ts';

const NOTHING_CHOSEN: Patch<DraftValues> = {};

/** A step that has been agreed and not removed. */
export type AgreedStep = DraftStep & { readonly id: EntryId };

/** The draft as the editor shows it. */
export interface Draft {
  readonly id: EntryId;
  readonly record: CareersRecord;
  readonly interview: EntryOf<'interview'> | undefined;
  /** Undefined before anything was done. */
  readonly entry: EntryOf<'draft'> | undefined;
  readonly startedAt: Instant;
  readonly values: Patch<DraftValues>;
  readonly steps: readonly AgreedStep[];
  /** A text as it stands on the device (what is typed this moment is in the field). */
  readonly text: (name: DraftTextName) => string;
  readonly saving: TypingState;
  /** Texts as they are typed that are not on the device at this moment. */
  readonly unsaved: () => readonly string[];
  readonly type: (name: DraftTextName, text: string) => void;
  readonly leave: (name: DraftTextName) => Promise<void>;
  /**
   * Saves all that is typed, and what could not be chosen before. False: some of it is still on screen only, and who
   * would leave the page must not.
   */
  readonly flush: () => Promise<boolean>;
  readonly set: (values: Patch<DraftValues>) => Promise<Saved>;
  readonly setStep: (id: EntryId, step: DraftStep | null) => Promise<Saved>;
}

/** The author's open draft of an interview; null inside when the record is not on this device. */
export function useDraft(record: RecordId, interview: EntryId): Loaded<Draft | null> {
  const loaded = useOpenedRecord(record);
  const house = useHouse();
  const now = loaded.state === 'ready' ? loaded.value : null;
  const entry = now ? openDraft(now, interview, house.session.person) : undefined;
  const { id, startedAt } = useDraftOf(now, interview, entry);
  const ref = useRef({ id, interview, startedAt });
  ref.current = { id, interview, startedAt };
  const mutate = useMutate();
  const typed = useTypedTexts(record, ref);
  const chosen = useChoices(entry?.values ?? NOTHING_CHOSEN, async (values) =>
    typed.heard(await mutate('draft.set', record, { ...ref.current, values })),
  );
  for (const name of DRAFT_TEXTS)
    typed.texts[name].show(entry?.texts[name] ?? NO_TEXT, allWords(entry?.texts[name] ?? NO_TEXT));
  return mapLoaded(loaded, (held) =>
    held === null
      ? null
      : {
          id,
          record: held,
          interview: entryOf(held, interview, 'interview'),
          entry,
          startedAt,
          values: chosen.values,
          steps: stepsOf(entry),
          text: (name) => typed.texts[name].unsaved ?? allWords(entry?.texts[name] ?? NO_TEXT),
          saving: typed.state,
          unsaved: () => DRAFT_TEXTS.flatMap((name) => typed.texts[name].unsaved ?? []),
          type: (name, text) => typed.texts[name].type(text),
          leave: (name) => typed.texts[name].flush().then(() => house.engine.sync('left-text')),
          flush: async () => {
            await Promise.all(DRAFT_TEXTS.map((name) => typed.texts[name].flush()));
            return (await chosen.again()) && !hasUnsaved(typed.texts);
          },
          set: (patch) => chosen.save(patch),
          setStep: async (step, value) =>
            typed.heard(await mutate('draft.step', record, { ...ref.current, step, value })),
        },
  );
}

/** Which draft is written, and since when: the open one, or the one that is begun by the first thing that is done. */
function useDraftOf(record: CareersRecord | null, interview: EntryId, entry: EntryOf<'draft'> | undefined) {
  const { session, nowMs } = useHouse();
  const made = useRef<{ readonly id: EntryId; readonly startedAt: Instant } | null>(null);
  const startedAt = toInstant(nowMs());
  // Once for the page: what is typed after the draft was closed elsewhere belongs to that draft still.
  if (record) made.current ??= { id: nextDraftId(record, interview, session.person), startedAt };
  return entry ?? made.current ?? { id: interview, startedAt };
}

/** The author's draft of this interview that is still open, or has words that were written elsewhere after it was closed. */
export function openDraft(record: CareersRecord, interview: EntryId, author: PersonId): EntryOf<'draft'> | undefined {
  return entriesOf(record, 'draft').findLast((d) => d.interview === interview && d.author === author && !d.closed);
}

/**
 * The id of the draft that this author begins next for an interview: the same on all their devices, so that one begun on two of them,
 * neither knowing of the other, is one draft with all its words.
 */
function nextDraftId(record: CareersRecord, interview: EntryId, author: PersonId): EntryId {
  const before = entriesOf(record, 'draft').filter((d) => d.interview === interview && d.author === author);
  return madeId('draft', interview, author, String(before.length)) as EntryId;
}

/** The steps agreed so far, in the order in which they were added. */
export const stepsOf = (entry: EntryOf<'draft'> | undefined): readonly AgreedStep[] =>
  Object.entries(entry?.steps ?? {})
    .flatMap(([id, step]) => (step ? [{ ...step, id: id as EntryId }] : []))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
