/**
 * Every rule at its edges, from real entries: the first and last day, and those beside them; late joiners and leavers;
 * pupils taught ahead and behind; absent, a part-time job, an adviser without a qualification, claimed, withdrawn.
 */
import { describe, expect, it } from 'vitest';
import type { RuleContext } from '../../src/domain/benchmarks/context.ts';
import type { CriterionState } from '../../src/domain/benchmarks/criteria.ts';
import { criteriaOf, prepareRules } from '../../src/domain/benchmarks/criteria.ts';
import type { Edition } from '../../src/domain/benchmarks/editions.ts';
import { rulesOf } from '../../src/domain/benchmarks/editions.ts';
import { schoolYearEnd, schoolYearOf, schoolYearStart } from '../../src/domain/calendar.ts';
import { digestOf } from '../../src/domain/digest-of.ts';
import type { Entry } from '../../src/domain/record.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { addDays } from '../../src/domain/time.ts';
import { PEOPLE, aPupil, aRecord } from '../support/builders.ts';
import type { Edges } from './benchmarks-edge-tables.ts';
import { EDGE_TABLES, FLAWS } from './benchmarks-edge-tables.ts';

const LAST_YEAR = 13;
const contextOn = (edition: Edition, today: IsoDate): RuleContext => ({
  school: { youngest: 7, oldest: LAST_YEAR, edition },
  staff: new Map([
    [PEOPLE.adviser, { name: 'Jo Mercer', guidance: { level: 'Level 6', from: '2015-09-01' as IsoDate, to: null } }],
    [PEOPLE.tutor, { name: 'Mr Lee', guidance: null }],
  ]),
  programme: [],
  today,
});

interface Seen {
  readonly entries: readonly Entry[];
  readonly today: string;
  /** Where it is not the usual: when the pupil came and left, and in which year Year 7 was. */
  readonly from?: string;
  readonly to?: string;
  readonly began?: number;
}

/** The state of the rule for a pupil of these years. Who has finished Year 13 left on its last day. */
function stateOf(
  table: Edges,
  edition: Edition,
  { entries, today, from, to, began = table.began }: Seen,
): CriterionState {
  const end = schoolYearEnd(began + LAST_YEAR - 7);
  const left = to ?? (today > end ? end : null);
  const there = left !== null && left < today ? left : today;
  const pupil = aPupil({
    year: schoolYearOf(there as IsoDate) - began + 7,
    from: (from ?? schoolYearStart(began)) as IsoDate,
    to: left as IsoDate | null,
  });
  const digest = digestOf(aRecord('aisha', pupil, ...entries));
  const id = `${table.rule}/${table.to}`;
  const found = criteriaOf(digest, prepareRules(contextOn(edition, today as IsoDate))).find((one) => one.id === id);
  if (!found) throw new Error(`No criterion ${id}`);
  return found.state;
}

const yearsLater = (date: string, years: number): string => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;

/** The first day and the last, of a rule whose evidence has days; else days in its years. */
const daysOf = ({ days, began, to }: Edges): readonly [string, string] =>
  days ?? [schoolYearStart(began), schoolYearEnd(began + to - 7)];

const CASES = EDGE_TABLES.flatMap((table) =>
  table.editions.map((edition) => [`${table.rule}/${table.to} (${edition})`, table, edition] as const),
);

