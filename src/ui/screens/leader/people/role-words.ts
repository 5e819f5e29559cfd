/** What each role sees, in words: for whoever gives the role. Source: policy 4.4. */
import type { Role } from '../../../../domain/group.ts';

/** The roles that staff may have, in the order of the choice. */
export const STAFF_ROLES = [
  'adviser',
  'tutor',
  'pastoral',
  'subject',
  'leader',
  'admin',
  'senior',
] as const satisfies readonly Role[];

/** A role of staff. */
export type StaffRole = (typeof STAFF_ROLES)[number];

/** One sentence each. */
export const ROLE_SEES: Readonly<Record<StaffRole, string>> = {
  adviser: 'Holds interviews. Reads and writes private notes, plans and next steps of the pupils they work with.',
  tutor: 'Follows up next steps in their own form. Reads summaries and experiences, never private notes.',
  pastoral: 'Reads support, plans and next steps of the years they look after. Never private notes.',
  subject: 'Sees names and forms, to log activities. No interviews.',
  leader: 'Sees everything, private notes included. Settles who sees what.',
  admin: 'Brings pupils in, invites people, keeps names and forms. No interviews.',
  senior: 'Sees numbers of the whole school only. No pupil’s record.',
};
