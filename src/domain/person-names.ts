/**
 * Names as they are shown and sorted. Pupils stand by surname, as in a register; staff are shown as the school writes them.
 */
import type { StaffEntry } from './entries/school.ts';
import type { PersonId } from './ids.ts';

/** What a pupil is called: preferred first name and surname. */
export interface PupilName {
  readonly name: string;
  readonly surname: string;
}

const COLLATOR = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true });

/** "Aisha Khan". */
export const fullName = ({ name, surname }: PupilName): string => `${name} ${surname}`.trim();

/** "Khan, Aisha", as registers have it. */
export const registerName = ({ name, surname }: PupilName): string =>
  surname === '' || name === '' ? fullName({ name, surname }) : `${surname}, ${name}`;

/** Order by surname, then first name, accents and capitals aside. */
export const bySurname = (a: PupilName, b: PupilName): number =>
  COLLATOR.compare(a.surname, b.surname) || COLLATOR.compare(a.name, b.name);

/** Order of forms: 9A before 10B, 10A before 10B. */
export const byForm = (a: string, b: string): number => COLLATOR.compare(a, b);

/** "Ben’s", "James’s" (with the s: GOV.UK and Fowler). */
export const possessive = (name: string): string => `${name}’s`;

/** "AK": the first letters of first name and surname, whole characters of any script. */
export const initials = ({ name, surname }: PupilName): string =>
  [name, surname].map((part) => ([...part.trim()][0] ?? '').toUpperCase()).join('');

/** The staff by person, from the staff entries of the record "school" (an entry's id is the person). */
export const staffById = <S extends Pick<StaffEntry, 'id'>>(staff: readonly S[]): ReadonlyMap<string, S> =>
  new Map(staff.map((person) => [person.id, person]));

/** A person's name as the school writes it; "somebody" when the school record does not name them here. */
export const staffNameOf = (staff: ReadonlyMap<string, Pick<StaffEntry, 'name'>>, person: PersonId): string =>
  staff.get(person)?.name ?? 'somebody';

/** Order of staff: by the last word of the name, so that "Mr Lee" and "Jo Mercer" stand by surname. */
export const byStaffName = (a: Pick<StaffEntry, 'name'>, b: Pick<StaffEntry, 'name'>): number =>
  COLLATOR.compare(lastWord(a.name), lastWord(b.name)) || COLLATOR.compare(a.name, b.name);

const lastWord = (name: string): string => name.trim().split(/\s+/).at(-1) ?? '';
