/**
 * What is planned for the weeks to come beside the year's plan, whatever the day: sessions for a few forms, for those who have
 * missed something. The last one of the plan was called off.
 */
import type { ActivityFacts } from '../../domain/entries/career.ts';
import { schoolYearOf } from '../../domain/calendar.ts';
import type { FormCode } from '../../domain/ids.ts';
import type { Entry } from '../../domain/record.ts';
import type { IsoDate } from '../../domain/time.ts';
import { addDays } from '../../domain/time.ts';
import { londonInstant, schoolDayAfter, schoolDayBy, termsOf } from './demo-calendar.ts';
import type { World } from './world.ts';

type Facts = Pick<ActivityFacts, 'title' | 'activity' | 'counts'> & Partial<ActivityFacts>;
type Soon = readonly [forms: readonly string[], aim: string, facts: Facts];

const SOON: readonly Soon[] = [
  [
    ['7A', '7B', '7C'],
    'Read the own record and add to it',
    { title: 'Your record, one to one', activity: 'record-review', counts: ['3'] },
  ],
  [
    ['7A', '7B', '7C'],
    'Use facts about pay and openings',
    { title: 'Jobs near us, for those who missed it', activity: 'labour-market', counts: ['2'] },
  ],
  [
    ['7A', '7B', '7C'],
    'Meet people who use maths and science',
    {
      title: 'Two jobs that need maths and science',
      activity: 'employer-talk',
      counts: ['5'],
      organisation: 'Aldermere Hospital',
      occupation: 'Pharmacist, medical statistician',
      tags: ['stem', 'maths-science'],
    },
  ],
  [
    ['8A', '8C'],
    'Know what a technical college offers',
    {
      title: 'A morning at Severnside UTC',
      activity: 'provider-visit',
      counts: ['7'],
      organisation: 'Severnside UTC and Marlbridge College',
      providers: ['utc', 'college'],
    },
  ],
  [
    ['10A', '10C'],
    'Learn how apprenticeships work',
    {
      title: 'Forge Training: what an apprentice does',
      activity: 'provider-visit',
      counts: ['7'],
      organisation: 'Forge Training',
      providers: ['apprenticeship'],
    },
  ],
  [
    ['10A', '10D'],
    'See people at work and be given a task',
    { title: 'A day at Greenacre Seeds', activity: 'workplace-visit', counts: ['6'], organisation: 'Greenacre Seeds' },
  ],
  [
    ['10A', '10C'],
    'Know what staying in learning until 18 means',
    { title: 'What you can do until you are 18', activity: 'tutor-time', counts: [], tags: ['rpa'] },
  ],
  [
    ['11A', '11C', '11E'],
    'Find three courses and compare them',
    { title: 'Finding courses, for those who missed it', activity: 'course-tool', counts: [] },
  ],
];

const CALLED_OFF: Soon = [
  ['9C'],
  'Ask a person about their job',
  { title: 'A surveyor in form time', activity: 'employer-talk', counts: ['5'], occupation: 'surveyor' },
];

/** In about three weeks, or on the last day of the school year; none when it is over. */
export function plannedSoon({ today, schoolYear, staff, makerFor }: World): readonly Entry[] {
  const date = soon(today, schoolYear);
  if (date < today) return [];
  const make = makerFor('planned-soon');
  const made = { by: staff.leader, at: londonInstant(addDays(today, -5), '15:00') };
  const planned = ([forms, aim, facts]: Soon, cancelled: boolean): readonly Entry[] =>
    forms.map((form) => {
      const whole = { organisation: '', providers: [], tags: [], occupation: '', learned: '', date, ...facts };
      const years = [Number.parseInt(form, 10)];
      return make.entry('planned', { facts: whole, years, form: form as FormCode, aim, cancelled }, made);
    });
  return [...SOON.flatMap((one) => planned(one, false)), ...planned(CALLED_OFF, true)];
}

function soon(today: IsoDate, schoolYear: number): IsoDate {
  const date = schoolDayAfter(addDays(today, 21));
  if (schoolYearOf(date) === schoolYear) return date;
  return termsOf(schoolYear).at(-1)?.to ?? schoolDayBy(today);
}
