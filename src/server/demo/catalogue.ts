/**
 * What Wexcombe School does for careers in a school year: for which years, when, with whom, what it counts towards.
 * Volumes are set so that every benchmark has gaps of some kind in every year. Source: policy 4.3.2, 5.7 to 5.11.
 */
import type { ActivityFacts } from '../../domain/entries/career.ts';
import type { Subject } from '../../domain/subjects.ts';
import { titleIn } from '../../domain/subjects.ts';
import type { Random } from './random.ts';
import { fill } from './words/bank.ts';
import type { Field } from './words/fields.ts';
import { FIELDS, PLACES } from './words/fields.ts';

/** The forms of this letter are left out where Years 7, 8, 10 and 11 are planned form by form: a plan that leaves some short. */
const LEFT_OUT = 'J';

/** A planned kind of event. `reach`: share of pupils there; `by`: all at once, form by form (some forms never do it), form by form with hosts of their own, or a few. */
export interface Event {
  readonly key: string;
  readonly years: readonly number[];
  /** MM-DD. */
  readonly when: string;
  readonly activity: ActivityFacts['activity'];
  readonly counts: ActivityFacts['counts'];
  readonly by: 'year' | 'forms' | 'form' | 'few';
  readonly reach: number;
  /** Form by form: the letter of the form for which nobody has planned it. */
  readonly leftOut?: string;
  readonly aim: string;
  readonly facts: (field: Field, rng: Random, year: number) => Partial<ActivityFacts> & { readonly title: string };
}

type Row = readonly [key: string, years: readonly number[], when: string, by: Event['by'], reach: number];
type What = readonly [activity: Event['activity'], counts: Event['counts'], aim: string];
const event = ([key, years, when, by, reach]: Row, [activity, counts, aim]: What, facts: Event['facts']): Event => ({
  key,
  years,
  when,
  by,
  reach,
  activity,
  counts,
  aim,
  facts,
});
/** Planned by itself for each form, but one. */
const formByForm = (one: Event): Event => ({ ...one, by: 'form', leftOut: LEFT_OUT });
const titled =
  (title: string, rest: Partial<ActivityFacts> = {}) =>
  () => ({ title, ...rest });
const ALL = [7, 8, 9, 10, 11];

const talk: Event['facts'] = (field, rng) => {
  const organisation = rng.pick(field.employers);
  const occupation = rng.pick(field.jobs);
  const tags: ActivityFacts['tags'] = field.stem ? ['stem', 'maths-science'] : rng.chance(0.3) ? ['role-model'] : [];
  const title = fill('Meeting {organisation}: what a {occupation} does', { organisation, occupation }, rng);
  return { title, organisation, occupation, tags };
};
const provider = (type: 'college' | 'sixth-form' | 'apprenticeship' | 'utc'): Event['facts'] => {
  const places = {
    college: PLACES.college,
    'sixth-form': PLACES.sixthForm,
    apprenticeship: PLACES.training,
    utc: PLACES.utc,
  };
  return (_, rng) => {
    const organisation = rng.pick<string>(places[type]);
    return { title: `${organisation}: what you can study and how to apply`, organisation, providers: [type] };
  };
};
const university: Event['facts'] = (_, rng) => {
  const organisation = rng.pick<string>(PLACES.university);
  return { title: `Visit to ${organisation}`, organisation, providers: ['university'] };
};
type Lesson = readonly [Subject, title: string];
/** Four days a year on which subjects show where they lead; Year 11 has none, so that benchmark 4 has a gap by its edition of 2025. */
const LESSONS: readonly (readonly [when: string, byYear: Readonly<Record<number, Lesson>>])[] = [
  [
    '09-24',
    {
      7: ['Science', 'who works in a laboratory'],
      8: ['English', 'jobs for people who write'],
      9: ['Maths', 'careers in data and statistics'],
      10: ['Science', 'careers in biotechnology'],
    },
  ],
  [
    '11-12',
    {
      7: ['Geography', 'who looks after rivers and coasts'],
      8: ['Science', 'jobs between the field and the shop'],
      9: ['Art and design', 'making a living from drawing'],
      10: ['Maths', 'numbers at a building society'],
    },
  ],
  [
    '01-21',
    {
      7: ['Maths', 'how engineers use ratio'],
      8: ['History', 'jobs in museums and archives'],
      9: ['Science', 'careers in renewable energy'],
      10: ['Languages', 'where a second language is paid for'],
    },
  ],
  [
    '03-11',
    {
      7: ['Languages', 'people who work in two languages'],
      8: ['Computing', 'who makes the games that you play'],
      9: ['Design and technology', 'jobs in food'],
      10: ['Science', 'careers in medical physics'],
    },
  ],
];
const STEM_SUBJECTS: ReadonlySet<Subject> = new Set(['Maths', 'Science', 'Computing', 'Design and technology']);

const lessons: readonly Event[] = LESSONS.map(([when, byYear], i) => {
  const years = Object.keys(byYear).map(Number);
  const what: What = ['subject-careers', ['4'], 'See where a subject leads'];
  return event([`lesson-${i}`, years, when, 'forms', 0.94], what, (_field, _rng, year) => {
    const [subject, title] = byYear[year] as Lesson;
    return { title: titleIn(subject, title), tags: STEM_SUBJECTS.has(subject) ? ['stem'] : [] };
  });
});
const formTime: readonly Event[] = (
  [
    ['09-17', 'What I am good at'],
    ['11-05', 'Where people work in our town'],
    ['01-14', 'Jobs that did not exist ten years ago'],
    ['03-03', 'Challenging stereotypes: who does which job?'],
    ['06-24', 'Looking back at the year'],
  ] as const
).map(([when, title], i) =>
  event([`form-time-${i}`, ALL, when, 'forms', 0.93], ['tutor-time', [], 'Talk about work and oneself'], titled(title)),
);

