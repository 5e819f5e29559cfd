/**
 * Who may see what, written from the tables of who reads what and from nothing of the product: the oracle's own judgement.
 * It reads the server's store as data.
 */
import type { Stored } from '../server-port.ts';

/** An entry as data. */
interface Row {
  readonly kind: string;
  readonly id: string;
  readonly readers: readonly string[];
  readonly author: string;
  readonly [field: string]: unknown;
}
type Rows = Readonly<Record<string, Row>>;

const rowsOf = (stored: Stored, record: string): Rows => (stored.entries.get(record) ?? {}) as unknown as Rows;
const kindOf = (rows: Rows, kind: string) => Object.values(rows).filter((row) => row.kind === kind);

/** Is today within the duty? The last day counts. */
const isOn = (row: Row, today: string) =>
  (row['from'] as string) <= today && (row['to'] === null || (row['to'] as string) >= today);
/** Asked thousands of times of the same few days. */
const monthsAgo = new Map<string, string>();
function thirtyDaysBefore(today: string): string {
  const date = monthsAgo.get(today) ?? new Date(Date.parse(today) - 30 * 86_400_000).toISOString().slice(0, 10);
  monthsAgo.set(today, date);
  return date;
}

const LONDON = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' });
const londonDays = new Map<string, string>();
/** The day in school of an instant. */
export function londonDay(at: string): string {
  const day = londonDays.get(at) ?? LONDON.format(new Date(at)).padStart(10, '0');
  londonDays.set(at, day);
  return day;
}

/**
 * The day of an interview from which thirty days count for its adviser: its date, but what is held no later than it was
 * written up, a walk-in no later than it began, and a booking no later than 366 days after somebody last said so.
 */
function countsFrom({ date, status, walkIn, at, madeAt }: Row): string {
  const said = londonDay(at as string);
  const yearOn = () => new Date(Date.parse(said) + 366 * 86_400_000).toISOString().slice(0, 10);
  const last = status === 'finished' ? said : walkIn === true ? londonDay(madeAt as string) : yearOn();
  return [date as string, last].toSorted()[0] ?? last;
}

/** The roles of a member of staff; none: somebody else, or they have left. */
export function rolesOf(stored: Stored, person: string): readonly string[] {
  const staff = rowsOf(stored, 'school')[person];
  return staff && staff['left'] !== true ? (staff['roles'] as readonly string[]) : [];
}

/** Is it a pupil's record, not one of the school's own? */
export const isOfPupil = (record: string): boolean =>
  record !== 'school' && record !== 'roster' && !isProgramme(record);

/** The letters of the groups that a person has on a record; '' when they do not hold it. */
export function lettersOf(stored: Stored, person: string, record: string): string {
  const staff = rowsOf(stored, 'school')[person];
  const school = !isOfPupil(record);
  if (!staff) return pupilLetters(stored, person, record);
  if (staff['left'] === true || isNotBegun(stored, record)) return '';
  const roles = staff['roles'] as readonly string[];
  const leads = roles.includes('leader') ? 'L' : '';
  if (school) return `N${leads}`;
  const rows = rowsOf(stored, record);
  const pupil = rows['pupil'];
  const holds = roles.some((role) => ['tutor', 'pastoral', 'adviser', 'subject', 'admin', 'leader'].includes(role));
  if (!pupil || !holds) return '';
  if (pupil['unlisted'] !== undefined) {
    const metThem = pupil['unlisted'] === 'open' && pupil.author === person && roles.includes('adviser');
    return leads ? 'NGL' : metThem ? 'NG' : '';
  }
  const roster = rowsOf(stored, 'roster');
  const { today } = stored;
  const monthAgo = thirtyDaysBefore(today);
  const duties = (kind: string) => kindOf(roster, kind).filter((row) => row['person'] === person && isOn(row, today));
  const ofYear = (row: Row) => (row['years'] as readonly number[]).includes(pupil['year'] as number);
  const booked = kindOf(rows, 'interview').some(
    (row) => row['adviser'] === person && row['status'] !== 'cancelled' && countsFrom(row) >= monthAgo,
  );
  const has = (role: string, fact: boolean, letter: string) => (roles.includes(role) && fact ? letter : '');
  return [
    'N',
    has(
      'tutor',
      duties('tutor').some((row) => row['form'] === pupil['form']),
      'T',
    ),
    has('pastoral', duties('pastoral').some(ofYear), 'S'),
    leads ? 'G' : has('adviser', booked || duties('caseload').some(ofYear), 'G'),
    leads,
  ].join('');
}

