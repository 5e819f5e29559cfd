/**
 * Next steps and what was said about them afterwards. A step closes when staff confirm; "Talked about it" keeps it open.
 * Source: policy 5.3.3, 5.12.3 (form tutors follow up what was agreed).
 */
import * as z from 'zod/mini';
import { create, inTurn, set } from '../change.ts';
import { draftStep } from '../entries/career.ts';
import { entryId } from '../ids.ts';
import { defineMutation } from '../mutation.ts';
import { line, prose } from '../text.ts';
import { isoDate } from '../time.ts';

const about = (args: { readonly id: z.infer<typeof entryId> }) => [{ entry: args.id, creates: false }];

/** A new next step, agreed outside an interview. */
export const stepAdd = defineMutation({
  name: 'step.add',
  version: 1,
  args: z.extend(draftStep, { id: entryId }),
  touches: ({ id }) => [{ entry: id, creates: true }],
  apply: (record, { id, ...step }, ctx) =>
    create(record, ['step', id], { ...step, status: 'to-do', why: null, interview: null, closedOn: null }, ctx),
});

/** Changes what, who or by when; what is not named stays. */
export const stepChange = defineMutation({
  name: 'step.change',
  version: 1,
  setsOver: true,
  args: z.strictObject({ id: entryId, to: z.partial(draftStep) }),
  touches: about,
  apply: (record, { id, to }, ctx) => set(record, ['step', id], to, ctx),
});

/** Staff confirm that a step is done, or not needed any more, with a reason. */
export const stepClose = defineMutation({
  name: 'step.close',
  version: 1,
  setsOver: true,
  args: z.strictObject({ id: entryId, as: z.enum(['done', 'not-needed']), why: z.nullable(line), on: isoDate }),
  touches: about,
  apply: (record, { id, as, why, on }, ctx) => set(record, ['step', id], { status: as, why, closedOn: on }, ctx),
});

/** Opens a closed step again (undo): as it was before. */
export const stepReopen = defineMutation({
  name: 'step.reopen',
  version: 1,
  setsOver: true,
  args: z.strictObject({ id: entryId, as: z.enum(['to-do', 'talked']) }),
  touches: about,
  apply: (record, { id, as }, ctx) => set(record, ['step', id], { status: as, why: null, closedOn: null }, ctx),
});

/** "Talked about it": the step stays open; a line of what was said may be added, which the pupil reads. */
export const followupAdd = defineMutation({
  name: 'followup.add',
  version: 1,
  setsOver: true,
  args: z.strictObject({ id: entryId, step: entryId, words: prose }),
  adds: true,
  touches: ({ id, step }) => [
    { entry: id, creates: true },
    { entry: step, creates: false },
  ],
  apply: (record, { id, step, words }, ctx) =>
    inTurn(record, [
      (now) => create(now, ['followup', id], { on: step, what: 'talked', words }, ctx),
      (now) =>
        now.entries[step]
          ? set(now, ['step', step], { status: 'talked' }, ctx)
          : { ok: false, error: { kind: 'missing', entry: step } },
    ]),
});

/** The pupil says "I've done this" or "I need help". Staff confirm; the step stays open until then. */
export const stepClaim = defineMutation({
  name: 'step.claim',
  version: 1,
  args: z.strictObject({ id: entryId, step: entryId, says: z.enum(['claims-done', 'needs-help']), words: prose }),
  adds: true,
  touches: ({ id, step }) => [
    { entry: id, creates: true },
    { entry: step, creates: false },
  ],
  apply: (record, { id, step, says, words }, ctx) =>
    create(record, ['followup', id], { on: step, what: says, words }, ctx),
});

/** A tutor asks the careers adviser or leader (policy 4.4.6). */
export const askRaise = defineMutation({
  name: 'ask.raise',
  version: 1,
  args: z.strictObject({ id: entryId, to: z.enum(['adviser', 'leader']), words: prose.check(z.minLength(1)) }),
  adds: true,
  touches: ({ id }) => [{ entry: id, creates: true }],
  apply: (record, { id, ...ask }, ctx) => create(record, ['ask', id], { ...ask, answer: null }, ctx),
});

/** The answer to a tutor's question. */
export const askAnswer = defineMutation({
  name: 'ask.answer',
  version: 1,
  args: z.strictObject({ id: entryId, answer: prose.check(z.minLength(1)) }),
  touches: about,
  apply: (record, { id, answer }, ctx) => set(record, ['ask', id], { answer }, ctx),
});

/** What may be done to next steps, follow-up and tutors' questions. */
export const stepMutations = [
  stepAdd,
  stepChange,
  stepClose,
  stepReopen,
  followupAdd,
  stepClaim,
  askRaise,
  askAnswer,
] as const;
