/** The random part of a pupil's record: who they are, what they took part in, what they hope for, what was talked about. */
import { USUALLY_COUNTS } from '../../domain/activities.ts';
import type { Entry } from '../../domain/record.ts';
import { ROUTES } from '../../domain/entries/vocabulary.ts';
import type { ClockTime, IsoDate } from '../../domain/time.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import { londonInstant, schoolDayBy } from './demo-calendar.ts';
import { heldInterview, sentence, settled } from './interviews.ts';
import type { Maker } from './maker.ts';
import type { DemoPupil } from './pupils.ts';
import { say } from './words/bank.ts';
import * as own from './words/pupil-words.ts';
import { USUAL_SLOTS } from './visits.ts';
import { preparation } from './extras.ts';
import type { World } from './world.ts';

/** What a pupil's record starts with: the pupil and the identity, from the school's information system. */
export function basics({ staff, rng }: World, make: Maker, pupil: DemoPupil): readonly Entry[] {
  const made = { by: staff.admin, at: pupil.joinedAt };
  const { name, surname, year, form, from, born, upn, sex } = pupil;
  const eal = rng.fork(`eal-${pupil.record}`).chance(0.18);
  return [
    make.single('pupil', { name, surname, pronunciation: null, year, form, from, to: null }, made),
    make.single('identity', { legalForename: name, legalSurname: surname, born, upn, sex, eal }, made),
  ];
}

/** Support, adjustments and the named adviser: about a third of pupils have some of it. */
export function support(world: World, make: Maker, pupil: DemoPupil): readonly Entry[] {
  const { rng } = make;
  const sen = rng.chance(0.04) ? 'E' : rng.chance(0.13) ? 'K' : 'N';
  const pupilPremium = rng.chance(0.24);
  const lookedAfter = rng.chance(0.012);
  const made = { by: world.staff.senco, at: londonInstant(`${world.schoolYear}-09-12` as IsoDate, '14:00') };
  const slots = settled(pupil, make);
  const outcomes = sen === 'E' ? sentence(say(own.OUTCOMES, slots, rng)) : null;
  return [
    ...(sen !== 'N' || pupilPremium || lookedAfter
      ? [make.single('support', { sen, pupilPremium, lookedAfter, outcomes }, made)]
      : []),
    ...(sen !== 'N'
      ? [make.single('adjustment', { words: rng.some(own.ADJUSTMENTS, rng.int(1, 2)).join(' ') }, made)]
      : []),
    ...(lookedAfter ? [make.single('adviser', { adviser: world.staff.jo }, made)] : []),
  ];
}

/** What the pupil took part in, year by year, since they came. */
export function experiences(world: World, make: Maker, pupil: DemoPupil): readonly Entry[] {
  const { rng } = make;
  return world.activities
    .hadBy(pupil.form)
    .filter(({ facts }) => facts.date >= pupil.from)
    .flatMap(({ id, facts, reach, by, loggedAt, reflectedAt }) => {
      const luck = rng.next();
      if (luck > reach + (1 - reach) / 3) return [];
      const attended = luck <= reach;
      const words = attended && facts.counts.length > 0 && rng.chance(0.22);
      const mine = { by: pupil.person, at: reflectedAt };
      const reflection = words
        ? make.text(say(own.REFLECTIONS, settled(pupil, make), rng), mine)
        : { heads: [], past: [] };
      const fields = { facts, attended, status: 'confirmed', why: null, reflection } as const;
      return [make.entry('experience', fields, { by, at: loggedAt, id, ...(words ? { changed: mine } : {}) })];
    });
}

/** Hopes, plans, grades and the facts used for decisions: more of it the older they are. */
export function plans(world: World, make: Maker, pupil: DemoPupil): readonly Entry[] {
  const { rng } = make;
  const slots = settled(pupil, make);
  const lately = () => londonInstant(maxDate(addDays(world.today, -rng.int(3, 300)), pupil.from), '16:00');
  const mine = () => ({ by: pupil.person, at: lately() });
  const made: Entry[] = [];
  if (rng.chance(0.72)) {
    const when = mine();
    made.push(make.single('aspiration', { words: make.text(sentence(say(own.ASPIRATIONS, slots, rng)), when) }, when));
  }
  if (pupil.year >= 9 && rng.chance(pupil.year === 11 ? 0.88 : 0.6)) {
    const detail = sentence(String(slots['course']));
    const backUp = rng.chance(0.6) ? sentence(String(slots['course2'])) : '';
    made.push(make.single('intention', { route: rng.pick(ROUTES), detail, backUp }, mine()));
  }
  if (pupil.year >= 10) made.push(grades(world, make, pupil));
  const uses = pupil.year >= 9 ? rng.int(0, 4) : rng.int(0, 1);
  for (let use = 0; use < uses; use += 1) made.push(lmi(make, pupil, lately()));
  return made;
}

