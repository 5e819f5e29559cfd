/**
 * The steps of 10B as its tutor sees them: four overdue, six this week, nine later, twelve done; one pupil says that it is
 * done, one asks for help.
 */
import type { Entry } from '../../domain/record.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { IsoDate } from '../../domain/time.ts';
import { startOfHalfTerm } from '../../domain/calendar.ts';
import { addDays, weekdayOf } from '../../domain/time.ts';
import { londonInstant, schoolDayBy, schoolDayAfter } from './demo-calendar.ts';
import { heldInterview, sentence, settled } from './interviews.ts';
import type { DemoPupil } from './pupils.ts';
import { USUAL_SLOTS } from './visits.ts';
import { say } from './words/bank.ts';
import { PUPIL_STEPS } from './words/step-words.ts';
import type { World } from './world.ts';

type Agreed = 'jo' | 'leader' | 'lee';
interface Told {
  readonly what: string;
  readonly due: IsoDate;
  readonly with: Agreed;
  readonly done?: boolean;
  readonly says?: readonly ['claims-done' | 'needs-help', string];
}

/** Named pupils' steps: days from today, negative when overdue; null: this week. Aisha's are in aisha.ts: one overdue, one this week, one later. */
const NAMED: readonly (readonly [name: string, what: string, days: number | null, by: Agreed, help?: string])[] = [
  ['Kai Bennett', 'Bring back the work experience form', -6, 'jo', 'Mum has not signed it and I lost the second page.'],
  ['Grace Liu', 'Ask Mr Osborne about Further Maths', -4, 'jo'],
  ['Femi Adeyinka', 'Choose two people to ask about engineering', -3, 'leader'],
  ['Callum Reid', 'Look at three apprenticeships together', null, 'jo'],
  ['Noor Hussain', 'Write a first version of a personal profile', null, 'jo'],
  ['Jakub Zieliński', 'Talk to the Chemistry teacher', null, 'jo'],
  ['Tia Campbell', 'Tell Mum about the options evening', null, 'leader'],
  ['Manpreet Sandhu', 'Visit a college open evening', null, 'lee'],
  ['Isla McAllister', 'Find out what a T Level in Education is like', 16, 'jo'],
];
/** With Aisha's and the named ones: nine later and twelve done. */
const MORE_LATER = 7;
const MORE_DONE = 11;

/** Steps of 10B, Aisha's apart, with the interviews in which they were agreed. */
export function stepsOf10B(world: World, form: readonly DemoPupil[]): ReadonlyMap<DemoPupil, readonly Entry[]> {
  const rng = world.rng.fork('10B');
  const named = NAMED.flatMap(([name, what, days, by, help], index) => {
    const pupil = form.find((one) => `${one.name} ${one.surname}` === name);
    if (!pupil) return [];
    const due = days === null ? thisWeek(world.today, index) : addDays(world.today, days);
    const told: Told = { what, due, with: by, ...(help === undefined ? {} : { says: ['needs-help', help] }) };
    return [[pupil, told] as const];
  });
  const others = form.slice(NAMED.length + 1);
  const more = Array.from({ length: MORE_LATER + MORE_DONE }, (_, index) => {
    const pupil = others[index % others.length] as DemoPupil;
    const done = index >= MORE_LATER;
    const due = done ? addDays(world.today, -rng.int(2, 40)) : schoolDayAfter(addDays(world.today, rng.int(10, 40)));
    const what = sentence(say(PUPIL_STEPS, settled(pupil, world.makerFor(`10B-${index}`)), rng));
    return [pupil, { what, due, done, with: rng.pick(['jo', 'jo', 'leader', 'lee'] as const) } satisfies Told] as const;
  });
  const all = [...named, ...more];
  return new Map([...new Set(all.map(([pupil]) => pupil))].map((pupil) => [pupil, entriesFor(world, pupil, all)]));
}

/** A day from today to Sunday, so that it is due this week by any reckoning; spread out where there is room. */
export const thisWeek = (today: IsoDate, index: number): IsoDate =>
  addDays(today, index % (weekdayOf(today) <= 4 ? 5 - weekdayOf(today) : 7 - weekdayOf(today)));

/** A school day so many days back, but in this half of the term: what was done before is not shown to the tutor. */
export function thisHalfTerm(today: IsoDate, back: number): IsoDate {
  const start = startOfHalfTerm(today, []);
  const day = schoolDayBy(addDays(today, -back));
  return day > start ? day : start;
}

function entriesFor(world: World, pupil: DemoPupil, all: readonly (readonly [DemoPupil, Told])[]): readonly Entry[] {
  return all.filter(([one]) => one === pupil).flatMap(([, told], index) => stepFor(world, pupil, told, index));
}

function stepFor(world: World, pupil: DemoPupil, told: Told, index: number): readonly Entry[] {
  const make = world.makerFor(`10B-${pupil.record}-${index}`);
  const { staff, today } = world;
  const by: PersonId = { jo: staff.jo, leader: staff.leader, lee: staff.lee }[told.with];
  const date = schoolDayBy(addDays(told.due < today ? told.due : today, -14));
  const held = { date, from: make.rng.pick(USUAL_SLOTS), adviser: by, type: 'personal-guidance', steps: 0 } as const;
  const interview = told.with === 'jo' ? heldInterview(world, make, pupil, held) : [];
  const closedOn = told.done ? thisHalfTerm(today, make.rng.int(0, 9)) : null;
  const step = make.entry(
    'step',
    {
      what: told.what,
      who: 'pupil',
      due: told.due,
      tutorChecks: true,
      status: told.done ? 'done' : 'to-do',
      why: null,
      interview: interview[0]?.id ?? null,
      closedOn,
    },
    {
      by,
      at: londonInstant(date, '15:10'),
      ...(closedOn
        ? {
            changed: {
              by: staff.lee,
              at: londonInstant(closedOn, '08:48'),
            },
          }
        : {}),
    },
  );
  const [what, words] = told.says ?? [];
  if (what === undefined || words === undefined) return [...interview, step];
  const made = { by: pupil.person, at: londonInstant(addDays(today, -1), '18:20') };
  return [...interview, step, make.entry('followup', { on: step.id, what, words }, made)];
}
