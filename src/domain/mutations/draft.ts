/**
 * Drafts: an unfinished interview, written as it is typed. Its author alone reads it, on any record that the author holds.
 * Source: SPEC I4.
 */
import * as z from 'zod/mini';
import { change, create, write } from '../change.ts';
import type { Applied } from '../change.ts';
import { draftStep, draftTextName, draftValues } from '../entries/career.ts';
import type { Context, Patch } from '../entry.ts';
import { setFields, touch } from '../entry.ts';
import type { EntryId, TextId } from '../ids.ts';
import { entryId, textId } from '../ids.ts';
import { defineMutation } from '../mutation.ts';
import type { CareersRecord, EntryOf } from '../record.ts';
import { entryOf } from '../record.ts';
import { err } from '../result.ts';
import { NO_TEXT, textWrite } from '../text.ts';
import type { TextWrite } from '../text.ts';
import { instant } from '../time.ts';
import { closeDraft } from './interview.ts';

const draftRef = { id: entryId, interview: entryId, startedAt: instant };
type DraftRef = { readonly id: EntryId; readonly interview: EntryId; readonly startedAt: z.infer<typeof instant> };

const writeArgs = z.strictObject({ ...draftRef, text: draftTextName, write: textWrite });

/** A text of a draft as it is typed. Makes the draft when it is not there: the first word may be the first thing done. */
export const draftWrite = defineMutation({
  name: 'draft.write',
  version: 1,
  args: writeArgs,
  adds: true,
  touches: ({ id }) => [{ entry: id, creates: true }],
  apply: (record, args, ctx) =>
    onDraft(record, args, ctx, (draft) =>
      write(
        draft,
        [draft.texts[args.text] ?? NO_TEXT, args.write],
        (text) => ({ texts: { ...draft.texts, [args.text]: text } }),
        ctx,
      ),
    ),
  typing: ({ id, text, write: written }) => ({ entry: id, text, write: written }),
  replace: (earlier, later, earlierWasSent) => ({
    ...later,
    write: replaceWrite(earlier.write, later.write, earlierWasSent),
  }),
  stripped: (args) => ({ ...args, write: withoutBase(args.write) }),
});

/**
 * The write that takes the place of a pending one: written over the same, on the same base (I4). The wording that it
 * replaces is named too if it was ever in a request; else nobody can know of it, and naming each keystroke would only grow.
 */
export function replaceWrite(earlier: TextWrite, later: TextWrite, earlierWasSent: boolean): TextWrite {
  const over = new Set([...earlier.over, ...later.over]);
  if (!earlierWasSent) over.delete(earlier.id);
  const base = earlier.base ?? later.base;
  return { id: later.id, text: later.text, over: [...over], ...(base === undefined ? {} : { base }) };
}

/** The write without the text it started from. */
export const withoutBase = ({ base: _, ...rest }: TextWrite): TextWrite => rest;

/** What is chosen or ticked in a draft. */
export const draftSet = defineMutation({
  name: 'draft.set',
  // 2: plans that were used.
  version: 2,
  args: z.strictObject({ ...draftRef, values: z.partial(draftValues) }),
  adds: true,
  touches: ({ id }) => [{ entry: id, creates: true }],
  apply: (record, args, ctx) => onDraft(record, args, ctx, (draft) => setInMap(draft, 'values', args.values, ctx)),
});

/** A next step in a draft: added, changed, or removed (null). */
export const draftStepSet = defineMutation({
  name: 'draft.step',
  version: 1,
  args: z.strictObject({ ...draftRef, step: entryId, value: z.nullable(draftStep) }),
  adds: true,
  touches: ({ id }) => [{ entry: id, creates: true }],
  apply: (record, args, ctx) =>
    onDraft(record, args, ctx, (draft) => setInMap(draft, 'steps', { [args.step]: args.value }, ctx)),
});

/** Throws a draft away (wrong pupil). It names the wordings that go; what was written elsewhere meanwhile stays. */
export const draftDiscard = defineMutation({
  name: 'draft.discard',
  version: 1,
  args: z.strictObject({ id: entryId, over: z.readonly(z.array(textId).check(z.maxLength(200))) }),
  touches: ({ id }) => [{ entry: id, creates: true }],
  apply: (record, args, ctx) => closeDraft(record, args.id, args.over, ctx),
});

/** The ids of all wordings that a draft shows now: what a finish or a discard closes. */
export const wordingsOf = (draft: EntryOf<'draft'>): readonly TextId[] =>
  Object.values(draft.texts).flatMap((text) => text.heads.map((head) => head.id));

function onDraft(
  record: CareersRecord,
  ref: DraftRef,
  ctx: Context,
  how: (draft: EntryOf<'draft'>) => EntryOf<'draft'>,
): Applied {
  const { id, interview, startedAt } = ref;
  const made = create(
    record,
    ['draft', id],
    { interview, startedAt, texts: {}, values: {}, steps: {}, closed: false },
    ctx,
  );
  if (!made.ok) return made;
  const start = made.value[0];
  const theirs = entryOf(record, id, 'draft');
  // What its author alone reads is not there for anybody else.
  if (theirs && theirs.author !== ctx.person) return err({ kind: 'missing', entry: id });
  if (start?.kind !== 'draft') return change(record, ['draft', id], how);
  return { ok: true, value: [how(start)] };
}

/** Sets values in a map of an entry, each key by its own rank. */
function setInMap<F extends 'values' | 'steps'>(
  draft: EntryOf<'draft'>,
  field: F,
  values: Readonly<Record<string, unknown>>,
  ctx: Context,
): EntryOf<'draft'> {
  const flat = {
    ...draft,
    ...Object.fromEntries(Object.entries(draft[field]).map(([key, value]) => [`${field}.${key}`, value])),
  };
  const patch = Object.fromEntries(Object.entries(values).map(([key, value]) => [`${field}.${key}`, value]));
  const after = setFields(flat, patch as Patch<typeof flat>, ctx);
  if (after === flat) return draft;
  const map = Object.fromEntries(
    Object.entries(after)
      .filter(([key]) => key.startsWith(`${field}.`))
      .map(([key, value]) => [key.slice(field.length + 1), value]),
  );
  return touch({ ...draft, [field]: map, ranks: after.ranks }, ctx);
}

/** What may be done to an unfinished interview. */
export const draftMutations = [draftWrite, draftSet, draftStepSet, draftDiscard] as const;
