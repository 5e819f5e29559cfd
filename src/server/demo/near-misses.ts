/**
 * What is on record and does not count, or only just: for each reason that a rule can give, one pupil who has it. Claims that
 * wait and claims that were refused, logs taken back, a Saturday job, the same college twice, facts not used, interviews that
 * were cancelled or declined, and what was removed. The rest of the school has such things by chance; these are there on every
 * day. Source: policy 5.9.2, 5.12.6.
 */
import type { ActivityFacts } from '../../domain/entries/career.ts';
import type { Entry, FieldsOf } from '../../domain/record.ts';
import type { IsoDate } from '../../domain/time.ts';
import { addDays } from '../../domain/time.ts';
import { londonInstant, recentSchoolDay, schoolDayBy } from './demo-calendar.ts';
import type { Put } from './extras.ts';
import { heldInterview, notHeld } from './interviews.ts';
import type { Maker } from './maker.ts';
import type { DemoPupil } from './pupils.ts';
import { USUAL_SLOTS } from './visits.ts';
import type { World } from './world.ts';

/** How an activity stands in a record. `mistake`: logged and taken back; `removed`: taken out of sight by the careers leader. */
type Standing = 'there' | 'absent' | 'claimed' | 'mistake' | 'removed' | { readonly refused: string };

type Case = readonly [
  year: number,
  standing: Standing,
  title: string,
  activity: ActivityFacts['activity'],
  counts: ActivityFacts['counts'],
  more?: Partial<ActivityFacts>,
];

/** One pupil each, in the order of their year's form H. */
const CASES: readonly Case[] = [
  [7, 'mistake', 'Looking at your careers record', 'record-review', ['3']],
  [7, 'removed', 'Using facts about jobs and pay', 'labour-market', ['2']],
  [8, 'claimed', 'Compared what three jobs pay', 'labour-market', ['2']],
  [8, { refused: 'It does not say what you decided' }, 'Watched a video about pay', 'labour-market', ['2']],
  [8, 'claimed', 'Open evening at Easton Technical College', 'provider-visit', ['7']],
  [8, { refused: 'You need to have met somebody who works there' }, 'Read about a college', 'provider-visit', ['7']],
  [
    8,
    'there',
    'Greenacre Seeds in assembly',
    'employer-talk',
    ['5'],
    { organisation: 'Greenacre Seeds', tags: ['stem', 'maths-science'] },
  ],
  [9, 'claimed', 'Talked to a stonemason about the work', 'employer-talk', ['5']],
  [9, { refused: 'A film is not somebody whom you can ask' }, 'Saw a film about vets', 'employer-talk', ['5']],
  [
    9,
    'there',
    'Saturday job at a pharmacy',
    'work-experience',
    ['6'],
    {
      organisation: 'Larkfield Pharmacy',
      occupation: 'pharmacist',
      tags: ['stem', 'maths-science', 'part-time-job'],
    },
  ],
  [9, 'there', 'Providers’ evening', 'provider-visit', ['7']],
  [
    9,
    'mistake',
    'Two jobs that need maths and science',
    'employer-talk',
    ['5'],
    { organisation: 'Aldermere Hospital', occupation: 'pharmacist', tags: ['stem', 'maths-science'] },
  ],
  [10, 'claimed', 'Open evening at Severnside College', 'provider-visit', ['7']],
  [10, { refused: 'Nobody from the college was there' }, 'Collected a prospectus', 'provider-visit', ['7']],
  [10, 'claimed', 'Helped at the animal shelter', 'volunteering', ['6']],
  [10, { refused: 'It was part of a paid job' }, 'Washing up in a café', 'work-experience', ['6']],
  [10, 'mistake', 'What you can do until you are 18', 'tutor-time', [], { tags: ['rpa'] }],
  [11, 'absent', 'Staying in learning until 18', 'tutor-time', [], { tags: ['rpa'] }],
  [11, 'absent', 'Finding courses and apprenticeships', 'course-tool', []],
  [11, 'mistake', 'Finding courses and apprenticeships', 'course-tool', []],
  [11, 'there', 'Finding courses together', 'course-tool', []],
];

/** The form whose pupils have them. */
const LETTER = 'H';

/** Puts them into the records of the pupils of the H forms. */
export function nearMisses(world: World, pupils: readonly DemoPupil[], put: Put): void {
  // Who came since has no last January.
  const settled = ({ year, from }: DemoPupil) => year === 7 || from < `${world.schoolYear}-01-01`;
  const free = pupils.filter((pupil) => pupil.letter === LETTER && !pupil.storied && settled(pupil));
  const take = (year: number) =>
    free.splice(
      free.findIndex((pupil) => pupil.year === year),
      1,
    )[0] as DemoPupil;
  const give = (year: number, entries: (make: Maker, pupil: DemoPupil) => readonly Entry[]) => {
    const pupil = take(year);
    put(pupil, ...entries(world.makerFor(`near-miss-${pupil.record}`), pupil));
  };
  for (const one of CASES) give(one[0], (make, pupil) => [experience(world, make, pupil, one)]);
  for (const year of [9, 11]) give(year, (make, pupil) => sameTwice(world, make, pupil));
  give(10, (make, pupil) => [lastMarch(world, make, pupil)]);
  give(8, (make, pupil) => [lmi(world, make, pupil, '')]);
  give(7, (make, pupil) => [removed(world, lmi(world, make, pupil, 'I will look at jobs outdoors.'))]);
  give(11, (make, pupil) => interviewRemoved(world, make, pupil));
  for (const [year, status, why] of NOT_HELD) give(year, (make) => [notHeldAfterAll(world, make, status, why)]);
}

