/**
 * Everybody of the permission matrix, by the part they play towards Aisha Khan of 10B, and what each holds: written from the
 * design's table "role | records | groups", and not from the code. A new part: a line in each table here.
 */
import type { Role } from '../../../src/domain/group.ts';
import type { IsoDate } from '../../../src/domain/time.ts';

/** The day of the matrix: a Wednesday in autumn term. */
export const DAY = '2026-11-11' as IsoDate;

/** A part: who it is, what they are at the school, and the duties that the roster gives them, with their dates. */
export interface Part {
  readonly person: string;
  readonly roles: readonly Role[];
  readonly left?: true;
  readonly form?: string;
  readonly caseload?: readonly number[];
  readonly pastoral?: readonly number[];
  /** The date of an interview with Aisha. */
  readonly met?: string;
  /** What it is, held where nothing is said, and the day on which its adviser said so, today where none is named. */
  readonly as?: 'booked' | 'walk-in';
  readonly said?: string;
  /** The duty's last day; until further notice where there is none. */
  readonly to?: string;
}

export const PARTS: Readonly<Record<string, Part>> = {
  pupil: { person: 'aisha', roles: ['pupil'] },
  'pupil-9a': { person: 'ben', roles: ['pupil'] },
  leaver: { person: 'lena', roles: ['pupil'] },
  tutor: { person: 'mr-lee', roles: ['tutor'], form: '10B' },
  cover: { person: 'ms-cove', roles: ['tutor'], form: '10B', to: DAY },
  'tutor-9a': { person: 'mr-nine', roles: ['tutor'], form: '9A' },
  'tutor-ended': { person: 'mr-ended', roles: ['tutor'], form: '10B', to: '2026-11-10' },
  'tutor-60': { person: 'mr-sixty', roles: ['tutor'], form: '10B', to: '2026-09-12' },
  'tutor-61': { person: 'mr-sixty-one', roles: ['tutor'], form: '10B', to: '2026-09-11' },
  pastoral: { person: 'ms-brandt', roles: ['pastoral'], pastoral: [10] },
  'pastoral-9': { person: 'ms-nine', roles: ['pastoral'], pastoral: [9] },
  'pastoral-ended': { person: 'ms-ended', roles: ['pastoral'], pastoral: [10], to: '2026-11-10' },
  adviser: { person: 'jo-mercer', roles: ['adviser'], caseload: [10, 11] },
  'adviser-9': { person: 'ad-nine', roles: ['adviser'], caseload: [9] },
  'adviser-ended': { person: 'ad-ended', roles: ['adviser'], caseload: [10], to: '2026-11-10' },
  'booked-30': { person: 'ad-thirty', roles: ['adviser'], met: '2026-10-12' },
  'booked-31': { person: 'ad-thirty-one', roles: ['adviser'], met: '2026-10-11' },
  'walk-in': { person: 'ad-walk', roles: ['adviser'] },
  // Whatever date they give it: a held interview counts from when it was finished, a walk-in from when it began, a booking for a year and a day.
  'held-31': { person: 'ad-held', roles: ['adviser'], met: '2099-12-31', said: '2026-10-11' },
  'walk-in-31': { person: 'ad-walk-31', roles: ['adviser'], met: '2099-12-31', as: 'walk-in', said: '2026-10-11' },
  'booked-long': { person: 'ad-long', roles: ['adviser'], met: '2099-12-31', as: 'booked', said: '2025-10-10' },
  'tutor-adviser': { person: 'ms-both', roles: ['tutor', 'adviser'], form: '9A', caseload: [10] },
  subject: { person: 'ms-subject', roles: ['subject'] },
  admin: { person: 'ms-reed', roles: ['admin'] },
  leader: { person: 'mrs-okafor', roles: ['leader'] },
  senior: { person: 'dr-head', roles: ['senior'] },
  'no-role': { person: 'ms-nothing', roles: [] },
  'left-staff': { person: 'mr-gone', roles: ['adviser', 'tutor'], left: true, form: '10B', caseload: [10] },
};

/** Somebody of another school, who is everything there. */
export const ELSEWHERE = { person: 'mrs-other', roles: ['leader', 'adviser', 'tutor', 'admin'] as const };

