/**
 * The school of the matrix on the real app and a real store, asked without a port: everybody of people.ts, the records of
 * records.ts, and another school beside it. What changes something is followed by `restore`.
 */
import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import type { PersonId, RecordId, SchoolId } from '../../../src/domain/ids.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { Outcome, RecordLine, SyncRequest } from '../../../src/protocol/sync.ts';
import { openSession } from '../../../src/server/accounts/sessions.ts';
import { ensureAccount } from '../../../src/server/accounts/places.ts';
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
import { NOW } from '../../support/builders.ts';
import { keepWords, keptLog } from '../../support/kept-logs.ts';
import { FROM_THE_APP, UNPACED, aMutation, firstSync, repliedIn } from '../school-server.ts';
import { DAY, ELSEWHERE, PARTS } from './people.ts';
import { ERASED, HERE, THERE, recordsHere, recordsThere } from './records.ts';
import { Snapshot } from './snapshot.ts';

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
  snapshot!: Snapshot;
  readonly #cookies = new Map<string, string>();
  #now: Instant = NOW;
  #epochs: Readonly<Record<string, { readonly epoch: string; readonly version: number }>> = {};

  private constructor() {
    this.store = openStore(':memory:');
    this.deps = {
      store: this.store,
      rosters: createRosters(),
      throttle: createThrottle(),
      pace: UNPACED,
      events: createEvents(),
      now: () => this.#now,
      https: false,
      demo: false,
      staticDir: null,
      version: '1',
      ...keptLog(() => this.#now),
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
      keepWords(JSON.stringify(records));
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
    await school.#noteEpochs();
    const walkIn = aMutation('interview.start', 'aisha' as RecordId, {
      id: 'walked-in',
      date: DAY,
      from: '09:00',
      place: 'Hall',
    });
    await school.send(PARTS['walk-in']?.person ?? '', [walkIn]);
    school.snapshot = await Snapshot.of(store);
    await school.#noteEpochs();
    return school;
  }

  async #signIn(school: SchoolId, person: string): Promise<void> {
    const account = await this.store.write((tx) => ensureAccount(tx, school, person as PersonId));
    const opened = await openSession(this.store, account, NOW);
    this.#cookies.set(person, `sid=${opened?.token ?? ''}`);
  }

  async #noteEpochs(): Promise<void> {
    const schools = await this.store.read.selectFrom('school').select(['id', 'epoch', 'version']).execute();
    this.#epochs = Object.fromEntries(schools.map(({ id, ...rest }) => [id, rest]));
  }

  /** Puts everything back as it was. */
  async restore(): Promise<void> {
    const changed = await this.snapshot.restore();
    if (changed.includes('entry') || changed.includes('record')) this.deps.rosters.forget();
  }

  /** The id of a row that was put there last. */
  async lastOf(table: 'request' | 'holder'): Promise<string | null> {
    const row = await this.store.read.selectFrom(table).select('id').orderBy('id', 'desc').executeTakeFirst();
    return row ? String(row.id) : null;
  }

  /** The place of the last change that was refused; null: none was. */
  async lastRefused(): Promise<number | null> {
    const refused = this.store.read.selectFrom('mutation').where('refused', 'is not', null);
    return (await refused.select('version').orderBy('version', 'desc').executeTakeFirst())?.version ?? null;
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

  /** The request of a device that has everything; `over`: what of it is otherwise. */
  requestOf(person: string, mutations: readonly unknown[], over: Partial<SyncRequest> = {}): object {
    const known = this.#epochs[this.schoolOf(person)];
    return { ...firstSync, epoch: known?.epoch ?? null, cookie: known?.version ?? null, ...over, mutations };
  }

  /** Sends it, and reads the reply. */
  async send(person: string, mutations: readonly unknown[], over: Partial<SyncRequest> = {}): Promise<Synced> {
    const path = `/api/schools/${this.schoolOf(person)}/sync`;
    const answer = await this.ask(person, ['POST', path], this.requestOf(person, mutations, over));
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`A sync of ${person} was answered with ${answer.status}: ${text}`);
    const { head, records } = repliedIn(text);
    const granted = Object.entries(head.grants?.records ?? {}).flatMap(([groups, ids]) =>
      ids.map((one) => [one as string, groups] as const),
    );
    return { outcomes: head.outcomes, records, granted: new Map(granted), text };
  }

  async close(): Promise<void> {
    this.deps.events.end();
    await this.store.close();
  }
}
