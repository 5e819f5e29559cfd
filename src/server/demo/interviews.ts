/**
 * Interviews of the demo: held ones with their summary, private note and next steps, and booked ones.
 * A step that is long due is mostly closed, some are overdue, some have been talked about or claimed by the pupil.
 */
import type { StepEntry } from '../../domain/entries/career.ts';
import type { EntryId, PersonId } from '../../domain/ids.ts';
import type { Entry, FieldsOf } from '../../domain/record.ts';
import { REASONS, ROUTES } from '../../domain/entries/vocabulary.ts';
import type { ClockTime, Instant, IsoDate } from '../../domain/time.ts';
import { addDays, daysBetween, toInstant } from '../../domain/time.ts';
import { londonInstant } from './demo-calendar.ts';
import type { Maker } from './maker.ts';
import type { DemoPupil } from './pupils.ts';
import type { Slots } from './words/bank.ts';
import { fill, say } from './words/bank.ts';
import * as said from './words/interview-words.ts';
import * as steps from './words/step-words.ts';
import type { World } from './world.ts';

type Interview = FieldsOf<'interview'>;

/** An interview that has not been held. */
export const notHeld = (adviser: PersonId, date: IsoDate, from: ClockTime): Interview => ({
  adviser,
  date,
  from,
  minutes: 45,
  place: 'L2',
  type: 'personal-guidance',
  status: 'booked',
  why: null,
  visit: null,
  walkIn: false,
  summary: '',
  routes: [],
  explained: [],
  agreed: null,
  startedAt: null,
  endedAt: null,
  fromPaper: false,
  draft: null,
});

/** A first letter in capitals. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The slots of a pupil, each with one word, so that a summary, a note and the steps speak of the same job. */
export function settled(pupil: DemoPupil, make: Maker): Slots {
  const { rng } = make;
  const settledSlots = Object.fromEntries(
    Object.entries(pupil.slots).map(([name, value]) => [name, typeof value === 'string' ? value : rng.pick(value)]),
  );
  const { jobs, courses } = pupil.field;
  const job2 = rng.pick(jobs.filter((job) => job !== settledSlots['job']));
  const course2 = rng.pick(courses.filter((course) => course !== settledSlots['course']));
  return {
    ...settledSlots,
    job2,
    course2,
    name: pupil.name,
    teacher: `the ${String(settledSlots['subject'])} teacher`,
  };
}

interface Held {
  readonly date: IsoDate;
  readonly from: ClockTime;
  readonly adviser: PersonId;
  readonly type: Interview['type'];
  /** How many steps were agreed. */
  readonly steps: number;
  readonly visit?: EntryId;
}

/** A held interview with all that belongs to it. */
export function heldInterview(world: World, make: Maker, pupil: DemoPupil, held: Held): readonly Entry[] {
  const { rng } = make;
  const slots = settled(pupil, make);
  const startedAt = londonInstant(held.date, held.from);
  const endedAt = toInstant(Date.parse(startedAt) + rng.int(38, 50) * 60_000);
  const interview = make.entry(
    'interview',
    {
      ...notHeld(held.adviser, held.date, held.from),
      type: held.type,
      status: 'finished',
      visit: held.visit ?? null,
      place: rng.pick(said.PLACES_IN_SCHOOL),
      startedAt,
      endedAt,
      summary: summaryOf(slots, make),
      routes: rng.some(ROUTES, rng.int(1, 3)),
      fromPaper: rng.chance(0.04),
      explained: ['who-will-see', ...(pupil.year === 11 ? (['rpa', 'grade-4'] as const) : [])],
      agreed: rng.chance(0.8)
        ? {
            at: endedAt,
            words: '',
          }
        : null,
    },
    {
      by: held.adviser,
      at: londonInstant(addDays(held.date, -10), '13:00'),
      changed: { by: held.adviser, at: endedAt },
    },
  );
  const made = { by: held.adviser, at: endedAt };
  const agreed = rng.some(steps.PUPIL_STEPS, held.steps).map((pupils) => {
    const byStaff = rng.chance(0.15);
    const words = byStaff ? rng.pick(steps.STAFF_STEPS) : pupils;
    return agreedStep(world, make, { pupil, slots, interview: interview.id, held, byStaff, words });
  });
  return [
    interview,
    noteOf(interview.id, slots, make, made),
    ...agreed.flat(),
    ...addendum(interview.id, slots, make, made),
  ];
}

const summaryOf = (slots: Slots, { rng }: Maker): string =>
  [
    say(said.SUMMARY_OPENINGS, slots, rng),
    ...rng.some(said.SUMMARY_MIDDLES, rng.int(1, 2)).map((words) => sentence(fill(words, slots, rng))),
    say(said.SUMMARY_CLOSINGS, slots, rng),
  ].join(' ');

