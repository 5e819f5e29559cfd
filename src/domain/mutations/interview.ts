/**
 * Interviews: booking, holding, finishing. "In progress" and "Paused" are a draft's words and are never published.
 * A finished interview is never edited; an addendum is added to it.
 * Source: policy 5.12.1 to 5.12.6; SPEC I18.
 */
import * as z from 'zod/mini';
import { change, close, create, inTurn, set, UNCHANGED } from '../change.ts';
import type { Applied } from '../change.ts';
import { DRAFT_TEXTS, draftStep } from '../entries/career.ts';
import { explained, interviewType, plan, reason, route } from '../entries/vocabulary.ts';
import type { Context } from '../entry.ts';
import { sameValue, setFields, touch } from '../entry.ts';
import type { EntryId, TextId } from '../ids.ts';
import { entryId, personId, textId } from '../ids.ts';
import { defineMutation } from '../mutation.ts';
import type { CareersRecord, EntryOf } from '../record.ts';
import { entryOf } from '../record.ts';
import { err } from '../result.ts';
import { NO_TEXT, line, prose } from '../text.ts';
import type { WrittenText } from '../text.ts';
import { clockTime, instant, isoDate } from '../time.ts';

const slot = {
  adviser: personId,
  date: isoDate,
  from: clockTime,
  minutes: z.int().check(z.gte(5), z.lte(240)),
  place: line,
};
const about = (args: { readonly id: EntryId }) => [{ entry: args.id, creates: false }];
const makes = (args: { readonly id: EntryId }) => [{ entry: args.id, creates: true }];

const NOT_HELD = {
  why: null,
  walkIn: false,
  summary: '',
  routes: [],
  explained: [],
  agreed: null,
  startedAt: null,
  endedAt: null,
  fromPaper: false,
  draft: null,
} as const;

/** Books an interview. Clashing bookings are both accepted and shown as a clash. */
export const interviewBook = defineMutation({
  name: 'interview.book',
  version: 1,
  args: z.strictObject({ id: entryId, ...slot, type: interviewType, visit: z.nullable(entryId) }),
  touches: makes,
  apply: (record, { id, ...fields }, ctx) =>
    create(record, ['interview', id], { ...NOT_HELD, ...fields, status: 'booked' }, ctx),
});

/** Moves a booked interview to another slot. */
export const interviewMove = defineMutation({
  name: 'interview.move',
  version: 1,
  setsOver: true,
  args: z.strictObject({ id: entryId, ...slot, visit: z.nullable(entryId) }),
  touches: about,
  apply: (record, { id, ...fields }, ctx) =>
    unlessFinished(record, id, () => set(record, ['interview', id], { ...fields, status: 'booked' }, ctx)),
});

const ending = <const N extends string, S extends 'cancelled' | 'did-not-attend' | 'declined' | 'booked'>(
  name: N,
  status: S,
) =>
  defineMutation({
    name,
    version: 1,
    setsOver: true,
    args: z.strictObject({ id: entryId, why: z.nullable(line) }),
    touches: about,
    apply: (record, { id, why }, ctx) =>
      unlessFinished(record, id, () => set(record, ['interview', id], { status, why }, ctx)),
  });

/** The interview will not be held. */
export const interviewCancel = ending('interview.cancel', 'cancelled');
/** The pupil did not come. */
export const interviewDidNotAttend = ending('interview.did-not-attend', 'did-not-attend');
/** The pupil declined it: the opportunity was there (benchmark 8, the further interview by 18). */
export const interviewDecline = ending('interview.decline', 'declined');
/** Takes back a cancellation, an absence or a refusal: the interview is booked again (undo). */
export const interviewReinstate = ending('interview.reinstate', 'booked');

/**
 * A walk-in: an adviser starts an interview with a pupil whose record they hold as N. The server grants G for 30 days,
 * so that it works offline.
 */
