/**
 * Group activities as they are logged: which ones a form may have taken part in, the id of one that nobody planned, and
 * what logging it again would add. An experience's id is its activity's id, so that two logs of one activity are one.
 * Source: policy 5.8.4, 5.8.5, 5.9.2 (encounters are recorded for each pupil); Gatsby benchmarks 2 to 7.
 */
import { schoolYearOf } from './calendar.ts';
import type { Digest, ExperienceDigest } from './digest.ts';
import type { PlannedEntry } from './entries/school.ts';
import type { ActivityKind, CountsTowards } from './entries/vocabulary.ts';
import type { EntryId, FormCode, SchoolId } from './ids.ts';
import { madeId } from './made-id.ts';
import type { IsoDate } from './time.ts';
import { addDays } from './time.ts';

/** An activity that is planned for a form or was logged for some of it. */
export interface KnownActivity {
  readonly id: EntryId;
  readonly facts: ExperienceDigest['facts'];
  readonly isPlanned: boolean;
  /** Pupils of the form who have it: there or absent. */
  readonly logged: number;
}

/** Whose activities are asked for, and when. */
export interface ActivitySight {
  readonly form: FormCode | null;
  readonly year: number;
  readonly today: IsoDate;
}

type Planned = Pick<PlannedEntry, 'id' | 'facts' | 'years' | 'form' | 'cancelled'>;

/** What one pupil did alone is not offered to the whole form. */
const TOGETHER = 2;
/** Days in which an activity is recent. */
const RECENT_DAYS = 28;

/** Activities of this school year up to today: those of today first, then the latest. Claims of pupils are not among them. */
export function knownActivities(
  programme: readonly Planned[],
  pupils: readonly Digest[],
  { form, year, today }: ActivitySight,
): readonly KnownActivity[] {
  const isFor = (planned: Planned) =>
    !planned.cancelled && (planned.form === null ? planned.years.includes(year) : planned.form === form);
  const found = new Map<EntryId, KnownActivity>();
  for (const { id, facts } of programme.filter(isFor)) found.set(id, { id, facts, isPlanned: true, logged: 0 });
  for (const { id, facts, status } of pupils.flatMap(({ experiences }) => experiences)) {
    if (status === 'claimed') continue;
    const before = found.get(id);
    found.set(id, { id, facts, isPlanned: before?.isPlanned ?? false, logged: (before?.logged ?? 0) + 1 });
  }
  const inYear = ({ facts }: KnownActivity) => facts.date <= today && schoolYearOf(facts.date) === schoolYearOf(today);
  return [...found.values()]
    .filter((known) => inYear(known) && (known.isPlanned || known.logged >= TOGETHER))
    .toSorted((a, b) => compare(b.facts.date, a.facts.date) || compare(a.facts.title, b.facts.title));
}

/** Today's, then the recent ones, at most so many. */
export const offered = (known: readonly KnownActivity[], today: IsoDate, most: number): readonly KnownActivity[] =>
  known.filter(({ facts }) => facts.date >= addDays(today, -RECENT_DAYS)).slice(0, most);

/** The last activity of the week before this one, if there was any: what is done weekly is logged in one tap. */
export function ofLastWeek(known: readonly KnownActivity[], monday: IsoDate): KnownActivity | undefined {
  return known.find(({ facts, logged }) => logged > 0 && facts.date < monday && facts.date >= addDays(monday, -7));
}

/** Words without capitals and double spaces: "Careers  Fair" is "careers fair". */
export const plainTitle = (title: string): string => title.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** The activity of this day and title, if it is known already under an id of its own. */
export const alreadyKnown = (
  known: readonly KnownActivity[],
  { date, title }: { readonly date: IsoDate; readonly title: string },
): KnownActivity | undefined =>
  known.find(({ facts }) => facts.date === date && plainTitle(facts.title) === plainTitle(title));

/** What makes an activity that nobody planned the same activity, whoever logs it. */
export interface AdHoc {
  readonly school: SchoolId;
  readonly date: IsoDate;
  readonly kind: ActivityKind;
  readonly title: string;
}

/** The id of an activity that nobody planned: the same for the same school, day, kind and title, on every device. */
export function adHocActivityId({ school, date, kind, title }: AdHoc): EntryId {
  return madeId(school, date, kind, plainTitle(title)) as EntryId;
}

/** What an activity of a kind usually counts towards; a school may say otherwise for one. Benchmark 8 comes from interviews. */
export const USUALLY_COUNTS: Readonly<Record<ActivityKind, readonly CountsTowards[]>> = {
  'careers-fair': ['5', '7'],
  'employer-talk': ['5'],
  'employability-workshop': ['5'],
  'skills-workshop': [],
  'enterprise-competition': ['5'],
  mentoring: ['5'],
  'workplace-visit': ['6'],
  'work-experience': ['6'],
  volunteering: ['6'],
  shadowing: ['6'],
  'provider-visit': ['7'],
  'university-visit': ['7'],
  'subject-careers': ['4'],
  'labour-market': ['2'],
  'course-tool': [],
  'record-review': ['3'],
  'tutor-time': [],
  other: [],
};

/** How a pupil stands towards an activity that is about to be logged. */
export type Standing = 'there' | 'absent' | 'not-logged';

/** Was the pupil logged for it? One who was logged by mistake was not. */
export function standingOf({ experiences }: Digest, activity: EntryId): Standing {
  const found = experiences.find(({ id }) => id === activity);
  if (!found || found.status === 'not-counted') return 'not-logged';
  return found.attended ? 'there' : 'absent';
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
