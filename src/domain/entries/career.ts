/**
 * The kinds of entry in a pupil's career record, each with its fields and the groups that read it.
 * Fields with different readers are different entries.
 */
import * as z from 'zod/mini';
import { entryBase } from '../entry.ts';
import type { Readers } from '../group.ts';
import { entryId, formCode, personId } from '../ids.ts';
import { line, prose, writtenText } from '../text.ts';
import { clockTime, instant, isoDate } from '../time.ts';
import {
  activityKind,
  activityTag,
  applicationStatus,
  countsTowards,
  explained,
  interviewType,
  plan,
  providerType,
  reason,
  route,
  senProvision,
  sharingDecider,
  sharingDecision,
  stepOwner,
  toldHow,
} from './vocabulary.ts';

const kindOf = <K extends string, F extends z.core.$ZodLooseShape>(kind: K, fields: F) =>
  z.strictObject({ kind: z.literal(kind), ...entryBase, ...fields });

/** School year 7 to 13 as the pupil is taught (the school's NC year actual; it may differ from the birth date's). */
export const yearGroup = z.int().check(z.gte(1), z.lte(14));

/** Singleton "pupil": what any member of staff may know. `from` and `to`: dates at this school, `to` null while here. */
export const pupilEntry = kindOf('pupil', {
  name: line,
  surname: line,
  pronunciation: z.nullable(line),
  year: yearGroup,
  form: z.nullable(formCode),
  from: isoDate,
  to: z.nullable(isoDate),
  /**
   * An adviser met a pupil who is not on the list: `open` until what is here has gone to the right pupil. Never at the
   * school: `to` is before `from`, so that nobody counts them.
   */
  unlisted: z.optional(z.enum(['open', 'closed'])),
});
/** Singleton "identity". */
export const identityEntry = kindOf('identity', {
  legalForename: line,
  legalSurname: line,
  born: z.nullable(isoDate),
  upn: z.nullable(line),
  sex: z.nullable(z.enum(['M', 'F'])),
  /** English as an additional language; null or not there: the school's list does not say. */
  eal: z.optional(z.nullable(z.boolean())),
});
/** Singleton "adviser": the pupil's named adviser (policy 5.12.5). */
export const adviserEntry = kindOf('adviser', { adviser: personId });
/** Singleton "support": set by staff, never computed (policy 5.4.3, 5.5.11). */
export const supportEntry = kindOf('support', {
  sen: senProvision,
  pupilPremium: z.boolean(),
  lookedAfter: z.boolean(),
  outcomes: z.nullable(prose),
});
/** Singleton "adjustment": practical wording without the reason. */
export const adjustmentEntry = kindOf('adjustment', { words: prose });
/** Singleton "grades": predicted grades and options, as the school words them. */
export const gradesEntry = kindOf('grades', { predicted: prose, options: prose });
/** Singleton "aspiration": career ideas and long-term goal in the pupil's own words (policy 5.6.3, 5.6.8). */
export const aspirationEntry = kindOf('aspiration', { words: writtenText });
/** Singleton "intention": what the pupil means to do next, and the back-up. */
export const intentionEntry = kindOf('intention', { route: z.nullable(route), detail: line, backUp: line });
/** The four questions before an interview. */
export const PREPARATION_TEXTS = ['ideas', 'strengths', 'wants', 'worries'] as const;
/** Singleton "preparation": what the pupil writes before an interview. */
export const preparationEntry = kindOf('preparation', {
  ideas: writtenText,
  strengths: writtenText,
  wants: writtenText,
  worries: writtenText,
});
/** A pupil asks for an interview (policy 5.12.1). Open until an interview is booked after it, or it is withdrawn. */
export const requestEntry = kindOf('request', {
  about: z.readonly(z.array(reason)),
  words: prose,
  avoid: line,
  soon: z.boolean(),
  askedOn: isoDate,
});
/** An interview, booked or held. Everything here is read by pupil, tutor and support staff. */
export const interviewEntry = kindOf('interview', {
  adviser: personId,
  date: isoDate,
  from: clockTime,
  /** Booked: 5 to 240; held: as long as it took, at least 1. */
  minutes: z.int().check(z.gte(1), z.lte(240)),
  place: line,
  type: interviewType,
  status: z.enum(['booked', 'finished', 'did-not-attend', 'cancelled', 'declined']),
  why: z.nullable(line),
  visit: z.nullable(entryId),
  walkIn: z.boolean(),
  summary: prose,
  routes: z.readonly(z.array(route)),
  explained: z.readonly(z.array(explained)),
  agreed: z.nullable(z.strictObject({ at: instant, words: prose })),
  startedAt: z.nullable(instant),
  endedAt: z.nullable(instant),
  fromPaper: z.boolean(),
  /** The draft that was published here: the same interview is not finished twice. */
  draft: z.nullable(entryId),
});
/** The private note of an interview: careers advisers and careers leader; disclosable to the pupil on request. */
export const noteEntry = kindOf('note', {
  interview: z.nullable(entryId),
  about: z.readonly(z.array(reason)),
  why: prose,
  now: prose,
  ideas: prose,
  barriers: prose,
  alsoPresent: line,
  /** Plans of the pupil that were used in the talk (policy 5.12.4, 5.12.5); not there: nothing was said of it. */
  plansUsed: z.optional(z.readonly(z.array(plan))),
});
/** A next step agreed (policy 5.3.3, 5.12.3). Overdue is derived, never stored. Done when staff confirm. */
export const stepEntry = kindOf('step', {
  what: line,
  who: stepOwner,
  due: isoDate,
  tutorChecks: z.boolean(),
  status: z.enum(['to-do', 'talked', 'done', 'not-needed']),
  why: z.nullable(line),
  interview: z.nullable(entryId),
  closedOn: z.nullable(isoDate),
});
/** What was said on a step or an interview afterwards. Append-only. */
export const followupEntry = kindOf('followup', {
  on: entryId,
  what: z.enum(['talked', 'claims-done', 'needs-help', 'addendum']),
  words: prose,
});
/** A tutor's question to the careers adviser or leader, with its answer (policy 4.4.6). */
export const askEntry = kindOf('ask', {
  to: z.enum(['adviser', 'leader']),
  words: prose,
  answer: z.nullable(prose),
});
/** The facts of an activity, the same for all who took part. */
export const activityFacts = z.strictObject({
  title: line,
  activity: activityKind,
  date: isoDate,
  counts: z.readonly(z.array(countsTowards)),
  organisation: line,
  providers: z.readonly(z.array(providerType)),
  tags: z.readonly(z.array(activityTag)),
  occupation: line,
  learned: prose,
});
export type ActivityFacts = z.infer<typeof activityFacts>;
/** A pupil's participation in an activity; its id is the activity's id. Claimed never counts until staff confirm. */
export const experienceEntry = kindOf('experience', {
  facts: activityFacts,
  attended: z.boolean(),
  status: z.enum(['confirmed', 'claimed', 'not-counted']),
  why: z.nullable(line),
  reflection: writtenText,
});
/** The pupil used labour-market information for a decision (policy 5.2.2; benchmark 2). */
export const lmiEntry = kindOf('lmi', { source: line, decision: prose, date: isoDate });
/** One application for what comes after school: to a place to learn, or to an employer (policy 5.4.2: plans, offers and their dates). */
export const applicationEntry = kindOf('application', {
  /** "Wexcombe College". */
  provider: line,
  /** The course or job; '' while it is not known. */
  course: line,
  /** Null: a way on that has no name here. */
  route: z.nullable(route),
  status: applicationStatus,
  /** Days, where they were told; an interview may be still to come. */
  appliedOn: z.nullable(isoDate),
  interviewOn: z.nullable(isoDate),
  offeredOn: z.nullable(isoDate),
});
/** Singleton "la-sharing": may the local authority be told more than the basics (policy 5.5.12, 5.5.13)? */
export const laSharingEntry = kindOf('la-sharing', {
  decision: sharingDecision,
  /** Who decided, or was asked and did not reply; null while nobody was asked. */
  decidedBy: z.nullable(sharingDecider),
  /** The day on which it was decided, or asked. */
  decidedOn: z.nullable(isoDate),
  how: z.nullable(toldHow),
});
/** "Something's not right": a pupil's concern about the record, and the answer. */
export const concernEntry = kindOf('concern', {
  on: z.nullable(entryId),
  words: prose,
  should: prose,
  answer: z.nullable(prose),
});

