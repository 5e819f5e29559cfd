/**
 * Benchmarks 1 and 4: what the school provides for everybody, with the programme behind it and the year groups for which
 * something is still lacking. Never a pupil's progress.
 */
import { schoolYearOf } from '../calendar.ts';
import { plural } from '../date-words.ts';
import type { RuleContext } from './context.ts';
import { matches } from './evidence.ts';
import type { SchoolBenchmark } from './names.ts';
import { BENCHMARK_NAMES } from './names.ts';
import type { SchoolRule } from './school-rules.ts';
import { SCHOOL_RULES } from './school-rules.ts';

/** Benchmark 1 or 4 at this school, in a sentence with its count. */
export interface SchoolProvides {
  readonly benchmark: SchoolBenchmark;
  readonly name: string;
  readonly rule: SchoolRule;
  /** The activities of this school year's programme that count, past and to come, in order of date. */
  readonly activities: Programme;
  /** The year groups that they are for, in order. */
  readonly years: readonly number[];
  /** The year groups for which the rule asks for one and there is none; where one of several is enough, all or none. */
  readonly lacking: readonly number[];
  readonly sentence: string;
}

type Programme = RuleContext['programme'];
type Asked = Pick<RuleContext, 'school' | 'programme' | 'today'>;

/** Both benchmarks in the school year of today; for one year group if it is given. */
export const schoolProvides = (asked: Asked, year?: number): readonly SchoolProvides[] =>
  SCHOOL_RULES[asked.school.edition].map((rule) => provided(rule, asked, year));

function provided(rule: SchoolRule, { school, programme, today }: Asked, year: number | undefined): SchoolProvides {
  const activities = programme
    .filter(
      ({ facts, years, cancelled }) =>
        !cancelled &&
        schoolYearOf(facts.date) === schoolYearOf(today) &&
        (year === undefined || years.includes(year)) &&
        matches(rule.test, facts),
    )
    .toSorted((a, b) => (a.facts.date < b.facts.date ? -1 : 1));
  const years = [...new Set(activities.flatMap((activity) => activity.years))].toSorted((a, b) => a - b);
  return {
    benchmark: rule.benchmark,
    name: BENCHMARK_NAMES[rule.benchmark],
    rule,
    activities,
    years,
    lacking: lackingYears(rule, school, years),
    sentence:
      activities.length === 0
        ? 'Nothing planned this year yet.'
        : `${plural(activities.length, 'activity', 'activities')} this year.`,
  };
}

function lackingYears(
  { years: { from, to }, each }: SchoolRule,
  { youngest, oldest }: Asked['school'],
  covered: readonly number[],
): readonly number[] {
  const asked = Array.from({ length: to - from + 1 }, (_, i) => from + i).filter(
    (year) => year >= youngest && year <= oldest,
  );
  const missing = asked.filter((year) => !covered.includes(year));
  return each || missing.length === asked.length ? missing : [];
}
