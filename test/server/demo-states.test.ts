/**
 * The demo school shows every state that a rule can have at a school for Years 7 to 11, by either edition, and every reason for
 * which something does not count, on days of each term. What can be is worked out from the rules as data.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { RuleContext } from '../../src/domain/benchmarks/context.ts';
import { criteriaOf, prepareRules } from '../../src/domain/benchmarks/criteria.ts';
import type { Edition } from '../../src/domain/benchmarks/editions.ts';
import { rulesOf } from '../../src/domain/benchmarks/editions.ts';
import { schoolFigures } from '../../src/domain/benchmarks/figures.ts';
import type { NearMissReason } from '../../src/domain/benchmarks/near-misses.ts';
import { nearMisses } from '../../src/domain/benchmarks/near-misses.ts';
import type { HeadlineState } from '../../src/domain/benchmarks/progress.ts';
import { headlinesOf } from '../../src/domain/benchmarks/progress.ts';
import type { ExperienceTest, PupilBenchmark, Rule } from '../../src/domain/benchmarks/rule.ts';
import { schoolProvides } from '../../src/domain/benchmarks/school-provides.ts';
import { schoolYearOf } from '../../src/domain/calendar.ts';
import { isHere } from '../../src/domain/digest.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { digestOf } from '../../src/domain/digest-of.ts';
import type { Entry, EntryOf, Kind } from '../../src/domain/record.ts';
import { programmeRecord } from '../../src/domain/record.ts';
import type { Instant } from '../../src/domain/time.ts';
import { dateOf } from '../../src/domain/time.ts';
import type { DemoRecord, DemoSchool } from '../../src/server/demo/generate.ts';
import { generateDemoSchool } from '../../src/server/demo/generate.ts';
import { STATES, whyNever } from '../domain/rule-states.ts';

const EDITIONS = ['gatsby-2014', 'gatsby-2025'] as const satisfies readonly Edition[];
const SCHOOL = { youngest: 7, oldest: 11 };
const RULES = EDITIONS.flatMap((edition) => rulesOf({ ...SCHOOL, edition }).map((rule) => ({ edition, rule })));

/** Asked by 18 alone: of nobody at a school that ends with Year 11. benchmarks-sixth-form.test.ts shows their states. */
const BY_18 = [
  'gatsby-6-further',
  'gatsby-7-university',
  'gatsby-8-further',
  'policy-5.12.2-18',
  'policy-5.9.2-18',
  'provider-access-third',
];

/** Why an activity does not count. Pupils say what they did in a few kinds, without tags: those can wait to be confirmed. */
function activityReasons({ towards, tag }: ExperienceTest): readonly NearMissReason[] {
  const isClaimed = tag === undefined && towards !== 'any' && towards.some((count) => '2567'.includes(count));
  const isWork = towards !== 'any' && towards.includes('6');
  return ['absent', 'not-counted', ...(isClaimed ? (['claimed'] as const) : []), ...(isWork ? JOB : [])];
}
const JOB = ['part-time-job'] as const;
const PROVIDERS: ExperienceTest = { towards: ['7'] };

/** The reasons for which something on record does not count for a rule. */
function reasonsOf({ need, windows }: Rule): readonly NearMissReason[] {
  const late = windows.some(({ until }) => until !== undefined) ? (['too-late'] as const) : [];
  switch (need.kind) {
    case 'experiences':
    case 'if-intended':
      return [...activityReasons(need.test), ...late];
    case 'occupations':
      return [...activityReasons(need.test), 'no-occupation'];
    case 'provider-range':
      return [...activityReasons(PROVIDERS), 'no-provider'];
    case 'different-providers':
      return [...activityReasons(PROVIDERS), 'not-technical', 'same-provider', ...late];
    case 'interview':
      return ['not-personal-guidance', 'adviser-not-qualified', need.at === 'offered' ? 'cancelled' : 'did-not-attend'];
    case 'lmi':
      return [...activityReasons({ towards: ['2'] }), 'not-used-for-a-decision'];
    case 'own-record':
      return activityReasons({ towards: ['3'] });
    case 'rpa-explained':
      return activityReasons({ towards: 'any', tag: 'rpa' });
    // Nothing comes near: a plan is there or it is not, and there is no interview without its summary.
    case 'plans':
    case 'summaries':
      return [];
  }
}

/** How a benchmark can stand now by the edition of 2025: one that asks for one thing is complete with it. */
const NOW: Readonly<Record<PupilBenchmark, readonly HeadlineState[]>> = {
  '2': ['not-yet', 'planned', 'complete'],
  '3': ['not-yet', 'planned', 'some', 'complete'],
  '5': ['not-yet', 'planned', 'complete'],
  '6': ['not-yet', 'planned', 'some', 'complete'],
  '7': ['not-yet', 'planned', 'some', 'complete'],
  '8': ['not-yet', 'planned', 'complete'],
};

const wanted = {
  states: RULES.flatMap(({ edition, rule }) =>
    STATES.filter((state) => whyNever(rule, state) === null).map((state) => `${edition} ${rule.id} ${state}`),
  ),
  reasons: RULES.flatMap(({ edition, rule }) => reasonsOf(rule).map((reason) => `${edition} ${rule.id} ${reason}`)),
  headlines: Object.entries(NOW).flatMap(([benchmark, states]) => states.map((state) => `${benchmark} ${state}`)),
};

