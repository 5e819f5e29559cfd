/**
 * Who is granted which records, with which groups: computed from roles and the roster, never edited by hand.
 * Rights that begin or end by date change with `today`, through a scheduled recomputation, never through a clock in a query.
 * Source: SPEC I5, I10.
 */
import type { InterviewEntry } from './entries/career.ts';
import type { EntryBase } from './entry.ts';
import type { Group, Groups, Role } from './group.ts';
import { groupSet } from './group.ts';
import type { FormCode, PersonId, RecordId } from './ids.ts';
import { SCHOOL_RECORD, ROSTER_RECORD } from './record.ts';
import type { IsoDate } from './time.ts';
import { addDays, dateOf } from './time.ts';

/** Days after an interview during which the adviser of a booking or a walk-in keeps G. */
export const BOOKING_GRANT_DAYS = 30;
/** Days ahead for which a booking counts, from the day on which it was last set. */
const BOOKED_AHEAD_DAYS = 366;

/** A pupil as the roster knows them. `to`: the last day at the school, null while here. */
export interface RosterPupil {
  readonly record: RecordId;
  readonly year: number;
  readonly form: FormCode | null;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  /** Who met them when they were not on the list; not there: they are on it. */
  readonly unlisted?: PersonId;
}

/** A duty from one day to another, both included; `to` null: until further notice. */
export interface Dated {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

/** All that grants are computed from. */
export interface RosterFacts {
  readonly pupils: readonly RosterPupil[];
  readonly staff: readonly { readonly person: PersonId; readonly roles: readonly Role[]; readonly left: boolean }[];
  readonly tutors: readonly (Dated & { readonly person: PersonId; readonly form: FormCode })[];
  readonly caseloads: readonly (Dated & { readonly person: PersonId; readonly years: readonly number[] })[];
  readonly pastoral: readonly (Dated & { readonly person: PersonId; readonly years: readonly number[] })[];
  /** Interviews booked with or held by an adviser, walk-ins included; cancelled ones are left out. `date`: see grantDate. */
  readonly bookings: readonly { readonly person: PersonId; readonly record: RecordId; readonly date: IsoDate }[];
  readonly everyAdviserSeesAll: boolean;
  /** Ids of the programme records that exist. */
  readonly programmes: readonly RecordId[];
}

/** What one person is granted: groups by record. A record that is not named is not granted. */
export type Grants = ReadonlyMap<RecordId, Groups>;

/** Does a duty cover this day? */
export const covers = ({ from, to }: Dated, today: IsoDate): boolean => from <= today && (to === null || today <= to);

/**
 * The day of an interview from which its adviser's 30 days count. A date is what an adviser says: it counts where it is not
 * later than what they cannot choose, the day on which a held interview was finished or a walk-in begun (claimed times,
 * never in the future), or a year after a booking was last set. An earlier one, of paper or of a slow clock, counts as it is.
 */
export function grantDate({
  date,
  status,
  walkIn,
  at,
  madeAt,
}: Pick<InterviewEntry, 'date' | 'status' | 'walkIn'> & Pick<EntryBase, 'at' | 'madeAt'>): IsoDate {
  const set = dateOf(at);
  const latest = status === 'finished' ? set : walkIn ? dateOf(madeAt) : addDays(set, BOOKED_AHEAD_DAYS);
  return date < latest ? date : latest;
}

/** The grants of one person on one day. */
export function grants(person: PersonId, facts: RosterFacts, today: IsoDate): Grants {
  const staff = facts.staff.find((s) => s.person === person);
  if (staff) return staff.left ? new Map() : staffGrants(person, { facts, today, roles: staff.roles });
  const own = facts.pupils.find((p) => p.record === (person as string));
  if (!own || (own.to !== null && own.to < today)) return new Map();
  return new Map([[own.record, ['P']], ...everyone(facts).map((record) => [record, ['P']] as const)]);
}

const everyone = (facts: RosterFacts): readonly RecordId[] => [SCHOOL_RECORD, ...facts.programmes];

interface Asked {
  readonly facts: RosterFacts;
  readonly today: IsoDate;
  readonly roles: readonly Role[];
}

/** Roles that hold pupils' records: the others see figures only. */
const HOLDS_RECORDS: ReadonlySet<Role> = new Set(['tutor', 'pastoral', 'adviser', 'subject', 'admin', 'leader']);

function staffGrants(person: PersonId, asked: Asked): Grants {
  const { facts, roles } = asked;
  const own: Groups = roles.includes('leader') ? ['N', 'L'] : ['N'];
  const school = [...everyone(facts), ROSTER_RECORD].map((record) => [record, own] as const);
  if (!roles.some((role) => HOLDS_RECORDS.has(role))) return new Map(school);
  const groupsOf = pupilGroups(person, asked);
  const held = facts.pupils.flatMap((pupil) => {
    const groups = pupil.unlisted === undefined ? groupsOf(pupil) : unlistedGroups(person, pupil, roles);
    return groups.length === 0 ? [] : [[pupil.record, groups] as const];
  });
  return new Map([...school, ...held]);
}

/** A pupil who is not on the list is the adviser's who met them, until the careers leader has put it right, and hers. */
function unlistedGroups(person: PersonId, pupil: RosterPupil, roles: readonly Role[]): Groups {
  if (roles.includes('leader')) return ['N', 'G', 'L'];
  return pupil.unlisted === person && roles.includes('adviser') ? ['N', 'G'] : [];
}

/** The groups that a member of staff has in a pupil's record: the union of what the roles give. */
function pupilGroups(person: PersonId, { facts, today, roles }: Asked): (pupil: RosterPupil) => Groups {
  const mine = <D extends Dated & { readonly person: PersonId }>(duties: readonly D[]) =>
    duties.filter((duty) => duty.person === person && covers(duty, today));
  const forms = new Set(roles.includes('tutor') ? mine(facts.tutors).map((duty) => duty.form) : []);
  const pastoralYears = new Set(roles.includes('pastoral') ? mine(facts.pastoral).flatMap((duty) => duty.years) : []);
  const guides = adviserOf(person, { facts, today, roles });
  return (pupil) => {
    const groups: Group[] = ['N'];
    if (pupil.form !== null && forms.has(pupil.form)) groups.push('T');
    if (pastoralYears.has(pupil.year)) groups.push('S');
    if (guides(pupil)) groups.push('G');
    if (roles.includes('leader')) groups.push('G', 'L');
    return groupSet(groups);
  };
}

function adviserOf(person: PersonId, { facts, today, roles }: Asked): (pupil: RosterPupil) => boolean {
  if (!roles.includes('adviser')) return () => false;
  const advises = advisesUnbooked(person, facts, today);
  const since = addDays(today, -BOOKING_GRANT_DAYS);
  const booked = new Set(facts.bookings.filter((b) => b.person === person && b.date >= since).map((b) => b.record));
  return (pupil) => advises(pupil) || booked.has(pupil.record);
}

/** What makes pupils an adviser's own without a booking. */
export type AdviserFacts = Pick<RosterFacts, 'everyAdviserSeesAll' | 'caseloads'>;

/** Is a pupil this adviser's own on this day without any booking, by the school's setting or their caseload? */
export function advisesUnbooked(
  person: PersonId,
  { everyAdviserSeesAll, caseloads }: AdviserFacts,
  today: IsoDate,
): (pupil: Pick<RosterPupil, 'year'>) => boolean {
  if (everyAdviserSeesAll) return () => true;
  const years = new Set(caseloads.filter((c) => c.person === person && covers(c, today)).flatMap((c) => c.years));
  return ({ year }) => years.has(year);
}
