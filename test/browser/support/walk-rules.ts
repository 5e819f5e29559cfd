/**
 * What may be known to whom, by the tables of the design (the permission matrix and the oracle of the simulator have them, and
 * share no code with the product), and what of the school is found in a text. Found is by canary, by id and by UPN.
 */
import { reads } from '../../server/permission/reads.ts';
import { lettersOf } from '../../simulation/oracle/truth.ts';
import type { Row, WalkSchool } from './walk-school.ts';
import { BESIDE, CANARY, canaryOf, isOffice } from './walk-school.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const UPN = /[A-Z]\d{11}[0-9A-Z]/g;
const FORMS = [CANARY, UUID, UPN];

/** What somebody may know and may not. */
export interface Rules {
  /** What must not be found, with what it is of. */
  readonly forbidden: ReadonlyMap<string, string>;
  /** Canaries and ids of entries that they read, by "record entry". */
  readonly theirs: ReadonlyMap<string, readonly string[]>;
  /** By "record entry": what must be sent, and nothing else. */
  readonly mayRead: (record: string, entry: string) => boolean;
  /** Kinds of entry that they read on some record. */
  readonly kinds: ReadonlySet<string>;
}

/** The rules of one person, for the school as it is now. `typed`: ids that the walk itself typed into addresses. */
export function rulesOf({ stored, people }: WalkSchool, part: string, typed: ReadonlySet<string>): Rules {
  const person = people.get(part) ?? '';
  const forbidden = new Map<string, string>();
  const theirs = new Map<string, readonly string[]>();
  const named = new Set<string>();
  const kinds = new Set<string>();
  for (const [record, rows] of stored.entries) {
    const letters = lettersOf(stored, person, record);
    for (const row of Object.values(rows) as unknown as readonly Row[]) {
      const json = JSON.stringify(row);
      const needles = needlesOf(record, row, json);
      if (letters !== '' && reads(letters, person, row as never)) {
        theirs.set(`${record} ${row.id}`, needles);
        kinds.add(row.kind);
        // An entry that they read may name another: the interview of a step, the activity of an experience.
        for (const id of json.match(UUID) ?? []) named.add(id);
      } else for (const needle of needles) forbidden.set(needle, `${row.kind} of ${record}`);
    }
    if (letters === '') forbidden.set(record, 'the id of a record');
    else named.add(record);
  }
  for (const [canary, only] of BESIDE) if (only !== part) forbidden.set(canary, 'what no screen shows');
  for (const id of [...named, ...typed]) forbidden.delete(id);
  return { forbidden, theirs, kinds, mayRead: (record, entry) => theirs.has(`${record} ${entry}`) };
}

/** By what an entry is known: its canary if it has words, its id where it has one of its own, the UPN in it. */
function needlesOf(record: string, row: Row, json: string): readonly string[] {
  const id = row.id.length === 36 && row.id !== row.kind ? [row.id] : [];
  const upn = row.kind === 'identity' && typeof row['upn'] === 'string' ? [row['upn']] : [];
  const canary = canaryOf(record, row.id);
  return [...(!isOffice(record) && json.includes(canary) ? [canary] : []), ...id, ...upn];
}

/** All that looks like something of a school in a text, once each. */
export function namesIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const form of FORMS) for (const name of text.match(form) ?? []) found.add(name);
  return found;
}

/** What was found that must not be, in words. */
export const trespasses = ({ forbidden }: Rules, where: string, found: ReadonlySet<string>): readonly string[] =>
  [...found].flatMap((name) => (forbidden.has(name) ? [`${where}: ${name}, ${forbidden.get(name)}`] : []));

/** Every record that was sent in the answers to syncs: its entries, by "record entry". */
export function entriesSent(bodies: readonly string[]): ReadonlyMap<string, Row> {
  const sent = new Map<string, Row>();
  for (const line of bodies.flatMap((body) => body.split('\n')).filter((one) => one.startsWith('{"line":"record"'))) {
    const { id, entries } = JSON.parse(line) as { id: string; entries: Record<string, Row> };
    for (const row of Object.values(entries)) sent.set(`${id} ${row.id}`, row);
  }
  return sent;
}

/** What a digest says of a record, and the kinds of entry that it is worked out from. */
const FROM: Readonly<Record<string, readonly string[]>> = {
  steps: ['step'],
  interviews: ['interview'],
  experiences: ['experience'],
  drafts: ['draft'],
  lmi: ['lmi'],
  applications: ['application'],
  requests: ['request'],
  asks: ['ask'],
  concerns: ['concern'],
  prepared: ['preparation'],
  plan: ['support', 'adjustment'],
  support: ['support'],
  sex: ['identity'],
  eal: ['identity'],
  aspiration: ['aspiration'],
  intention: ['intention'],
  sharing: ['la-sharing'],
};
const isNothing = (value: unknown): boolean =>
  value === null || value === false || (Array.isArray(value) && value.length === 0);

/** What a digest says that is worked out from no entry that the person reads. */
export function digestTrespasses(
  rules: Rules,
  kindsOf: (record: string) => ReadonlySet<string>,
  json: string,
): readonly string[] {
  const digest = JSON.parse(json) as Readonly<Record<string, unknown>>;
  const record = digest['record'];
  if (typeof record !== 'string') return [];
  const readable = kindsOf(record);
  return Object.entries(FROM).flatMap(([field, from]) =>
    isNothing(digest[field]) || digest[field] === undefined || from.some((kind) => readable.has(kind))
      ? []
      : [`digest of ${record}: ${field}`],
  );
}

/** The kinds of entry that somebody reads, by record. */
export function kindsByRecord({ stored }: WalkSchool, rules: Rules): (record: string) => ReadonlySet<string> {
  const known = new Map<string, Set<string>>();
  for (const [record, rows] of stored.entries)
    for (const row of Object.values(rows) as unknown as readonly Row[])
      if (rules.mayRead(record, row.id)) known.set(record, (known.get(record) ?? new Set()).add(row.kind));
  return (record) => known.get(record) ?? new Set();
}
