/**
 * What is planned for a pupil: activities of the careers programme for their year and form, and interviews that are booked.
 * A rule is asked again as if they had happened; what it then has more of is planned.
 */
import { schoolYearOf } from '../calendar.ts';
import type { Digest, ExperienceDigest, InterviewDigest } from '../digest.ts';
import type { FormCode, EntryId } from '../ids.ts';
import type { IsoDate } from '../time.ts';
import type { RuleContext } from './context.ts';
import type { Evidence, GuidanceStaff, Matching } from './evidence.ts';
import { isGuidance, matching } from './evidence.ts';

/** Something to come that would count. */
export interface Plan {
  readonly id: EntryId;
  readonly date: IsoDate;
  readonly title: string;
}

/** The evidence if all that is planned happens. */
export interface Plans {
  readonly evidence: Evidence;
  readonly planOf: (id: EntryId) => Plan | undefined;
}

/** Activities to come for the pupils of one form, as if they had happened. */
interface ToCome {
  readonly activities: readonly ExperienceDigest[];
  readonly plans: ReadonlyMap<EntryId, Plan>;
  readonly experiences: Matching;
}

/** Gives the activities to come for the pupils of a form who, in the school year that starts in `anchor`, are in `year`. */
export type Programme = (place: { year: number; form: FormCode | null; anchor: number }) => ToCome;

/** The programme from today on. */
export function programmeFrom({ programme, today }: Pick<RuleContext, 'programme' | 'today'>): Programme {
  const known = programmes.get(programme);
  if (known?.today === today) return known.of;
  const of = upcomingIn(programme, today);
  programmes.set(programme, { today, of });
  return of;
}

/** Found once for each form: a dashboard asks for every pupil, a page for one again and again. */
const programmes = new WeakMap<RuleContext['programme'], { readonly today: IsoDate; readonly of: Programme }>();

function upcomingIn(programme: RuleContext['programme'], today: IsoDate): Programme {
  const upcoming = programme.filter(({ facts, cancelled }) => !cancelled && facts.date >= today);
  const known = new Map<string, ToCome>();
  return ({ year, form, anchor }) => {
    const key = `${year - anchor} ${form ?? ''}`;
    const found = known.get(key) ?? toCome(upcoming.filter((one) => isFor(one, form, year - anchor)));
    known.set(key, found);
    return found;
  };
}

type Planned = RuleContext['programme'][number];

/** `ahead`: year group less school year, the same for a class from year to year. */
const isFor = ({ facts, years, form }: Planned, own: FormCode | null, ahead: number): boolean =>
  years.includes(schoolYearOf(facts.date) + ahead) && (form === null || form === own);

function toCome(planned: readonly Planned[]): ToCome {
  const activities = planned.map(({ id, facts }): ExperienceDigest => ({
    id,
    facts,
    attended: true,
    status: 'confirmed',
    reflected: false,
  }));
  const plans = new Map(activities.map(({ id, facts }) => [id, { id, date: facts.date, title: facts.title }]));
  return { activities, plans, experiences: matching(activities) };
}

interface Asked {
  readonly toCome: ToCome;
  readonly staff: GuidanceStaff;
  readonly today: IsoDate;
}

/** The evidence with what is to come; null where nothing is. What was logged already, present or absent, is no plan. */
export function plansOf(digest: Digest, evidence: Evidence, asked: Asked): Plans | null {
  const { activities, experiences } = notLogged(asked.toCome, digest.experiences);
  const interviews = digest.interviews.filter(
    ({ status, date, type }) => status === 'booked' && date >= asked.today && type === 'personal-guidance',
  );
  if (activities.length === 0 && interviews.length === 0) return null;
  const guidance = interviews.filter((interview) => isGuidance(interview, asked.staff));
  return {
    evidence: {
      ...evidence,
      experiences: joined(evidence.experiences, experiences),
      guidance: guidance.length === 0 ? evidence.guidance : [...evidence.guidance, ...guidance],
    },
    planOf: (id) => asked.toCome.plans.get(id) ?? interviews.filter((one) => one.id === id).map(interviewPlan)[0],
  };
}

/** What happened and then what is to come: also in order of date. */
const joined =
  (past: Matching, future: Matching): Matching =>
  (test) => {
    const more = future(test);
    return more.length === 0 ? past(test) : [...past(test), ...more];
  };

function notLogged(all: ToCome, experiences: Digest['experiences']): ToCome {
  const logged = new Set(experiences.filter(({ id }) => all.plans.has(id)).map(({ id }) => id));
  if (logged.size === 0) return all;
  const activities = all.activities.filter(({ id }) => !logged.has(id));
  return { ...all, activities, experiences: matching(activities) };
}

const interviewPlan = ({ id, date }: InterviewDigest): Plan => ({ id, date, title: 'Interview' });
