/**
 * The demo school of the walk: each entry of each pupil has a word of its own in what people wrote there, so that it is known
 * wherever it turns up; duties are such that everybody has pupils who are theirs and pupils who are not; and there is what
 * must reach nobody: somebody else's draft, earlier wordings, what was refused. Written into the data file while no server runs.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Stored } from '../../simulation/server-port.ts';

/** An entry as data. */
export interface Row {
  readonly id: string;
  readonly kind: string;
  readonly readers: readonly string[];
  readonly author: string;
  readonly [field: string]: unknown;
}

/** What the walk knows of the school. */
export interface WalkSchool {
  readonly stored: Stored;
  /** Who is signed in as which part. */
  readonly people: ReadonlyMap<string, string>;
}

/** Every canary looks so. */
export const CANARY = /zq[a-p]{14}/g;

/** The canary of an entry, or of something else that has a name. */
export function canaryOf(...name: readonly string[]): string {
  const letters = createHash('sha256').update(name.join('/')).digest('hex').slice(0, 14);
  return `zq${letters.replaceAll(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))}`;
}

/** What people write, by kind; what stands in a written text or an agreement is found by its shape. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  identity: ['legalSurname'],
  support: ['outcomes'],
  adjustment: ['words'],
  grades: ['predicted', 'options'],
  intention: ['detail', 'backUp'],
  request: ['words'],
  interview: ['summary', 'why'],
  note: ['why', 'now', 'ideas', 'barriers', 'alsoPresent'],
  step: ['what', 'why'],
  followup: ['words'],
  ask: ['words', 'answer'],
  experience: ['why'],
  lmi: ['source', 'decision'],
  application: ['provider', 'course'],
  concern: ['words', 'should', 'answer'],
};
const LINE_MAX = 180;

/** The entry with its canary in all that somebody wrote; what is empty stays so. */
function marked(record: string, row: Row): Row {
  const canary = canaryOf(record, row.id);
  const said = (words: unknown) =>
    typeof words === 'string' && words !== '' ? `${words.slice(0, LINE_MAX)} ${canary}` : words;
  const inside = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if ('heads' in value && Array.isArray(value.heads))
      return { ...value, heads: value.heads.map((head: Row) => ({ ...head, text: said(head['text']) })) };
    return 'words' in value ? { ...value, words: said(value.words) } : value;
  };
  const fields = Object.entries(row).map(([name, value]) =>
    SAID[row.kind]?.includes(name) ? [name, said(value)] : [name, inside(value)],
  );
  const surname = row.kind === 'pupil' ? { surname: `${String(row['surname'])}-${canary}` } : {};
  return { ...(Object.fromEntries(fields) as unknown as Row), ...surname };
}

const OFFICE = /^(school|roster|programme\/.*)$/;
/** Is it one of the school's own records? */
export const isOffice = (record: string): boolean => OFFICE.test(record);

const opened = (dataDir: string, readOnly = false) => new DatabaseSync(join(dataDir, 'fingerpost.db'), { readOnly });

/** The school as it is in the data file now. */
export function readSchool(dataDir: string): WalkSchool {
  const db = opened(dataDir, true);
  try {
    const entries = new Map<string, Record<string, Row>>();
    for (const { record, json } of db.prepare('SELECT record, json FROM entry').all() as Line[]) {
      const row = JSON.parse(json) as Row;
      const rows = entries.get(record) ?? {};
      rows[row.id] = row;
      entries.set(record, rows);
    }
    const members = db.prepare('SELECT account, person FROM membership').all() as { account: string; person: string }[];
    const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
    // The oracle asks for the day and the entries.
    const stored = { today, entries } as unknown as Stored;
    return { stored, people: new Map(members.map(({ account, person }) => [account.replace('demo-', ''), person])) };
  } finally {
    db.close();
  }
}

interface Line {
  readonly record: string;
  readonly json: string;
}

