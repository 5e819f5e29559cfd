/**
 * The school's own records: the school, its staff and forms, who looks after whom, visits, the careers programme.
 * Changing them changes grants: the server recomputes those in the same transaction.
 * Source: policy 4.3.5, 4.4, 5.12.6.
 */
import * as z from 'zod/mini';
import { put, putAt, set } from '../change.ts';
import {
  caseloadEntry,
  formEntry,
  pastoralEntry,
  plannedEntry,
  schoolEntry,
  staffEntry,
  termsEntry,
  tutorEntry,
  visitEntry,
} from '../entries/school.ts';
import { BASE_FIELDS } from '../entry.ts';
import type { EntryId } from '../ids.ts';
import { entryId } from '../ids.ts';
import { defineMutation } from '../mutation.ts';
import { isoDate } from '../time.ts';

const makes = ({ id }: { readonly id: EntryId }) => [{ entry: id, creates: true }];
const about = ({ id }: { readonly id: EntryId }) => [{ entry: id, creates: false }];

/** Name, age range, contacts, benchmark edition; since version 2 the options year and what "a range" of occupations is; since version 3 for how long records are kept, until that had a place of its own. */
export const schoolSet = defineMutation({
  name: 'school.set',
  version: 3,
  args: z.omit(schoolEntry, { ...BASE_FIELDS, keptFor: true }),
  touches: () => [{ entry: 'school' as EntryId, creates: true }],
  apply: (record, fields, ctx) => put(record, 'school', fields, ctx),
});

/** The terms of a school year. */
export const termsSet = defineMutation({
  name: 'terms.set',
  version: 1,
  args: z.extend(z.omit(termsEntry, BASE_FIELDS), { id: entryId }),
  touches: makes,
  apply: (record, { id, ...fields }, ctx) => putAt(record, ['terms', id], fields, ctx),
});

/** A form, opened, renamed or closed. */
export const formSet = defineMutation({
  name: 'form.set',
  version: 1,
  args: z.extend(z.omit(formEntry, BASE_FIELDS), { id: entryId }),
  touches: makes,
  apply: (record, { id, ...fields }, ctx) => putAt(record, ['form', id], fields, ctx),
});

/** A member of staff: name, roles, guidance qualification, gone or not. The id is the person. */
export const staffSet = defineMutation({
  name: 'staff.set',
  version: 1,
  args: z.extend(z.omit(staffEntry, BASE_FIELDS), { id: entryId }),
  touches: makes,
  apply: (record, { id, ...fields }, ctx) => putAt(record, ['staff', id], fields, ctx),
});

/** A form's tutor or cover, from and to a date. */
export const tutorSet = defineMutation({
  name: 'roster.tutor',
  version: 1,
  args: z.extend(z.omit(tutorEntry, BASE_FIELDS), { id: entryId }),
  touches: makes,
  apply: (record, { id, ...fields }, ctx) => putAt(record, ['tutor', id], fields, ctx),
});

/** An adviser's caseload, from and to a date. */
export const caseloadSet = defineMutation({
  name: 'roster.caseload',
  version: 1,
  args: z.extend(z.omit(caseloadEntry, BASE_FIELDS), { id: entryId }),
  touches: makes,
  apply: (record, { id, ...fields }, ctx) => putAt(record, ['caseload', id], fields, ctx),
});

/** The years that a member of pastoral or SEND staff looks after. */
export const pastoralSet = defineMutation({
  name: 'roster.pastoral',
  version: 1,
  args: z.extend(z.omit(pastoralEntry, BASE_FIELDS), { id: entryId }),
  touches: makes,
  apply: (record, { id, ...fields }, ctx) => putAt(record, ['pastoral', id], fields, ctx),
});

/** A day on which an adviser is in school; since version 2 with its breaks. */
export const visitSet = defineMutation({
  name: 'visit.set',
  version: 2,
  args: z.extend(z.omit(visitEntry, BASE_FIELDS), { id: entryId }),
  touches: makes,
  apply: (record, { id, ...fields }, ctx) => putAt(record, ['visit', id], fields, ctx),
});

/** Closes a visit ("Before you leave"), or opens it again. */
export const visitClose = defineMutation({
  name: 'visit.close',
  version: 1,
  args: z.strictObject({ id: entryId, closed: z.boolean() }),
  touches: about,
  apply: (record, { id, closed }, ctx) => set(record, ['visit', id], { closed }, ctx),
});

/** A planned activity of the careers programme. */
export const programmeSet = defineMutation({
  name: 'programme.set',
  version: 1,
  args: z.extend(z.omit(plannedEntry, BASE_FIELDS), { id: entryId }),
  touches: makes,
  apply: (record, { id, ...fields }, ctx) => putAt(record, ['planned', id], fields, ctx),
});

/** Ends a dated duty of the roster (tutor, caseload, pastoral) on a day. */
export const rosterEnd = defineMutation({
  name: 'roster.end',
  version: 1,
  args: z.strictObject({ id: entryId, kind: z.enum(['tutor', 'caseload', 'pastoral']), to: isoDate }),
  touches: about,
  apply: (record, { id, kind, to }, ctx) => set(record, [kind, id], { to }, ctx),
});

/** What may be done to the school's own records. */
export const schoolMutations = [
  schoolSet,
  termsSet,
  formSet,
  staffSet,
  tutorSet,
  caseloadSet,
  pastoralSet,
  visitSet,
  visitClose,
  programmeSet,
  rosterEnd,
] as const;
