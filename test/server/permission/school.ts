/**
 * The school of the matrix on the real app and a real store, asked without a port: everybody of people.ts, records with an entry
 * of every kind (the corpus of the domain), and another school beside it. One snapshot is put back after what changes something.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import type { EntryId, FormCode, PersonId, RecordId, SchoolId } from '../../../src/domain/ids.ts';
import type { CareersRecord, Entry } from '../../../src/domain/record.ts';
import type { Instant, IsoDate } from '../../../src/domain/time.ts';
import type { Outcome, RecordLine, SyncRequest } from '../../../src/protocol/sync.ts';
import { ensureAccount, openSession } from '../../../src/server/accounts/accounts.ts';
import { createThrottle } from '../../../src/server/accounts/throttle.ts';
import type { ServerDeps } from '../../../src/server/deps.ts';
import { createApp } from '../../../src/server/http/app.ts';
import { createEvents } from '../../../src/server/http/events.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { createSchool, openStore } from '../../../src/server/store/store.ts';
import { erase } from '../../../src/server/sync/restore.ts';
import { createRosters } from '../../../src/server/sync/roster.ts';
import type { Stored } from '../../simulation/server-port.ts';
import { createReader } from '../../simulation/store-reader.ts';
import { NOW, aRecord, aStaffMember, anEntry, anExperience, anInterview, aStep } from '../../support/builders.ts';
import { FROM_THE_APP, aMutation, firstSync, repliedIn } from '../school-server.ts';
import { DAY, ELSEWHERE, PARTS } from './people.ts';

export const HERE = 'school-1' as SchoolId;
export const THERE = 'school-2' as SchoolId;
/** A record that was erased, and one of the other school. */
export const ERASED = 'erased-1' as RecordId;
export const THEIRS = 'their-pupil' as RecordId;
/** A pupil of 10B of whom nothing is written. */
export const BARE = 'bea' as RecordId;