/** A next step while the interview is still being written. */
export const draftStep = z.strictObject({
  what: line,
  who: stepOwner,
  due: isoDate,
  tutorChecks: z.boolean(),
});
export type DraftStep = z.infer<typeof draftStep>;

/** The texts of an unfinished interview, by name. */
export const DRAFT_TEXTS = ['why', 'now', 'ideas', 'barriers', 'summary', 'alsoPresent', 'ownWords'] as const;
export const draftTextName = z.enum(DRAFT_TEXTS);
export type DraftTextName = z.infer<typeof draftTextName>;

/** What is chosen and ticked in an unfinished interview; each is set by itself, the last one counts. */
export const draftValues = z.strictObject({
  status: z.enum(['in-progress', 'paused']),
  pausedAt: z.nullable(instant),
  type: interviewType,
  place: line,
  explained: z.readonly(z.array(explained)),
  about: z.readonly(z.array(reason)),
  routes: z.readonly(z.array(route)),
  plansUsed: z.readonly(z.array(plan)),
  noSteps: z.boolean(),
  agreedAt: z.nullable(instant),
});
export type DraftValues = z.infer<typeof draftValues>;

/** An unfinished interview: its author alone reads it, whatever the groups. Closed once it is published. */
export const draftEntry = kindOf('draft', {
  interview: entryId,
  startedAt: instant,
  texts: z.record(z.string(), writtenText),
  values: z.partial(draftValues),
  /** By the id that the step will have; null once removed. */
  steps: z.record(z.string(), z.nullable(draftStep)),
  closed: z.boolean(),
});

