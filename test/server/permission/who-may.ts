/**
 * Who may make which mutation, from the design's table "mutations | who may". On pupils' records it is the table of the simulator's
 * oracle (test/simulation/oracle/rights.ts); what the office does, and what hangs on whose the entry is, is written here.
 * A new mutation of pupils' records: a line in NEEDS there. One of the school's own: a line in OFFICE here.
 */
import { ADDS, ADVISERS_ONLY, NEEDS } from '../../simulation/oracle/rights.ts';
import type { HeldRecord } from './people.ts';
import { lettersIn, partOf } from './people.ts';

/** The office: by role, on a record that they hold as N; `own`: an adviser too, on a visit of their own. */
export const OFFICE: Readonly<
  Record<string, { readonly about: string; readonly roles: readonly string[]; readonly own?: true }>
> = {
  'pupil.enrol': { about: 'pupil', roles: ['leader', 'admin'] },
  'pupil.change': { about: 'pupil', roles: ['leader', 'admin'] },
  'pupil.leave': { about: 'pupil', roles: ['leader', 'admin'] },
  'identity.set': { about: 'pupil', roles: ['leader', 'admin'] },
  'grades.set': { about: 'pupil', roles: ['leader', 'admin'] },
  'school.set': { about: 'school', roles: ['leader', 'admin'] },
  'terms.set': { about: 'school', roles: ['leader', 'admin'] },
  'form.set': { about: 'school', roles: ['leader', 'admin'] },
  'staff.set': { about: 'school', roles: ['leader', 'admin'] },
  'roster.tutor': { about: 'roster', roles: ['leader', 'admin'] },
  'roster.caseload': { about: 'roster', roles: ['leader', 'admin'] },
  'roster.pastoral': { about: 'roster', roles: ['leader', 'admin'] },
  'roster.end': { about: 'roster', roles: ['leader', 'admin'] },
  'visit.set': { about: 'roster', roles: ['leader', 'admin'], own: true },
  'visit.close': { about: 'roster', roles: ['leader', 'admin'], own: true },
  'programme.set': { about: 'programme/2026', roles: ['leader'] },
};

/** The names that have a row. */
export const ROWS: readonly string[] = [...new Set([...Object.keys(NEEDS), ...Object.keys(OFFICE)])];

/** On which record: a pupil's, or one of the school's own. */
export const aboutOf = (name: string): string => OFFICE[name]?.about ?? 'pupil';

/** What makes a record that is not there: an adviser meets somebody who is not on the list, the office enrols. */
const FOUNDED_BY: Readonly<Record<string, readonly string[]>> = {
  'unlisted.add': ['adviser'],
  'pupil.enrol': ['leader', 'admin'],
};

/** May the part make a record of this name that is not there? */
export const mayFound = (roles: readonly string[], name: string): boolean =>
  FOUNDED_BY[name]?.some((role) => roles.includes(role)) ?? false;

/** May the part, who holds a pupil's record by these letters, whoever's the entries are? Withdrawals and amendments apart. */
export function mayWith(part: string, name: string, letters: string): boolean {
  const { roles } = partOf(part);
  const office = OFFICE[name];
  if (office) return letters !== '' && office.roles.some((role) => roles.includes(role as never));
  const needs = NEEDS[name];
  if (needs === undefined) throw new Error(`${name} has no row`);
  if (ADVISERS_ONLY.test(name) && !roles.includes('adviser')) return false;
  return [...needs].some((letter) => letters.includes(letter));
}

/** May the part today, on entries of the corpus? It removes and amends its own only: the talk is the tutor's, of the day before yesterday. */
export function mayToday(part: string, name: string, record: HeldRecord): boolean {
  const letters = lettersIn(part, record);
  if (name === 'entry.withdraw') return letters.includes('L');
  if (name === 'activity.amend')
    return letters.includes('L') || (part === 'tutor' && record !== 'ben' && letters.includes('T'));
  return mayWith(part, name, letters);
}

/** May the part on a record of the school's own? Visits of the corpus are the adviser's. */
export function mayOnSchool(part: string, name: string): boolean {
  const { roles, left } = partOf(part);
  const office = OFFICE[name];
  if (!office || left) return false;
  return office.roles.some((role) => roles.includes(role as never)) || (office.own === true && part === 'adviser');
}

/** Does it only add? Then a right that ended up to 60 days ago still counts, if it was held when it was written. */
export const onlyAdds = (name: string): boolean => ADDS.test(name);
