/**
 * What is scattered over the school: interviews booked for this week and later, requests, preparations, tutors' questions
 * and pupils' concerns. It looks at who has been seen already.
 */
import { REASONS } from '../../domain/entries/vocabulary.ts';
import type { Entry } from '../../domain/record.ts';
import type { ClockTime, IsoDate } from '../../domain/time.ts';
import { addDays, weekdayOf } from '../../domain/time.ts';
import { londonInstant, schoolDayBy } from './demo-calendar.ts';
import { notHeld, sentence, settled } from './interviews.ts';
import type { Maker } from './maker.ts';
import type { DemoPupil } from './pupils.ts';
import { say } from './words/bank.ts';
import * as said from './words/interview-words.ts';
import { CONCERNS } from './words/pupil-words.ts';
import { ANSWERS, ASKS } from './words/step-words.ts';
import { USUAL_SLOTS } from './visits.ts';
import type { World } from './world.ts';

/** Puts an entry into a pupil's record. */
export type Put = (pupil: DemoPupil, ...entries: readonly Entry[]) => void;

/** Pupils who have had no interview and are not in today's list, in order of need for a booking. */
export interface Unseen {
  readonly eleven: readonly DemoPupil[];
  readonly others: readonly DemoPupil[];
}

/** Books the visits to come, nearly full this week and emptier later; a third of those booked asked for it. */
export function bookings(world: World, unseen: Unseen, put: Put): void {
  const make = world.makerFor('bookings');
  const { rng } = make;
  const queue = [...rng.some(unseen.eleven, 44), ...rng.some(unseen.others, 40)];
  for (const [index, visit] of world.visits.toCome.entries()) {
    const slots = rng.some(USUAL_SLOTS, Math.max(2, 6 - Math.floor(index / 2))).toSorted();
    for (const from of slots) {
      const pupil = queue.shift();
      if (!pupil) return;
      const { adviser, date, room: place, id } = visit;
      const asked = addDays(world.today, -rng.int(9, 24));
      const at = londonInstant(addDays(asked, 3), '12:30');
      const fields = { ...notHeld(adviser, date, from as ClockTime), place, visit: id };
      put(pupil, make.entry('interview', fields, { by: adviser, at }));
      if (rng.chance(0.33)) put(pupil, request(make, pupil, asked));
      if (rng.chance(0.5)) put(pupil, preparation(world, make, pupil));
    }
  }
}

function request(make: Maker, pupil: DemoPupil, askedOn: IsoDate): Entry {
  const { rng } = make;
  const words = sentence(say(said.REQUEST_WORDS, settled(pupil, make), rng));
  const avoid = rng.pick(['', 'Science', 'PE', 'Maths on Wednesday', 'Drama']);
  return make.entry(
    'request',
    { about: rng.some(REASONS, rng.int(1, 2)), words, avoid, soon: rng.chance(0.4), askedOn },
    { by: pupil.person, at: londonInstant(askedOn, '16:20') },
  );
}

/** What a pupil wrote before an interview; some answers are left blank. */
export function preparation(world: World, make: Maker, pupil: DemoPupil): Entry {
  const { rng } = make;
  const slots = settled(pupil, make);
  const made = { by: pupil.person, at: londonInstant(addDays(world.today, -rng.int(1, 6)), '18:10') };
  const answer = (sentences: readonly string[], share: number) =>
    rng.chance(share) ? make.text(sentence(say(sentences, slots, rng)), made) : { heads: [], past: [] };
  return make.single(
    'preparation',
    {
      ideas: make.text(sentence(say(said.PREPARATION_IDEAS, slots, rng)), made),
      strengths: answer(said.PREPARATION_STRENGTHS, 0.8),
      wants: answer(said.PREPARATION_WANTS, 0.8),
      worries: answer(said.PREPARATION_WORRIES, 0.5),
    },
    made,
  );
}

/** Requests that wait for a booking, the first since last Thursday. */
export const OPEN_REQUESTS = 4;

/** Four pupils without any interview ask for one. */
export function openRequests(world: World, unseen: Unseen, put: Put): void {
  const make = world.makerFor('requests');
  const thursday = addDays(world.today, -((weekdayOf(world.today) + 4) % 7));
  const first = thursday === world.today ? addDays(world.today, -7) : thursday;
  const asking = [...unseen.eleven.slice(-3), ...unseen.others.slice(-1)];
  for (const [index, pupil] of asking.slice(0, OPEN_REQUESTS).entries()) {
    const on = addDays(first, index);
    put(pupil, request(make, pupil, on < world.today ? on : addDays(world.today, -1)));
  }
}

/** Tutors ask about pupils of their forms: half have an answer; Mr Lee has asked twice. */
export function asks(world: World, pupils: readonly DemoPupil[], put: Put): void {
  const make = world.makerFor('asks');
  const { rng } = make;
  const lees = pupils.filter((pupil) => pupil.form === '10B').slice(11, 13);
  for (const [index, pupil] of [...lees, ...rng.some(pupils, 12)].entries()) {
    const tutor = world.staff.tutors.get(pupil.form) ?? world.staff.lee;
    const to = rng.chance(0.7) ? 'adviser' : 'leader';
    const asked = schoolDayBy(addDays(world.today, -rng.int(3, 20)));
    const made = { by: tutor, at: londonInstant(asked, '08:55') };
    const words = sentence(say(ASKS, settled(pupil, make), rng));
    const answered = index % 2 === 1;
    const by = to === 'adviser' ? world.staff.jo : world.staff.leader;
    const changed = { by, at: londonInstant(addDays(asked, 1), '15:30') };
    const answer = answered ? say(ANSWERS, {}, rng) : null;
    put(pupil, make.entry('ask', { to, words, answer }, { ...made, ...(answered ? { changed } : {}) }));
  }
}

/** "Something's not right": some are answered, some wait for the careers leader. */
export function concerns(world: World, pupils: readonly DemoPupil[], put: Put): void {
  const make = world.makerFor('concerns');
  for (const [index, [words, should]] of CONCERNS.entries()) {
    const pupil = make.rng.pick(pupils);
    const made = { by: pupil.person, at: londonInstant(addDays(world.today, -make.rng.int(2, 30)), '17:00') };
    const answer = index % 2 === 0 ? null : 'Thank you. I have put it right.';
    const changed = { by: world.staff.leader, at: londonInstant(addDays(world.today, -1), '10:00') };
    put(pupil, make.entry('concern', { on: null, words, should, answer }, { ...made, ...(answer ? { changed } : {}) }));
  }
}
