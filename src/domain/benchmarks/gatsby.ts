/**
 * What both editions of the Gatsby benchmarks ask for a pupil, and the words that they share.
 * Source: the policy's clause where it says the same.
 */
import type { Rule } from './rule.ts';
import { BY_16, BY_18, EMPLOYERS, WORKPLACES, eachYear } from './rule.ts';

const BENCHMARK_5: Rule = {
  id: 'gatsby-5',
  benchmark: '5',
  basis: 'gatsby',
  name: 'Meet an employer every year',
  clause: 'Gatsby benchmark 5 (every year from age 11, at least one meaningful encounter); policy 5.8.4',
  windows: eachYear(7, 13),
  need: { kind: 'experiences', times: 1, test: EMPLOYERS },
  counts: 'Meeting people from an employer, or self-employed people, where you can ask about their work.',
  advice: 'Meet an employer this year: at a fair, a talk, a workshop or a competition.',
};

const BENCHMARK_7_RANGE: Rule = {
  id: 'gatsby-7-range',
  benchmark: '7',
  basis: 'gatsby',
  name: 'Meet every kind of provider',
  clause: 'Gatsby benchmark 7 (by 16, the full range: sixth forms, colleges, universities, apprenticeship providers)',
  windows: BY_16,
  // Provider access begins in Year 8 (Education Act 1997 s.42B).
  dueFrom: 8,
  need: { kind: 'provider-range', types: ['sixth-form', 'college', 'university', 'apprenticeship'] },
  counts: 'Meeting staff and learners of a sixth form, a college, a university and an apprenticeship provider.',
  advice: 'Meet each kind of place where you could learn after Year 11.',
};

const BENCHMARK_7_UNIVERSITY: Rule = {
  id: 'gatsby-7-university',
  benchmark: '7',
  basis: 'gatsby',
  name: 'Visit two universities',
  clause: 'Gatsby benchmark 7 (by 18, at least two visits for everyone who considers university)',
  // Visits before Year 12 count: the benchmark says "by 18".
  windows: [{ from: 7, to: 13 }],
  dueFrom: 12,
  need: {
    kind: 'if-intended',
    times: 2,
    test: { towards: [], activities: ['university-visit'] },
    route: 'university',
  },
  counts: 'A visit to a university where you meet staff and students.',
  advice: 'Visit two universities before you choose.',
};

const BENCHMARK_8: Rule = {
  id: 'gatsby-8',
  benchmark: '8',
  basis: 'gatsby',
  name: 'A personal guidance interview by the end of Year 11',
  clause: 'Gatsby benchmark 8 (by 16, at least one, with a trained adviser); policy 5.12.2, 5.12.6',
  windows: BY_16,
  // The first significant choice is made in Year 9 (policy 5.12.1).
  dueFrom: 9,
  need: { kind: 'interview', times: 1, at: 'held' },
  counts: 'A personal guidance interview, just you and a careers adviser with a guidance qualification.',
  advice: 'You can ask for an interview at any time.',
};

/** What is the same in 2014 and in 2025. */
export const GATSBY_COMMON: readonly Rule[] = [BENCHMARK_5, BENCHMARK_7_RANGE, BENCHMARK_7_UNIVERSITY, BENCHMARK_8];

/** Benchmark 2 of one edition: facts about jobs or courses, used for a decision. */
export const usingFacts = (fields: Pick<Rule, 'clause' | 'windows'>): Rule => ({
  id: 'gatsby-2',
  benchmark: '2',
  basis: 'gatsby',
  name: 'Use facts about jobs and courses',
  need: { kind: 'lmi', times: 1 },
  counts: 'Using real facts about jobs, pay or courses to help you decide something.',
  advice: 'Use real facts about jobs or courses to help you decide something.',
  ...fields,
});

/** Benchmark 3: every held interview has its summary and agreed steps (the same in both editions). */
export const SUMMARIES: Rule = {
  id: 'gatsby-3-record',
  benchmark: '3',
  basis: 'gatsby',
  name: 'A record of each interview',
  clause: 'Gatsby benchmark 3 (systematic records of individual advice and agreed decisions); policy 5.3.3',
  windows: [{ from: 7, to: 13 }],
  need: { kind: 'summaries' },
  counts: 'Each interview has a summary that you can read.',
  advice: 'Your adviser writes a summary after each interview.',
};

/** Benchmark 3 of one edition: the pupil gets to see and use the own record. */
export const ownRecord = (fields: Pick<Rule, 'clause' | 'windows'>): Rule => ({
  id: 'gatsby-3-access',
  benchmark: '3',
  basis: 'gatsby',
  name: 'Use your own record',
  need: { kind: 'own-record' },
  counts:
    'Looking at your record with somebody at school, writing in it what you made of an activity, or agreeing your plan after an interview.',
  advice: 'Look at your record with your form tutor or your careers adviser.',
  ...fields,
});

/** Benchmark 6 by the end of Year 11: so many experiences of a workplace. */
export const workplacesBy16 = (fields: Pick<Rule, 'clause' | 'name'>, times: number): Rule => ({
  id: 'gatsby-6',
  benchmark: '6',
  basis: 'gatsby',
  windows: BY_16,
  // DfE's aim is activities in Years 7 to 9 and placements in Years 10 and 11.
  dueFrom: 10,
  need: { kind: 'experiences', times, test: WORKPLACES },
  counts: 'Being in a workplace: a visit, shadowing, volunteering or work experience. A part-time job is not one.',
  advice: 'Work experience, a workplace visit, shadowing and volunteering all count.',
  ...fields,
});

/** Benchmark 6 in the sixth form: one further experience, in the words of the edition. */
export const workplaceBy18 = (fields: Pick<Rule, 'clause'>): Rule => ({
  id: 'gatsby-6-further',
  benchmark: '6',
  basis: 'gatsby',
  name: 'A further experience of a workplace by the end of Year 13',
  windows: BY_18,
  need: { kind: 'experiences', times: 1, test: WORKPLACES },
  counts: 'Being in a workplace, in Year 12 or 13. A part-time job is not one.',
  advice: 'Find one more workplace to visit or to work in.',
  ...fields,
});

/** Benchmark 8 in the sixth form: a further interview, offered or held. */
export const furtherInterview = (fields: Pick<Rule, 'clause'>, at: 'held' | 'offered'): Rule => ({
  id: 'gatsby-8-further',
  benchmark: '8',
  basis: 'gatsby',
  name: 'A further interview by the end of Year 13',
  windows: BY_18,
  need: { kind: 'interview', times: 1, at },
  counts: 'A further personal guidance interview in Year 12 or 13.',
  advice: 'You can ask for a further interview at any time.',
  ...fields,
});
