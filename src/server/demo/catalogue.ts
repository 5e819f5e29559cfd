/**
 * What Wexcombe School does for careers in a school year: for which years, when, with whom, what it counts towards.
 * Volumes are set so that every benchmark has gaps of some kind in every year. Source: policy 4.3.2, 5.7 to 5.11.
 */
import type { ActivityFacts } from '../../domain/entries/career.ts';
import type { Random } from './random.ts';
import type { Field } from './words/fields.ts';
import { FIELDS, PLACES } from './words/fields.ts';

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
  readonly aim: string;
  readonly facts: (field: Field, rng: Random) => Partial<ActivityFacts> & { readonly title: string };
}

const SUBJECTS = [
  'English',
  'Maths',
  'Science',
  'Geography',
  'History',
  'Art',
  'Languages',
  'Computing',
  'Food',
] as const;
const STEM_SUBJECTS: ReadonlySet<string> = new Set(['Maths', 'Science', 'Computing']);

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
const titled =
  (title: string, rest: Partial<ActivityFacts> = {}) =>
  () => ({ title, ...rest });
const ALL = [7, 8, 9, 10, 11];

const talk: Event['facts'] = (field, rng) => {
  const organisation = rng.pick(field.employers);
  const occupation = rng.pick(field.jobs);
  const tags: ActivityFacts['tags'] = field.stem ? ['stem', 'maths-science'] : rng.chance(0.3) ? ['role-model'] : [];
  return { title: `Meeting ${organisation}: what a ${occupation} does`, organisation, occupation, tags };
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
const lesson: Event['facts'] = (_, rng) => {
  const subject = rng.pick<string>(SUBJECTS);
  return { title: `Where ${subject} can take you`, tags: STEM_SUBJECTS.has(subject) ? ['stem'] : [] };
};

const lessons: readonly Event[] = ['09-24', '11-12', '01-21', '03-11'].map((when, i) =>
  event([`lesson-${i}`, ALL, when, 'forms', 0.94], ['subject-careers', ['4'], 'See where a subject leads'], lesson),
);
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
    ['review', ALL, '10-07', 'forms', 0.9],
    ['record-review', ['3'], 'Read the own record and add to it'],
    titled('Looking at your careers record'),
  ),
  event(['talk-7', [7], '11-04', 'form', 0.4], ['employer-talk', ['5'], 'Ask a person about their job'], talk),
  event(
    ['talk', [8, 9, 10, 11], '10-12', 'form', 0.82],
    ['employer-talk', ['5'], 'Ask a person about their job'],
    talk,
  ),
  event(['talk-late', [8, 11], '09-29', 'year', 1], ['employer-talk', ['5'], 'Hear how a career began'], talk),
  event(['talk-summer', ALL, '05-20', 'forms', 0.6], ['employer-talk', ['5'], 'Compare two jobs in one field'], talk),
  event(
    ['fair', [9, 10, 11], '11-10', 'year', 0.75],
    ['careers-fair', ['5', '7'], 'Speak to three organisations'],
    titled('Wexcombe careers fair', {
      organisation: 'Twenty employers and colleges',
      providers: ['college', 'apprenticeship'],
    }),
  ),
  event(
    ['enterprise', [7, 9], '03-17', 'year', 0.85],
    ['enterprise-competition', ['5'], 'Plan and pitch an idea in a team'],
    titled('Business in a day', { organisation: 'Amberley Foods', tags: ['enterprise'], occupation: 'business owner' }),
  ),
  event(
    ['facts-7', [7], '10-20', 'forms', 0.5],
    ['labour-market', ['2'], 'Use facts about pay and openings'],
    titled('Which jobs are there near us?'),
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
  event(
    ['college', [8, 10], '03-03', 'year', 0.68],
    ['provider-visit', ['7'], 'Meet staff and students'],
    provider('college'),
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
    ['utc', [8], '02-03', 'year', 0.55],
    ['provider-visit', ['7'], 'Know what a technical college offers'],
    provider('utc'),
  ),
  event(
    ['university', [8, 10], '06-16', 'few', 0.55],
    ['university-visit', ['7'], 'See a campus and meet students'],
    university,
  ),
  event(
    ['workplace', [8, 9], '06-03', 'few', 0.4],
    ['workplace-visit', ['6'], 'See people at work and be given a task'],
    (field, rng) => ({ ...talk(field, rng), title: `A day at ${rng.pick(field.employers)}` }),
  ),
  event(
    ['placement', [10], '07-05', 'few', 0.88],
    ['work-experience', ['6'], 'A week at work with a task and feedback'],
    titled('Work experience week', { organisation: 'An employer of your own choice' }),
  ),
  event(
    ['shadowing', [11], '11-18', 'few', 0.3],
    ['shadowing', ['6'], 'A day beside somebody at work'],
    (field, rng) => ({ ...talk(field, rng), title: `A day beside a ${rng.pick(field.jobs)}` }),
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
  event(
    ['course-tool', [11], '10-14', 'forms', 0.8],
    ['course-tool', [], 'Find three courses and compare them'],
    titled('Finding courses and apprenticeships'),
  ),
  event(
    ['mentoring', [9, 10], '01-12', 'few', 0.12],
    ['mentoring', ['5'], 'Meet a mentor four times'],
    titled('Mentoring', { organisation: 'Copperfield Accounts', tags: ['role-model'] }),
  ),
];

/** A field for an event. */
export const fieldFor = (rng: Random): Field => rng.pick(FIELDS);
