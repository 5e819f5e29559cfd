/**
 * One of each at a small school, by the part they play towards Aisha Khan of 10B, with the roster that gives them their
 * groups. The tables of test/domain (who sees, who may) have a column for each, in this order.
 *
 *   pu pupil, Aisha herself     pu2 a pupil of 9A           tu tutor of 10B           co cover in 10B today
 *   tu2 tutor of 9A             ex tutor of 10B last year   pa pastoral, Year 10      pa2 pastoral, Year 9
 *   ad adviser of Year 10       ad2 adviser of Year 9       bk adviser who met her 30 days ago, of no caseload
 *   ol adviser who met her 31 days ago                      su subject lead           am administrator
 *   le careers leader           se senior leader            gone an adviser of Year 10 who has left the school
 */
import type { RosterFacts } from '../../src/domain/grants.ts';
import type { Role } from '../../src/domain/group.ts';
import type { FormCode, PersonId, RecordId } from '../../src/domain/ids.ts';
import type { IsoDate } from '../../src/domain/time.ts';

/** The parts, in the order of the tables' columns. */
export const CAST = [
  'pu',
  'pu2',
  'tu',
  'co',
  'tu2',
  'ex',
  'pa',
  'pa2',
  'ad',
  'ad2',
  'bk',
  'ol',
  'su',
  'am',
  'le',
  'se',
  'gone',
] as const;
export type Part = (typeof CAST)[number];

/** The day of the cast, a Wednesday in autumn term. */
export const CAST_DAY = '2026-11-11' as IsoDate;
/** Her record, and the person that she is. */
export const HER_RECORD = 'pupil-1' as RecordId;

/** The person of a part: a pupil is their record. */
export const personOf = (part: Part): PersonId =>
  (part === 'pu' ? 'pupil-1' : part === 'pu2' ? 'pupil-2' : part) as PersonId;

const ROLES_OF: Readonly<Record<Part, readonly Role[]>> = {
  pu: ['pupil'],
  pu2: ['pupil'],
  tu: ['tutor'],
  co: ['tutor'],
  tu2: ['tutor'],
  ex: ['tutor'],
  pa: ['pastoral'],
  pa2: ['pastoral'],
  ad: ['adviser'],
  ad2: ['adviser'],
  bk: ['adviser'],
  ol: ['adviser'],
  su: ['subject'],
  am: ['admin'],
  le: ['leader'],
  se: ['senior'],
  gone: ['adviser'],
};

/** The roles of a part at the school. */
export const rolesOf = (part: Part): readonly Role[] => ROLES_OF[part];

const from = '2026-09-01' as IsoDate;
const ever = { from, to: null };
const form = (code: string) => code as FormCode;

/** The roster of the cast. */
export const CAST_FACTS: RosterFacts = {
  pupils: [
    { record: HER_RECORD, year: 10, form: form('10B'), from, to: null },
    { record: 'pupil-2' as RecordId, year: 9, form: form('9A'), from, to: null },
  ],
  staff: CAST.filter((part) => !part.startsWith('pu')).map((part) => ({
    person: personOf(part),
    roles: ROLES_OF[part],
    left: part === 'gone',
  })),
  tutors: [
    { person: personOf('tu'), form: form('10B'), ...ever },
    { person: personOf('co'), form: form('10B'), from: CAST_DAY, to: CAST_DAY },
    { person: personOf('tu2'), form: form('9A'), ...ever },
    { person: personOf('ex'), form: form('10B'), from: '2025-09-01' as IsoDate, to: '2026-08-31' as IsoDate },
  ],
  caseloads: [
    { person: personOf('ad'), years: [10, 11], ...ever },
    { person: personOf('ad2'), years: [9], ...ever },
    { person: personOf('gone'), years: [10], ...ever },
  ],
  pastoral: [
    { person: personOf('pa'), years: [10], ...ever },
    { person: personOf('pa2'), years: [9], ...ever },
  ],
  bookings: [
    { person: personOf('bk'), record: HER_RECORD, date: '2026-10-12' as IsoDate },
    { person: personOf('ol'), record: HER_RECORD, date: '2026-10-11' as IsoDate },
  ],
  everyAdviserSeesAll: false,
  programmes: ['programme/2026' as RecordId],
};

/** A table of who can what: a heading of parts, a row for each thing, `x` for yes and `·` for no. */
export function drawTable(rows: readonly (readonly [string, (part: Part) => boolean])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  const cells = (name: string, cell: (part: Part) => string) =>
    [name.padEnd(width), ...CAST.map((part) => cell(part).padEnd(part.length))].join(' ').trimEnd();
  return [cells('', (part) => part), ...rows.map(([name, can]) => cells(name, (part) => (can(part) ? 'x' : '·')))].join(
    '\n',
  );
}
