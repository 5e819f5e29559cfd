/**
 * The staff of Wexcombe School: sixty, of whom the story names a few. One of the two careers advisers held no guidance
 * qualification for a while: interviews of that time do not count for benchmark 8 (policy 5.12.6).
 */
import type { FormCode, PersonId } from '../../domain/ids.ts';
import type { Role } from '../../domain/group.ts';
import type { Entry } from '../../domain/record.ts';
import type { Instant, IsoDate } from '../../domain/time.ts';
import { addDays } from '../../domain/time.ts';
import { schoolYearOf } from '../../domain/calendar.ts';
import { londonInstant } from './demo-calendar.ts';
import type { Maker } from './maker.ts';
import { STAFF_SURNAMES } from './words/names.ts';

/** Years that the school teaches, and the letters of the forms in each. */
export const DEMO_YEARS = [7, 8, 9, 10, 11] as const;
/** One form for each letter in each year. */
export const FORM_LETTERS = [...'ABCDEFGHIJ'] as readonly string[];

/** The invented staff by what they do, and their names. */
export interface DemoStaff {
  readonly jo: PersonId;
  readonly daniel: PersonId;
  readonly leader: PersonId;
  readonly senco: PersonId;
  readonly admin: PersonId;
  readonly senior: PersonId;
  readonly leads: readonly PersonId[];
  readonly lee: PersonId;
  readonly tutors: ReadonlyMap<FormCode, PersonId>;
  readonly names: ReadonlyMap<PersonId, string>;
  /** Entries of the records "school" and "roster". */
  readonly entries: readonly Entry[];
  readonly roster: readonly Entry[];
}

/** All forms, such as 7A. */
export const demoForms = (): readonly { readonly code: FormCode; readonly year: number }[] =>
  DEMO_YEARS.flatMap((year) => FORM_LETTERS.map((letter) => ({ code: `${year}${letter}` as FormCode, year })));

interface Hiring {
  readonly make: Maker;
  readonly at: Instant;
  readonly names: Map<PersonId, string>;
  readonly entries: Entry[];
}

type Guidance = { readonly level: string; readonly from: IsoDate; readonly to: IsoDate | null } | null;

function hire(to: Hiring, name: string, roles: readonly Role[], guidance: Guidance = null): PersonId {
  const id = to.make.id(to.at);
  const person = id as string as PersonId;
  to.names.set(person, name);
  to.entries.push(to.make.entry('staff', { name, roles, guidance, left: false }, { by: person, at: to.at, id }));
  return person;
}

/** Hires everybody and gives each form its tutor. */
export function hireStaff(make: Maker, today: IsoDate): DemoStaff {
  const year = schoolYearOf(today);
  const start = `${year}-09-01` as IsoDate;
  const danielQualified = addDays(today, -120);
  const to: Hiring = {
    make,
    at: londonInstant(`${year - 1}-08-28` as IsoDate, '09:00'),
    names: new Map(),
    entries: [],
  };
  const jo = hire(to, 'Jo Mercer', ['adviser'], { level: 'Level 6', from: '2016-09-01' as IsoDate, to: null });
  const daniel = hire(to, 'Daniel Adebayo', ['adviser'], { level: 'Level 6', from: danielQualified, to: null });
  const leader = hire(to, 'Mrs Okafor', ['leader']);
  const senco = hire(to, 'Ms Brandt', ['pastoral']);
  const admin = hire(to, 'Mr Hartley', ['admin']);
  const senior = hire(to, 'Dr Rowan', ['senior']);
  const leads = ['Mrs Patel', 'Mr Osborne', 'Mrs Lee', 'Ms Carvalho'].map((name) => hire(to, name, ['subject']));
  const duties = formTutors(to, start);
  const roster = [...duties.roster, ...otherDuties(make, { jo, daniel, senco, at: to.at, start })];
  const lee = duties.tutors.get('10B' as FormCode) ?? jo;
  return {
    jo,
    daniel,
    leader,
    senco,
    admin,
    senior,
    leads,
    lee,
    tutors: duties.tutors,
    names: to.names,
    entries: to.entries,
    roster,
  };
}

/** A tutor for each form since 1 September; the tutor of form A is head of year too. */
function formTutors(to: Hiring, start: IsoDate) {
  const tutors = new Map<FormCode, PersonId>();
  const roster: Entry[] = [];
  const surnames = to.make.rng.some(STAFF_SURNAMES, 50);
  for (const [index, { code, year }] of demoForms().entries()) {
    const head = code.endsWith('A');
    const titled = `${to.make.rng.pick(['Mr', 'Mrs', 'Ms', 'Miss'])} ${surnames[index] ?? 'Green'}`;
    const person = hire(to, code === '10B' ? 'Mr Lee' : titled, head ? ['tutor', 'pastoral'] : ['tutor']);
    const made = { by: person, at: to.at };
    tutors.set(code, person);
    roster.push(to.make.entry('tutor', { form: code, person, cover: false, from: start, to: null }, made));
    if (head) roster.push(to.make.entry('pastoral', { person, years: [year], from: start, to: null }, made));
  }
  return { tutors, roster };
}

interface Advisers {
  readonly jo: PersonId;
  readonly daniel: PersonId;
  readonly senco: PersonId;
  readonly at: Instant;
  readonly start: IsoDate;
}

function otherDuties(make: Maker, { jo, daniel, senco, at, start }: Advisers): readonly Entry[] {
  const years = [...DEMO_YEARS];
  return [
    make.entry('caseload', { person: jo, years, from: start, to: null }, { by: jo, at }),
    make.entry('caseload', { person: daniel, years: [9, 11], from: start, to: null }, { by: daniel, at }),
    make.entry('pastoral', { person: senco, years, from: start, to: null }, { by: senco, at }),
  ];
}
