/**
 * Why something that is on the record does not count: for "Why am I missing this?" and for the adviser's preparation.
 * Source: policy 5.9.2, 5.12.6.
 */
import { schoolYearEnd, schoolYearOf } from '../calendar.ts';
import type { Digest, ExperienceDigest, InterviewDigest } from '../digest.ts';
import type { EntryId } from '../ids.ts';
import type { IsoDate } from '../time.ts';
import type { RuleContext } from './context.ts';
import type { Criterion } from './criteria.ts';
import { isQualified, matches } from './evidence.ts';
import type { ExperienceTest, Need } from './rule.ts';
import {
  FACTS_USED,
  PROVIDER_MEETING,
  PROVIDER_TESTS,
  RECORD_REVIEWED,
  RPA_EXPLAINED,
  occupationsOf,
  providerName,
  providersOf,
} from './tally.ts';

/** Why something does not count. */
export type NearMissReason = keyof typeof NEAR_MISS_WORDS;

/** An entry of the record that nearly counts, and why it does not. */
export interface NearMiss {
  readonly entry: EntryId;
  readonly title: string;
  readonly date: IsoDate;
  readonly reason: NearMissReason;
}

/** The reasons, to the pupil and to staff. */
export const NEAR_MISS_WORDS = {
  absent: { pupil: 'You were not there that day.', staff: 'Not there that day.' },
  claimed: { pupil: 'Staff have not confirmed it yet.', staff: 'Nobody has confirmed it yet.' },
  'not-counted': { pupil: 'Staff said that it does not count.', staff: 'Marked as not counting.' },
  'part-time-job': { pupil: 'A part-time job does not count here.', staff: 'A part-time job does not count here.' },
  'adviser-not-qualified': {
    pupil: 'It was not with a qualified careers adviser.',
    staff: 'The adviser held no guidance qualification that day.',
  },
  'not-personal-guidance': {
    pupil: 'It was not a personal guidance interview.',
    staff: 'Not a personal guidance interview.',
  },
  'did-not-attend': { pupil: 'You were not there that day.', staff: 'Did not attend.' },
  cancelled: { pupil: 'It was cancelled.', staff: 'Cancelled.' },
  'no-summary': { pupil: 'Its summary has not been written yet.', staff: 'It has no summary yet.' },
  'not-used-for-a-decision': {
    pupil: 'It does not say what you decided with it.',
    staff: 'It does not say what was decided with it.',
  },
  'no-provider': { pupil: 'It does not say whom you met.', staff: 'No kind of provider is ticked.' },
  'not-technical': {
    pupil: 'It was not about technical courses or apprenticeships.',
    staff: 'No provider of technical education or apprenticeships.',
  },
  'same-provider': { pupil: 'You had met them before.', staff: 'The same provider as before.' },
  'no-occupation': { pupil: 'It does not say which job they do.', staff: 'No occupation is written down.' },
  'too-late': { pupil: 'It was after 28 February.', staff: 'After 28 February.' },
} as const;

