/**
 * Who the pupils are: 1,500 in fifty forms, with names, birth dates and UPNs; those of the story are in their places.
 */
import type { FormCode, PersonId, RecordId } from '../../domain/ids.ts';
import type { Instant, IsoDate } from '../../domain/time.ts';
import { addDays } from '../../domain/time.ts';
import { assert } from '../../domain/result.ts';
import { upnOf } from '../../domain/upn.ts';
import { londonInstant, recentSchoolDay, termsOf } from './demo-calendar.ts';
import type { Random } from './random.ts';
import { demoForms } from './staff.ts';
import type { Field } from './words/fields.ts';
import { FIELDS, PLACES } from './words/fields.ts';
import { RELATIVES } from './words/interview-words.ts';
import type { Names } from './words/names.ts';
import { NAMES } from './words/names.ts';
import type { Slots } from './words/bank.ts';

/** Pupils in a form. */
export const FORM_SIZE = 30;

/** An invented pupil. The UPN is valid in form. */
export interface DemoPupil {
  readonly record: RecordId;
  readonly person: PersonId;
  readonly name: string;
  readonly surname: string;
  readonly sex: 'M' | 'F';
  readonly year: number;
  readonly form: FormCode;
  readonly letter: string;
  readonly born: IsoDate;
  readonly upn: string;
  readonly from: IsoDate;
  readonly joinedAt: Instant;
  /** Came a few days ago: there is nothing about them yet but who they are. */
  readonly isNew: boolean;
  /** Named in the story: nothing random is booked for or said by them. */
  readonly storied: boolean;
  /** What they lean to, for words that belong together. */
  readonly field: Field;
  readonly slots: Slots;
}

type Placed = readonly [form: string, name: string, surname: string, sex: 'M' | 'F'];
/** The pupils whom the story names, first in their forms. */
const PLACED: readonly Placed[] = [
  ['10B', 'Aisha', 'Khan', 'F'],
  ['10B', 'Kai', 'Bennett', 'M'],
  ['10B', 'Grace', 'Liu', 'F'],
  ['10B', 'Femi', 'Adeyinka', 'M'],
  ['10B', 'Callum', 'Reid', 'M'],
  ['10B', 'Noor', 'Hussain', 'F'],
  ['10B', 'Jakub', 'Zieliński', 'M'],
  ['10B', 'Tia', 'Campbell', 'F'],
  ['10B', 'Manpreet', 'Sandhu', 'F'],
  ['10B', 'Isla', 'McAllister', 'F'],
  ['9A', 'Malachi', 'Osei', 'M'],
  ['11C', 'Ben', 'Whitfield', 'M'],
  ['11A', 'Zofia', 'Nowak', 'F'],
  ['11D', 'Yusuf', 'Demir', 'M'],
  ['9D', 'Harpreet', 'Gill', 'F'],
  ['8C', 'Leah', 'Goldberg', 'F'],
];

const isPlaced = (name: string, surname: string): boolean =>
  PLACED.some(([, first, last]) => first === name && last === surname);

/**
 * The last pupil of these forms came to the school a few days ago. For those of A something is planned that they lack; those of
 * J are left out of the plan (catalogue.ts), so that every rule has somebody at "planned" and somebody at "not yet".
 */
const NEW_IN: ReadonlySet<string> = new Set(['7A', '8A', '10A', '11A', '7J', '8J', '10J', '11J']);
const NEW_SINCE_DAYS = 6;

/** All pupils, form by form. */
export function enrolPupils(rng: Random, schoolYear: number, today: IsoDate): readonly DemoPupil[] {
  const taken = new Set<string>();
  const since = recentSchoolDay(today, NEW_SINCE_DAYS);
  return demoForms().flatMap(({ code, year }, formIndex) =>
    Array.from({ length: FORM_SIZE }, (_, seat) => {
      const own = rng.fork(`${code}-${seat}`);
      const [, name, surname, sex] = PLACED.filter(([form]) => form === code)[seat] ?? newName(own, code, taken);
      const serial = formIndex * FORM_SIZE + seat;
      const pupil = enrolled(own, { name, surname, sex, year, form: code, serial, schoolYear });
      return seat === FORM_SIZE - 1 && NEW_IN.has(code) ? cameOn(pupil, since) : pupil;
    }),
  );
}

