/**
 * The pupil: who they are, what they hope for, what they need, and putting the record right.
 * Source: policy 5.3.1, 5.6.1, 5.6.3.
 */
import * as z from 'zod/mini';
import { change, create, put, set, write } from '../change.ts';
import {
  PREPARATION_TEXTS,
  gradesEntry,
  identityEntry,
  intentionEntry,
  pupilEntry,
  supportEntry,
  yearGroup,
} from '../entries/career.ts';
import { BASE_FIELDS, setFields, touch } from '../entry.ts';
import type { EntryId } from '../ids.ts';
import { entryId, personId } from '../ids.ts';
import { defineMutation } from '../mutation.ts';
import type { Entry, Kind } from '../record.ts';
import { newEntry, singleton } from '../record.ts';
import { err, ok } from '../result.ts';
import { NO_TEXT, line, prose, textWrite, withoutBases } from '../text.ts';
import { addDays, isoDate } from '../time.ts';
import { replaceWrite, withoutBase } from './draft.ts';

const one = (id: string, creates: boolean) => () => [{ entry: id as EntryId, creates }];

/** A pupil joins the school: makes the entry of the pupil. */
export const pupilEnrol = defineMutation({
  name: 'pupil.enrol',
  version: 1,
  args: z.omit(pupilEntry, { ...BASE_FIELDS, unlisted: true }),
  blind: true,
  touches: one('pupil', true),
  apply: (record, fields, ctx) => create(record, ['pupil', singleton('pupil')], fields, ctx),
});

/** An adviser meets a pupil who is not on the list: a record of its own, for its author and the careers leader. */
export const unlistedAdd = defineMutation({
  name: 'unlisted.add',
  version: 1,
  args: z.strictObject({ name: line, surname: line, year: yearGroup, on: isoDate }),
  founds: true,
  touches: one('pupil', true),
  apply: (record, { on, ...named }, ctx) =>
    create(
      record,
      ['pupil', singleton('pupil')],
      { ...named, pronunciation: null, form: null, from: on, to: addDays(on, -1), unlisted: 'open' },
      ctx,
    ),
});

/** What was on such a record has gone to the right pupil. */
export const unlistedClose = defineMutation({
  name: 'unlisted.close',
  version: 1,
  args: z.strictObject({}),
  touches: one('pupil', false),
  apply: (record, _args, ctx) =>
    change(record, ['pupil', singleton('pupil')], (pupil) =>
      pupil.unlisted === undefined ? pupil : setFields(pupil, { unlisted: 'closed' }, ctx),
    ),
});

/** Changes name, year or form; what is not named stays. */
export const pupilChange = defineMutation({
  name: 'pupil.change',
  version: 1,
  args: z.partial(z.omit(pupilEntry, { ...BASE_FIELDS, from: true, to: true, unlisted: true })),
  touches: one('pupil', false),
  apply: (record, patch, ctx) => set(record, ['pupil', singleton('pupil')], patch, ctx),
});

/** The pupil's last day at the school; null brings them back. */
export const pupilLeave = defineMutation({
  name: 'pupil.leave',
  version: 1,
  args: z.strictObject({ to: z.nullable(isoDate) }),
  touches: one('pupil', false),
  apply: (record, { to }, ctx) => set(record, ['pupil', singleton('pupil')], { to }, ctx),
});

/** Legal name, birth date, UPN and sex, from the school's information system; since version 2 English as an additional language. */
export const identitySet = defineMutation({
  name: 'identity.set',
  version: 2,
  args: z.omit(identityEntry, BASE_FIELDS),
  blind: true,
  touches: one('identity', true),
  apply: (record, fields, ctx) => put(record, 'identity', fields, ctx),
});

/** Names the pupil's adviser (policy 5.12.5). */
export const adviserName = defineMutation({
  name: 'adviser.name',
  version: 1,
  args: z.strictObject({ adviser: personId }),
  touches: one('adviser', true),
  apply: (record, fields, ctx) => put(record, 'adviser', fields, ctx),
});

/** SEN provision, pupil premium, care and EHCP outcomes: set by staff, never computed. */
export const supportSet = defineMutation({
  name: 'support.set',
  version: 1,
  args: z.omit(supportEntry, BASE_FIELDS),
  touches: one('support', true),
  apply: (record, fields, ctx) => put(record, 'support', fields, ctx),
});

/** Practical wording without the reason ("sits near the front"). */
export const adjustmentSet = defineMutation({
  name: 'adjustment.set',
  version: 1,
  setsOver: true,
  args: z.strictObject({ words: prose }),
  touches: one('adjustment', true),
  apply: (record, fields, ctx) => put(record, 'adjustment', fields, ctx),
});

/** Predicted grades and options. */
export const gradesSet = defineMutation({
  name: 'grades.set',
  version: 1,
  args: z.omit(gradesEntry, BASE_FIELDS),
  blind: true,
  touches: one('grades', true),
  apply: (record, fields, ctx) => put(record, 'grades', fields, ctx),
});

