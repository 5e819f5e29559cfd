/**
 * The demo school shows every state that a rule can have at a school for Years 7 to 11, by either edition. What the whole
 * of a year group has planned leaves nobody at "not yet" in autumn: those states it shows in July, when nothing is planned.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { RuleContext } from '../../src/domain/benchmarks/context.ts';
import type { CriterionState } from '../../src/domain/benchmarks/criteria.ts';
import { criteriaOf, prepareRules } from '../../src/domain/benchmarks/criteria.ts';
import type { Edition } from '../../src/domain/benchmarks/editions.ts';
import { rulesOf } from '../../src/domain/benchmarks/editions.ts';
import type { Rule } from '../../src/domain/benchmarks/rule.ts';
import { digestOf } from '../../src/domain/digest-of.ts';
import type { Entry, EntryOf, Kind } from '../../src/domain/record.ts';
import { programmeRecord } from '../../src/domain/record.ts';
import type { Instant } from '../../src/domain/time.ts';
import { dateOf } from '../../src/domain/time.ts';
import { generateDemoSchool } from '../../src/server/demo/generate.ts';

const AUTUMN = '2026-11-11T12:00:00.000Z' as Instant;
const SUMMER = '2027-07-14T12:00:00.000Z' as Instant;
const EDITIONS = ['gatsby-2014', 'gatsby-2025'] as const satisfies readonly Edition[];
const SCHOOL = { youngest: 7, oldest: 11 };

const ALWAYS: readonly CriterionState[] = [
  'met',
  'not-yet',
  'closed-unmet',
  'not-at-this-school',
  'not-applicable-yet',
];

/** The states that a rule can have, by what it needs. */
function possible({ need }: Rule): readonly CriterionState[] {
  // An interview cannot be finished without its summary: there is one for each, or there was no interview.
  if (need.kind === 'summaries') return ['met', 'not-applicable-yet'];
  const many = need.kind === 'plans' || need.kind === 'provider-range' || ('times' in need && need.times > 1);
  // What is booked is an offer already, and nobody plans what a pupil will want.
  const canBePlanned = need.kind !== 'plans' && !(need.kind === 'interview' && need.at === 'offered');
  return [...ALWAYS, ...(many ? (['some'] as const) : []), ...(canBePlanned ? (['planned'] as const) : [])];
}

const wanted = EDITIONS.flatMap((edition) =>
  rulesOf({ ...SCHOOL, edition }).flatMap((rule) => possible(rule).map((state) => `${edition} ${rule.id} ${state}`)),
);

/** How many criteria of the demo made at a moment have each state. */
function counted(now: Instant): ReadonlyMap<string, number> {
  const { records } = generateDemoSchool('wexcombe', now);
  const of = <K extends Kind>(kind: K) =>
    records.flatMap(({ entries }) => entries.filter((one: Entry): one is EntryOf<K> => one.kind === kind));
  const digests = records.map(({ id, entries }) =>
    digestOf({ id, entries: Object.fromEntries(entries.map((one) => [one.id, one])) }),
  );
  const today = dateOf(now);
  const [programme] = records.filter(({ id }) => id === programmeRecord(2026)).map(() => of('planned'));
  const counts = new Map<string, number>();
  for (const edition of EDITIONS) {
    const staff = new Map(of('staff').map((one) => [one.id as string, one]));
    const context: RuleContext = { school: { ...SCHOOL, edition }, staff, programme: programme ?? [], today };
    const prepared = prepareRules(context);
    for (const { rule, state } of digests.flatMap((digest) => criteriaOf(digest, prepared))) {
      const key = `${edition} ${rule.id} ${state}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

describe('the states of the demo school', () => {
  let autumn: ReadonlyMap<string, number>;
  let summer: ReadonlyMap<string, number>;
  beforeAll(() => {
    autumn = counted(AUTUMN);
    summer = counted(SUMMER);
  }, 60_000);

  const lacking = (...counts: readonly ReadonlyMap<string, number>[]) =>
    wanted.filter((key) => counts.every((one) => !one.has(key)));

  it('are all that its rules can have, in the course of a year', () => {
    expect(lacking(autumn, summer)).toEqual([]);
  });

  it('in autumn are all but "not yet" where the whole year group has something planned', () => {
    const rules = [
      'gatsby-6',
      'gatsby-7-range',
      'gatsby-5',
      'policy-5.8.4',
      'policy-5.9.2-16',
      'provider-access-first',
    ];
    const expected = [...rules, 'provider-access-second'].flatMap((rule) =>
      EDITIONS.map((edition) => `${edition} ${rule} not-yet`),
    );
    expect(lacking(autumn).toSorted()).toEqual(expected.toSorted());
  });

  it('are no others: what a rule cannot have is not there', () => {
    expect([...autumn.keys(), ...summer.keys()].filter((key) => !wanted.includes(key))).toEqual([]);
  });
});
