/** The page of the bench of the rules: each measure is a function of the window, called by the driver; medians in milliseconds. */
import type { RuleContext } from '../../../src/domain/benchmarks/context.ts';
import { prepareRules } from '../../../src/domain/benchmarks/criteria.ts';
import { schoolFigures } from '../../../src/domain/benchmarks/figures.ts';
import { groupMatrix } from '../../../src/domain/benchmarks/group-gap.ts';
import { matrixOf, standingOf } from '../../../src/domain/benchmarks/matrix.ts';
import { progress } from '../../../src/domain/benchmarks/progress.ts';
import { daysSoFar, pupilYearOf, yearLines } from '../../../src/domain/benchmarks/year-so-far.ts';
import type { Digest } from '../../../src/domain/digest.ts';
import { digestOf } from '../../../src/domain/digest-of.ts';
import { isInGroup } from '../../../src/domain/pupil-groups.ts';
import type { Entry, EntryOf, Kind } from '../../../src/domain/record.ts';
import type { Instant, IsoDate } from '../../../src/domain/time.ts';
import { dateOf } from '../../../src/domain/time.ts';
import { generateDemoSchool } from '../../../src/server/demo/generate.ts';
import { median } from '../figures.ts';

const NOW = '2026-11-11T12:00:00.000Z' as Instant;
const EDITIONS = ['gatsby-2014', 'gatsby-2025'] as const;
const ROUNDS = 25;
/** Calls to a round: one takes less than the browser's clock can tell. */
const CALLS = 100;

const [digests, context] = demo();
/** What pupils of the demo did: records of any size are put together from it. */
const pool = {
  experiences: digests.slice(0, 200).flatMap(({ experiences }) => experiences),
  interviews: digests.flatMap(({ interviews }) => interviews),
  lmi: digests.slice(0, 600).flatMap(({ lmi }) => lmi),
  steps: digests.flatMap(({ steps }) => steps),
};

function demo(): readonly [readonly Digest[], RuleContext] {
  const { records } = generateDemoSchool('wexcombe', NOW);
  const of = <K extends Kind>(kind: K) =>
    records.flatMap(({ entries }) => entries.filter((one: Entry): one is EntryOf<K> => one.kind === kind));
  const all = records
    .map(({ id, entries }) => digestOf({ id, entries: Object.fromEntries(entries.map((one) => [one.id, one])) }))
    .filter(({ pupil }) => pupil !== null);
  const staff = new Map(of('staff').map((one) => [one.id as string, one]));
  const school = { youngest: 7, oldest: 13, edition: 'gatsby-2025' } as const;
  return [all, { school, staff, programme: of('planned'), today: dateOf(NOW) }];
}

/** A pupil of Year 11 with so many entries: mostly activities, then steps, facts used and interviews. */
function pupilOf(entries: number): Digest {
  const base = digests.find(({ pupil }) => pupil?.form === '11C') as Digest;
  const some = <T>(list: readonly T[], share: number) => list.slice(0, Math.round(entries * share));
  return {
    ...base,
    experiences: some(pool.experiences, 0.6),
    steps: some(pool.steps, 0.2),
    lmi: some(pool.lmi, 0.1),
    interviews: some(pool.interviews, 0.1),
  };
}

/** One call: the median of the rounds, and the quietest of them, which says more where other work shares the cores. */
function timed(work: () => unknown, rounds = ROUNDS, calls = 1): Timed {
  const all = Array.from({ length: rounds }, () => {
    const begun = performance.now();
    for (let n = 0; n < calls; n += 1) work();
    return (performance.now() - begun) / calls;
  });
  return { median: median(all), least: Math.min(...all) };
}

/** Milliseconds. */
export interface Timed {
  readonly median: number;
  readonly least: number;
}

const tools = {
  /** One pupil by both editions, and the reading of the same digest from its text. */
  progress(entries: number) {
    const digest = pupilOf(entries);
    const text = JSON.stringify(digest);
    const contexts = EDITIONS.map((edition) => ({ ...context, school: { ...context.school, edition } }));
    // A digest of its own each time: nothing is known from the call before.
    const both = () => {
      const fresh = { ...digest };
      return contexts.map((one) => progress(fresh, one));
    };
    timed(both, ROUNDS, CALLS);
    return { both: timed(both, ROUNDS, CALLS), baseline: timed(() => JSON.parse(text) as Digest, ROUNDS, CALLS) };
  },
  /** The whole school: all standings anew; one pupil anew; and the reading of all digests from their text. */
  dashboard() {
    const prepared = prepareRules(context, 'gatsby');
    const all = () => digests.flatMap((digest) => standingOf(digest, prepared) ?? []);
    const whole = () => matrixOf(all(), context.school);
    const standings = all();
    const [changed = pupilOf(40)] = digests;
    const afterChange = () => {
      const standing = standingOf({ ...changed }, prepared);
      return matrixOf(standing ? [standing, ...standings.slice(1)] : standings, context.school);
    };
    const text = JSON.stringify(digests);
    timed(whole, 3);
    return {
      pupils: digests.length,
      whole: timed(whole, 9),
      afterChange: timed(afterChange, 15),
      group: timed(() => {
        const members = digests.filter((digest) => isInGroup('send', digest, context.today));
        return groupMatrix(standings, new Set(members.map(({ record }) => record)), context.school);
      }, 15),
      figures: timed(() => schoolFigures(digests, context), 5),
      baseline: timed(() => JSON.parse(text) as readonly Digest[], 5),
    };
  },
  /** The year so far of the whole school, at the end of a school year: 25 days. */
  yearSoFar() {
    const days = daysSoFar('2027-08-31' as IsoDate).map((today) => prepareRules({ ...context, today }, 'gatsby'));
    return timed(() => {
      const pupils = digests.flatMap((digest) => pupilYearOf(digest, days) ?? []);
      return yearLines(pupils, days.length, context.school);
    }, 3);
  },
};

/** What the driver calls. */
export type RulesBench = typeof tools;
Object.assign(globalThis, { rules: tools });
