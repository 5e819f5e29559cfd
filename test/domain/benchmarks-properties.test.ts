import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIVITY_KINDS, ACTIVITY_TAGS, INTERVIEW_TYPES, PROVIDER_TYPES } from '../../src/domain/entries/vocabulary.ts';
import { criteriaOf, prepareRules } from '../../src/domain/benchmarks/criteria.ts';
import type { Criterion } from '../../src/domain/benchmarks/criteria.ts';
import { headlinesOf } from '../../src/domain/benchmarks/progress.ts';
import type { HeadlineState } from '../../src/domain/benchmarks/progress.ts';
import type { EntryId } from '../../src/domain/ids.ts';
import { addDays } from '../../src/domain/time.ts';
import { QUALIFIED, UNQUALIFIED, context, day, digest, experience, interview, planned } from './benchmarks-support.ts';

const lmi = (date: string, decided = true) => ({ id: `l${date}` as EntryId, date: day(date), source: 'LMI', decided });

const DATES = fc.integer({ min: 0, max: 365 * 5 }).map((n) => addDays(day('2022-09-01'), n));
const EXPERIENCES = fc.record({
  date: DATES,
  activity: fc.constantFrom(...ACTIVITY_KINDS),
  counts: fc.subarray(['2', '3', '4', '5', '6', '7'] as const),
  tags: fc.subarray([...ACTIVITY_TAGS]),
  providers: fc.subarray([...PROVIDER_TYPES]),
  occupation: fc.constantFrom('', 'Nurse', 'Actuary', 'nurse, welder'),
  organisation: fc.constantFrom('', 'A', 'B'),
});
const INTERVIEWS = fc.record({
  date: DATES,
  adviser: fc.constantFrom(QUALIFIED, UNQUALIFIED),
  type: fc.constantFrom(...INTERVIEW_TYPES),
  agreed: fc.boolean(),
  explained: fc.subarray(['rpa'] as const),
});
const PLACES = fc.record({
  year: fc.integer({ min: 7, max: 13 }),
  from: fc.constantFrom(day('2022-09-01'), day('2026-01-05')),
  to: fc.constantFrom(null, day('2026-07-10'), day('2027-07-10')),
  route: fc.constantFrom('university', 'college', null),
  edition: fc.constantFrom('gatsby-2014', 'gatsby-2025'),
});
const RANKS: Readonly<Record<Criterion['state'], number>> = {
  'not-applicable-yet': 0,
  'not-at-this-school': 0,
  'closed-unmet': 0,
  'not-yet': 1,
  planned: 2,
  some: 3,
  met: 4,
};
const CARD_RANKS: Readonly<Record<HeadlineState, number>> = {
  'not-due': 0,
  'not-yet': 1,
  planned: 2,
  some: 3,
  complete: 4,
};

describe('any evidence', () => {
  const programme = [
    planned({ counts: ['6'] }),
    planned({ counts: ['5', '7'], providers: ['college'] }, { years: [7, 11, 12] }),
  ];
  const all = fc.tuple(
    PLACES,
    fc.array(EXPERIENCES, { maxLength: 6 }),
    fc.array(INTERVIEWS, { maxLength: 3 }),
    fc.array(DATES, { maxLength: 2 }),
  );
  const build = ([place, experiences, interviews, facts]: typeof all extends fc.Arbitrary<infer T> ? T : never) => ({
    rules: prepareRules(context({ programme, school: { youngest: 7, oldest: 13, edition: place.edition } })),
    of: digest(
      { year: place.year, from: place.from, to: place.to },
      {
        intention: { route: place.route },
        experiences: experiences.map((e) => experience(e)),
        interviews: interviews.map((i) => interview(i)),
        lmi: facts.map((date) => lmi(date)),
      },
    ),
  });

  it('never lowers a state when more is confirmed', () => {
    fc.assert(
      fc.property(all, EXPERIENCES, INTERVIEWS, DATES, (base, more, talk, used) => {
        const { rules, of } = build(base);
        const richer = [
          { ...of, experiences: [...of.experiences, experience(more)] },
          { ...of, interviews: [...of.interviews, interview(talk)] },
          { ...of, lmi: [...of.lmi, lmi(used)] },
        ];
        const before = criteriaOf(of, rules);
        const cards = headlinesOf(of, rules);
        const lowered = richer.flatMap((rich) => {
          const after = new Map(criteriaOf(rich, rules).map((c) => [c.id, c.state]));
          const cardsAfter = headlinesOf(rich, rules);
          return [
            ...before
              .filter(({ id, state }) => RANKS[after.get(id) ?? 'not-yet'] < RANKS[state])
              .map(({ id, state }) => `${id}: ${state} became ${after.get(id)}`),
            ...[...cards]
              .filter(
                ([benchmark, { state }]) =>
                  CARD_RANKS[cardsAfter.get(benchmark)?.state ?? 'not-due'] < CARD_RANKS[state],
              )
              .map(([benchmark, { state }]) => `${benchmark}: ${state} became ${cardsAfter.get(benchmark)?.state}`),
          ];
        });
        expect(lowered).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  }, 30_000);

  it('counts the same in whatever order it stands', () => {
    fc.assert(
      fc.property(all, (base) => {
        const { rules, of } = build(base);
        const turned = {
          ...of,
          experiences: of.experiences.toReversed(),
          interviews: of.interviews.toReversed(),
          lmi: of.lmi.toReversed(),
        };
        expect(criteriaOf(turned, rules)).toEqual(criteriaOf(of, rules));
      }),
      { numRuns: 500 },
    );
  }, 30_000);
});
