/**
 * The eight benchmarks as pupils and as staff call them, in benchmark order. 1 and 4 are what the school provides, and are
 * never a pupil's progress.
 */
import type { Edition } from './editions.ts';
import type { PupilBenchmark } from './rule.ts';

/** The benchmarks that the school provides for everybody. */
export type SchoolBenchmark = '1' | '4';
/** Any of the eight. */
export type Benchmark = PupilBenchmark | SchoolBenchmark;

/** What pupils, and screens for staff, call them. */
export const BENCHMARK_NAMES: Readonly<Record<Benchmark, string>> = {
  '1': 'Our careers programme',
  '2': 'Knowing what’s out there',
  '3': 'Advice that fits me',
  '4': 'Careers in my subjects',
  '5': 'Meeting employers',
  '6': 'Seeing workplaces',
  '7': 'Meeting colleges, training and universities',
  '8': 'Talking to an adviser',
};

const OFFICIAL: Readonly<Record<Benchmark, string>> = {
  '1': 'A stable careers programme',
  '2': 'Learning from career and labour market information',
  '3': 'Addressing the needs of each young person',
  '4': 'Linking curriculum learning to careers',
  '5': 'Encounters with employers and employees',
  '6': 'Experiences of workplaces',
  '7': 'Encounters with further and higher education',
  '8': 'Personal guidance',
};

/** The Gatsby name, for governors and returns; benchmark 3 was renamed in 2025. */
export const officialName = (benchmark: Benchmark, edition: Edition): string =>
  benchmark === '3' && edition === 'gatsby-2014' ? 'Addressing the needs of each pupil' : OFFICIAL[benchmark];
