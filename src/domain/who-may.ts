/**
 * Who may do what: one table, mutation × groups × roles × relation. From it come `may`, the buttons on screens
 * and the permission matrix of the tests.
 * Nothing here depends on an entry that the person cannot see: `may` answers the same on a record and on its view.
 */
import type { Group, Groups, Role } from './group.ts';
import { groupSet } from './group.ts';
import type { Actor } from './mutation.ts';
import type { CheckedMutation, MutationName, PendingMutation } from './mutations/registry.ts';
import { AMEND_DAYS } from './mutations/experience.ts';
import { WITHDRAW_HOURS } from './mutations/pupil.ts';
import { visible } from './access.ts';
import type { CareersRecord, Entry } from './record.ts';
import { ROSTER_RECORD, SCHOOL_RECORD, isSchoolRecord } from './record.ts';
import type { EntryId, PersonId, RecordId } from './ids.ts';

/** One row: any of the groups, and (if named) any of the roles, and (if named) the relation to the entry. */
export interface MayRule {
  readonly groups: readonly Group[];
  readonly roles?: readonly Role[];
  readonly relation?: Relation;
  /** The school record that it is about; a pupil's career record unless it is named. Everybody holds the school's records. */
  readonly about?: SchoolRecordName;
}

/** The school's own records that mutations are about. */
export type SchoolRecordName = 'school' | 'roster' | 'programme';

/** How the person stands to the entry that the mutation is about. */
export type Relation = 'author-24h-or-leader' | 'author-14d-or-leader' | 'own-visit-or-leader';

const staff = (...groups: Group[]): MayRule => ({ groups });
const office: MayRule = { groups: ['N'], roles: ['leader', 'admin'] };
const officeOf = (about: SchoolRecordName): MayRule => ({ ...office, about });
const visits: MayRule = {
  groups: ['N'],
  roles: ['leader', 'admin', 'adviser'],
  relation: 'own-visit-or-leader',
  about: 'roster',
};

/** The table. Every mutation has a row. */
export const WHO_MAY: Readonly<Record<MutationName, MayRule>> = {
  'interview.book': staff('G', 'L'),
  'interview.move': staff('G', 'L'),
  'interview.cancel': staff('G', 'L'),
  'interview.did-not-attend': staff('G', 'L'),
  'interview.decline': staff('G', 'L'),
  'interview.reinstate': staff('G', 'L'),
  'interview.start': { groups: ['N', 'G'], roles: ['adviser'] },
  'interview.finish': { groups: ['G'], roles: ['adviser'] },
  'interview.addendum': staff('G'),
  'note.add': staff('G'),
  'interview.request': staff('P'),
  'draft.write': { groups: ['N', 'G', 'L'], roles: ['adviser'] },
  'draft.set': { groups: ['N', 'G', 'L'], roles: ['adviser'] },
  'draft.step': { groups: ['N', 'G', 'L'], roles: ['adviser'] },
  'draft.discard': { groups: ['N', 'G', 'L'], roles: ['adviser'] },
  'step.add': staff('T', 'S', 'G', 'L'),
  'step.change': staff('T', 'S', 'G', 'L'),
  'step.close': staff('T', 'S', 'G', 'L'),
  'step.reopen': staff('T', 'S', 'G', 'L'),
  'followup.add': staff('T', 'S', 'G', 'L'),
  'step.claim': staff('P'),
  'ask.raise': staff('T'),
  'ask.answer': staff('G', 'L'),
  'activity.log': staff('N'),
  'activity.unlog': staff('N'),
  'activity.amend': { groups: ['T', 'S', 'G', 'L'], relation: 'author-14d-or-leader' },
  'experience.claim': staff('P'),
  'experience.confirm': staff('T', 'L'),
  'experience.not-counted': staff('T', 'L'),
  'experience.reflect': staff('P'),
  'lmi.use': staff('P', 'T', 'G', 'L'),
  'application.add': staff('P', 'T', 'G', 'L'),
  'application.change': staff('P', 'T', 'G', 'L'),
  // The pupil from 16 on: the mutation itself refuses it before, and says why.
  'la-sharing.set': staff('P', 'L'),
  'pupil.enrol': office,
  'unlisted.add': { groups: ['N', 'G'], roles: ['adviser'] },
  'unlisted.close': staff('L'),
  'pupil.change': office,
  'pupil.leave': office,
  'identity.set': office,
  'adviser.name': staff('L'),
  'support.set': staff('S', 'L'),
  'adjustment.set': staff('S', 'G', 'L'),
  'grades.set': office,
  'aspiration.write': staff('P', 'T', 'G', 'L'),
  'intention.write': staff('P', 'T', 'G', 'L'),
  'preparation.write': staff('P'),
  'concern.raise': staff('P'),
  'concern.answer': staff('L'),
  'record.opened': staff('T', 'S', 'G', 'L'),
  'entry.withdraw': { groups: ['P', 'T', 'S', 'G', 'L'], relation: 'author-24h-or-leader' },
  'school.set': officeOf('school'),
  'terms.set': officeOf('school'),
  'form.set': officeOf('school'),
  'staff.set': officeOf('school'),
  'roster.tutor': officeOf('roster'),
  'roster.caseload': officeOf('roster'),
  'roster.pastoral': officeOf('roster'),
  'roster.end': officeOf('roster'),
  'visit.set': visits,
  'visit.close': visits,
  'programme.set': { groups: ['N'], roles: ['leader'], about: 'programme' },
};

