/**
 * The demo adviser's day: six interviews, some behind and some to come whenever the demo is made. Late in the day one was
 * finished, one pupil did not come, and one interview is paused with an unfinished draft.
 */
import type { EntryId } from '../../domain/ids.ts';
import type { Entry } from '../../domain/record.ts';
import type { ClockTime } from '../../domain/time.ts';
import { addDays, toInstant } from '../../domain/time.ts';
import { londonInstant } from './demo-calendar.ts';
import { heldInterview, notHeld } from './interviews.ts';
import type { DemoPupil } from './pupils.ts';
import { todaysSlots } from './visits.ts';
import type { World } from './world.ts';

const USUAL_ORDER = ['Malachi Osei', 'Aisha Khan', 'Ben Whitfield', 'Zofia Nowak', 'Yusuf Demir', 'Harpreet Gill'];
const LATE_ORDER = ['Malachi Osei', 'Yusuf Demir', 'Ben Whitfield', 'Aisha Khan', 'Zofia Nowak', 'Harpreet Gill'];

/** Entries of today's interviews by the pupil's full name. */
export function todaysInterviews(
  world: World,
  find: (name: string) => DemoPupil,
): ReadonlyMap<DemoPupil, readonly Entry[]> {
  const { slots, next } = todaysSlots(world.now);
  const order = next === 3 ? LATE_ORDER : USUAL_ORDER;
  return new Map(
    order.map((name, index) => {
      const pupil = find(name);
      const from = slots[index] ?? ('14:05' as ClockTime);
      return [pupil, index < next ? behind(world, pupil, from) : [booking(world, pupil, from).entry]];
    }),
  );
}

function booking(world: World, pupil: DemoPupil, from: ClockTime) {
  const make = world.makerFor(`today-${pupil.record}`);
  const { jo } = world.staff;
  const at = londonInstant(addDays(world.today, -9), '12:20');
  const fields = { ...notHeld(jo, world.today, from), visit: world.visits.today.id };
  return { make, fields, entry: make.entry('interview', fields, { by: jo, at }) };
}

function behind(world: World, pupil: DemoPupil, from: ClockTime): readonly Entry[] {
  const { make, fields, entry } = booking(world, pupil, from);
  const { jo } = world.staff;
  const begun = londonInstant(world.today, from);
  const changed = { by: jo, at: toInstant(Date.parse(begun) + 12 * 60_000) };
  if (pupil.surname === 'Demir') return [{ ...entry, status: 'did-not-attend', ...changed }];
  if (pupil.surname === 'Whitfield') return [entry, draftOf(world, pupil, entry.id, from)];
  const held = { date: fields.date, from, adviser: jo, type: 'personal-guidance', steps: 2 } as const;
  return heldInterview(world, make, pupil, { ...held, visit: world.visits.today.id });
}

/** Ben's interview, paused: four parts written, the summary still to write. */
function draftOf(world: World, pupil: DemoPupil, interview: EntryId, from: ClockTime): Entry {
  const make = world.makerFor(`draft-${pupil.record}`);
  const { jo } = world.staff;
  const startedAt = londonInstant(world.today, from);
  const pausedAt = toInstant(Date.parse(startedAt) + 24 * 60_000);
  const text = (words: string) => make.text(words, { by: jo, at: pausedAt });
  return make.entry(
    'draft',
    {
      interview,
      startedAt,
      steps: {},
      closed: false,
      texts: {
        why: text('Has an apprenticeship in mind and nobody at home to ask about it.'),
        now: text('Working at grade 5 in most subjects. Repairs bicycles for half the street. Maths set 2.'),
        ideas: text(
          'Rail engineering at Marlow Rail Works, or the T Level at Easton with the same firm for the placement.',
        ),
        barriers: text('Dad has been out of work since spring; Ben feels he should earn as soon as he can.'),
      },
      values: {
        status: 'paused',
        pausedAt,
        type: 'personal-guidance',
        place: 'L2',
        explained: ['who-will-see'],
        about: ['after-year-11', 'apprenticeships'],
        routes: ['apprenticeship', 't-level'],
      },
    },
    { by: jo, at: startedAt, changed: { by: jo, at: pausedAt } },
  );
}
