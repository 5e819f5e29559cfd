/**
 * The catalogue brought to days: what happened in each school year that pupils of today have been here for, and what is
 * planned in this one. An activity's id is the id of every experience of it.
 */
import type { ActivityFacts } from '../../domain/entries/career.ts';
import type { EntryId, FormCode, PersonId } from '../../domain/ids.ts';
import type { Entry } from '../../domain/record.ts';
import type { Instant, IsoDate } from '../../domain/time.ts';
import { addDays } from '../../domain/time.ts';
import type { Event } from './catalogue.ts';
import { EVENTS, fieldFor } from './catalogue.ts';
import { schoolYearOf } from '../../domain/calendar.ts';
import { inSchoolYear, londonInstant } from './demo-calendar.ts';
import type { Maker } from './maker.ts';
import type { DemoStaff } from './staff.ts';
import type { Random } from './random.ts';
import { demoForms, FORM_LETTERS } from './staff.ts';
import { LEARNED } from './words/pupil-words.ts';

/** One activity for a year group, or for one of its forms (by letter: forms move up together). */
export interface Activity {
  readonly id: EntryId;
  readonly event: Event;
  readonly facts: ActivityFacts;
  /** Year group that took part, in the school year of the date. */
  readonly year: number;
  readonly letter: string | null;
  /** Share of pupils who were there. Some forms were left out altogether. */
  readonly reach: number;
  readonly by: PersonId;
  readonly loggedAt: Instant;
  /** When pupils write what they made of it. */
  readonly reflectedAt: Instant;
}

/** All that was held and is planned at the demo school. */
export interface Activities {
  /** What a form of today has had since its Year 7, up to yesterday. */
  readonly hadBy: (form: FormCode) => readonly Activity[];
  /** Of this school year, past and to come: the entries of the programme. */
  readonly programme: readonly Entry[];
  /** Of the last one, what was planned for year groups whose pupils are still here: something is to copy, not all of it again. */
  readonly lastProgramme: readonly Entry[];
}

/** All activities of the last five school years up to today, and the programmes of this one and the last. */
export function holdActivities(make: Maker, staff: DemoStaff, today: IsoDate): Activities {
  const thisYear = schoolYearOf(today);
  const all = Array.from({ length: 5 }, (_, back) => thisYear - back).flatMap((startYear) =>
    EVENTS.flatMap((event) => event.years.flatMap((year) => held(make, staff, { event, year, startYear }))),
  );
  const programmeOf = (year: number, isPlanned: (activity: Activity) => boolean = () => true) => {
    const ofYear = all.filter((activity) => schoolYearOf(activity.facts.date) === year && isPlanned(activity));
    const each = new Map(ofYear.map((activity) => [activity.id, activity]));
    return [...each.values()].map((activity) => planned(make, staff, activity, year));
  };
  const past = all.filter((activity) => activity.facts.date < today && activity.reach > 0);
  const hadBy = new Map(demoForms().map(({ code }) => [code, past.filter((one) => wasFor(one, code, thisYear))]));
  return {
    hadBy: (form) => hadBy.get(form) ?? [],
    programme: programmeOf(thisYear),
    lastProgramme: programmeOf(thisYear - 1, ({ event, year }) => event.by !== 'form' && year < 11),
  };
}

/** Was it for the pupils who are in this form now? Forms keep their letter from year to year. */
function wasFor({ year, letter, facts }: Activity, form: FormCode, thisYear: number): boolean {
  const then = Number.parseInt(form, 10) - (thisYear - schoolYearOf(facts.date));
  return year === then && (letter === null || form.endsWith(letter));
}

interface Held {
  readonly event: Event;
  readonly year: number;
  readonly startYear: number;
}

function held(make: Maker, staff: DemoStaff, { event, year, startYear }: Held): readonly Activity[] {
  const rng = make.rng.fork(`${startYear}-${year}-${event.key}`);
  const date = inSchoolYear(startYear, event.when);
  const one = () => factsOf(event, date, { rng, year });
  const shared = one();
  const letters = event.by === 'form' || event.by === 'forms' ? FORM_LETTERS : [null];
  const planned = letters.filter((letter) => letter === null || letter !== event.leftOut);
  const times = { loggedAt: londonInstant(date, '15:20'), reflectedAt: londonInstant(addDays(date, 1), '17:30') };
  return planned.map((letter) => {
    const storied = letter === 'B' && year === 10 && event.key === 'talk';
    const { id, facts } = event.by === 'form' ? (storied ? aldermere(one()) : one()) : shared;
    const tutor = letter === null ? undefined : staff.tutors.get(`${year}${letter}` as FormCode);
    const by = tutor ?? rng.pick([staff.leader, ...staff.leads]);
    return { id, event, facts, year, letter, reach: storied ? 0.95 : reachOf(event, rng.next()), by, ...times };
  });
}

/** The lab team that 10B met. */
const aldermere = <F extends { readonly facts: ActivityFacts }>(made: F): F => ({
  ...made,
  facts: {
    ...made.facts,
    title: 'Aldermere Hospital lab team',
    organisation: 'Aldermere Hospital',
    occupation: 'biomedical scientist',
    tags: ['stem', 'maths-science'],
    learned: 'Five people who work in pathology answered questions',
  },
});

function factsOf(
  event: Event,
  date: IsoDate,
  { rng, year }: { readonly rng: Random; readonly year: number },
): { readonly id: EntryId; readonly facts: ActivityFacts } {
  const learned = rng.chance(0.4) ? rng.pick(LEARNED) : '';
  const none = { organisation: '', providers: [], tags: [], occupation: '', learned };
  const id = rng.uuid(Date.parse(londonInstant(date, '11:00'))) as EntryId;
  const own = event.facts(fieldFor(rng), rng, year);
  return { id, facts: { ...none, activity: event.activity, date, counts: event.counts, ...own } };
}

/** A form by form activity misses whole forms, others miss pupils: gaps look different, as they do in schools. */
function reachOf(event: Event, luck: number): number {
  if (event.by === 'year' || event.by === 'few') return event.reach;
  return luck < event.reach ? 0.95 : 0;
}

function planned(
  make: Maker,
  staff: DemoStaff,
  { id, event, facts, year, letter }: Activity,
  startYear: number,
): Entry {
  const form = letter === null || event.by === 'forms' ? null : (`${year}${letter}` as FormCode);
  const at = londonInstant(`${startYear}-07-10` as IsoDate, '15:00');
  return make.entry(
    'planned',
    { facts: { ...facts, learned: '' }, years: [year], form, aim: event.aim, cancelled: false },
    { by: staff.leader, at, id },
  );
}