/** What was planted beside entries, and for whom alone it is, by part; nobody where there is none. */
export const BESIDE: ReadonlyMap<string, string | null> = new Map([
  [canaryOf('earlier wording'), null],
  [canaryOf('refused'), null],
  [canaryOf('request'), 'leader'],
  [canaryOf('words of the adviser'), 'adviser'],
]);

/** What the adviser types in the walk: a draft, which is theirs alone. */
export const DRAFTED = canaryOf('words of the adviser');

/** Pupils of the story, whom somebody looks at; of the others, one in so many has all that they have. */
const LOOKED_AT: ReadonlySet<string> = new Set(['Aisha Khan', 'Zofia Nowak', 'Harpreet Gill', 'Malachi Osei']);
const ONE_IN = 50;

/** Plants it all, in one transaction. */
export function plant(dataDir: string): void {
  const { stored, people } = readSchool(dataDir);
  const db = opened(dataDir);
  const put = db.prepare(
    'INSERT INTO entry (school, record, id, kind, readers, author, json) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (school, record, id) DO UPDATE SET readers = excluded.readers, json = excluded.json',
  );
  const reach = db.prepare(
    'INSERT INTO reach (school, record, who, version) VALUES (?, ?, ?, 1) ON CONFLICT DO NOTHING',
  );
  const keep = (record: string, row: Row) => {
    put.run('demo', record, row.id, row.kind, row.readers.join(''), row.author, JSON.stringify(row));
    for (const who of row.readers.length > 0 ? row.readers : [row.author]) reach.run('demo', record, who);
  };
  try {
    db.exec('BEGIN IMMEDIATE');
    let turn = 0;
    for (const [record, rows] of stored.entries) {
      const all = Object.values(rows) as unknown as readonly Row[];
      turn += 1;
      const more = turn % ONE_IN === 0 || all.some(isLookedAt) ? added(record, all, people) : [];
      const kept = isOffice(record)
        ? all.flatMap((one) => narrowed(one, people))
        : [...all, ...more].map((row) => marked(record, row));
      for (const row of kept) keep(record, row);
    }
    plantBeside(db, stored, people);
    db.exec('COMMIT');
  } finally {
    db.close();
  }
}

type People = WalkSchool['people'];

/** Advisers and pastoral staff have two years and one; nobody has everybody. */
function narrowed(row: Row, people: People): readonly Row[] {
  if (row.kind === 'school') return [{ ...row, everyAdviserSeesAll: false }];
  if (row.kind === 'caseload' && row['person'] === people.get('adviser')) return [{ ...row, years: [10, 11] }];
  if (row.kind === 'pastoral' && row['person'] === people.get('pastoral')) return [{ ...row, years: [10] }];
  return [];
}

const isLookedAt = ({ kind, name, surname }: Row): boolean =>
  kind === 'pupil' && LOOKED_AT.has(`${String(name)} ${String(surname)}`);

