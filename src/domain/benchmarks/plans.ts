/**
 * What is planned for a pupil: activities of the careers programme for their year and form, and interviews that are booked.
 * A rule is asked again as if they had happened; what it then has more of is planned.
 */
import type { Digest, ExperienceDigest, InterviewDigest } from '../digest.ts';
import type { EntryId } from '../ids.ts';
import type { IsoDate } from '../time.ts';
import type { Evidence } from './evidence.ts';
import { isGuidance } from './evidence.ts';
import type { RuleContext } from './context.ts';

/** Something to come that would count. */
export interface Plan {
  readonly id: EntryId;
  readonly date: IsoDate;
  readonly title: string;
}

interface Plans {
  /** The evidence if all of it happens. */
  readonly evidence: Evidence;
  readonly plans: ReadonlyMap<string, Plan>;
}

type Asked = RuleContext & { readonly yearOn: (date: IsoDate) => number };

/** The evidence with what is to come; null where nothing is. What was logged already, present or absent, is no plan. */
export function plansOf(digest: Digest, evidence: Evidence, asked: Asked): Plans | null {
  const activities = activitiesFor(digest, asked);
  const interviews = digest.interviews.filter(
    ({ status, date, type }) => status === 'booked' && date >= asked.today && type === 'personal-guidance',
  );
  if (activities.length === 0 && interviews.length === 0) return null;
  return {
    evidence: {
      ...evidence,
      experiences: [...evidence.experiences, ...activities],
      guidance: [...evidence.guidance, ...interviews.filter((interview) => isGuidance(interview, asked.staff))],
    },
    plans: new Map([...activities.map(activityPlan), ...interviews.map(interviewPlan)].map((plan) => [plan.id, plan])),
  };
}

function activitiesFor(
  { pupil, experiences }: Digest,
  { programme, today, yearOn }: Asked,
): readonly ExperienceDigest[] {
  const logged = new Set<string>(experiences.map(({ id }) => id));
  return programme
    .filter(
      ({ id, facts, years, form, cancelled }) =>
        !cancelled &&
        facts.date >= today &&
        years.includes(yearOn(facts.date)) &&
        (form === null || form === pupil?.form) &&
        !logged.has(id),
    )
    .map(({ id, facts }) => ({ id, facts, attended: true, status: 'confirmed', reflected: false }));
}

const activityPlan = ({ id, facts }: ExperienceDigest): Plan => ({ id, date: facts.date, title: facts.title });

const interviewPlan = ({ id, date }: InterviewDigest): Plan => ({ id, date, title: 'Interview' });
