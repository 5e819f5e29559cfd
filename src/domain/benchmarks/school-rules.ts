/**
 * Benchmarks 1 and 4 as data: what the programme of a school year must hold, for which year groups. They are about the
 * school and never a pupil's progress. What a school does beyond its programme (backing, publication, evaluation) is not
 * on record here, nor is the subject of a lesson: neither is checked.
 */
import type { ExperienceTest, Span } from './rule.ts';
import type { Edition } from './editions.ts';
import type { SchoolBenchmark } from './names.ts';

/** A rule about a school year's programme. */
export interface SchoolRule {
  readonly id: string;
  readonly benchmark: SchoolBenchmark;
  readonly name: string;
  readonly clause: string;
  /** The year groups that it is about, as far as the school has them. */
  readonly years: Span;
  /** An activity for each of them, or for one of them. */
  readonly each: boolean;
  readonly test: ExperienceTest;
  readonly counts: string;
}

/** Careers in a subject, however it was logged. */
const IN_SUBJECT: ExperienceTest = { towards: ['4'], activities: ['subject-careers'] };

const PROGRAMME: SchoolRule = {
  id: 'gatsby-1',
  benchmark: '1',
  name: 'A careers programme for every year group',
  clause: 'Gatsby benchmark 1 (a stable, structured programme); policy 4.3.2, 5.1.1',
  years: { from: 7, to: 13 },
  each: true,
  test: { towards: 'any' },
  counts: 'Activities in this school year’s careers programme, for each year group.',
};

const SUBJECTS = {
  id: 'gatsby-4',
  benchmark: '4',
} as const satisfies Partial<SchoolRule>;

/** The rules of each edition, in benchmark order. */
export const SCHOOL_RULES: Readonly<Record<Edition, readonly SchoolRule[]>> = {
  'gatsby-2014': [
    PROGRAMME,
    {
      ...SUBJECTS,
      name: 'Science, technology, engineering and maths by the end of Year 9',
      clause: 'Gatsby 2014 benchmark 4 (by age 14, how STEM subjects lead to a wide range of careers); policy 5.7',
      years: { from: 7, to: 9 },
      each: false,
      test: { ...IN_SUBJECT, tag: 'stem' },
      counts: 'Lessons in science, technology, engineering or maths that show where the subject leads.',
    },
  ],
  'gatsby-2025': [
    PROGRAMME,
    {
      ...SUBJECTS,
      name: 'Careers in subjects, every year',
      clause: 'Gatsby 2025 benchmark 4 (every year, in every subject); policy 5.7. Which subjects is not checked',
      years: { from: 7, to: 13 },
      each: true,
      test: IN_SUBJECT,
      counts: 'Lessons in which a subject shows where it leads, for each year group.',
    },
  ],
};