/** Walk-ins with pupils whom their adviser does not have by caseload: on how many records, counting each, on one day in school. */
export function walkInsOn(stored: Stored, person: string, day: string): number {
  const caseload = kindOf(rowsOf(stored, 'roster'), 'caseload').filter(
    (row) => row['person'] === person && isOn(row, stored.today),
  );
  const years = new Set(caseload.flatMap((row) => row['years'] as readonly number[]));
  let count = 0;
  for (const record of stored.entries.keys()) {
    const rows = rowsOf(stored, record);
    const { pupil } = rows;
    if (!pupil || pupil['unlisted'] !== undefined || years.has(pupil['year'] as number)) continue;
    count += kindOf(rows, 'interview').filter(
      (row) => row['walkIn'] === true && row.author === person && londonDay(row['madeAt'] as string) === day,
    ).length;
  }
  return count;
}

const isProgramme = (record: string): boolean => record.startsWith('programme/');
const isNotBegun = (stored: Stored, record: string): boolean =>
  isProgramme(record) && Object.keys(rowsOf(stored, record)).length === 0;

function pupilLetters(stored: Stored, person: string, record: string): string {
  const pupil = rowsOf(stored, person)['pupil'];
  if (!pupil) return '';
  if (pupil['to'] !== null && (pupil['to'] as string) < stored.today) return '';
  return record === person || record === 'school' || (isProgramme(record) && !isNotBegun(stored, record)) ? 'P' : '';
}

/** The entries of a record that a person may see, by id; null when they do not hold the record. */
export function truth(stored: Stored, person: string, record: string): Rows | null {
  const letters = lettersOf(stored, person, record);
  if (letters === '') return null;
  return Object.fromEntries(Object.entries(rowsOf(stored, record)).filter(([, row]) => isReadIn(letters, person, row)));
}

/** Does somebody with these letters read this entry? A draft is its author's alone. */
export const isReadIn = (letters: string, person: string, { readers, author }: Row): boolean =>
  readers.length === 0 ? author === person : readers.some((letter) => letters.includes(letter));

/** The ids of the wordings that a text of an entry shows, whatever its kind. */
export function headsIn(row: Row | undefined): readonly string[] {
  return textsOf(row).flatMap(([, text]) => text.heads.map((head) => head.id));
}

/** All wordings that it knows of, shown or written over. */
export function wordingsIn(row: Row | undefined): readonly string[] {
  return textsOf(row).flatMap(([, text]) => [...text.heads.map((head) => head.id), ...text.past]);
}

/** Wordings that are shown beside each other, one list a text. */
export const besides = (row: Row): readonly (readonly string[])[] =>
  textsOf(row).map(([, text]) => text.heads.map((head) => head.id));

type Text = { readonly heads: readonly { readonly id: string }[]; readonly past: readonly string[] };
const isText = (value: unknown): value is Text => typeof value === 'object' && value !== null && 'heads' in value;
const known = new WeakMap<Row, readonly (readonly [string, Text])[]>();
/** The texts of an entry by name. Entries are never changed in place: what was found once is kept. */
function textsOf(row: Row | undefined): readonly (readonly [string, Text])[] {
  if (!row) return [];
  const found = known.get(row) ?? textsIn(row);
  known.set(row, found);
  return found;
}
function textsIn(row: Row): readonly (readonly [string, Text])[] {
  const fields = { ...row, ...(row.kind === 'draft' ? (row['texts'] as object) : {}) };
  return Object.entries(fields).filter((pair): pair is [string, Text] => isText(pair[1]));
}

/** Values of an entry that were made up once each: a value that was replaced is known again when it comes back. */
export function labelsIn(row: Row): readonly string[] {
  const fields: Readonly<Record<string, readonly string[]>> = {
    step: ['what'],
    intention: ['detail'],
    application: ['provider'],
    adjustment: ['words'],
    interview: ['place'],
    ask: ['answer'],
    concern: ['answer'],
    support: ['outcomes'],
    planned: ['aim'],
    visit: ['room'],
    school: ['contact'],
  };
  const labels = (fields[row.kind] ?? []).map((field) => row[field]).filter((value) => typeof value === 'string');
  return [...labels, ...headsIn(row)];
}

export type { Row, Rows };
