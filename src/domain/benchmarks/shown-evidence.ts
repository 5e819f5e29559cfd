/** The entries that show a criterion, as they are shown: what it was, when, and with whom. */
import type { Digest } from '../digest.ts';
import { ACTIVITY_KIND_NAMES, INTERVIEW_TYPE_NAMES, PROVIDER_TYPE_NAMES } from '../vocabulary-names.ts';
import type { EntryId } from '../ids.ts';
import { staffNameOf } from '../person-names.ts';
import type { IsoDate } from '../time.ts';
import type { Criterion } from './criteria.ts';
import type { Named } from './words.ts';

/** One piece of evidence. `date` is null for plans, which hold until they are changed. */
export interface ShownEvidence {
  readonly id: EntryId;
  readonly title: string;
  readonly date: IsoDate | null;
  /** "Talk by an employer, Aldermere Hospital". */
  readonly detail: string;
}

/** The evidence of a criterion, in order of date. */
export const shownEvidence = ({ evidence }: Criterion, named: Named): readonly ShownEvidence[] =>
  evidence.flatMap((id) => one(id, named) ?? []);

function one(id: EntryId, { digest, context }: Named): ShownEvidence | null {
  const experience = digest.experiences.find((e) => e.id === id);
  if (experience) return ofExperience(experience);
  const interview = digest.interviews.find((i) => i.id === id);
  if (interview) {
    const { type, date, adviser } = interview;
    return { id, title: INTERVIEW_TYPE_NAMES[type], date, detail: `With ${staffNameOf(context.staff, adviser)}` };
  }
  const used = digest.lmi.find((l) => l.id === id);
  if (used) return { id, title: used.source, date: used.date, detail: 'Used for a decision' };
  return STANDING.find((plan) => plan.id === (id as string)) ?? null;
}

function ofExperience({ id, facts }: Digest['experiences'][number]): ShownEvidence {
  const { title, date, activity, organisation, providers } = facts;
  const met = providers.map((type) => PROVIDER_TYPE_NAMES[type]).join(', ');
  const detail = [ACTIVITY_KIND_NAMES[activity], organisation, met].filter((part) => part !== '').join(', ');
  return { id, title, date, detail };
}

const STANDING: readonly ShownEvidence[] = [
  { id: 'aspiration' as EntryId, title: 'Career ideas', date: null, detail: 'On the record' },
  { id: 'intention' as EntryId, title: 'What to do next', date: null, detail: 'On the record' },
];