/** One of each kind that the record lacks, where somebody looks, and a draft of somebody who walks nowhere. */
function added(record: string, rows: readonly Row[], people: People): readonly Row[] {
  const pupil = rows.find(({ kind }) => kind === 'pupil');
  if (!pupil) return [];
  const at = String(pupil['at']);
  const author = people.get('leader') ?? '';
  const base = (kind: string, readers: string, by = author) => ({
    kind,
    id: uuidOf(record, kind),
    readers: [...readers],
    author: by,
    version: 1,
    at,
    by,
    ranks: {},
    madeAt: at,
  });
  const single = (kind: string, readers: string) => ({ ...base(kind, readers), id: kind });
  const text = (words: string) => ({ heads: [{ id: uuidOf(record, words), text: words, by: author, at }], past: [] });
  const made: readonly Row[] = [
    { ...single('support', 'SGL'), sen: 'E', pupilPremium: true, lookedAfter: true, outcomes: 'To travel alone.' },
    { ...single('adjustment', 'PTSGL'), words: 'Sits near the front.' },
    { ...single('grades', 'PTGL'), predicted: 'Maths 5', options: 'Drama' },
    { ...single('aspiration', 'PTSGL'), words: text('Stage lighting') },
    {
      ...base('note', 'GL'),
      interview: null,
      about: [],
      why: 'A talk',
      now: 'Worried',
      ideas: '',
      barriers: '',
      alsoPresent: 'Mum',
    },
    { ...base('ask', 'TGL'), to: 'adviser', words: 'Has she said anything?', answer: null },
    { ...base('concern', 'PL', record), on: null, words: 'That is not right.', should: 'It was me.', answer: null },
    { ...base('lmi', 'PTGL'), source: 'Careers site', decision: 'College', date: at.slice(0, 10) },
    {
      ...base('application', 'PTGL'),
      provider: 'Wexcombe College',
      course: 'Lighting',
      route: null,
      status: 'applied',
      appliedOn: null,
      interviewOn: null,
      offeredOn: null,
    },
    {
      ...base('draft', '', someoneElse(people)),
      interview: uuidOf(record, 'other'),
      startedAt: at,
      texts: { now: text('Half a sentence') },
      values: {},
      steps: {},
      closed: false,
    },
    {
      ...base('step', 'L'),
      id: uuidOf(record, 'removed'),
      what: 'Written by mistake',
      who: 'pupil',
      due: at.slice(0, 10),
      tutorChecks: false,
      status: 'to-do',
      why: null,
      interview: null,
      closedOn: null,
      withdrawn: 'Wrong pupil',
    },
  ];
  return made.filter(({ kind, id }) => id !== kind || kind === 'support' || !rows.some((row) => row.kind === kind));
}

/** A person whom nobody walks as: their drafts are nobody's here. */
const someoneElse = (people: People): string => uuidOf('somebody', [...people.values()].join());

/** An id that is drawn from names, as a UUID of version 7. */
function uuidOf(...name: readonly string[]): string {
  const hex = createHash('sha256')
    .update(`walk/${name.join('/')}`)
    .digest('hex');
  return `01980000-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
}

/** Earlier wordings are shown to nobody, and refused words on no screen until they are asked for; what was asked about a record, to the careers leader. */
function plantBeside(db: InstanceType<typeof DatabaseSync>, stored: Stored, people: People): void {
  const record = people.get('pupil') ?? '';
  const rows = Object.values(stored.entries.get(record) ?? {}) as unknown as readonly Row[];
  const row = rows.find(({ kind }) => kind === 'step');
  if (!row) throw new Error('The pupil has no step.');
  const before = JSON.stringify({ ...row, what: `Before ${canaryOf('earlier wording')}` });
  db.prepare('INSERT INTO revision (school, record, entry, version, json) VALUES (?, ?, ?, 1, ?)').run(
    ...(['demo', record, row.id, before] as const),
  );
  const refused = {
    id: uuidOf('refused'),
    name: 'step.add',
    version: 1,
    record,
    at: row['at'],
    args: { what: canaryOf('refused') },
  };
  db.prepare('INSERT INTO quarantine (school, id, record, person, creates, json) VALUES (?, ?, ?, ?, ?, ?)').run(
    ...(['demo', refused.id, record, people.get('adviser') ?? '', '', JSON.stringify(refused)] as const),
  );
  db.prepare(
    "INSERT INTO mutation (school, id, person, name, record, version, refused, at, received) VALUES ('demo', ?, ?, ?, ?, 1, 'not-permitted', ?, ?)",
  ).run(
    ...([refused.id, people.get('adviser') ?? '', refused.name, record] as const),
    ...([String(refused.at), `${stored.today}T08:00:00.000Z`] as const),
  );
  db.prepare(
    "INSERT INTO request (school, id, record, kind, asker, received, words, logged, logged_by, pauses) VALUES ('demo', ?, ?, 'copy', 'parent', ?, ?, ?, ?, '[]')",
  ).run(
    ...([uuidOf('request'), record, stored.today, `All of it, ${canaryOf('request')}`] as const),
    ...([`${stored.today}T08:00:00.000Z`, people.get('leader') ?? ''] as const),
  );
}
