/**
 * Reader groups and roles. Who may read is a set of groups; there is no order among them.
 */
import * as z from 'zod/mini';

/**
 * N names (any staff) · P the pupil · T form tutor and cover · S SEND and pastoral ·
 * G the pupil's careers advisers · L careers leader.
 */
export const GROUPS = ['N', 'P', 'T', 'S', 'G', 'L'] as const;
export const group = z.enum(GROUPS);
export type Group = z.infer<typeof group>;

/** The set of groups that may read an entry, in the order of GROUPS, each once. Empty: its author alone (a draft). */
export const readers = z.readonly(z.array(group).check(z.maxLength(GROUPS.length))).check(
  z.refine((set) => set.every((g, i) => i === 0 || GROUPS.indexOf(g) > GROUPS.indexOf(set[i - 1] ?? g)), {
    error: 'not a set in order',
  }),
);
export type Readers = z.infer<typeof readers>;

/** The groups in which a person reads one record. Never empty: no group is no grant. */
export type Groups = Readers;

/** A set of groups in the order of GROUPS, each once. */
export const groupSet = (groups: Iterable<Group>): Groups => {
  const wanted = new Set(groups);
  return GROUPS.filter((g) => wanted.has(g));
};

/** What a person is at a school. One person may be several. */
export const ROLES = ['pupil', 'tutor', 'pastoral', 'adviser', 'subject', 'admin', 'leader', 'senior'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

/** The roles as people call them. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  pupil: 'Pupil',
  tutor: 'Form tutor',
  pastoral: 'Pastoral or SEND staff',
  adviser: 'Careers adviser',
  subject: 'Subject lead',
  admin: 'Administrator',
  leader: 'Careers leader',
  senior: 'Senior leader or governor',
};
