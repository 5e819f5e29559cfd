/**
 * The real server in the simulator: its sync handler over its store in SQLite, with its own backups and restores. What is
 * not real is the clock, the school's first records, and a trigger that makes some mutations bring the server down.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { PersonId, RecordId, SchoolId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import { toInstant } from '../../src/domain/time.ts';
import type { HeadLine, Outcome, ReplyLine, SyncRequest } from '../../src/protocol/sync.ts';
import { syncRequest } from '../../src/protocol/sync.ts';
import { PROTOCOL_VERSION } from '../../src/protocol/version.ts';
import { createSchool, openStore } from '../../src/server/store/store.ts';
import type { Store } from '../../src/server/store/store.ts';
import { openSync, syncLines } from '../../src/server/sync/handle.ts';
import type { Opened, SyncDeps } from '../../src/server/sync/handle.ts';
import type { Sender } from '../../src/server/sync/judge.ts';
import { refuse } from '../../src/server/sync/judge.ts';
import { beginEpoch, erase } from '../../src/server/sync/restore.ts';
import { createRosters } from '../../src/server/sync/roster.ts';
import { foundedBy } from './school-records.ts';
import { NEW_NAME } from './server-port.ts';
import type { SimBackup, SimReply, SimServer, SimServerParts, Stored } from './server-port.ts';
import { createReader } from './store-reader.ts';
import type { StoreReader } from './store-reader.ts';

/** The one school. */
export const SCHOOL = 'school-1' as SchoolId;

/** Ways to bend the server without a change in it: planted bugs. Each is left out in earnest. */
export interface ServerBends {
  /** SQL run on every database that is opened, such as triggers. */
  readonly sql?: readonly string[];
  /** Bends what is asked before the server sees it. `epoch`: the server's own. */
  readonly request?: (request: SyncRequest, epoch: string) => SyncRequest;
  /** Refuses what would wait. */
  readonly final?: (name: string) => boolean;
  /** Bends what the records are read with. */
  readonly reading?: (deps: SyncDeps, opened: Opened) => SyncDeps;
  /** Bends a line on its way out. */
  readonly line?: (line: ReplyLine, about: LineAbout) => Promise<ReplyLine>;
  /** Ends every reply with `done`. */
  readonly alwaysDone?: true;
  /** After a restore, before anybody is answered. */
  readonly restored?: (store: Store, backup: { readonly epoch: string; readonly version: number }) => Promise<void>;
  readonly forgetsErasures?: true;
  /** Around an erasure. */
  readonly erases?: (store: Store, record: string, erasing: () => Promise<void>) => Promise<void>;
  /** Takes the newest backup for the oldest. */
  readonly stableNow?: true;
}

/** What is known when a line goes out. */
export interface LineAbout {
  readonly store: Store;
  readonly head: HeadLine;
  readonly request: SyncRequest;
}

/** A mutation that is in `poison` cannot be written; its refusal can. The table and trigger are of this connection alone. */
const POISONED = [
  'CREATE TEMP TABLE poison (id TEXT PRIMARY KEY)',
  `CREATE TEMP TRIGGER falls_over BEFORE INSERT ON main.mutation
   WHEN NEW.refused IS NULL AND NEW.id IN (SELECT id FROM temp.poison) BEGIN SELECT RAISE(ABORT, 'poison'); END`,
];

/** A server with the school in it, at version 1. Its backups are put into the folder `dir`. */
export async function openRealServer(
  parts: SimServerParts,
  { dir, bends = {} }: { readonly dir: string; readonly bends?: ServerBends | undefined },
): Promise<SimServer> {
  const store = openStore(':memory:');
  await createSchool(store.read, { id: SCHOOL, name: 'Example School', demo: false });
  await store.bulkLoad(SCHOOL, foundedBy(parts.leader, parts.school));
  return RealServer.over(store, { ...parts, bends, files: { dir, count: 0 } });
}

interface ServerParts extends SimServerParts {
  readonly bends: ServerBends;
  /** The folder of one history's backups. */
  readonly files: { readonly dir: string; count: number };
}

class RealServer implements SimServer {
  readonly #parts: ServerParts;
  readonly #store: Store;
  readonly #deps: SyncDeps;
  readonly #reader: StoreReader;
  readonly #poisoned = new Set<string>();
  #knowsAll = true;
  #ended = false;