/** Aisha of 10B, Ben of 9A, Lena who left 10B on 23 October, Tom whom the adviser met and who is not on the list. */
export const RECORDS = ['aisha', 'ben', 'lena', 'tom'] as const;
export type HeldRecord = (typeof RECORDS)[number];

/** The groups that each part has in each record today: · for none. */
const HOLDS = `
                aisha  ben   lena   tom
pupil           P      ·     ·      ·
pupil-9a        ·      P     ·      ·
leaver          ·      ·     ·      ·
tutor           NT     N     NT     ·
cover           NT     N     NT     ·
tutor-9a        N      NT    N      ·
tutor-ended     N      N     N      ·
tutor-60        N      N     N      ·
tutor-61        N      N     N      ·
pastoral        NS     N     NS     ·
pastoral-9      N      NS    N      ·
pastoral-ended  N      N     N      ·
adviser         NG     N     NG     NG
adviser-9       N      NG    N      ·
adviser-ended   N      N     N      ·
booked-30       NG     N     N      ·
booked-31       N      N     N      ·
walk-in         NG     N     N      ·
held-31         N      N     N      ·
walk-in-31      N      N     N      ·
booked-long     N      N     N      ·
tutor-adviser   NG     NT    NG     ·
subject         N      N     N      ·
admin           N      N     N      ·
leader          NGL    NGL   NGL    NGL
senior          ·      ·     ·      ·
no-role         ·      ·     ·      ·
left-staff      ·      ·     ·      ·`;

/** Rights that have ended: on whose record, by which groups, on a day on which they were held. */
export const ENDED: readonly {
  readonly part: string;
  readonly record: HeldRecord;
  readonly letters: string;
  readonly at: string;
  /** Did they end at most 60 days ago? */
  readonly inGrace: boolean;
}[] = [
  { part: 'tutor-ended', record: 'aisha', letters: 'NT', at: '2026-11-10', inGrace: true },
  { part: 'tutor-60', record: 'aisha', letters: 'NT', at: '2026-09-12', inGrace: true },
  { part: 'tutor-61', record: 'aisha', letters: 'NT', at: '2026-09-11', inGrace: false },
  { part: 'pastoral-ended', record: 'aisha', letters: 'NS', at: '2026-11-10', inGrace: true },
  { part: 'adviser-ended', record: 'aisha', letters: 'NG', at: '2026-11-10', inGrace: true },
  { part: 'leaver', record: 'lena', letters: 'P', at: '2026-10-23', inGrace: true },
  // Who has left the school has nothing, whenever it was written.
  { part: 'left-staff', record: 'aisha', letters: '', at: '2026-11-10', inGrace: true },
  // Long before, by a tablet that was away: what counts is when the right ended.
  { part: 'tutor-ended', record: 'aisha', letters: 'NT', at: '2026-06-01', inGrace: true },
  { part: 'tutor-61', record: 'aisha', letters: 'NT', at: '2026-06-01', inGrace: false },
  // A day before or after what they held gives nothing.
  { part: 'tutor-ended', record: 'aisha', letters: 'N', at: '2026-05-31', inGrace: false },
  { part: 'leaver', record: 'aisha', letters: '', at: '2026-10-23', inGrace: true },
];

/** The rows of a table by their first word; a dot is nothing. */
export function readGrid(text: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const [heading = '', ...rows] = text.trim().split('\n');
  const columns = heading.trim().split(/ +/);
  return new Map(
    rows.map((row) => {
      const [name = '', ...cells] = row.trim().split(/ +/);
      if (cells.length !== columns.length) throw new Error(`The row ${name} has ${cells.length} cells`);
      return [name, Object.fromEntries(columns.map((column, n) => [column, cells[n] === '·' ? '' : (cells[n] ?? '')]))];
    }),
  );
}

const held = readGrid(HOLDS);

/** The letters of the groups that a part has in a record today. */
export function lettersIn(part: string, record: HeldRecord): string {
  const letters = held.get(part)?.[record];
  if (letters === undefined) throw new Error(`${part} has no line in the table of who holds what`);
  return letters;
}

/** The part, which must be there. */
export function partOf(name: string): Part {
  const part = PARTS[name];
  if (!part) throw new Error(`There is no part ${name}`);
  return part;
}
