/**
 * Pupils who are not at the school today, as every school has them on record: some left at the end of Year 11, some in
 * mid-year, and two are known who come in September.
 */
import { schoolYearOf } from '../../domain/calendar.ts';
import type { FormCode } from '../../domain/ids.ts';
import type { Entry } from '../../domain/record.ts';
import type { IsoDate } from '../../domain/time.ts';
import { addDays } from '../../domain/time.ts';
import { experiences, plans } from './career.ts';
import { londonInstant, termsOf } from './demo-calendar.ts';
import { heldInterview } from './interviews.ts';
import type { DemoPupil } from './pupils.ts';
import { FORM_SIZE, enrolled } from './pupils.ts';
import { FORM_LETTERS, demoForms } from './staff.ts';
import { USUAL_SLOTS } from './visits.ts';
import type { World } from './world.ts';

/** Of each: how they left or come, and how much there is about them. */
type Kind = 'left-year-11' | 'left-mid-year' | 'to-come';
interface Known {
  readonly name: string;
  readonly surname: string;
  readonly sex: 'M' | 'F';
  readonly kind: Kind;
  /** The year group when they left, or come into. */
  readonly year: number;
  /** Was rarely in school: there is nothing about them but who they are. */
  readonly bare?: boolean;
}

const KNOWN: readonly Known[] = [
  { name: 'Daisy', surname: 'Holt', sex: 'F', kind: 'left-year-11', year: 11 },
  { name: 'Omar', surname: 'Siddiqui', sex: 'M', kind: 'left-year-11', year: 11 },
  { name: 'Marek', surname: 'Kowal', sex: 'M', kind: 'left-year-11', year: 11, bare: true },
  { name: 'Lucy', surname: 'Brennan', sex: 'F', kind: 'left-mid-year', year: 10, bare: true },
  { name: 'Elliot', surname: 'Marsh', sex: 'M', kind: 'left-mid-year', year: 9 },
  { name: 'Ruby', surname: 'Lane', sex: 'F', kind: 'to-come', year: 7 },
  { name: 'Tomasz', surname: 'Wilk', sex: 'M', kind: 'to-come', year: 7 },
];

/** A month ago. */
const LEFT_DAYS_AGO = 30;

/** Their records. Nobody has a form here, and nobody is counted among the pupils of the day. */
export function comeAndGone(
  world: World,
): readonly { readonly pupil: DemoPupil; readonly entries: readonly Entry[] }[] {
  return KNOWN.map((known, index) => {
    const { from, to } = daysAt(world, known);
    const rng = world.rng.fork(`come-and-gone-${index}`);
    const serial = demoForms().length * FORM_SIZE + index;
    const { name, surname, sex, year, kind, bare = false } = known;
    // The form that they would have been in, of those of today: what it took part in, they did.
    const then = kind === 'left-year-11' ? year + 1 : year;
    const form = `${Math.min(then, 11)}${FORM_LETTERS[index] ?? 'A'}` as FormCode;
    const whole = enrolled(rng, { name, surname, sex, year, form, serial, schoolYear: startOf(world, from, year) });
    const joinedAt = kind === 'to-come' ? world.now : londonInstant(addDays(from, -14), '10:00');
    const pupil: DemoPupil = { ...whole, from, joinedAt, storied: true };
    return {
      pupil,
      entries: [...basics(world, pupil, to), ...(bare || kind === 'to-come' ? [] : lived(world, pupil, to))],
    };
  });
}

/** So that birth dates fit the year group at the time. */
const startOf = ({ schoolYear }: World, from: IsoDate, year: number): number =>
  Math.min(schoolYear, schoolYearOf(from) + (year - 7));

/** First and last day. */
function daysAt(
  { today, schoolYear }: World,
  { kind, year }: Known,
): { readonly from: IsoDate; readonly to: IsoDate | null } {
  const firstDay = (start: number) => termsOf(start)[0]?.from ?? (`${start}-09-05` as IsoDate);
  if (kind === 'to-come') return { from: firstDay(schoolYear + 1), to: null };
  if (kind === 'left-year-11') return { from: firstDay(schoolYear - 5), to: `${schoolYear}-07-17` as IsoDate };
  const to = addDays(today, -LEFT_DAYS_AGO);
  return { from: firstDay(schoolYearOf(to) - (year - 7)), to };
}

function basics({ staff, makerFor }: World, pupil: DemoPupil, to: IsoDate | null): readonly Entry[] {
  const make = makerFor(pupil.record);
  const { name, surname, year, from, born, upn, sex } = pupil;
  const made = { by: staff.admin, at: pupil.joinedAt };
  const changed = to === null ? {} : { changed: { by: staff.admin, at: londonInstant(to, '15:30') } };
  return [
    make.single('pupil', { name, surname, pronunciation: null, year, form: null, from, to }, { ...made, ...changed }),
    make.single('identity', { legalForename: name, legalSurname: surname, born, upn, sex }, made),
  ];
}

/** What they did until they left: as others of their year, with an interview for those who finished Year 11. */
function lived(world: World, pupil: DemoPupil, to: IsoDate | null): readonly Entry[] {
  const make = world.makerFor(`${pupil.record}-lived`);
  const did = [...experiences(world, make, pupil), ...plans(world, make, pupil)].filter(
    (entry) => to === null || entry.kind !== 'experience' || entry.facts.date <= to,
  );
  if (pupil.year < 11 || to === null) return did;
  const from = make.rng.pick(USUAL_SLOTS);
  const held = { date: addDays(to, -130), from, adviser: world.staff.jo, type: 'personal-guidance', steps: 2 } as const;
  return [...did, ...heldInterview(world, make, pupil, held)];
}