const cameOn = (pupil: DemoPupil, from: IsoDate): DemoPupil => ({
  ...pupil,
  from,
  joinedAt: londonInstant(from, '08:30'),
  isNew: true,
});

/** A name that nobody else in the form has. */
function newName(rng: Random, form: string, taken: Set<string>): Placed {
  const sex = rng.chance(0.5) ? 'F' : 'M';
  const group = weighted(rng);
  const surnames = (rng.chance(0.08) ? weighted(rng) : group).surnames;
  const name = rng.pick(sex === 'F' ? group.girls : group.boys);
  const surname = rng.pick(surnames);
  const key = `${form} ${name} ${surname}`;
  const namesake = PLACED.some(([where, first]) => where === form && first === name);
  if (taken.has(key) || namesake || isPlaced(name, surname)) return newName(rng, form, taken);
  taken.add(key);
  return [form, name, surname, sex];
}

function weighted(rng: Random): Names {
  let left = rng.next() * NAMES.reduce((sum, group) => sum + group.weight, 0);
  const found = NAMES.find((group) => (left -= group.weight) < 0);
  return found ?? rng.pick(NAMES);
}

/** Who a pupil is; `serial` counts through the school. */
export interface Facts {
  readonly name: string;
  readonly surname: string;
  readonly sex: 'M' | 'F';
  readonly year: number;
  readonly form: FormCode;
  readonly serial: number;
  readonly schoolYear: number;
}

/** A pupil of these facts. A late joiner in some 4 of 100: came in one of the years after Year 7. */
export function enrolled(rng: Random, facts: Facts): DemoPupil {
  const { year, schoolYear, serial } = facts;
  const enteredYear7 = schoolYear - (year - 7);
  const started = year > 7 && rng.chance(0.04) ? rng.int(enteredYear7 + 1, schoolYear) : enteredYear7;
  const from = termsOf(started)[0]?.from ?? (`${started}-09-05` as IsoDate);
  const joinedAt = londonInstant(addDays(from, -14), '10:00');
  const record = rng.uuid(Date.parse(joinedAt)) as RecordId;
  const field = facts.name === 'Aisha' && facts.surname === 'Khan' ? scienceField() : rng.pick(FIELDS);
  return {
    record,
    person: record as string as PersonId,
    from,
    joinedAt,
    field,
    slots: slotsOf(field),
    name: facts.name,
    surname: facts.surname,
    sex: facts.sex,
    year,
    form: facts.form,
    letter: facts.form.slice(-1),
    isNew: false,
    storied: isPlaced(facts.name, facts.surname),
    born: addDays(`${schoolYear - year - 5}-09-01` as IsoDate, rng.int(0, 364)),
    upn: inventedUpn(`8804001${String(enteredYear7 % 100).padStart(2, '0')}${String(serial % 1e3).padStart(3, '0')}`),
  };
}

const scienceField = (): Field => FIELDS.find((field) => field.name === 'science') ?? (FIELDS[0] as Field);

const slotsOf = (field: Field): Slots => ({
  job: field.jobs,
  job2: field.jobs,
  subject: field.subjects,
  like: field.likes,
  employer: field.employers,
  course: field.courses,
  course2: field.courses,
  apprenticeship: field.apprenticeships,
  relative: RELATIVES,
  college: PLACES.college,
  sixthForm: PLACES.sixthForm,
  university: PLACES.university,
});

/** A valid UPN of an invented pupil. */
function inventedUpn(digits: string): string {
  const made = upnOf(digits);
  assert(made.ok, `twelve digits make a UPN: ${digits}`);
  return made.value.upn;
}
