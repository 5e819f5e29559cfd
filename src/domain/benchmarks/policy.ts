/**
 * The policy's own rules about a pupil, beside the Gatsby benchmarks: they stand under a benchmark but do not make up
 * its state.
 */
import type { ActivityKind } from '../entries/vocabulary.ts';
import type { Rule, Span } from './rule.ts';
import { BY_16, BY_18, EMPLOYERS, WORKPLACES, eachYear } from './rule.ts';

/** Options are usually chosen in Year 9 (policy 5.12.1: Year 9 options). */
export const OPTIONS_YEAR = 9;
/** How many different occupations are "a range", where the school does not say. */
export const OCCUPATIONS_NEEDED = 2;

/** Lessons and tools: nobody from outside is met there. */
const IN_CLASS: readonly ActivityKind[] = [
  'subject-careers',
  'labour-market',
  'course-tool',
  'record-review',
  'tutor-time',
];

type Fields = Omit<Rule, 'basis'>;
const policy = (fields: Fields): Rule => ({ ...fields, basis: 'policy' });

/** The windows of benchmark 8's "when significant choices are made" (policy 5.12.1). */
const choiceYears = (optionsYear: number): readonly Span[] =>
  [...new Set([optionsYear, 11, 13])].toSorted((a, b) => a - b).map((year) => ({ from: year, to: year }));

const workplace = (part: Pick<Rule, 'id' | 'name' | 'windows'> & Partial<Rule>): Rule =>
  policy({
    benchmark: '6',
    clause: 'Policy 5.9.2 (at least one by 16 and one further by 18, additional to part-time jobs)',
    need: { kind: 'experiences', times: 1, test: WORKPLACES },
    counts: 'A visit, work experience, volunteering or shadowing (policy 5.9.5). A part-time job is not one.',
    advice: 'Work experience, a workplace visit, shadowing and volunteering all count.',
    ...part,
  });

/** The rules, for a school's year of options and its number of occupations that are a range. */
export const POLICY_RULES = (optionsYear: number, occupations: number): readonly Rule[] => [
  policy({
    id: 'policy-5.7.6',
    benchmark: '5',
    name: 'Meet people who use maths and science by the end of Year 9',
    clause: 'Policy 5.7.6 (by 14, professionals from a range of occupations that draw on maths and science)',
    windows: [{ from: 7, to: 9 }],
    need: {
      kind: 'occupations',
      times: occupations,
      test: { towards: ['4', '5', '6'], tag: 'maths-science' },
    },
    counts: `Meeting people from ${occupations === 1 ? 'a job that uses' : `${occupations} different jobs that use`} maths or science.`,
    advice: 'Meet people whose jobs use maths or science.',
  }),
  policy({
    id: 'policy-5.8.4',
    benchmark: '5',
    name: 'Meet an employer every year',
    clause: 'Policy 5.8.4 (every year from 7 to 13, at least one encounter with an employer)',
    windows: eachYear(7, 13),
    need: { kind: 'experiences', times: 1, test: EMPLOYERS },
    counts: 'A careers fair, talk, workshop, business game, enterprise competition or mentoring.',
    advice: 'Meet an employer this year: at a fair, a talk, a workshop or a competition.',
  }),
  policy({
    id: 'policy-5.8.5',
    benchmark: '5',
    name: 'Meet a science or technology employer before Year 11',
    clause: 'Policy 5.8.5 (before Year 11, a STEM employer, workplace or event)',
    windows: [{ from: 7, to: 10 }],
    need: { kind: 'experiences', times: 1, test: { towards: ['5', '6'], tag: 'stem', except: IN_CLASS } },
    counts: 'An employer, workplace or event in science, technology, engineering or maths.',
    advice: 'Meet an employer in science, technology, engineering or maths.',
  }),
  workplace({
    id: 'policy-5.9.2-16',
    name: 'An experience of a workplace by the end of Year 11',
    windows: BY_16,
    dueFrom: 10,
  }),
  workplace({ id: 'policy-5.9.2-18', name: 'A further experience by the end of Year 13', windows: BY_18 }),
  policy({
    id: 'policy-5.10.1',
    benchmark: '8',
    name: 'Staying in learning until 18, explained',
    clause: 'Policy 5.10.1 (raising of the participation age; Education and Skills Act 2008 s.2)',
    windows: BY_16,
    dueFrom: 10,
    need: { kind: 'rpa-explained' },
    counts: 'It was explained in an interview, or an activity was about it.',
    advice: 'Your adviser can explain what you can do until you are 18.',
  }),
  policy({
    id: 'policy-5.10.3',
    benchmark: '2',
    name: 'Use a course or vacancy search in Year 11',
    clause: 'Policy 5.10.3 (in Year 11, a course or vacancy information tool)',
    windows: [{ from: 11, to: 11 }],
    need: { kind: 'experiences', times: 1, test: { towards: [], activities: ['course-tool'] } },
    counts: 'Using a search for courses, apprenticeships or jobs.',
    advice: 'Use a search for courses or apprenticeships.',
  }),
  policy({
    id: 'policy-5.12.1',
    benchmark: '8',
    name: 'An interview offered when choices are made',
    clause: 'Policy 5.12.1 (when significant study or career choices are made)',
    windows: choiceYears(optionsYear),
    need: { kind: 'interview', times: 1, at: 'offered' },
    counts: 'A personal guidance interview that is booked or held, or that you declined.',
    advice: 'You can ask for an interview at any time.',
  }),
  policy({
    id: 'policy-5.12.2',
    benchmark: '8',
    name: 'An interview with a qualified adviser by the end of Year 11',
    clause: 'Policy 5.12.2, 5.12.6 (at least one by 16, with a qualified adviser)',
    windows: BY_16,
    dueFrom: 9,
    need: { kind: 'interview', times: 1, at: 'held' },
    counts: 'A personal guidance interview, just you and a careers adviser with a guidance qualification.',
    advice: 'You can ask for an interview at any time.',
  }),
  policy({
    id: 'policy-5.12.2-18',
    benchmark: '8',
    name: 'A further interview offered by the end of Year 13',
    clause: 'Policy 5.12.2 (the opportunity of a further one by 18)',
    windows: BY_18,
    need: { kind: 'interview', times: 1, at: 'offered' },
    counts: 'A further personal guidance interview that is booked or held, or that you declined.',
    advice: 'You can ask for a further interview at any time.',
  }),
];
