/** Digests and contexts for the tests of the benchmark rules: a Year 10 pupil of a school for Years 7 to 13, November 2026. */
import type { RuleContext } from '../../src/domain/benchmarks/context.ts';
import type { Criterion } from '../../src/domain/benchmarks/criteria.ts';
import { criteriaOf, prepareRules } from '../../src/domain/benchmarks/criteria.ts';
import { progress } from '../../src/domain/benchmarks/progress.ts';
import type { BenchmarkProgress } from '../../src/domain/benchmarks/progress.ts';
import type { PupilBenchmark } from '../../src/domain/benchmarks/rule.ts';
import type { Digest, ExperienceDigest, InterviewDigest } from '../../src/domain/digest.ts';
import type { EntryId, FormCode, PersonId, RecordId } from '../../src/domain/ids.ts';
import type { ClockTime, IsoDate } from '../../src/domain/time.ts';

export const day = (text: string) => text as IsoDate;
export const TODAY = day('2026-11-25');
export const QUALIFIED = 'jo' as PersonId;
export const UNQUALIFIED = 'lee' as PersonId;

type Pupil = NonNullable<Digest['pupil']>;

export const context = (over: Partial<RuleContext> = {}): RuleContext => ({
  school: { youngest: 7, oldest: 13, edition: 'gatsby-2014' },
  staff: new Map([
    [QUALIFIED, { name: 'Jo Mercer', guidance: { level: 'Level 6', from: day('2024-09-01'), to: day('2027-01-31') } }],
    [UNQUALIFIED, { name: 'Mr Lee', guidance: null }],
  ]),
  programme: [],
  today: TODAY,
  ...over,
});

export function digest(pupil: Partial<Pupil> = {}, over: Partial<Digest> = {}): Digest {
  return {
    record: 'r1' as RecordId,
    pupil: {
      name: 'Aisha',
      surname: 'Khan',
      year: 10,
      form: '10B' as FormCode,
      from: day('2023-09-01'),
      to: null,
      ...pupil,
    },
    steps: [],
    interviews: [],
    experiences: [],
    drafts: [],
    lmi: [],
    applications: [],
    requests: [],
    asks: [],
    concerns: [],
    prepared: false,
    plan: false,
    support: null,
    sex: null,
    eal: null,
    sharing: null,
    aspiration: false,
    differences: 0,
    intention: null,
    ...over,
  };
}

let made = 0;
export const facts = (over: Partial<ExperienceDigest['facts']> = {}): ExperienceDigest['facts'] => ({
  title: 'Talk by a hospital lab team',
  activity: 'employer-talk',
  date: day('2026-10-12'),
  counts: ['5'],
  organisation: '',
  providers: [],
  tags: [],
  occupation: '',
  ...over,
});
export const experience = (
  over: Partial<ExperienceDigest['facts']> = {},
  rest: Partial<ExperienceDigest> = {},
): ExperienceDigest => ({
  id: `e${String(++made).padStart(6, '0')}` as EntryId,
  facts: facts(over),
  attended: true,
  status: 'confirmed',
  reflected: false,
  ...rest,
});
export const interview = (over: Partial<InterviewDigest> = {}): InterviewDigest => ({
  id: `i${String(++made).padStart(6, '0')}` as EntryId,
  adviser: QUALIFIED,
  date: day('2026-11-11'),
  from: '10:05' as ClockTime,
  minutes: 45,
  place: 'L2',
  type: 'personal-guidance',
  status: 'finished',
  explained: ['who-will-see'],
  visit: null,
  walkIn: null,
  endedAt: null,
  hasSummary: true,
  agreed: false,
  ...over,
});
export const planned = (
  over: Partial<ExperienceDigest['facts']> = {},
  rest: Partial<RuleContext['programme'][number]> = {},
): RuleContext['programme'][number] => ({
  id: `p${String(++made).padStart(6, '0')}` as EntryId,
  facts: { ...facts({ title: 'Work experience', date: day('2027-07-05'), ...over }), learned: '' },
  years: [10],
  form: null,
  cancelled: false,
  ...rest,
});

/** The criterion of a rule whose window ends with this year group. */
export function criterion(of: Digest, rule: string, to: number, ctx: RuleContext = context()): Criterion {
  const found = criteriaOf(of, prepareRules(ctx)).find((c) => c.id === `${rule}/${to}`);
  if (!found) throw new Error(`No criterion ${rule}/${to}`);
  return found;
}
export const state = (of: Digest, rule: string, to: number, ctx?: RuleContext) => criterion(of, rule, to, ctx).state;

/** A card's state and sentence. */
export function card(of: Digest, benchmark: PupilBenchmark, ctx: RuleContext = context()) {
  const { headline } = progress(of, ctx).find((c) => c.benchmark === benchmark) as BenchmarkProgress;
  return [headline.state, headline.sentence] as const;
}