function noteOf(interview: EntryId, slots: Slots, make: Maker, made: { by: PersonId; at: Instant }): Entry {
  const { rng } = make;
  const speak = (sentences: readonly string[]) => sentence(say(sentences, slots, rng));
  return make.entry(
    'note',
    {
      interview,
      about: rng.some(REASONS, rng.int(1, 2)),
      why: speak(said.NOTE_WHY),
      now: speak(said.NOTE_NOW),
      ideas: rng
        .some(said.NOTE_IDEAS, 2)
        .map((words) => sentence(fill(words, slots, rng)))
        .join(' '),
      barriers: rng.chance(0.55) ? speak(said.NOTE_BARRIERS) : '',
      alsoPresent: rng.chance(0.08) ? sentence(String(slots['relative'])) : '',
    },
    made,
  );
}

const addendum = (
  on: EntryId,
  slots: Slots,
  make: Maker,
  { by, at }: { by: PersonId; at: Instant },
): readonly Entry[] =>
  make.rng.chance(0.06)
    ? [
        make.entry(
          'followup',
          { on, what: 'addendum', words: say(steps.ADDENDA, slots, make.rng) },
          { by, at: toInstant(Date.parse(at) + 2 * 86_400_000) },
        ),
      ]
    : [];

interface Agreed {
  readonly pupil: DemoPupil;
  readonly slots: Slots;
  readonly interview: EntryId;
  readonly held: Held;
  readonly byStaff: boolean;
  readonly words: string;
}

function agreedStep(world: World, make: Maker, agreed: Agreed): readonly Entry[] {
  const { rng } = make;
  const { pupil, slots, interview, held, byStaff } = agreed;
  const what = sentence(fill(agreed.words, slots, rng));
  const due = addDays(held.date, rng.pick([14, 14, 21, 35, 49]));
  const who = byStaff ? rng.pick(['tutor', 'adviser', 'adviser', 'leader'] as const) : 'pupil';
  const came = outcomeOf(make, daysBetween(due, world.today));
  const tutor = world.staff.tutors.get(pupil.form) ?? held.adviser;
  const closedOn = came === 'done' || came === 'not-needed' ? min(addDays(due, rng.int(-9, 4)), world.today) : null;
  const at = londonInstant(held.date, '15:10');
  const step = make.entry(
    'step',
    {
      what,
      who,
      due,
      interview,
      tutorChecks: who === 'pupil' || rng.chance(0.3),
      status: came,
      closedOn,
      why: came === 'not-needed' ? rng.pick(steps.NOT_NEEDED) : null,
    },
    { by: held.adviser, at, ...(closedOn ? { changed: { by: tutor, at: londonInstant(closedOn, '08:50') } } : {}) },
  );
  return [step, ...spoken(world, make, { step, pupil, tutor, slots })];
}

/** What became of a step so many days after it was due (negative: before). */
function outcomeOf({ rng }: Maker, late: number): StepEntry['status'] {
  const luck = rng.next();
  if (late > 120) return luck < 0.85 ? 'done' : 'not-needed';
  if (late > 0) return luck < 0.72 ? 'done' : luck < 0.8 ? 'not-needed' : luck < 0.9 ? 'talked' : 'to-do';
  return luck < 0.15 ? 'done' : luck < 0.3 ? 'talked' : 'to-do';
}

const min = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b);

interface Spoken {
  readonly step: {
    readonly id: EntryId;
    readonly status: StepEntry['status'];
    readonly due: IsoDate;
    readonly at: Instant;
  };
  readonly pupil: DemoPupil;
  readonly tutor: PersonId;
  readonly slots: Slots;
}

function spoken(world: World, make: Maker, { step, pupil, tutor, slots }: Spoken): readonly Entry[] {
  const { rng } = make;
  const when = londonInstant(min(addDays(step.due, -rng.int(1, 6)), addDays(world.today, -1)), '08:45');
  const later = when > step.at ? when : step.at;
  const talked = step.status === 'talked' || (step.status === 'done' && rng.chance(0.4));
  const claimed = step.status === 'to-do' ? rng.chance(0.12) : step.status === 'done' && rng.chance(0.3);
  const help = claimed && step.status === 'to-do' && rng.chance(0.4);
  const words = help ? steps.NEEDS_HELP : steps.CLAIMS;
  return [
    ...(talked
      ? [
          make.entry(
            'followup',
            { on: step.id, what: 'talked', words: say(steps.TALKED, slots, rng) },
            { by: tutor, at: later },
          ),
        ]
      : []),
    ...(claimed
      ? [
          make.entry(
            'followup',
            { on: step.id, what: help ? 'needs-help' : 'claims-done', words: rng.pick(words) },
            { by: pupil.person, at: later },
          ),
        ]
      : []),
  ];
}