/** Career ideas and long-term goal in the pupil's own words. */
export const aspirationWrite = defineMutation({
  name: 'aspiration.write',
  version: 1,
  args: z.strictObject({ write: textWrite }),
  touches: one('aspiration', true),
  apply: (record, { write: written }, ctx) => {
    const id = singleton('aspiration');
    if (record.entries[id])
      return change(record, ['aspiration', id], (entry) =>
        write(entry, [entry.words, written], (words) => ({ words }), ctx),
      );
    return ok([
      write(
        newEntry('aspiration', id, { words: NO_TEXT }, ctx),
        [NO_TEXT, written],
        (words) => ({ words }),
        ctx,
      ) as Entry,
    ]);
  },
  typing: ({ write: written }) => ({ entry: singleton('aspiration'), text: 'words', write: written }),
  replace: (earlier, later, sent) => ({ write: replaceWrite(earlier.write, later.write, sent) }),
  stripped: (args) => ({ write: withoutBase(args.write) }),
});

/** What the pupil means to do next, and the back-up. */
export const intentionWrite = defineMutation({
  name: 'intention.write',
  version: 1,
  setsOver: true,
  args: z.omit(intentionEntry, BASE_FIELDS),
  touches: one('intention', true),
  apply: (record, fields, ctx) => put(record, 'intention', fields, ctx),
});

/** What the pupil writes before an interview, each answer as it is typed. */
export const preparationWrite = defineMutation({
  name: 'preparation.write',
  version: 1,
  args: z.strictObject({ text: z.enum(PREPARATION_TEXTS), write: textWrite }),
  touches: one('preparation', true),
  apply: (record, { text, write: written }, ctx) => {
    const id = singleton('preparation');
    const none = newEntry(
      'preparation',
      id,
      { ideas: NO_TEXT, strengths: NO_TEXT, wants: NO_TEXT, worries: NO_TEXT },
      ctx,
    );
    if (!record.entries[id]) return ok([write(none, [NO_TEXT, written], (words) => ({ [text]: words }), ctx) as Entry]);
    return change(record, ['preparation', id], (entry) =>
      write(entry, [entry[text], written], (words) => ({ [text]: words }), ctx),
    );
  },
  typing: ({ text, write: written }) => ({ entry: singleton('preparation'), text, write: written }),
  replace: (earlier, later, sent) => ({ ...later, write: replaceWrite(earlier.write, later.write, sent) }),
  stripped: (args) => ({ ...args, write: withoutBase(args.write) }),
});

/** "Something's not right": what, and what it should say. */
export const concernRaise = defineMutation({
  name: 'concern.raise',
  version: 1,
  args: z.strictObject({ id: entryId, on: z.nullable(entryId), words: prose.check(z.minLength(1)), should: prose }),
  adds: true,
  touches: ({ id }) => [{ entry: id, creates: true }],
  apply: (record, { id, ...fields }, ctx) => create(record, ['concern', id], { ...fields, answer: null }, ctx),
});

/** The careers leader's answer to a concern. */
export const concernAnswer = defineMutation({
  name: 'concern.answer',
  version: 1,
  args: z.strictObject({ id: entryId, answer: prose.check(z.minLength(1)) }),
  touches: ({ id }) => [{ entry: id, creates: false }],
  apply: (record, { id, answer }, ctx) => set(record, ['concern', id], { answer }, ctx),
});

/** Hours in which its author may withdraw an entry; the careers leader always may. */
export const WITHDRAW_HOURS = 24;

/**
 * The kinds that can be withdrawn. The one entry of its kind is written over instead (whoever writes it next must find it),
 * a draft is discarded by its author, and the school's own entries are ended or closed.
 */
const WITHDRAWN_KINDS: ReadonlySet<Kind> = new Set<Kind>([
  'request',
  'interview',
  'note',
  'step',
  'followup',
  'ask',
  'experience',
  'lmi',
  'application',
  'concern',
]);

/** Can entries of this kind be withdrawn? */
export const isWithdrawable = (kind: Kind): boolean => WITHDRAWN_KINDS.has(kind);

/** Takes a wrong entry out of sight of all but the careers leader; devices lose it at their next sync. */
export const entryWithdraw = defineMutation({
  name: 'entry.withdraw',
  version: 1,
  args: z.strictObject({ id: entryId, reason: line.check(z.minLength(1)) }),
  touches: ({ id }) => [{ entry: id, creates: false }],
  apply: (record, { id, reason }, ctx) => {
    const entry = record.entries[id];
    if (!entry) return err({ kind: 'missing', entry: id });
    if (!isWithdrawable(entry.kind)) return err({ kind: 'wrong-kind', entry: id });
    const after = setFields<Entry>(entry, { readers: ['L'], withdrawn: reason }, ctx);
    return after === entry ? ok([]) : ok([touch(dropBases(after), ctx)]);
  },
});

/** Wordings that a text was written from are not for later readers. */
const dropBases = (entry: Entry): Entry =>
  entry.kind === 'experience' ? { ...entry, reflection: withoutBases(entry.reflection) } : entry;

/** What may be done to the pupil's own facts: enrolment, support, plans, requests. */
export const pupilMutations = [
  pupilEnrol,
  unlistedAdd,
  unlistedClose,
  pupilChange,
  pupilLeave,
  identitySet,
  adviserName,
  supportSet,
  adjustmentSet,
  gradesSet,
  aspirationWrite,
  intentionWrite,
  preparationWrite,
  concernRaise,
  concernAnswer,
  entryWithdraw,
] as const;