export const interviewStart = defineMutation({
  name: 'interview.start',
  version: 1,
  args: z.strictObject({ id: entryId, date: isoDate, from: clockTime, place: line }),
  blind: true,
  touches: makes,
  apply: (record, { id, date, from, place }, ctx) =>
    create(
      record,
      ['interview', id],
      {
        ...NOT_HELD,
        adviser: ctx.person,
        date,
        from,
        minutes: 45,
        place,
        type: 'personal-guidance',
        visit: null,
        walkIn: true,
        status: 'booked',
      },
      ctx,
    ),
});

const finishArgs = z.strictObject({
  id: entryId,
  draft: entryId,
  /** The wordings of the draft that are published here: they are closed, and what was written elsewhere stays in the draft. */
  over: z.readonly(z.array(textId).check(z.maxLength(200))),
  date: isoDate,
  from: clockTime,
  minutes: z.int().check(z.gte(1), z.lte(240)),
  place: line,
  type: interviewType,
  summary: prose.check(z.minLength(1)),
  routes: z.readonly(z.array(route)),
  explained: z.readonly(z.array(explained)),
  agreed: z.nullable(z.strictObject({ at: instant, words: prose })),
  startedAt: instant,
  endedAt: instant,
  fromPaper: z.boolean(),
  note: z.nullable(
    z.strictObject({
      id: entryId,
      about: z.readonly(z.array(reason)),
      why: prose,
      now: prose,
      ideas: prose,
      barriers: prose,
      alsoPresent: line,
      plansUsed: z.optional(z.readonly(z.array(plan))),
    }),
  ),
  steps: z.readonly(z.array(z.extend(draftStep, { id: entryId })).check(z.maxLength(20))),
});

/** Publishes a draft: one mutation that carries every word, the private note and the steps, and closes the draft (I18). */
export const interviewFinish = defineMutation({
  name: 'interview.finish',
  // 2: plans that were used.
  version: 2,
  args: finishArgs,
  adds: true,
  touches: (args) => [
    { entry: args.id, creates: true },
    { entry: args.draft, creates: true },
    ...(args.note ? [{ entry: args.note.id, creates: true }] : []),
    ...args.steps.map((step) => ({ entry: step.id, creates: true })),
  ],
  apply: (record, args, ctx) =>
    inTurn(record, [
      (now) => hold(now, args, ctx),
      (now) => addNote(now, args, ctx),
      ...args.steps.map(
        ({ id, ...step }) =>
          (now: CareersRecord) =>
            create(now, ['step', id], { ...step, status: 'to-do', why: null, interview: args.id, closedOn: null }, ctx),
      ),
      (now) => closeDraft(now, args.draft, args.over, ctx),
    ]),
});

type FinishArgs = z.infer<typeof finishArgs>;

function hold(record: CareersRecord, args: FinishArgs, ctx: Context): Applied {
  const { id, over: _over, note: _note, steps: _steps, ...held } = args;
  const fields = { ...held, adviser: ctx.person, status: 'finished' as const, why: null };
  if (!record.entries[id]) return create(record, ['interview', id], { ...NOT_HELD, visit: null, ...fields }, ctx);
  const before = entryOf(record, id, 'interview');
  // It was held: nothing that was said of the booking, whenever the server took it, undoes that (I15, after a restore).
  const rank = Math.max(ctx.rank, ...Object.values(before?.ranks ?? {}));
  if (before?.status !== 'finished') return set(record, ['interview', id], fields, { ...ctx, rank });
  // What was said first stays, from another draft or from the same one on another tablet; these words go to "Needs you" and can be added to it.
  const said = (field: string, value: unknown) => sameValue(before[field as keyof typeof before], value);
  const isSame = Object.entries(fields).every(([field, value]) => said(field, value));
  return isSame ? UNCHANGED : err({ kind: 'already-finished', entry: id });
}

function addNote(record: CareersRecord, { id, note }: FinishArgs, ctx: Context): Applied {
  if (!note) return UNCHANGED;
  const { id: noteId, ...words } = note;
  return create(record, ['note', noteId], { ...words, interview: id }, ctx);
}

