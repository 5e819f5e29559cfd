/**
 * What each part is sent, against the design's table "entry kind | readers": a row a kind. The letters that a part has in a
 * record are those of people.ts; they are compared with what the server grants, and with the simulator's oracle.
 */
import { CAREER_READERS } from '../../../src/domain/entries/career.ts';
import { SCHOOL_READERS } from '../../../src/domain/entries/school.ts';
import type { Entry } from '../../../src/domain/record.ts';
import { isReadIn, lettersOf } from '../../simulation/oracle/truth.ts';
import { PARTS, RECORDS, lettersIn, partOf } from './people.ts';
import type { MatrixSchool, Synced } from './school.ts';
import { ERASED, THEIRS } from './records.ts';
import type { Sheet } from './sheet.ts';

/** Who reads a new entry of each kind. A draft: its author. */
export const READ_BY: Readonly<Record<string, string>> = {
  pupil: 'NPTSGL',
  identity: 'PSGL',
  adviser: 'PSGL',
  support: 'SGL',
  adjustment: 'PTSGL',
  grades: 'PTGL',
  aspiration: 'PTSGL',
  intention: 'PTSGL',
  preparation: 'PGL',
  request: 'PGL',
  interview: 'PTSGL',
  note: 'GL',
  step: 'PTSGL',
  followup: 'PTSGL',
  ask: 'TGL',
  experience: 'PTSGL',
  lmi: 'PTGL',
  application: 'PTGL',
  'la-sharing': 'PL',
  concern: 'PL',
  draft: 'author',
};

/** The school's own records: everyone is pupils and staff. */
const SCHOOL_READ_BY: Readonly<Record<string, readonly [record: string, readers: string]>> = {
  school: ['school', 'NP'],
  terms: ['school', 'NP'],
  form: ['school', 'NP'],
  staff: ['school', 'NP'],
  planned: ['programme/2026', 'NP'],
  tutor: ['roster', 'N'],
  caseload: ['roster', 'N'],
  pastoral: ['roster', 'N'],
  visit: ['roster', 'N'],
};

/** The groups for which an entry is, by the tables: none for a draft, the careers leader for what was removed. */
export function readersByTable({ kind, withdrawn }: Entry): readonly string[] {
  if (kind === 'draft') return [];
  return withdrawn === undefined ? [...(READ_BY[kind] ?? SCHOOL_READ_BY[kind]?.[1] ?? '')] : ['L'];
}

/** Kinds of the product that have no row, and rows without a kind. */
export function checkRows(sheet: Sheet): void {
  sheet.cell('kinds of a career record', Object.keys(READ_BY).toSorted(), Object.keys(CAREER_READERS).toSorted());
  sheet.cell(
    'kinds of the school’s records',
    Object.keys(SCHOOL_READ_BY).toSorted(),
    Object.keys(SCHOOL_READERS).toSorted(),
  );
}

/** Does somebody with these letters read an entry, by the table, or by what was chosen for it (a removed one is the leader’s)? */
export function reads(letters: string, person: string, entry: Entry): boolean {
  if (entry.kind === 'draft') return entry.author === person;
  return readersByTable(entry).some((letter) => letters.includes(letter));
}

/** Everything that everybody is sent, on a first sync that also asks by name for what is not theirs. */
export async function checkReads(sheet: Sheet, school: MatrixSchool): Promise<void> {
  const stored = await school.stored();
  const want = [...RECORDS, ERASED, THEIRS, 'roster', 'school', 'programme/2026'] as never[];
  for (const [part, { person }] of Object.entries(PARTS)) {
    const synced = await school.send(person, [], { cookie: null });
    const asked = await school.send(person, [], { want, check: [['aisha' as never, 0]] });
    for (const [how, reply] of [
      ['first sync', synced],
      ['asked by name', asked],
    ] as const) {
      for (const record of RECORDS) {
        const letters = lettersIn(part, record);
        sheet.cell(`${how}: ${part} is granted ${record}`, letters, reply.granted.get(record) ?? '');
        sheet.cell(
          `oracle: ${part} is granted ${record}`,
          [...letters].sort(),
          [...lettersOf(stored, person, record)].sort(),
        );
        checkRecord(sheet, { part, person, record, letters, how }, [reply, stored.entries.get(record) ?? {}]);
      }
      checkSchool(sheet, part, reply);
      const others = reply.records.map((line) => line.id as string).filter((id) => id === ERASED || id === THEIRS);
      sheet.cell(`${how}: ${part} is sent what was erased, or is another school’s`, [], others);
    }
  }
}

interface Sent {
  readonly part: string;
  readonly person: string;
  readonly record: string;
  readonly letters: string;
  readonly how: string;
}

function checkRecord(
  sheet: Sheet,
  { part, person, record, letters, how }: Sent,
  [reply, there]: readonly [Synced, Readonly<Record<string, Entry>>],
): void {
  const line = reply.records.find((one) => one.id === (record as string));
  const all = Object.values(there);
  for (const kind of Object.keys(READ_BY)) {
    const ids = all.filter((entry) => entry.kind === kind).filter((entry) => reads(letters, person, entry));
    const sent = Object.values(line?.entries ?? {}).filter((entry) => entry.kind === kind);
    const idsOf = (entries: readonly Entry[]) => entries.map((entry) => entry.id as string).toSorted();
    sheet.cell(`${how}: ${kind} of ${record}, for ${part}`, idsOf(ids), idsOf(sent));
  }
  const hidden = all.filter((entry) => !reads(letters, person, entry));
  sheet.cell(
    `oracle: what is hidden of ${record} from ${part}`,
    hidden.map((one) => one.id),
    all.filter((one) => !isReadIn(letters, person, one as never)).map((one) => one.id),
  );
}

function checkSchool(sheet: Sheet, part: string, reply: Synced): void {
  const letters = schoolLetters(part);
  for (const record of ['school', 'programme/2026', 'roster']) {
    const holds = record === 'roster' && letters === 'P' ? '' : letters;
    sheet.cell(`${part} is granted ${record}`, part === 'leader' ? 'NL' : holds, reply.granted.get(record) ?? '');
  }
  for (const [kind, [record, readers]] of Object.entries(SCHOOL_READ_BY)) {
    const may = [...readers].some((letter) => letters.includes(letter));
    const line = reply.records.find((one) => one.id === (record as string));
    const sent = Object.values(line?.entries ?? {}).some((entry) => entry.kind === kind);
    sheet.cell(`${kind} of ${record}, for ${part}`, may, sent);
  }
}

/** Everybody who is at the school: staff by names, pupils as pupils; who has left by none. */
function schoolLetters(part: string): string {
  if (part === 'leaver' || part === 'left-staff') return '';
  return partOf(part).roles.includes('pupil') ? 'P' : 'N';
}