  private constructor(store: Store, parts: ServerParts) {
    this.#parts = parts;
    this.#store = store;
    this.#reader = createReader(store, SCHOOL);
    this.#deps = {
      store,
      rosters: createRosters(),
      now: () => this.#now(),
      poke: () => undefined,
      knows: (name) => this.#knowsAll || name !== NEW_NAME,
    };
  }

  static async over(store: Store, parts: ServerParts): Promise<RealServer> {
    // A history is not a place where the power of this machine may fail.
    for (const statement of ['PRAGMA synchronous=OFF', ...POISONED, ...(parts.bends.sql ?? [])])
      await sql.raw(statement).execute(store.read);
    return new RealServer(store, parts);
  }

  #now() {
    return toInstant(this.#parts.nowMs());
  }

  async sync(person: string, asked: SyncRequest): Promise<SimReply> {
    const { bends } = this.#parts;
    const sender = { school: SCHOOL, person: person as PersonId };
    const parsed = syncRequest.parse(asked);
    const request = bends.request ? bends.request(parsed, (await this.stored()).epoch) : parsed;
    await this.#poisonWhatMust(request.mutations);
    try {
      const opened = await this.#open(sender, request);
      return { status: 200, lines: this.#lines(sender, opened, request) };
    } catch (problem) {
      if (!(problem instanceof Error) || problem.message !== 'poison') throw problem;
      return { status: 500, lines: null };
    }
  }

  async #open(sender: Sender, request: SyncRequest): Promise<Opened> {
    const { bends } = this.#parts;
    if (!bends.final) return openSync(this.#deps, sender, request);
    const outcomes: Outcome[] = [];
    const { head } = await openSync(this.#deps, sender, request);
    for (const outcome of head.outcomes) outcomes.push(await this.#finally(sender, request.mutations, outcome));
    const opened = await openSync(this.#deps, sender, { ...request, mutations: [] });
    return { ...opened, head: { ...opened.head, outcomes } };
  }

  async #finally(sender: Sender, mutations: readonly MutationEnvelope[], outcome: Outcome): Promise<Outcome> {
    const { final } = this.#parts.bends;
    const envelope = mutations.find(({ id }) => id === outcome.id);
    if (outcome.status !== 'waits' || !envelope || final?.(envelope.name) !== true) return outcome;
    const { rosters, knows } = this.#deps;
    const bench = {
      rosters,
      knows,
      now: this.#now(),
      epochStart: 0,
      waiting: new Set<string>(),
      changed: () => undefined,
    };
    return this.#store.write((tx) => refuse(tx, sender, bench, { envelope, reason: 'missing' }));
  }

  async *#lines(sender: Sender, opened: Opened, request: SyncRequest): AsyncGenerator<string> {
    const { reading = (deps: SyncDeps) => deps, line: bend, alwaysDone } = this.#parts.bends;
    const about = { store: this.#store, head: opened.head, request };
    let text = '';
    for await (text of syncLines(reading(this.#deps, opened), sender, opened)) {
      yield `${bend ? JSON.stringify(await bend(JSON.parse(text) as ReplyLine, about)) : text}\n`;
      // A server that is no more answers nobody.
      if (this.#ended) return;
    }
    if (alwaysDone && !text.startsWith('{"line":"done"'))
      yield `${JSON.stringify({ line: 'done', cookie: opened.head.start, serverTime: this.#now() })}\n`;
  }

  async #poisonWhatMust(mutations: readonly MutationEnvelope[]): Promise<void> {
    for (const { id } of mutations) {
      if (!this.#parts.poison.has(id) || this.#poisoned.has(id)) continue;
      this.#poisoned.add(id);
      await sql`INSERT INTO temp.poison (id) VALUES (${id})`.execute(this.#store.read);
    }
  }

  async office(envelope: MutationEnvelope): Promise<Outcome> {
    const { epoch, version } = await this.stored();
    const bare = { protocol: PROTOCOL_VERSION, app: 'desk', device: '', want: [], check: [] };
    const sender = { school: SCHOOL, person: this.#parts.leader as PersonId };
    const mutations = [{ ...envelope }];
    const { head } = await openSync(this.#deps, sender, { ...bare, epoch, cookie: version, hash: null, mutations });
    const [outcome] = head.outcomes;
    if (!outcome) throw new Error('the office was not answered');
    return outcome;
  }

  async erase(record: string): Promise<void> {
    const erasing = async () => {
      await this.#store.write((tx) => erase(tx, SCHOOL, record as RecordId, this.#now()));
      this.#deps.rosters.forget(SCHOOL);
    };
    await (this.#parts.bends.erases ?? ((_store, _record, work) => work()))(this.#store, record, erasing);
    this.#reader.forget();
  }

  stored(): Promise<Stored> {
    return this.#reader.stored();
  }
  knowsAll(knows: boolean): void {
    this.#knowsAll = knows;
  }
  async setStable(version: number): Promise<void> {
    const stable = this.#parts.bends.stableNow ? (await this.stored()).version : version;
    await this.#store.write((tx) => tx.updateTable('school').set({ stable }).execute());
  }
  async end(): Promise<void> {
    this.#ended = true;
    await this.#store.close();
  }

  async backup(): Promise<SimBackup> {
    const { files, bends } = this.#parts;
    const { version, epoch } = await this.stored();
    const file = join(files.dir, `backup-${++files.count}.db`);
    this.#store.backup(file);
    return {
      version,
      restore: async (erased) => {
        const copy = join(files.dir, `server-${++files.count}.db`);
        copyFileSync(file, copy);
        const store = openStore(copy);
        const server = await RealServer.over(store, this.#parts);
        await beginEpoch(store, this.#now());
        await bends.restored?.(store, { epoch, version });
        if (!bends.forgetsErasures) for (const record of erased) await server.erase(record);
        return server;
      },
    };
  }
}