/** Every event of a school year. */
export const EVENTS: readonly Event[] = [
  ...lessons,
  ...formTime,
  event(
    ['review', [8, 9, 10, 11], '10-07', 'forms', 0.9],
    ['record-review', ['3'], 'Read the own record and add to it'],
    titled('Looking at your careers record'),
  ),
  formByForm(
    event(
      ['review-7', [7], '10-07', 'form', 0.9],
      ['record-review', ['3'], 'Read the own record and add to it'],
      titled('Looking at your careers record'),
    ),
  ),
  formByForm(
    event(['talk-7', [7], '11-04', 'form', 0.8], ['employer-talk', ['5'], 'Ask a person about their job'], talk),
  ),
  event(
    ['talk', [8, 9, 10, 11], '10-12', 'form', 0.82],
    ['employer-talk', ['5'], 'Ask a person about their job'],
    talk,
  ),
  event(['talk-late', [8, 9, 11], '09-29', 'year', 1], ['employer-talk', ['5'], 'Hear how a career began'], talk),
  event(
    ['talk-summer', [8, 9, 10, 11], '05-20', 'forms', 0.6],
    ['employer-talk', ['5'], 'Compare two jobs in one field'],
    talk,
  ),
  event(
    ['fair', [9, 11], '11-10', 'year', 0.75],
    ['careers-fair', ['5', '7'], 'Speak to three organisations'],
    titled('Wexcombe careers fair', {
      organisation: 'Twenty employers and colleges',
      providers: ['college', 'apprenticeship'],
    }),
  ),
  event(
    ['enterprise', [9], '03-17', 'year', 0.85],
    ['enterprise-competition', ['5'], 'Plan and pitch an idea in a team'],
    titled('Business in a day', { organisation: 'Amberley Foods', tags: ['enterprise'], occupation: 'business owner' }),
  ),
  formByForm(
    event(
      ['facts-7', [7], '10-20', 'form', 0.5],
      ['labour-market', ['2'], 'Use facts about pay and openings'],
      titled('Which jobs are there near us?'),
    ),
  ),
  event(
    ['facts', [8, 10, 11], '10-01', 'forms', 0.7],
    ['labour-market', ['2'], 'Use facts about pay and openings'],
    titled('Using facts about jobs and pay'),
  ),
  event(
    ['facts-options', [9], '01-28', 'forms', 0.85],
    ['labour-market', ['2'], 'Use facts before choosing options'],
    titled('Choosing options with facts'),
  ),
  formByForm(
    event(
      ['college', [8, 10], '03-03', 'form', 0.68],
      ['provider-visit', ['7'], 'Meet staff and students'],
      provider('college'),
    ),
  ),
  event(
    ['sixth', [9, 11], '10-08', 'year', 0.86],
    ['provider-visit', ['7'], 'Meet staff and students'],
    provider('sixth-form'),
  ),
  event(
    ['training', [9, 11], '02-10', 'year', 0.74],
    ['provider-visit', ['7'], 'Learn how apprenticeships work'],
    provider('apprenticeship'),
  ),
  event(
    ['utc', [9], '02-03', 'year', 0.55],
    ['provider-visit', ['7'], 'Know what a technical college offers'],
    provider('utc'),
  ),
  formByForm(
    event(
      ['university-8', [8], '06-16', 'form', 0.6],
      ['university-visit', ['7'], 'See a campus and meet students'],
      university,
    ),
  ),
  event(
    ['university', [10], '06-16', 'few', 0.55],
    ['university-visit', ['7'], 'See a campus and meet students'],
    university,
  ),
  event(
    ['workplace', [8, 9], '06-03', 'few', 0.4],
    ['workplace-visit', ['6'], 'See people at work and be given a task'],
    (field, rng, year) => ({ ...talk(field, rng, year), title: `A day at ${rng.pick(field.employers)}` }),
  ),
  formByForm(
    event(
      ['placement', [10], '07-05', 'form', 0.88],
      ['work-experience', ['6'], 'A week at work with a task and feedback'],
      titled('Work experience week', { organisation: 'An employer of your own choice' }),
    ),
  ),
  event(
    ['shadowing', [11], '11-18', 'few', 0.3],
    ['shadowing', ['6'], 'A day beside somebody at work'],
    (field, rng, year) => ({ ...talk(field, rng, year), title: `A day beside a ${rng.pick(field.jobs)}` }),
  ),
  event(
    ['cv', [10, 11], '01-19', 'forms', 0.88],
    ['skills-workshop', ['5'], 'Write a personal profile'],
    titled('Writing about yourself', { organisation: 'Wexcombe Building Society' }),
  ),
  event(
    ['until-18', [11], '09-16', 'year', 0.93],
    ['tutor-time', [], 'Know what staying in learning until 18 means'],
    titled('Staying in learning until 18', { tags: ['rpa'] }),
  ),
  formByForm(
    event(
      ['course-tool', [11], '10-14', 'form', 0.8],
      ['course-tool', [], 'Find three courses and compare them'],
      titled('Finding courses and apprenticeships'),
    ),
  ),
  event(
    ['mentoring', [9, 10], '01-12', 'few', 0.12],
    ['mentoring', ['5'], 'Meet a mentor four times'],
    titled('Mentoring', { organisation: 'Copperfield Accounts', tags: ['role-model'] }),
  ),
];

/** A field for an event. */
export const fieldFor = (rng: Random): Field => rng.pick(FIELDS);
