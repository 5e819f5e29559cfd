/**
 * Why something that is on the record does not count: for "Why am I missing this?" and for the adviser's preparation.
 * Source: policy 5.9.2, 5.12.6.
 */
import type { Digest, ExperienceDigest, InterviewDigest } from '../digest.ts';
import type { EntryId } from '../ids.ts';
import type { IsoDate } from '../time.ts';
import type { RuleContext } from './context.ts';
import type { Criterion } from './criteria.ts';
import { isQualified, matches } from './evidence.ts';
import type { ExperienceTest, Need } from './rule.ts';
import { FACTS_USED, PROVIDER_MEETING, RECORD_REVIEWED } from './tally.ts';

/** Why something does not count. */
export type NearMissReason =
  | 'absent'
  | 'claimed'
  | 'not-counted'
  | 'part-time-job'
  | 'adviser-not-qualified'
  | 'not-personal-guidance'
  | 'did-not-attend'
  | 'not-used-for-a-decision';

/** An entry of the record that nearly counts, and why it does not. */
export interface NearMiss {
  readonly entry: EntryId;
  readonly title: string;
  readonly date: IsoDate;
  readonly reason: NearMissReason;
}

/** The reasons, to the pupil. */
export const NEAR_MISS_WORDS: Readonly<Record<NearMissReason, string>> = {
  absent: 'You were not there that day.',
  claimed: 'Staff have not confirmed it yet.',
  'not-counted': 'Staff said that it does not count.',
  'part-time-job': 'A part-time job does not count here.',
  'adviser-not-qualified': 'It was not with a qualified careers adviser.',
  'not-personal-guidance': 'It was not a personal guidance interview.',
  'did-not-attend': 'You were not there that day.',
  'not-used-for-a-decision': 'It does not say what you decided with it.',
};

/** What is on the record in the window of a criterion, looks as if it counted, and does not. In order of date. */
export function nearMisses(
  digest: Digest,
  { rule, between }: Criterion,
  { staff, today }: Pick<RuleContext, 'staff' | 'today'>,
): readonly NearMiss[] {
  const inWindow = ({ date }: NearMiss) => between.from <= date && date <= between.to && date <= today;
  return nearOf(rule.need, digest, staff)
    .filter(inWindow)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

function nearOf(need: Need, digest: Digest, staff: RuleContext['staff']): readonly NearMiss[] {
  const test = 'test' in need ? need.test : TESTS[need.kind];
  return [
    ...(test ? digest.experiences.flatMap((experience) => nearExperience(experience, test)) : []),
    ...(need.kind === 'lmi' ? digest.lmi.filter(({ decided }) => !decided).map(undecided) : []),
    ...(need.kind === 'interview' && need.at === 'held'
      ? digest.interviews.flatMap((interview) => nearInterview(interview, staff))
      : []),
  ];
}

/** The activities that needs without a test of their own look at. */
const TESTS: Readonly<Record<Exclude<Need, { readonly test: ExperienceTest }>['kind'], ExperienceTest | null>> = {
  'provider-range': PROVIDER_MEETING,
  'different-providers': PROVIDER_MEETING,
  lmi: FACTS_USED,
  'own-record': RECORD_REVIEWED,
  interview: null,
  'rpa-explained': null,
  summaries: null,
  plans: null,
};

function nearExperience({ id, facts, attended, status }: ExperienceDigest, test: ExperienceTest): readonly NearMiss[] {
  const miss = (reason: NearMissReason) => [{ entry: id, title: facts.title, date: facts.date, reason }];
  if (!matches(test, facts)) {
    const withoutJob = { ...facts, tags: facts.tags.filter((tag) => tag !== 'part-time-job') };
    return matches(test, withoutJob) ? miss('part-time-job') : [];
  }
  if (status === 'claimed') return miss('claimed');
  if (status === 'not-counted') return miss('not-counted');
  return attended ? [] : miss('absent');
}

function nearInterview(
  { id, type, adviser, date, status }: InterviewDigest,
  staff: RuleContext['staff'],
): readonly NearMiss[] {
  const miss = (reason: NearMissReason) => [{ entry: id, title: 'Interview', date, reason }];
  if (status === 'did-not-attend') return miss('did-not-attend');
  if (status !== 'finished') return [];
  if (type !== 'personal-guidance') return miss('not-personal-guidance');
  return isQualified(adviser, date, staff) ? [] : miss('adviser-not-qualified');
}

const undecided = ({ id, source, date }: Digest['lmi'][number]): NearMiss => ({
  entry: id,
  title: source,
  date,
  reason: 'not-used-for-a-decision',
});