const corpus = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../domain/corpus/${name}.json`, import.meta.url), 'utf8')) as T;
const CORPUS = new Map(corpus<CareersRecord[]>('records').map((record) => [record.id as string, record]));
const entriesIn = (record: string): readonly Entry[] => Object.values(CORPUS.get(record)?.entries ?? {});

type Pupil = Partial<Extract<Entry, { kind: 'pupil' }>>;

/** All that is on Aisha's record, of somebody else and with words of its own; whoever interviewed them is not of the cast. */
function another(id: string, pupil: object): CareersRecord {
  const word = (text: string) => `${text} (${id})`;
  const entries = entriesIn('aisha').map((entry) => {
    const text = JSON.stringify(entry)
      .replaceAll('"aisha"', `"${id}"`)
      .replaceAll('"jo-mercer"', '"ms-elsewhere"')
      .replaceAll(/"(words|why|text|summary|outcomes|predicted|what|decision|detail)":"([^"]+)"/g, (_, key, said) =>
        JSON.stringify({ [key as string]: word(said as string) }).slice(1, -1),
      );
    return JSON.parse(text) as Entry;
  });
  const all = entries.map((entry) => (entry.kind === 'pupil' ? ({ ...entry, ...(pupil as Pupil) } as Entry) : entry));
  return aRecord(id, ...all);
}

const id = (of: string) => ({ id: of as EntryId });
const ago = (hours: number): Instant => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString() as Instant;

/** What each part has written themselves on Aisha's record: a day old and older, a fortnight old and older. */
const ownWork = (part: string, author: PersonId): readonly Entry[] => [
  aStep({ ...id(`own-step-${part}`), author, at: ago(24), what: 'Fresh' }),
  aStep({ ...id(`old-step-${part}`), author, at: ago(24.1), what: 'Stale' }),
  anExperience({ ...id(`own-talk-${part}`), author, at: ago(14 * 24) }),
  anExperience({ ...id(`old-talk-${part}`), author, at: ago(14 * 24 + 0.1) }),
];

/** One of each kind that somebody removed: only the careers leader still reads it. */
const removed = (): readonly Entry[] =>
  entriesIn('aisha')
    .filter(({ id, kind }) => id !== (kind as string) && kind !== 'draft')
    .map((entry) => ({ ...entry, id: `removed-${entry.kind}` as EntryId, readers: ['L'], withdrawn: 'Wrong pupil' }));

function recordsHere(): CareersRecord[] {
  const everybody = Object.entries(PARTS).filter(([, { roles }]) => !roles.includes('pupil'));
  const from = '2026-09-01' as IsoDate;
  const term = '2026-06-01' as IsoDate;
  const duties = everybody.flatMap(([part, { person, form, caseload, pastoral, to = null }]) => {
    const dated = { person: person as PersonId, from: to ? term : from, to: to as IsoDate | null };
    return [
      ...(form
        ? [anEntry('tutor', { ...dated, form: form as FormCode, cover: to === DAY }, id(`duty-t-${part}`))]
        : []),
      ...(caseload ? [anEntry('caseload', { ...dated, years: [...caseload] }, id(`duty-c-${part}`))] : []),
      ...(pastoral ? [anEntry('pastoral', { ...dated, years: [...pastoral] }, id(`duty-p-${part}`))] : []),
    ];
  });
  const visits = everybody.map(([part, { person }]) => {
    const [visit] = entriesIn('roster').filter(({ kind }) => kind === 'visit');
    return { ...visit, id: `visit-${part}`, adviser: person } as Entry;
  });
  const staff = everybody.map(([, { person, roles, left = false }]) =>
    aStaffMember({ ...id(person), name: `Staff ${person}`, roles: [...roles], left }),
  );
  const met = everybody.flatMap(([part, { person, met }]) =>
    met
      ? [anInterview({ ...id(`met-${part}`), adviser: person as PersonId, date: met as IsoDate, status: 'finished' })]
      : [],
  );
  const own = Object.entries(PARTS).flatMap(([part, { person }]) => ownWork(part, person as PersonId));
  const schoolOwn = entriesIn('school').filter(({ kind }) => kind !== 'staff');
  return [
    aRecord('school', ...schoolOwn, ...staff),
    aRecord('roster', ...entriesIn('roster').filter(({ id }) => !id.startsWith('caseload')), ...duties, ...visits),
    aRecord('programme/2026', ...entriesIn('programme/2026')),
    aRecord('aisha', ...entriesIn('aisha'), ...met, ...own, ...removed()),
    another('ben', { name: 'Ben', surname: 'Carter', year: 9, form: '9A' }),
    another('lena', { name: 'Lena', surname: 'Marsh', to: '2026-10-23' }),
    aRecord('tom', ...entriesIn('met')),
    aRecord(BARE, ...entriesIn('aisha').filter(({ kind }) => kind === 'pupil')),
    another(ERASED, { name: 'Erin', surname: 'Vane' }),
  ];
}

const recordsThere = (): CareersRecord[] => [
  aRecord(
    'school',
    aStaffMember({ ...id(ELSEWHERE.person), name: 'Staff elsewhere', roles: [...ELSEWHERE.roles] }),
    ...entriesIn('school').filter(({ kind }) => kind === 'school'),
  ),
  another(THEIRS, { name: 'Otto', surname: 'Underwood' }),
];

/** What a reply to a sync says. */
export interface Synced {
  readonly outcomes: readonly Outcome[];
  readonly records: readonly RecordLine[];
  readonly granted: ReadonlyMap<string, string>;
  readonly text: string;
}

export class MatrixSchool {
  readonly app: Hono;
  readonly deps: ServerDeps;
  readonly store: Store;
  readonly #cookies = new Map<string, string>();
  #now: Instant = NOW;
  readonly #kept = new Map<string, string>();
  /** The names of all tables. */
  tables: readonly string[] = [];
  #epochs: Readonly<Record<string, { readonly epoch: string; readonly version: number }>> = {};

  private constructor() {
    this.store = openStore(':memory:');
    this.deps = {
      store: this.store,
      rosters: createRosters(),
      throttle: createThrottle(),
      events: createEvents(),
      now: () => this.#now,
      https: false,
      demo: false,
      staticDir: null,
      version: '1',
      log: () => {},
      ready: () => true,
    };
    this.app = createApp(this.deps);
  }

  static async open(): Promise<MatrixSchool> {
    const school = new MatrixSchool();
    const { store } = school;
    for (const [name, records] of [
      [HERE, recordsHere()],
      [THERE, recordsThere()],
    ] as const) {
      await createSchool(store.read, { id: name, name: `Name of ${name}`, demo: false });
      await store.bulkLoad(
        name,
        records.map(({ id, entries }) => ({ id, entries: Object.values(entries) })),
      );
    }
    // As after a restore: an earlier epoch is there to lie about.
    await sql`UPDATE school SET version = 1000, epoch_start = 500`.execute(store.read);
    for (const { person } of Object.values(PARTS)) await school.#signIn(HERE, person);
    await school.#signIn(THERE, ELSEWHERE.person);
    await store.write((tx) => erase(tx, HERE, ERASED, NOW));
    const walkIn = aMutation('interview.start', 'aisha' as RecordId, {
      id: 'walked-in',
      date: DAY,
      from: '09:00',
      place: 'Hall',
    });
    await school.send(PARTS['walk-in']?.person ?? '', [walkIn]);
    await school.#keep();
    return school;
  }

  async #signIn(school: SchoolId, person: string): Promise<void> {
    const account = await this.store.write((tx) => ensureAccount(tx, school, person as PersonId));
    const opened = await openSession(this.store, account, NOW);
    this.#cookies.set(person, `sid=${opened?.token ?? ''}`);
  }

  async #keep(): Promise<void> {
    const { rows } = await sql<{ name: string }>`SELECT name FROM main.sqlite_master WHERE type = 'table'
      AND name NOT LIKE 'sqlite_%' ORDER BY name`.execute(this.store.read);
    this.tables = rows.map(({ name }) => name);
    await sql`ATTACH ':memory:' AS kept`.execute(this.store.read);
    for (const name of this.tables)
      await sql.raw(`CREATE TABLE kept."${name}" AS SELECT * FROM main."${name}"`).execute(this.store.read);
    const schools = await this.store.read.selectFrom('school').select(['id', 'epoch', 'version']).execute();
    this.#epochs = Object.fromEntries(schools.map(({ id, ...rest }) => [id, rest]));
  }

  /** Puts everything back as it was. */
  async restore(): Promise<void> {
    await this.store.write(async (tx) => {
      await sql`PRAGMA defer_foreign_keys = ON`.execute(tx);
      for (const name of this.tables) await sql.raw(`DELETE FROM main."${name}"`).execute(tx);
      for (const name of this.tables)
        await sql.raw(`INSERT INTO main."${name}" SELECT * FROM kept."${name}"`).execute(tx);
    });
    this.deps.rosters.forget();
  }

  /** A hash of all rows, but of these tables; with `but`, of other records than this one. Outcomes take a version each, refusals too. */
  async hash(without: readonly string[], but?: string): Promise<string> {
    const sum = createHash('sha256');
    for (const name of this.tables.filter((one) => !without.includes(one))) {
      const { rows } = await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(name)}`.execute(this.store.read);
      const isOther = (row: Record<string, unknown>) =>
        but === undefined || row[name === 'record' ? 'id' : 'record'] !== but;
      const counted = rows.filter(isOther).map((row) => (name === 'school' ? { ...row, version: 0 } : row));
      sum.update(
        `${name}\n${counted
          .map((row) => JSON.stringify(row))
          .sort()
          .join('\n')}\n`,
      );
    }
    return sum.digest('hex');
  }

  /** The same of the snapshot: reckoned once. */
  async keptHash(without: readonly string[], but?: string): Promise<string> {
    const key = `${without.join(' ')}/${but ?? ''}`;
    const known = this.#kept.get(key) ?? (await this.hash(without, but));
    this.#kept.set(key, known);
    return known;
  }

  /** A hash of all that is one school's own: records, entries, earlier wordings. */
  async hashOf(school: SchoolId): Promise<string> {
    const sum = createHash('sha256');
    for (const name of ['entry', 'record', 'revision', 'reach', 'mutation', 'quarantine'] as const) {
      const { rows } = await sql`SELECT * FROM ${sql.table(name)} WHERE school = ${school}`.execute(this.store.read);
      sum.update(`${name}\n${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
    }
    return sum.digest('hex');
  }

  /** The store as data, for the oracle of who sees what. */
  stored(school: SchoolId = HERE): Promise<Stored> {
    return createReader(this.store, school, () => DAY).stored();
  }

  ask(person: string | null, [method, path]: readonly [string, string], body?: unknown): Promise<Response> {
    const cookie = person === null ? undefined : this.#cookies.get(person);
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { ...FROM_THE_APP, ...(cookie === undefined ? {} : { cookie }) };
    return Promise.resolve(this.app.request(path, { method, headers, ...sent }));
  }

  /** The school at which somebody is. */
  schoolOf(person: string): SchoolId {
    return person === ELSEWHERE.person ? THERE : HERE;
  }

  /** Sends mutations from a device that has everything; `over`: what of the request is otherwise. */
  async send(person: string, mutations: readonly unknown[], over: Partial<SyncRequest> = {}): Promise<Synced> {
    const at = this.schoolOf(person);
    const known = this.#epochs[at] ?? (await this.#epochOf(at));
    const request = { ...firstSync, epoch: known.epoch, cookie: known.version, ...over, mutations };
    const answer = await this.ask(person, ['POST', `/api/schools/${at}/sync`], request);
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`A sync of ${person} was answered with ${answer.status}: ${text}`);
    const { head, records } = repliedIn(text);
    const granted = Object.entries(head.grants?.records ?? {}).flatMap(([groups, ids]) =>
      ids.map((one) => [one as string, groups] as const),
    );
    return { outcomes: head.outcomes, records, granted: new Map(granted), text };
  }

  async #epochOf(school: SchoolId): Promise<{ readonly epoch: string; readonly version: number }> {
    return this.store.read
      .selectFrom('school')
      .select(['epoch', 'version'])
      .where('id', '=', school)
      .executeTakeFirstOrThrow();
  }

  async close(): Promise<void> {
    this.deps.events.end();
    await this.store.close();
  }
}
