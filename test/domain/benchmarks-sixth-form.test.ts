/**
 * The rules that ask something of Years 12 and 13 alone, which the demo school (Years 7 to 11) cannot show: each in every
 * state that it can have.
 */
import { describe, expect, it } from 'vitest';
import type { RuleContext } from '../../src/domain/benchmarks/context.ts';
import type { Edition } from '../../src/domain/benchmarks/editions.ts';
import { rulesOf } from '../../src/domain/benchmarks/editions.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { context, criterion, day, digest, experience, interview, planned } from './benchmarks-support.ts';
import { STATES, whyNever } from './rule-states.ts';

const EDITIONS = ['gatsby-2014', 'gatsby-2025'] as const satisfies readonly Edition[];
const school = (edition: Edition) => ({ youngest: 7, oldest: 13, edition });
const RULES = EDITIONS.flatMap((edition) => {
  const below = new Set(rulesOf({ ...school(edition), oldest: 11 }).map(({ id }) => id));
  return rulesOf(school(edition))
    .filter(({ id }) => !below.has(id))
    .map((rule) => ({ edition, rule }));
});

/** What completes a rule, what is a part of that, and what is to come; on the record of everybody: `always`. */
interface Shown {
  readonly whole: Partial<Digest>;
  readonly part?: Partial<Digest>;
  readonly toCome?: { readonly digest?: Partial<Digest>; readonly programme?: RuleContext['programme'] };
  readonly always?: Partial<Digest>;
}

const SIXTH = { year: 12, from: day('2021-09-01') };
const work = { activity: 'work-experience', counts: ['6'] } as const;
const visit = { activity: 'university-visit', counts: ['7'], providers: ['university'] } as const;
const college = (organisation: string) => ({ counts: ['7'], providers: ['college'], organisation }) as const;
const later = (facts: Parameters<typeof planned>[0]) => [
  planned({ ...facts, date: day('2027-03-03') }, { years: [12] }),
];
const booked = interview({ status: 'booked', date: day('2026-12-09'), hasSummary: false });

const WORKPLACE: Shown = { whole: { experiences: [experience(work)] }, toCome: { programme: later(work) } };
const SHOWN: Readonly<Record<string, Shown>> = {
  'gatsby-6-further': WORKPLACE,
  'policy-5.9.2-18': WORKPLACE,
  'gatsby-7-university': {
    always: { intention: { route: 'university' } },
    whole: { experiences: [experience(visit), experience(visit)] },
    part: { experiences: [experience(visit)] },
    toCome: { programme: later(visit) },
  },
  'gatsby-8-further': { whole: { interviews: [interview()] }, toCome: { digest: { interviews: [booked] } } },
  'policy-5.12.2-18': { whole: { interviews: [booked] } },
  'provider-access-third': {
    whole: { experiences: [experience(college('Marlbridge')), experience(college('Aldermere'))] },
    part: { experiences: [experience(college('Marlbridge'))] },
    toCome: { programme: later(college('Aldermere')) },
  },
};

/** A pupil who stands so, and what is planned at the school. */
function pupilIn(state: (typeof STATES)[number], shown: Shown): readonly [Digest, RuleContext['programme']] {
  const of = (pupil: Parameters<typeof digest>[0], over: Partial<Digest> = {}) =>
    digest({ ...SIXTH, ...pupil }, { ...shown.always, ...over });
  switch (state) {
    case 'met':
      return [of({}, shown.whole), []];
    case 'some':
      return [of({}, shown.part), []];
    case 'planned':
      return [of({}, shown.toCome?.digest), shown.toCome?.programme ?? []];
    case 'not-yet':
      return [of({}), []];
    case 'closed-unmet':
      return [of({ year: 13, from: day('2019-09-01'), to: day('2026-08-31') }), []];
    case 'not-at-this-school':
      return [of({ from: day('2020-09-01'), to: day('2024-11-29') }), []];
    case 'not-applicable-yet':
      return [of({ year: 10 }), []];
  }
}

describe.each(RULES)('$rule.id of $edition', ({ edition, rule }) => {
  const shown = SHOWN[rule.id];
  it.each(STATES.filter((state) => whyNever(rule, state) === null))('can be %s', (state) => {
    if (!shown) throw new Error(`Nothing is said here of ${rule.id}.`);
    const [pupil, programme] = pupilIn(state, shown);
    const found = criterion(pupil, rule.id, 13, context({ school: school(edition), programme }));
    expect(found.state).toBe(state);
  });
});

it('they are the six that the policy, the benchmarks and the Act ask by 18', () => {
  expect([...new Set(RULES.map(({ rule }) => rule.id))].toSorted()).toEqual(Object.keys(SHOWN).toSorted());
});