/** May this person do this to the record, as they see it? */
export function may(actor: Actor, record: CareersRecord, { definition, args, envelope }: CheckedMutation): boolean {
  const rule = ruleFor(actor, record.id, definition.name);
  if (!rule?.relation) return rule !== undefined;
  const entry = definition.touches(args)[0]?.entry;
  return RELATIONS[rule.relation]({ actor, record, args, at: envelope.at }, entry);
}

/** May this person do it to the record, if the entry that it is about lets them? Answers without looking at any entry. */
export const mayEver = (actor: Pick<Actor, 'groups' | 'roles'>, record: RecordId, name: string): boolean =>
  ruleFor(actor, record, name) !== undefined;

/** The row by which the person may; undefined: there is none. */
function ruleFor(actor: Pick<Actor, 'groups' | 'roles'>, record: RecordId, name: string): MayRule | undefined {
  const rule: MayRule | undefined = WHO_MAY[name as MutationName];
  return rule?.about === schoolRecordName(record) && rule && mayAtAll(actor, rule) ? rule : undefined;
}

function schoolRecordName(id: RecordId): SchoolRecordName | 'other' | undefined {
  if (!isSchoolRecord(id)) return undefined;
  if (id === SCHOOL_RECORD) return 'school';
  if (id === ROSTER_RECORD) return 'roster';
  return id.startsWith('programme/') ? 'programme' : 'other';
}

/** Is there anything that this row lets the person do, the relation apart? For showing or hiding a button. */
export function mayAtAll(actor: Pick<Actor, 'groups' | 'roles'>, rule: MayRule): boolean {
  if (!rule.groups.some((group) => actor.groups.includes(group))) return false;
  return !rule.roles || rule.roles.some((role) => actor.roles.includes(role));
}

interface Asked {
  readonly actor: Actor;
  readonly record: CareersRecord;
  readonly args: unknown;
  readonly at: string;
}

const HOUR_MS = 3_600_000;

/**
 * Did this person write the entry, at most a day before this instant? A finished interview was written by who held it,
 * when it was finished, whoever had booked it.
 */
export function isRecentlyBy(entry: Entry, person: PersonId, at: string): boolean {
  const held = entry.kind === 'interview' && entry.status === 'finished';
  const [author, when] = held ? [entry.adviser, entry.at] : [entry.author, entry.madeAt];
  return author === person && Date.parse(at) - Date.parse(when) <= WITHDRAW_HOURS * HOUR_MS;
}

/** Was this person the first to log the activity for the pupil, at most so many days before this instant that they may put it right? */
export const mayAmend = ({ author, madeAt }: Pick<Entry, 'author' | 'madeAt'>, person: PersonId, at: string): boolean =>
  author === person && Date.parse(at) - Date.parse(madeAt) <= AMEND_DAYS * 24 * HOUR_MS;

const isLeader = ({ actor }: Asked) =>
  actor.groups.includes('L') || actor.roles.includes('leader') || actor.roles.includes('admin');

/** Drafts need no row here: nobody else's can be seen, and what cannot be seen is refused by `visible`. */
const RELATIONS: Readonly<Record<Relation, (asked: Asked, entry: EntryId | undefined) => boolean>> = {
  'author-24h-or-leader': (asked, entry) => {
    if (asked.actor.groups.includes('L')) return true;
    const found = seen(asked, entry);
    return found !== undefined && isRecentlyBy(found, asked.actor.person, asked.at);
  },
  'author-14d-or-leader': (asked, entry) => {
    if (asked.actor.groups.includes('L')) return true;
    const found = seen(asked, entry);
    return found !== undefined && mayAmend(found, asked.actor.person, asked.at);
  },
  'own-visit-or-leader': (asked, entry) => {
    if (isLeader(asked)) return true;
    const found = seen(asked, entry);
    // The adviser it has and the one it gets: nobody takes a visit from somebody else, or gives one away.
    const advisers = [found?.kind === 'visit' ? found.adviser : undefined, adviserOf(asked.args)];
    const named = advisers.filter((adviser) => adviser !== undefined);
    return named.length > 0 && named.every((adviser) => adviser === asked.actor.person);
  },
};

/** The entry, if the person can see it: `may` must answer the same on a device, where the rest is not there. */
function seen({ actor, record }: Asked, entry: EntryId | undefined): Entry | undefined {
  const found = entry === undefined ? undefined : record.entries[entry];
  return found && visible(found, actor.person, actor.groups) ? found : undefined;
}

function adviserOf(args: unknown): unknown {
  return typeof args === 'object' && args !== null && 'adviser' in args ? args.adviser : undefined;
}

/** Is the record made by one's own change, and not confirmed yet? */
export const isFounded = (pending: readonly PendingMutation[]): boolean =>
  pending.some(({ envelope }) => envelope.name === 'unlisted.add');

/**
 * The groups in which a person acts on a record: those granted, and G from their own walk-in that the server has not
 * granted yet, so that a walk-in works offline; both on a record that they have made themselves.
 */
export function effectiveGroups(granted: Groups, pending: readonly PendingMutation[]): Groups {
  if (isFounded(pending)) return groupSet([...granted, 'N', 'G']);
  const walkIn = pending.some(({ envelope }) => envelope.name === 'interview.start');
  return walkIn && granted.includes('N') ? groupSet([...granted, 'G']) : granted;
}