/** A school day of last week, in this school year wherever there is one. */
const lately = ({ today }: World): IsoDate => recentSchoolDay(today, 5);

function experience(world: World, make: Maker, pupil: DemoPupil, [, standing, ...what]: Case): Entry {
  const [title, activity, counts, more] = what;
  const facts = { ...NO_FACTS, title, activity, counts, date: lately(world), ...more };
  return standingAs(world, make, pupil, { facts, standing });
}

const NO_FACTS = { organisation: '', providers: [], tags: [], occupation: '', learned: '' } as const;

interface Stood {
  readonly facts: ActivityFacts;
  readonly standing: Standing;
}

/** `isOwn`: the pupil added it. */
type Fields = Pick<FieldsOf<'experience'>, 'attended' | 'status' | 'why'> & { readonly isOwn: boolean };

const THERE: Fields = { isOwn: false, attended: true, status: 'confirmed', why: null };
const FIELDS: Readonly<Record<Extract<Standing, string>, Fields>> = {
  there: THERE,
  removed: THERE,
  absent: { ...THERE, attended: false },
  claimed: { ...THERE, isOwn: true, status: 'claimed' },
  mistake: { ...THERE, status: 'not-counted', why: 'Logged by mistake' },
};

const fieldsOf = (standing: Standing): Fields =>
  typeof standing === 'string'
    ? FIELDS[standing]
    : { ...THERE, isOwn: true, status: 'not-counted', why: standing.refused };

function standingAs(world: World, make: Maker, pupil: DemoPupil, { facts, standing }: Stood): Entry {
  const { leader, tutors } = world.staff;
  const { isOwn, ...fields } = fieldsOf(standing);
  const by = isOwn ? pupil.person : (tutors.get(pupil.form) ?? leader);
  const decided = { by: isOwn ? leader : by, at: londonInstant(addDays(facts.date, 2), '12:40') };
  const entry = make.entry(
    'experience',
    { facts, ...fields, reflection: { heads: [], past: [] } },
    {
      by,
      at: londonInstant(facts.date, isOwn ? '18:30' : '15:20'),
      ...(fields.status === 'not-counted' ? { changed: decided } : {}),
    },
  );
  return standing === 'removed' ? removed(world, entry) : entry;
}

/** Taken out of sight by the careers leader: it shows nothing any more. */
const removed = <E extends Entry>({ staff, now }: World, entry: E): E => ({
  ...entry,
  readers: ['L'],
  withdrawn: 'It belongs to somebody else',
  by: staff.leader,
  at: now,
});

/** A meeting with a college last school year. */
const lastYear = (world: World, make: Maker, pupil: DemoPupil, [monthDay, title]: readonly [string, string]): Entry =>
  standingAs(world, make, pupil, {
    facts: {
      ...NO_FACTS,
      title,
      activity: 'provider-visit',
      counts: ['7'],
      organisation: 'Marlbridge College',
      providers: ['college'],
      date: schoolDayBy(`${world.schoolYear}-${monthDay}` as IsoDate),
    },
    standing: 'there',
  });

/** In the first year of a phase. Meeting the same college twice is one of the two meetings that are asked for. */
const sameTwice = (world: World, make: Maker, pupil: DemoPupil): readonly Entry[] => [
  lastYear(world, make, pupil, ['01-20', 'Marlbridge College: a morning of engineering']),
  lastYear(world, make, pupil, ['01-21', 'Marlbridge College: a morning of catering']),
];

/** After 28 February of the second year of a phase. */
const lastMarch = (world: World, make: Maker, pupil: DemoPupil): Entry =>
  lastYear(world, make, pupil, ['03-18', 'A day at Marlbridge College']);

const lmi = (world: World, make: Maker, pupil: DemoPupil, decision: string): Entry =>
  make.entry(
    'lmi',
    { source: 'Pay and hours for this job, from the careers page', decision, date: lately(world) },
    { by: pupil.person, at: londonInstant(lately(world), '16:10') },
  );

/** The interview of somebody else: the careers leader took it out, with all that belongs to it. */
function interviewRemoved(world: World, make: Maker, pupil: DemoPupil): readonly Entry[] {
  const from = make.rng.pick(USUAL_SLOTS);
  const held = { date: lately(world), from, adviser: world.staff.jo, type: 'personal-guidance', steps: 0 } as const;
  return heldInterview(world, make, pupil, held).map((entry) => removed(world, entry));
}

const NOT_HELD = [
  [9, 'cancelled', 'The adviser was ill'],
  [9, 'declined', 'Would rather wait until options are out'],
  [9, 'did-not-attend', null],
  [11, 'cancelled', 'Mock exam moved to that day'],
  [11, 'declined', 'Has a place already and sees no need'],
  [11, 'did-not-attend', null],
] as const;

/** An interview that was booked and not held. */
function notHeldAfterAll(
  { staff, ...world }: World,
  make: Maker,
  status: (typeof NOT_HELD)[number][1],
  why: string | null,
): Entry {
  const date = lately({ staff, ...world });
  const fields = { ...notHeld(staff.daniel, date, make.rng.pick(USUAL_SLOTS)), status, why };
  const changed = { by: staff.daniel, at: londonInstant(date, '15:00') };
  return make.entry('interview', fields, {
    by: staff.daniel,
    at: londonInstant(addDays(date, -12), '12:30'),
    changed,
  });
}