/** What is on the record in the window of a criterion, looks as if it counted, and does not. In order of date. */
export function nearMisses(
  digest: Digest,
  { rule, window, between }: Criterion,
  { staff, today }: Pick<RuleContext, 'staff' | 'today'>,
): readonly NearMiss[] {
  const held = digest.experiences.filter(({ facts }) => facts.date <= today);
  const inWindow = ({ date }: NearMiss) => between.from <= date && date <= between.to && date <= today;
  const test = testOf(rule.need);
  const late =
    test && window.until
      ? held.filter((one) => counts(one, test) && isWith(rule.need, one) && isLate(one.facts.date, between.to))
      : [];
  return [
    ...nearOf(rule.need, { ...digest, experiences: held }, staff).filter(inWindow),
    ...late.map((experience) => missOf(experience, 'too-late')),
  ].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** After the last day of a window, but still in its school year. */
const isLate = (date: IsoDate, end: IsoDate): boolean => end < date && date <= schoolYearEnd(schoolYearOf(end));

function nearOf(need: Need, digest: Digest, staff: RuleContext['staff']): readonly NearMiss[] {
  const test = testOf(need);
  const counted = test ? digest.experiences.filter((experience) => counts(experience, test)) : [];
  return [
    ...(test ? digest.experiences.flatMap((experience) => nearExperience(experience, test)) : []),
    ...lackingFacts(need, counted),
    ...(need.kind === 'lmi' ? digest.lmi.filter(({ decided }) => !decided).map(undecided) : []),
    ...(need.kind === 'summaries' ? digest.interviews.filter(isBare).map((one) => missed(one, 'no-summary')) : []),
    ...(need.kind === 'interview'
      ? digest.interviews.flatMap((interview) => nearInterview(interview, need.at, staff))
      : []),
  ];
}

/** The activities that a need looks at; null where it looks at none. */
function testOf(need: Need): ExperienceTest | null {
  if (need.kind === 'different-providers') return PROVIDER_TESTS[need.at];
  return 'test' in need ? need.test : TESTS[need.kind];
}

/** Of needs without a test of their own. */
const TESTS: Readonly<
  Record<
    Exclude<Need, { readonly test: ExperienceTest } | { kind: 'different-providers' }>['kind'],
    ExperienceTest | null
  >
> = {
  'provider-range': PROVIDER_MEETING,
  lmi: FACTS_USED,
  'own-record': RECORD_REVIEWED,
  'rpa-explained': RPA_EXPLAINED,
  interview: null,
  summaries: null,
  plans: null,
};

const counts = ({ facts, attended, status }: ExperienceDigest, test: ExperienceTest): boolean =>
  status === 'confirmed' && (attended || test.absentToo === true) && matches(test, facts);

/** Was it with somebody whom the need asks for? Only meetings with providers ask for certain ones. */
const isWith = (need: Need, { facts }: ExperienceDigest): boolean =>
  need.kind !== 'different-providers' || facts.providers.some((type) => need.types.includes(type));

const missOf = ({ id, facts }: ExperienceDigest, reason: NearMissReason): NearMiss => ({
  entry: id,
  title: facts.title,
  date: facts.date,
  reason,
});

function nearExperience(experience: ExperienceDigest, test: ExperienceTest): readonly NearMiss[] {
  const { facts, status } = experience;
  if (!matches(test, facts)) {
    const withoutJob = { ...facts, tags: facts.tags.filter((tag) => tag !== 'part-time-job') };
    return matches(test, withoutJob) ? [missOf(experience, 'part-time-job')] : [];
  }
  if (status !== 'confirmed') return [missOf(experience, status)];
  return counts(experience, test) ? [] : [missOf(experience, 'absent')];
}

/** What was held and counted for nothing, because the facts that the need asks for are not there. */
function lackingFacts(need: Need, counted: readonly ExperienceDigest[]): readonly NearMiss[] {
  switch (need.kind) {
    case 'provider-range':
      return counted.filter(({ facts }) => providersOf(facts).length === 0).map((one) => missOf(one, 'no-provider'));
    case 'occupations':
      return counted
        .filter(({ facts }) => occupationsOf(facts).length === 0)
        .map((one) => missOf(one, 'no-occupation'));
    case 'different-providers': {
      const names = new Set<string>();
      const again = counted
        .filter((one) => isWith(need, one))
        .filter(({ facts }) => {
          const before = names.has(providerName(facts));
          names.add(providerName(facts));
          return before;
        });
      return [
        ...counted.filter((one) => !isWith(need, one)).map((one) => missOf(one, 'not-technical')),
        ...again.map((one) => missOf(one, 'same-provider')),
      ];
    }
    default:
      return [];
  }
}

const missed = ({ id, date }: InterviewDigest, reason: NearMissReason): NearMiss => ({
  entry: id,
  title: 'Interview',
  date,
  reason,
});

const isBare = ({ status, hasSummary }: InterviewDigest): boolean => status === 'finished' && !hasSummary;

function nearInterview(
  interview: InterviewDigest,
  at: 'held' | 'offered',
  staff: RuleContext['staff'],
): readonly NearMiss[] {
  const { type, adviser, date, status } = interview;
  if (status === 'cancelled') return at === 'offered' ? [missed(interview, 'cancelled')] : [];
  if (at === 'held' && status === 'did-not-attend') return [missed(interview, 'did-not-attend')];
  if (at === 'held' && status !== 'finished') return [];
  if (type !== 'personal-guidance') return [missed(interview, 'not-personal-guidance')];
  return isQualified(adviser, date, staff) ? [] : [missed(interview, 'adviser-not-qualified')];
}

const undecided = ({ id, source, date }: Digest['lmi'][number]): NearMiss => ({
  entry: id,
  title: source,
  date,
  reason: 'not-used-for-a-decision',
});
