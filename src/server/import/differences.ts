/**
 * What a row changes in a pupil's record, as mutations to be applied and as words for the preview.
 * What a file does not say stays as it is; a pupil's own way of writing their name is not lost to a legal one.
 */
import type { ArgsOf } from '../../domain/mutations/registry.ts';
import type { IsoDate } from '../../domain/time.ts';
import type { RosterPupil } from './roster.ts';
import type { ImportRow } from './rows.ts';

type Named<N extends 'pupil.enrol' | 'pupil.change' | 'pupil.leave' | 'identity.set' | 'support.set'> = {
  readonly name: N;
  readonly args: ArgsOf<N>;
};

/** A mutation of one pupil's record. */
export type PupilCommand =
  | Named<'pupil.enrol'>
  | Named<'pupil.change'>
  | Named<'pupil.leave'>
  | Named<'identity.set'>
  | Named<'support.set'>;

/** What is done to one record, and in what words. */
export interface Difference {
  readonly commands: readonly PupilCommand[];
  readonly what: readonly string[];
}

/** The mutations that bring in a new pupil; `today` where the file does not say since when. */
export function enrolment(row: ImportRow, today: IsoDate): readonly PupilCommand[] {
  const { name, surname, year, form, born, upn, sex, eal } = row;
  const legal = { legalForename: row.legalForename ?? name, legalSurname: row.legalSurname ?? surname };
  const support = supportAfter(row, null);
  return [
    {
      name: 'pupil.enrol',
      args: { name, surname, pronunciation: null, year, form, from: row.from ?? today, to: row.leaving },
    },
    { name: 'identity.set', args: { ...legal, born, upn, sex, eal } },
    ...(support ? [{ name: 'support.set', args: support } as const] : []),
  ];
}

/** Who is told of a difference, and when. `readsIdentity`: they may read the legal name, birth date and UPN that were there. */
interface Told {
  readonly today: IsoDate;
  readonly readsIdentity: boolean;
}

/** What changes for a pupil who is here; no commands when nothing does. */
export function difference(row: ImportRow, known: RosterPupil, { today, readsIdentity }: Told): Difference {
  const parts = [
    pupilPart(row, known),
    leavingPart(row, known, today),
    identityPart(row, known, readsIdentity),
    supportPart(row, known),
  ];
  return { commands: parts.flatMap((part) => part.commands), what: parts.flatMap((part) => part.what) };
}

const NOTHING: Difference = { commands: [], what: [] };
const shown = (value: string | number | null): string => (value === null || value === '' ? 'none' : String(value));
const moved = (label: string, before: string | number | null, after: string | number | null): readonly string[] =>
  before === after ? [] : [`${label}: ${shown(before)} → ${shown(after)}`];

/** The same for who may not read what was there. */
const becomes: typeof moved = (label, before, after) => (before === after ? [] : [`${label}: now ${shown(after)}`]);

/** The name that a pupil goes by gives way to another one, but not to the legal name that is known already. */
const usedName = (given: string, said: boolean, used: string, legal: string | undefined): string =>
  !said && given === legal ? used : given;

function pupilPart(row: ImportRow, { pupil, identity }: RosterPupil): Difference {
  const after = {
    name: usedName(row.name, row.preferred, pupil.name, identity?.legalForename),
    surname: usedName(row.surname, row.preferred, pupil.surname, identity?.legalSurname),
    year: row.year,
    form: row.form ?? pupil.form,
  };
  const what = [
    ...moved('Name', `${pupil.name} ${pupil.surname}`, `${after.name} ${after.surname}`),
    ...moved('Year', pupil.year, after.year),
    ...moved('Form', pupil.form, after.form),
  ];
  const changed = Object.entries(after).filter(([field, value]) => pupil[field as keyof typeof after] !== value);
  if (changed.length === 0) return NOTHING;
  return { commands: [{ name: 'pupil.change', args: Object.fromEntries(changed) }], what };
}

/** A pupil who left before today and is in the file again is back; a day to come stays unless the file names another. */
function leavingPart({ leaving }: ImportRow, { pupil }: RosterPupil, today: IsoDate): Difference {
  if (leaving === pupil.to) return NOTHING;
  if (leaving === null && pupil.to !== null && pupil.to >= today) return NOTHING;
  const what = leaving === null ? 'Is back at the school' : `Last day at the school: ${leaving}`;
  return { commands: [{ name: 'pupil.leave', args: { to: leaving } }], what: [what] };
}

const yesNo = (value: boolean | null | undefined): string | null => (value == null ? null : value ? 'Yes' : 'No');

function identityPart(row: ImportRow, { identity }: RosterPupil, reads: boolean): Difference {
  const words = reads ? moved : becomes;
  const none = { legalForename: '', legalSurname: '', born: null, upn: null, sex: null, eal: null };
  const before = { ...none, ...identity };
  const after = {
    legalForename: row.legalForename ?? (identity ? before.legalForename : row.name),
    legalSurname: row.legalSurname ?? (identity ? before.legalSurname : row.surname),
    born: row.born ?? before.born,
    upn: row.upn ?? before.upn,
    sex: row.sex ?? before.sex,
    eal: row.eal ?? before.eal,
  };
  const fields = ['legalForename', 'legalSurname', 'born', 'upn', 'sex', 'eal'] as const;
  if (fields.every((field) => before[field] === after[field])) return NOTHING;
  const what = [
    ...words(
      'Legal name',
      `${before.legalForename} ${before.legalSurname}`.trim(),
      `${after.legalForename} ${after.legalSurname}`,
    ),
    ...words('Date of birth', before.born, after.born),
    ...words('UPN', before.upn, after.upn),
    ...words('Sex', before.sex, after.sex),
    ...words('English as an additional language', yesNo(before.eal), yesNo(after.eal)),
  ];
  return { commands: [{ name: 'identity.set', args: after }], what };
}

function supportPart(row: ImportRow, { support }: RosterPupil): Difference {
  const after = supportAfter(row, support);
  return after ? { commands: [{ name: 'support.set', args: after }], what: ['Support and plans'] } : NOTHING;
}

/** The support entry after a row; null when it stays as it is, or when nothing needs to be recorded. */
function supportAfter(row: ImportRow, before: RosterPupil['support']): ArgsOf<'support.set'> | null {
  const start = before ?? { sen: 'N' as const, pupilPremium: false, lookedAfter: false, outcomes: null };
  const after = {
    sen: row.sen ?? start.sen,
    pupilPremium: row.pupilPremium ?? start.pupilPremium,
    lookedAfter: row.lookedAfter ?? start.lookedAfter,
    outcomes: start.outcomes,
  };
  const same =
    after.sen === start.sen && after.pupilPremium === start.pupilPremium && after.lookedAfter === start.lookedAfter;
  return same ? null : after;
}
