/**
 * The kinds of entry in a school's own records: "school", "roster", "programme/<school year>".
 * Source: policy 4.3.5, 5.12.6, 5.12.7.
 */
import * as z from 'zod/mini';
import { entryBase } from '../entry.ts';
import { role } from '../group.ts';
import type { Readers } from '../group.ts';
import { formCode, personId } from '../ids.ts';
import { line } from '../text.ts';
import { clockTime, isoDate } from '../time.ts';
import { activityFacts, yearGroup } from './career.ts';

const kindOf = <K extends string, F extends z.core.$ZodLooseShape>(kind: K, fields: F) =>
  z.strictObject({ kind: z.literal(kind), ...entryBase, ...fields });

/** The least and the most years after leaving for which a school can say that it keeps a record; the least is policy 5.3.5's. */
export const YEARS_KEPT = { least: 3, most: 50 } as const;

/** The parts of a record that may be kept for less long than the whole of it. */
export const KEPT_PARTS = ['notes', 'interviews', 'experiences', 'plans'] as const;
/** One of them. */
export type KeptPart = (typeof KEPT_PARTS)[number];

const years = z.nullable(z.int().check(z.gte(YEARS_KEPT.least), z.lte(YEARS_KEPT.most)));
/** For how many years after leaving each is kept; null: `record`, no period is set; a part, as long as the record. */
export const periods = z.strictObject({
  record: years,
  notes: years,
  interviews: years,
  experiences: years,
  plans: years,
});
export type Periods = Readonly<z.infer<typeof periods>>;

/** Singleton "school" of the record "school". The contact of the careers leader is shown to pupils (policy 4.3.5). */
export const schoolEntry = kindOf('school', {
  name: line,
  youngest: yearGroup,
  oldest: yearGroup,
  contact: line,
  dsl: line,
  edition: z.enum(['gatsby-2014', 'gatsby-2025']),
  /** The year in which options are chosen (policy 5.12.1); Year 9 where it is not given. */
  optionsYear: z.optional(yearGroup),
  /** How many different occupations are "a range" (policy 5.7.6); two where it is not given. */
  occupations: z.optional(z.int().check(z.gte(1), z.lte(9))),
  /** The one period of all kinds, from before each had its own; null or not there: the school had not said. */
  keptYears: z.optional(years),
  /** How long records are kept, by kind; only the server sets it, for who has shown that it is them. Before `keptYears`. */
  keptFor: z.optional(periods),
  everyAdviserSeesAll: z.boolean(),
  demo: z.boolean(),
});
/** A school year's terms, id "terms-2026" for 2026/27; `checked` false while they are the shipped defaults. */
export const termsEntry = kindOf('terms', {
  /** The calendar year in which the school year starts. */
  year: z.int(),
  terms: z.readonly(
    z.array(z.strictObject({ name: line, from: isoDate, to: isoDate, halfTermFrom: isoDate, halfTermTo: isoDate })),
  ),
  checked: z.boolean(),
});
/** A form. */
export const formEntry = kindOf('form', { code: formCode, year: yearGroup, closed: z.boolean() });
/** A member of staff; the entry's id is the person. `guidance`: when the adviser held a guidance qualification (benchmark 8). */
export const staffEntry = kindOf('staff', {
  name: line,
  roles: z.readonly(z.array(role)),
  guidance: z.nullable(z.strictObject({ level: line, from: isoDate, to: z.nullable(isoDate) })),
  left: z.boolean(),
});

/** Record "roster": a form's tutor or cover, dated. */
export const tutorEntry = kindOf('tutor', {
  form: formCode,
  person: personId,
  cover: z.boolean(),
  from: isoDate,
  to: z.nullable(isoDate),
});
/** Record "roster": pupils of an adviser's caseload. */
export const caseloadEntry = kindOf('caseload', {
  person: personId,
  years: z.readonly(z.array(yearGroup)),
  from: isoDate,
  to: z.nullable(isoDate),
});
/** Record "roster": whom a member of pastoral or SEND staff looks after. */
export const pastoralEntry = kindOf('pastoral', {
  person: personId,
  years: z.readonly(z.array(yearGroup)),
  from: isoDate,
  to: z.nullable(isoDate),
});
/** Record "roster": a day on which an adviser is in school. */
export const visitEntry = kindOf('visit', {
  adviser: personId,
  date: isoDate,
  room: line,
  firstSlot: clockTime,
  slotMinutes: z.int().check(z.gte(5), z.lte(240)),
  slots: z.int().check(z.gte(1), z.lte(20)),
  closed: z.boolean(),
  /** When no interview is held; not there: the usual ones of a school day. */
  breaks: z.optional(
    z.readonly(
      z.array(z.strictObject({ from: clockTime, minutes: z.int().check(z.gte(0), z.lte(480)) })).check(z.maxLength(6)),
    ),
  ),
});

/** Record "programme/<year>": an activity that is planned; its id is the activity's id. */
export const plannedEntry = kindOf('planned', {
  facts: activityFacts,
  years: z.readonly(z.array(yearGroup)),
  form: z.nullable(formCode),
  aim: line,
  cancelled: z.boolean(),
});

const EVERYONE: Readers = ['N', 'P'];
const STAFF: Readers = ['N'];

/** Who reads a new entry of each kind of a school record. */
export const SCHOOL_READERS = {
  school: EVERYONE,
  terms: EVERYONE,
  form: EVERYONE,
  staff: EVERYONE,
  tutor: STAFF,
  caseload: STAFF,
  pastoral: STAFF,
  visit: STAFF,
  planned: EVERYONE,
} as const satisfies Record<string, Readers>;

export type SchoolEntry = z.infer<typeof schoolEntry>;
export type TermsEntry = z.infer<typeof termsEntry>;
export type StaffEntry = z.infer<typeof staffEntry>;
export type TutorEntry = z.infer<typeof tutorEntry>;
export type CaseloadEntry = z.infer<typeof caseloadEntry>;
export type PastoralEntry = z.infer<typeof pastoralEntry>;
export type VisitEntry = z.infer<typeof visitEntry>;
export type PlannedEntry = z.infer<typeof plannedEntry>;
