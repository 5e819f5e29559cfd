/**
 * What of a digest counts as evidence. Absent never counts, claimed never counts until staff confirm, a part-time job never
 * counts as an experience of a workplace, and an interview counts for benchmark 8 only if it was a finished personal
 * guidance interview with an adviser who held a guidance qualification on that day.
 * Source: policy 5.9.2, 5.12.6.
 */
import type { Digest, ExperienceDigest, InterviewDigest, LmiDigest } from '../digest.ts';
import type { StaffEntry } from '../entries/school.ts';
import type { Route } from '../entries/vocabulary.ts';
import { covers } from '../grants.ts';
import type { EntryId, PersonId } from '../ids.ts';
import type { IsoDate } from '../time.ts';
import type { ExperienceTest } from './rule.ts';

/** The staff by person: who they are and when they held a guidance qualification. */
export type GuidanceStaff = ReadonlyMap<string, Pick<StaffEntry, 'name' | 'guidance'>>;

/** What counts, up to a day. */
export interface Evidence {
  /** The experiences that pass a test, in order of date. */
  readonly experiences: Matching;
  /** Finished interviews of any type with anybody. */
  readonly held: readonly InterviewDigest[];
  /** Those that count for benchmark 8. */
  readonly guidance: readonly InterviewDigest[];
  /** Personal guidance that was offered: booked, held, declined or not attended; also days to come. */
  readonly offered: readonly InterviewDigest[];
  readonly lmi: readonly LmiDigest[];
  readonly standing: readonly EntryId[];
  /** Where the pupil means to go, and where they have applied or think of applying. */
  readonly routes: ReadonlySet<Route>;
}

/** Experiences by the test that they pass. The same test is asked once for each window of its rule: each is worked out once. */
export type Matching = (test: ExperienceTest) => readonly ExperienceDigest[];

/** What counts today. The same for every edition: of the digest that was asked about last, it is known. */
export function evidenceOf(digest: Digest, staff: GuidanceStaff, today: IsoDate): Evidence {
  if (last?.digest === digest && last.staff === staff && last.today === today) return last.evidence;
  const evidence = foundIn(digest, staff, today);
  last = { digest, staff, today, evidence };
  return evidence;
}

let last: {
  readonly digest: Digest;
  readonly staff: GuidanceStaff;
  readonly today: IsoDate;
  readonly evidence: Evidence;
} | null = null;

function foundIn(digest: Digest, staff: GuidanceStaff, today: IsoDate): Evidence {
  const personal = digest.interviews.filter((interview) => isGuidance(interview, staff));
  const finished = ({ status, date }: InterviewDigest) => status === 'finished' && date <= today;
  return {
    experiences: matching(digest.experiences.filter(({ facts }) => facts.date <= today)),
    held: digest.interviews.filter(finished),
    guidance: personal.filter(finished),
    offered: personal.filter(({ status }) => status !== 'cancelled'),
    lmi: digest.lmi.filter(({ date, decided }) => decided && date <= today),
    standing: standingOf(digest),
    routes: routesOf(digest),
  };
}

/** Attended (or, where the offer is enough, absent), confirmed by staff, and of the kind that is asked for. */
export function matching(experiences: readonly ExperienceDigest[]): Matching {
  const confirmed = experiences.filter(({ status }) => status === 'confirmed').toSorted(byDate);
  const known = new Map<ExperienceTest, readonly ExperienceDigest[]>();
  return (test) => {
    const before = known.get(test);
    if (before) return before;
    const found = confirmed.filter(
      ({ attended, facts }) => (attended || test.absentToo === true) && matches(test, facts),
    );
    known.set(test, found);
    return found;
  };
}

const byDate = (a: ExperienceDigest, b: ExperienceDigest): number =>
  a.facts.date === b.facts.date ? (a.id < b.id ? -1 : 1) : a.facts.date < b.facts.date ? -1 : 1;

/** Personal guidance with an adviser qualified on that day (policy 5.12.6). */
export const isGuidance = ({ type, adviser, date }: InterviewDigest, staff: GuidanceStaff): boolean =>
  type === 'personal-guidance' && isQualified(adviser, date, staff);

/** Did this person hold a guidance qualification on that day? */
export function isQualified(person: PersonId, date: IsoDate, staff: GuidanceStaff): boolean {
  const guidance = staff.get(person)?.guidance;
  return guidance !== null && guidance !== undefined && covers(guidance, date);
}

/** What was withdrawn is no way on any more; what was not offered was one. */
function routesOf({ intention, applications }: Digest): ReadonlySet<Route> {
  const applied = applications.filter(({ status }) => status !== 'withdrawn');
  return new Set([intention, ...applied].flatMap((one) => one?.route ?? []));
}

/** Plans that hold until they are changed, as the singletons that carry them. */
function standingOf({ aspiration, intention }: Digest): readonly EntryId[] {
  const found = [...(aspiration ? ['aspiration'] : []), ...(intention?.route ? ['intention'] : [])];
  return found as EntryId[];
}

/** Is this activity of the kind that a rule asks for? Whether the pupil was there is another question. */
export function matches(test: ExperienceTest, { counts, activity, tags }: ExperienceDigest['facts']): boolean {
  if (test.tag !== undefined && !tags.includes(test.tag)) return false;
  if (test.except?.includes(activity)) return false;
  if (test.towards === 'any' || test.activities?.includes(activity)) return true;
  const { towards } = test;
  return counts.some((count) => towards.includes(count) && !(count === '6' && tags.includes('part-time-job')));
}