interface Shown {
  readonly states: ReadonlySet<string>;
  readonly reasons: ReadonlySet<string>;
  readonly headlines: ReadonlySet<string>;
}

const asRecord = ({ id, entries }: DemoRecord) => ({
  id,
  entries: Object.fromEntries(entries.map((one) => [one.id, one])),
});

function contextOf({ records }: DemoSchool, now: Instant, edition: Edition): RuleContext {
  const of = <K extends Kind>(kind: K) =>
    records.flatMap(({ entries }) => entries.filter((one: Entry): one is EntryOf<K> => one.kind === kind));
  const staff = new Map(of('staff').map((one) => [one.id as string, one]));
  const today = dateOf(now);
  // Only this year's plan is asked, as on a device.
  const plans = records.find(({ id }) => id === programmeRecord(schoolYearOf(today)))?.entries ?? [];
  const programme = plans.filter((one): one is EntryOf<'planned'> => one.kind === 'planned');
  return { school: { ...SCHOOL, edition }, staff, programme, today };
}

/** What the pupils of a demo show of the rules. */
function shownBy(digests: readonly Digest[], contexts: readonly RuleContext[]): Shown {
  const [states, reasons, headlines] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const context of contexts) {
    const { edition } = context.school;
    const prepared = prepareRules(context);
    for (const digest of digests) {
      for (const criterion of criteriaOf(digest, prepared)) {
        states.add(`${edition} ${criterion.rule.id} ${criterion.state}`);
        for (const { reason } of nearMisses(digest, criterion, context)) {
          reasons.add(`${edition} ${criterion.rule.id} ${reason}`);
        }
      }
      if (edition !== 'gatsby-2025' || !isHere(digest, context.today)) continue;
      for (const [benchmark, { state, when }] of headlinesOf(digest, prepared)) {
        if (when === 'now') headlines.add(`${benchmark} ${state}`);
      }
    }
  }
  return { states, reasons, headlines };
}

it('leaves out no rule of any edition but those of Years 12 and 13', () => {
  const all = EDITIONS.flatMap((edition) => rulesOf({ youngest: 7, oldest: 13, edition }).map(({ id }) => id));
  const shown = new Set(RULES.map(({ rule }) => rule.id));
  expect([...new Set(all.filter((id) => !shown.has(id)))].toSorted()).toEqual(BY_18);
});

describe.each([
  ['in September', '2026-09-08T12:00:00.000Z'],
  ['in January', '2027-01-13T12:00:00.000Z'],
  ['in June', '2027-06-09T12:00:00.000Z'],
])('the demo school %s', (_, moment) => {
  const now = moment as Instant;
  let demo: DemoSchool;
  let digests: readonly Digest[];
  let contexts: readonly RuleContext[];
  let shown: Shown;
  beforeAll(() => {
    demo = generateDemoSchool('wexcombe', now);
    digests = demo.records.map((record) => digestOf(asRecord(record)));
    contexts = EDITIONS.map((edition) => contextOf(demo, now, edition));
    shown = shownBy(digests, contexts);
  }, 60_000);

  it.each(['states', 'reasons', 'headlines'] as const)(
    'shows all %s that its rules can have, and no others',
    (what) => {
      expect([...shown[what]].toSorted()).toEqual(wanted[what].toSorted());
    },
  );

  it('provides a programme for every year; by the edition of 2025 Year 11 has no careers in its lessons yet', () => {
    const lacking = contexts.map((context) => schoolProvides(context).map((one) => [one.benchmark, one.lacking]));
    expect(lacking).toEqual([
      [
        ['1', []],
        ['4', []],
      ],
      [
        ['1', []],
        ['4', [11]],
      ],
    ]);
  });

  it('has removed activities, facts and interviews that would show more if they were still there', () => {
    const [, context] = contexts;
    if (!context) throw new Error('two editions');
    const prepared = prepareRules(context);
    const evidence = (digest: Digest) =>
      criteriaOf(digest, prepared).reduce((all, one) => all + one.evidence.length, 0);
    const kinds = demo.records.flatMap((record) => {
      const removed = record.entries.filter(({ withdrawn }) => withdrawn !== undefined);
      if (removed.length === 0) return [];
      const back = record.entries.map(({ withdrawn: _was, ...entry }) => entry as Entry);
      expect(evidence(digestOf(asRecord({ ...record, entries: back })))).toBeGreaterThan(
        evidence(digestOf(asRecord(record))),
      );
      return removed.map(({ kind }) => kind);
    });
    expect(kinds).toEqual(expect.arrayContaining(['experience', 'lmi', 'interview']));
  });

  it('has figures in which a small group is hidden with everybody else, and groups that are told', () => {
    const [, context] = contexts;
    if (!context) throw new Error('two editions');
    const groups = schoolFigures(digests, context).benchmarks.flatMap((one) => one.groups);
    const pairs = groups.map(({ figure, others }) => `${figure.kind} ${others.kind}`);
    expect(pairs).toContain('count count');
    expect(pairs.filter((pair) => /^(few|nearly|hidden) hidden$/.test(pair))).not.toEqual([]);
  });
});
