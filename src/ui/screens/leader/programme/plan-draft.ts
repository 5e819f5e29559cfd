/** An activity of the programme while its form is filled in, and the plan that comes of it. */
import type { ActivityFacts } from '../../../../domain/entries/career.ts';
import type { ActivityKind, ActivityTag, CountsTowards, ProviderType } from '../../../../domain/entries/vocabulary.ts';
import type { EntryId, FormCode } from '../../../../domain/ids.ts';
import type { Plan } from '../../../../domain/programme.ts';
import type { Subject } from '../../../../domain/subjects.ts';
import { subjectOf, titleIn, titleWithin } from '../../../../domain/subjects.ts';
import type { IsoDate } from '../../../../domain/time.ts';

/** What the form holds. */
export interface PlanFormDraft {
  /** Without the subject. */
  readonly title: string;
  readonly activity: ActivityKind;
  readonly subject: Subject | null;
  /** What stands in the field; '' before a day is chosen. */
  readonly date: string;
  readonly years: readonly number[];
  readonly form: FormCode | null;
  readonly counts: readonly CountsTowards[];
  readonly providers: readonly ProviderType[];
  readonly organisation: string;
  readonly occupation: string;
  readonly aim: string;
  readonly tags: readonly ActivityTag[];
}

/** An empty form, for this year group and benchmark if the page was opened for them. */
export const emptyPlan = (year: number | null, counts: CountsTowards | null): PlanFormDraft => ({
  title: '',
  activity: 'other',
  subject: null,
  date: '',
  years: year === null ? [] : [year],
  form: null,
  counts: counts === null ? [] : [counts],
  providers: [],
  organisation: '',
  occupation: '',
  aim: '',
  tags: [],
});

/** The form of an activity that is planned. */
export const draftOfPlan = ({ facts, years, form, aim }: Plan): PlanFormDraft => ({
  title: titleWithin(facts),
  activity: facts.activity,
  subject: subjectOf(facts),
  date: facts.date,
  years,
  form,
  counts: facts.counts,
  providers: facts.providers,
  organisation: facts.organisation,
  occupation: facts.occupation,
  aim,
  tags: facts.tags,
});

/** The plan of a form without problems; what pupils learned stays as it was. */
export function planOfDraft(draft: PlanFormDraft, id: EntryId, learned: string): Plan {
  const { title, subject, activity, date, years, form, aim, organisation, occupation, counts, providers, tags } = draft;
  const facts: ActivityFacts = {
    title: titleIn(activity === 'subject-careers' ? subject : null, title),
    activity,
    date: date as IsoDate,
    counts,
    organisation: organisation.trim(),
    providers: counts.includes('7') ? providers : [],
    tags,
    occupation: occupation.trim(),
    learned,
  };
  return { id, facts, years: years.toSorted((a, b) => a - b), form, aim: aim.trim(), cancelled: false };
}
