/**
 * Activities and what pupils took part in. An experience's id is the activity's id: a second log joins it,
 * present beats absent, and there is no duplicate. Claimed never counts until staff confirm.
 * Source: policy 5.8.4, 5.8.5, 5.9.2.
 */
import * as z from 'zod/mini';
import { UNCHANGED, change, create, set, write } from '../change.ts';
import { activityFacts } from '../entries/career.ts';
import { setFields } from '../entry.ts';
import type { Patch } from '../entry.ts';
import { entryId } from '../ids.ts';
import { defineMutation } from '../mutation.ts';
import type { EntryOf } from '../record.ts';
import { entryOf } from '../record.ts';
import { NO_TEXT, line, prose, textWrite } from '../text.ts';
import { isoDate } from '../time.ts';
import { replaceWrite, withoutBase } from './draft.ts';

/** Logs that a pupil was at an activity, or absent from it. */
export const activityLog = defineMutation({
  name: 'activity.log',
  version: 1,
  args: z.strictObject({ activity: entryId, facts: activityFacts, attended: z.boolean() }),
  adds: true,
  blind: true,
  touches: ({ activity }) => [{ entry: activity, creates: true }],
  apply: (record, { activity, facts, attended }, ctx) => {
    if (!record.entries[activity]) {
      return create(
        record,
        ['experience', activity],
        { facts, attended, status: 'confirmed', why: null, reflection: NO_TEXT },
        ctx,
      );
    }
    return change(record, ['experience', activity], (entry) =>
      attended ? setFields(entry, whatSeeingAdds(entry), ctx) : entry,
    );
  },
});

/** Why an experience does not count after its log was taken back. */
const LOGGED_BY_MISTAKE = 'Logged by mistake';

/**
 * Present beats absent: a later log never takes away that somebody saw the pupil there, and makes up for a log that was
 * taken back. What staff decided with a reason of their own stays.
 */
const whatSeeingAdds = (entry: EntryOf<'experience'>): Patch<EntryOf<'experience'>> => ({
  ...(entry.attended ? {} : { attended: true }),
  ...(entry.why === LOGGED_BY_MISTAKE ? { status: 'confirmed' as const, why: null } : {}),
});

/** For how many days after an activity was logged who logged it may put its facts right; the careers leader always may. */
export const AMEND_DAYS = 14;

const amendArgs = z.strictObject({ activity: entryId, facts: z.omit(activityFacts, { learned: true }) });

/** Puts right what an activity was. What pupils learned stays: it may have been written for this form alone. */
export const activityAmend = defineMutation({
  name: 'activity.amend',
  version: 1,
  args: amendArgs,
  touches: ({ activity }) => [{ entry: activity, creates: false }],
  apply: (record, { activity, facts }, ctx) =>
    change(record, ['experience', activity], (entry) =>
      setFields(entry, { facts: { ...facts, learned: entry.facts.learned } }, ctx),
    ),
});

/**
 * Takes back one's own log of a pupil (undo): the experience no longer counts. Somebody else's log stays as it is, and nothing
 * is said of one that is not there: who logged it cannot always read it, and others must not learn who was at an activity.
 */
export const activityUnlog = defineMutation({
  name: 'activity.unlog',
  version: 1,
  args: z.strictObject({ activity: entryId }),
  blind: true,
  touches: ({ activity }) => [{ entry: activity, creates: false }],
  apply: (record, { activity }, ctx) =>
    entryOf(record, activity, 'experience')?.author === ctx.person
      ? set(record, ['experience', activity], { status: 'not-counted', why: LOGGED_BY_MISTAKE }, ctx)
      : UNCHANGED,
});

/** A pupil adds something they did; staff confirm it or say why it does not count. */
export const experienceClaim = defineMutation({
  name: 'experience.claim',
  version: 1,
  args: z.strictObject({ id: entryId, facts: activityFacts }),
  adds: true,
  touches: ({ id }) => [{ entry: id, creates: true }],
  apply: (record, { id, facts }, ctx) =>
    create(
      record,
      ['experience', id],
      { facts, attended: true, status: 'claimed', why: null, reflection: NO_TEXT },
      ctx,
    ),
});

/** Staff confirm what a pupil claimed, and say what it counts towards. */
export const experienceConfirm = defineMutation({
  name: 'experience.confirm',
  version: 1,
  setsOver: true,
  args: z.strictObject({ id: entryId }),
  touches: ({ id }) => [{ entry: id, creates: false }],
  apply: (record, { id }, ctx) => set(record, ['experience', id], { status: 'confirmed', why: null }, ctx),
});

/** Staff say why a claim does not count. */
export const experienceNotCounted = defineMutation({
  name: 'experience.not-counted',
  version: 1,
  setsOver: true,
  args: z.strictObject({ id: entryId, why: line.check(z.minLength(1)) }),
  touches: ({ id }) => [{ entry: id, creates: false }],
  apply: (record, { id, why }, ctx) => set(record, ['experience', id], { status: 'not-counted', why }, ctx),
});

const reflectArgs = z.strictObject({ id: entryId, write: textWrite });

/** What the pupil thinks they got out of it (part of "meaningful" in the 2025 benchmarks). */
export const experienceReflect = defineMutation({
  name: 'experience.reflect',
  version: 1,
  args: reflectArgs,
  touches: ({ id }) => [{ entry: id, creates: false }],
  apply: (record, { id, write: written }, ctx) =>
    change(record, ['experience', id], (entry) =>
      write(entry, [entry.reflection, written], (reflection) => ({ reflection }), ctx),
    ),
  typing: ({ id, write: written }) => ({ entry: id, text: 'reflection', write: written }),
  replace: (earlier, later, sent) => ({ ...later, write: replaceWrite(earlier.write, later.write, sent) }),
  stripped: (args) => ({ ...args, write: withoutBase(args.write) }),
});

/** The pupil used facts about jobs and pay for a decision (benchmark 2; policy 5.2.2). */
export const lmiUse = defineMutation({
  name: 'lmi.use',
  version: 1,
  args: z.strictObject({ id: entryId, source: line, decision: prose, date: isoDate }),
  adds: true,
  touches: ({ id }) => [{ entry: id, creates: true }],
  apply: (record, { id, ...fields }, ctx) => create(record, ['lmi', id], fields, ctx),
});

/** What may be done to activities and to a pupil's experiences. */
export const experienceMutations = [
  activityLog,
  activityUnlog,
  activityAmend,
  experienceClaim,
  experienceConfirm,
  experienceNotCounted,
  experienceReflect,
  lmiUse,
] as const;