/**
 * Closes a draft, leaving a mark of it where it has not arrived yet, so that late words on it are not published twice.
 * A draft of somebody else is not there for this person: refused as missing.
 */
export function closeDraft(record: CareersRecord, id: EntryId, over: FinishArgs['over'], ctx: Context): Applied {
  const draft = entryOf(record, id, 'draft');
  if (!draft) {
    const fields = {
      interview: id,
      startedAt: ctx.at,
      texts: closeTexts({}, over),
      values: {},
      steps: {},
      closed: true,
    };
    return create(record, ['draft', id], fields, ctx);
  }
  if (draft.author !== ctx.person) return err({ kind: 'missing', entry: id });
  return change(record, ['draft', id], (entry) => {
    const texts = closeTexts(entry.texts, over);
    const next = texts === entry.texts ? entry : touch({ ...entry, texts }, ctx);
    // Closed for good: a mark that was made closed has no rank for it, and needs none.
    return entry.closed ? next : setFields(next, { closed: true }, ctx);
  });
}

type DraftTexts = EntryOf<'draft'>['texts'];

/** Closes each wording in the text that knows it; one that has not arrived yet is closed in all, for nobody knows where it belongs. */
function closeTexts(texts: DraftTexts, over: FinishArgs['over']): DraftTexts {
  const known = new Set(Object.values(texts).flatMap((text) => [...text.past, ...text.heads.map((head) => head.id)]));
  const isUnknown = (wording: TextId) => !known.has(wording);
  const after: Record<string, WrittenText> = {};
  for (const name of new Set([...Object.keys(texts), ...(over.some(isUnknown) ? DRAFT_TEXTS : [])])) {
    const before = texts[name] ?? NO_TEXT;
    const here = (wording: TextId) => isUnknown(wording) || before.heads.some((head) => head.id === wording);
    after[name] = close(before, over.filter(here));
  }
  return Object.entries(after).every(([name, text]) => text === texts[name]) ? texts : after;
}

/** Adds words to a finished interview, with name and time. */
export const interviewAddendum = defineMutation({
  name: 'interview.addendum',
  version: 1,
  args: z.strictObject({ id: entryId, interview: entryId, words: prose.check(z.minLength(1)) }),
  adds: true,
  touches: (args) => [
    { entry: args.id, creates: true },
    { entry: args.interview, creates: false },
  ],
  apply: (record, { id, interview, words }, ctx) =>
    create(record, ['followup', id], { on: interview, what: 'addendum', words }, ctx),
});

/** A private note apart from an interview. */
export const noteAdd = defineMutation({
  name: 'note.add',
  version: 1,
  args: z.strictObject({ id: entryId, words: prose.check(z.minLength(1)) }),
  adds: true,
  touches: makes,
  apply: (record, { id, words }, ctx) =>
    create(
      record,
      ['note', id],
      { interview: null, about: [], why: words, now: '', ideas: '', barriers: '', alsoPresent: '' },
      ctx,
    ),
});

/** A pupil asks for an interview (policy 5.12.1). */
export const interviewRequest = defineMutation({
  name: 'interview.request',
  version: 1,
  args: z.strictObject({
    id: entryId,
    about: z.readonly(z.array(reason)),
    words: prose,
    avoid: line,
    soon: z.boolean(),
    askedOn: isoDate,
  }),
  adds: true,
  touches: makes,
  apply: (record, { id, ...fields }, ctx) => create(record, ['request', id], fields, ctx),
});

function unlessFinished(record: CareersRecord, id: EntryId, then: () => Applied): Applied {
  return entryOf(record, id, 'interview')?.status === 'finished'
    ? err({ kind: 'already-finished', entry: id })
    : then();
}

/** What may be done to bookings, interviews and notes. */
export const interviewMutations = [
  interviewBook,
  interviewMove,
  interviewCancel,
  interviewDidNotAttend,
  interviewDecline,
  interviewReinstate,
  interviewStart,
  interviewFinish,
  interviewAddendum,
  noteAdd,
  interviewRequest,
] as const;