const maxDate = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b);

function lmi(make: Maker, pupil: DemoPupil, at: ReturnType<typeof londonInstant>): Entry {
  const decision = sentence(say(own.LMI_DECISIONS, settled(pupil, make), make.rng));
  return make.entry(
    'lmi',
    { source: make.rng.pick(own.LMI_SOURCES), decision, date: dateOf(at) },
    { by: pupil.person, at },
  );
}

const OPTIONS = [
  'Triple Science',
  'Geography',
  'History',
  'Art',
  'Music',
  'Drama',
  'Spanish',
  'French',
  'Computer Science',
];

function grades(world: World, make: Maker, pupil: DemoPupil): Entry {
  const { rng } = make;
  const level = rng.int(3, 7);
  const grade = () => Math.min(9, Math.max(1, level + rng.int(-1, 1)));
  const predicted = [...new Set(['English', 'Maths', 'Combined Science', ...pupil.field.subjects])]
    .map((subject) => `${subject} ${grade()}`)
    .join(', ');
  return make.single(
    'grades',
    { predicted, options: rng.some(OPTIONS, 3).join(', ') },
    { by: world.staff.admin, at: londonInstant(`${world.schoolYear}-10-02` as IsoDate, '09:00') },
  );
}

/** Share of a year group that has had an interview with an adviser. */
const SEEN: Readonly<Record<number, number>> = { 7: 0.02, 8: 0.06, 9: 0.2, 10: 0.34, 11: 0.84 };

/** Interviews in the past, by either adviser, with their steps; a few were missed or declined. */
export function interviews(world: World, make: Maker, pupil: DemoPupil): readonly Entry[] {
  const { rng } = make;
  if (pupil.storied || !rng.chance(SEEN[pupil.year] ?? 0)) return [];
  const count = pupil.year >= 10 && rng.chance(0.35) ? 2 : 1;
  const held = Array.from({ length: count }, (_, back) => {
    const date = schoolDayBy(addDays(world.today, -rng.int(4, pupil.year === 11 ? 330 : 230) - back * 120));
    if (date < pupil.from) return [];
    const adviser = rng.chance(0.6) ? world.staff.jo : world.staff.daniel;
    const from = rng.pick(USUAL_SLOTS) as ClockTime;
    const type = rng.chance(0.8) ? 'personal-guidance' : rng.pick(['follow-up', 'drop-in', 'phone-or-video'] as const);
    return heldInterview(world, make, pupil, { date, from, adviser, type, steps: rng.int(1, 3) });
  });
  const prepared = held.flat().length > 0 && rng.chance(0.6) ? [preparation(world, make, pupil)] : [];
  return [...prepared, ...held.flat()];
}

type Standing = 'claimed' | 'confirmed' | 'not-counted';

/** Something the pupil did outside school: some wait to be confirmed, some were, a few do not count. */
export function claims(world: World, make: Maker, pupil: DemoPupil): readonly Entry[] {
  const { rng } = make;
  if (!rng.chance(0.07)) return [];
  return [claim(world, make, pupil, rng.chance(0.5) ? 'claimed' : rng.chance(0.8) ? 'confirmed' : 'not-counted')];
}

/** One that waits for staff. */
export const waitingClaim = (world: World, make: Maker, pupil: DemoPupil): readonly Entry[] => [
  claim(world, make, pupil, 'claimed'),
];

function claim(world: World, make: Maker, pupil: DemoPupil, status: Standing): Entry {
  const { rng } = make;
  const [words, activity] = rng.pick(own.CLAIMED);
  const slots = settled(pupil, make);
  const title = sentence(say([words], slots, rng));
  const date = maxDate(addDays(world.today, -rng.int(2, 150)), pupil.from);
  const made = { by: pupil.person, at: londonInstant(date, '19:00') };
  const decided = { by: world.staff.leader, at: londonInstant(addDays(date, 3), '12:40') };
  const none = { organisation: '', providers: [], tags: [], occupation: '', learned: '' } as const;
  return make.entry(
    'experience',
    {
      facts: { ...none, title, activity, date, counts: USUALLY_COUNTS[activity] },
      attended: true,
      status,
      why: status === 'not-counted' ? own.REFUSED[activity] : null,
      reflection: make.text(say(own.REFLECTIONS, slots, rng), made),
    },
    { ...made, ...(status === 'claimed' ? {} : { changed: decided }) },
  );
}