describe.each(CASES)('%s', (_, table, edition) => {
  const { already, last, open, over } = table;
  const [opens, closes] = daysOf(table);
  const state = (seen: Seen) => stateOf(table, edition, seen);
  const withLast = (date: string) => [...already, last(date as IsoDate)];

  if (table.outside) {
    const [before, after] = table.outside;
    // What is there already lies within the window: only the day of the last entry differs.
    it(`counts from ${opens} to ${closes}, and neither the day before nor the day after`, () => {
      expect(state({ entries: withLast(before), today: closes }), before).toBe(open);
      expect(state({ entries: withLast(opens), today: closes }), opens).toBe('met');
      expect(state({ entries: withLast(closes), today: closes }), closes).toBe('met');
      expect(state({ entries: withLast(after), today: after }), after).toBe(over);
    });

    it('counts by the year in which a pupil is taught, ahead or behind, never by age', () => {
      for (const years of [-1, 1]) {
        const began = table.began + years;
        const move = (date: string) => yearsLater(date, years);
        const moved = already.map((entry) => movedBy(entry, years));
        const at = (date: string) => ({ entries: [...moved, last(date as IsoDate)], today: move(closes), began });
        // 29 February has no day a year on: the day after the last one then is 1 March.
        const afterMoved = addDays(move(closes) as IsoDate, 1);
        expect(state(at(move(opens)))).toBe('met');
        expect(state(at(move(closes)))).toBe('met');
        expect(state(at(move(before)))).toBe(open);
        expect(state({ ...at(afterMoved), today: afterMoved })).toBe(over);
      }
    });
  }

  it('asks nothing of the time before a late joiner came, and is open to one who comes while it lasts', () => {
    expect(state({ entries: already, today: closes, from: closes })).toBe(open);
    if (table.to === LAST_YEAR) return;
    const later = addDays(closes as IsoDate, 1);
    const came = state({ entries: already, today: later, from: later });
    expect(came).toBe(over === 'closed-unmet' ? 'not-at-this-school' : over);
  });

  it('is not held against a pupil who left before its end, and is closed for one who stayed until then', () => {
    const early = addDays(opens as IsoDate, 30);
    const whenLeft = (to: string) =>
      state({ entries: earlier(already, early), today: addDays(closes as IsoDate, 1), to });
    expect(whenLeft(early)).toBe(over === 'closed-unmet' ? 'not-at-this-school' : over);
    expect(state({ entries: already, today: addDays(closes as IsoDate, 1), to: closes })).toBe(over);
  });

  it.each(FLAWS.filter((flaw) => !table.flaws[flaw].startsWith('no: ')))('%s', (flaw) => {
    const inside = table.days ? addDays(closes as IsoDate, -60) : closes;
    const flawed = state({ entries: [...already, last(inside as IsoDate, flaw)], today: closes });
    expect(flawed).toBe(table.flaws[flaw] === 'counts' ? 'met' : open);
    expect(state({ entries: withLast(inside), today: closes })).toBe('met');
  });
});

/** The entries that were there by a day: an early leaver has no later ones. */
const earlier = (entries: readonly Entry[], date: string): readonly Entry[] =>
  entries.filter((entry) => entry.kind !== 'experience' || entry.facts.date <= date);

const movedBy = (entry: Entry, years: number): Entry =>
  entry.kind === 'experience'
    ? { ...entry, facts: { ...entry.facts, date: yearsLater(entry.facts.date, years) as IsoDate } }
    : entry;

describe('the tables', () => {
  const asked = (['gatsby-2014', 'gatsby-2025'] as const).flatMap((edition) =>
    rulesOf({ youngest: 7, oldest: LAST_YEAR, edition }).flatMap(({ id, windows }) =>
      windows.map(({ to }) => `${id}/${to} (${edition})`),
    ),
  );

  it('hold every rule of every edition in each of its windows, and no other', () => {
    expect([...new Set(CASES.map(([name]) => name))].toSorted()).toEqual(asked.toSorted());
  });

  it('say of every flaw whether it counts, or why it cannot be', () => {
    for (const { rule, flaws } of EDGE_TABLES) {
      for (const flaw of FLAWS) expect(flaws[flaw], `${rule}: ${flaw}`).toMatch(/^(counts|does not count|no: .+)$/);
    }
  });

  it('hold a leap day for each phase of provider access', () => {
    const phases = EDGE_TABLES.filter(({ rule }) => rule.startsWith('provider-access'));
    expect(phases.map(({ days, outside }) => [days?.[1], outside?.[1]])).toEqual(
      Array.from({ length: 3 }, () => ['2028-02-28', '2028-02-29']),
    );
  });
});