const PTSGL: Readers = ['P', 'T', 'S', 'G', 'L'];
const PTGL: Readers = ['P', 'T', 'G', 'L'];

/** Who reads a new entry of each kind of a career record. Empty: its author alone. */
export const CAREER_READERS = {
  pupil: ['N', 'P', 'T', 'S', 'G', 'L'],
  identity: ['P', 'S', 'G', 'L'],
  adviser: ['P', 'S', 'G', 'L'],
  support: ['S', 'G', 'L'],
  adjustment: PTSGL,
  grades: PTGL,
  aspiration: PTSGL,
  intention: PTSGL,
  preparation: ['P', 'G', 'L'],
  request: ['P', 'G', 'L'],
  interview: PTSGL,
  note: ['G', 'L'],
  step: PTSGL,
  followup: PTSGL,
  ask: ['T', 'G', 'L'],
  experience: PTSGL,
  lmi: PTGL,
  application: PTGL,
  'la-sharing': ['P', 'L'],
  concern: ['P', 'L'],
  draft: [],
} as const satisfies Record<string, Readers>;

export type PupilEntry = z.infer<typeof pupilEntry>;
export type IdentityEntry = z.infer<typeof identityEntry>;
export type AdviserEntry = z.infer<typeof adviserEntry>;
export type SupportEntry = z.infer<typeof supportEntry>;
export type InterviewEntry = z.infer<typeof interviewEntry>;
export type NoteEntry = z.infer<typeof noteEntry>;
export type StepEntry = z.infer<typeof stepEntry>;
export type FollowupEntry = z.infer<typeof followupEntry>;
export type LaSharingEntry = z.infer<typeof laSharingEntry>;
export type ExperienceEntry = z.infer<typeof experienceEntry>;
export type DraftEntry = z.infer<typeof draftEntry>;
