/**
 * The real server in the simulator: its sync handler over its store in SQLite, with its own backups, ledger and restores.
 * What is not real is the clock, the school's first records, the ledger's file, and a trigger that makes some mutations
 * bring the server down.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { EntryId, PersonId, RecordId, SchoolId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import { dateOf, toInstant } from '../../src/domain/time.ts';
import type { Outcome, SyncRequest } from '../../src/protocol/sync.ts';
import { syncRequest } from '../../src/protocol/sync.ts';
import { PROTOCOL_VERSION } from '../../src/protocol/version.ts';
import type { Ledger, LedgerLine } from '../../src/server/store/ledger.ts';
import { createSchool, openStore } from '../../src/server/store/store.ts';
import type { Store } from '../../src/server/store/store.ts';
import { judgeSealed } from '../../src/server/sealed/deliver.ts';
import { openSync, syncLines } from '../../src/server/sync/handle.ts';
import type { Opened } from '../../src/server/sync/handle.ts';
import type { SyncDeps } from '../../src/server/sync/judging.ts';
import type { Sender } from '../../src/server/sync/judge.ts';
import { moveEntry, previewMove } from '../../src/server/move.ts';
import { checkAudit } from '../../src/server/audit/audit.ts';
import type { MoveDeps } from '../../src/server/move.ts';
import { ProblemError } from '../../src/server/http/problem.ts';
import { replay } from '../../src/server/sync/replay.ts';
import { beginEpoch, erase } from '../../src/server/sync/restore.ts';
import { createRosters } from '../../src/server/sync/roster.ts';
import { foundedBy } from './school-records.ts';
import { NEW_NAME } from './server-port.ts';
import type { SimBackup, SimReply, SimServer, SimServerParts, Stored } from './server-port.ts';
import { createReader } from './store-reader.ts';
import type { StoreReader } from './store-reader.ts';

/** The one school. */
export const SCHOOL = 'school-1' as SchoolId;

/** A mutation that is in `poison` cannot be written; its refusal can. The table and trigger are of this connection alone. */
const POISONED = [
  'CREATE TEMP TABLE poison (id TEXT PRIMARY KEY)',
  `CREATE TEMP TRIGGER falls_over BEFORE INSERT ON main.mutation
   WHEN NEW.refused IS NULL AND NEW.id IN (SELECT id FROM temp.poison) BEGIN SELECT RAISE(ABORT, 'poison'); END`,
];

/** A server with the school in it, at version 1. Its backups are put into the folder `dir`. */
export async function openRealServer(parts: SimServerParts, dir: string): Promise<SimServer> {
  const ledger = ledgerInMemory();
  const file = join(dir, 'server.db');
  writeFileSync(file, await emptyFile(dir));
  const store = openStore(file, ledger);
  await createSchool(store.read, { id: SCHOOL, name: 'Example School', demo: false });
  await store.bulkLoad(SCHOOL, foundedBy(parts.leader, parts.school));
  return RealServer.over(store, { ...parts, ledger, files: { dir, count: 0, begun: 0 } });
}

/** A data file with nothing in it. Put together once: its tables take longer than some histories. */
async function emptyFile(dir: string): Promise<Buffer> {
  if (empty) return empty;
  const file = join(dir, 'empty.db');
  await openStore(file).close();
  return (empty = readFileSync(file));
}
let empty: Buffer | null = null;

/** The ledger of one history: it outlives every restore. */
function ledgerInMemory(): Ledger {
  let lines: LedgerLine[] = [];
  return {
    read: () => lines,
    append: (more) => void lines.push(...more),
    keep: (wanted) => void (lines = lines.filter(wanted)),
    given: () => null,
    give: () => undefined,
  };
}

interface ServerParts extends SimServerParts {
  readonly ledger: Ledger;
  /** The folder of one history's backups. */
  readonly files: { readonly dir: string; count: number; begun: number };
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
    this.#reader = createReader(store, SCHOOL, () => dateOf(this.#now()));
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
    for (const statement of ['PRAGMA synchronous=OFF', ...POISONED]) await sql.raw(statement).execute(store.read);
    return new RealServer(store, parts);
  }

  #now() {
    return toInstant(this.#parts.nowMs());
  }

  async sync(person: string, asked: SyncRequest): Promise<SimReply> {
    const sender = { school: SCHOOL, person: person as PersonId };
    const request = syncRequest.parse(asked);
    await this.#poisonWhatMust(request.mutations);
    try {
      const opened = await openSync(this.#deps, sender, request);
      return { status: 200, lines: this.#lines(sender, opened) };
    } catch (problem) {
      if (!(problem instanceof Error) || problem.message !== 'poison') throw problem;
      return { status: 500, lines: null };
    }
  }

  async sealed(person: string, asked: SyncRequest): Promise<readonly Outcome[] | null> {
    const sender = { school: SCHOOL, person: person as PersonId };
    const { epoch, mutations } = syncRequest.parse(asked);
    await this.#poisonWhatMust(mutations);
    try {
      return await judgeSealed(this.#deps, sender, { epoch: epoch ?? '', mutations });
    } catch (problem) {
      if (!(problem instanceof Error) || problem.message !== 'poison') throw problem;
      return null;
    }
  }

  async *#lines(sender: Sender, opened: Opened): AsyncGenerator<string> {
    for await (const text of syncLines(this.#deps, sender, opened)) {
      yield `${text}\n`;
      // A server that is no more answers nobody.
      if (this.#ended) return;
    }
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
    await this.#store.write((tx) => erase(tx, SCHOOL, record as RecordId, this.#now()));
    this.#deps.rosters.forget(SCHOOL);
    this.#reader.forget();
  }

  async move(record: string, entry: string, to: string): Promise<void> {
    const deps: MoveDeps = { ...this.#deps, events: { poke: () => undefined } };
    const asker = { school: SCHOOL, person: this.#parts.leader as PersonId };
    const wanted = { record: record as RecordId, entry: entry as EntryId, to: to as RecordId };
    try {
      const { entries } = await previewMove(deps, asker, wanted);
      await moveEntry(deps, asker, { ...wanted, entries });
      this.#reader.forget();
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
    }
  }

  stored(): Promise<Stored> {
    return this.#reader.stored();
  }
  async audited() {
    const rows = await this.#store.read.selectFrom('audit').select('detail').execute();
    const ids = rows.flatMap(({ detail }) => (JSON.parse(detail) as { readonly id?: string }).id ?? []);
    return { ids, holds: (await checkAudit(this.#store.read, SCHOOL)).holds };
  }
  knowsAll(knows: boolean): void {
    this.#knowsAll = knows;
  }
  async setStable(version: number): Promise<void> {
    await this.#store.write((tx) => tx.updateTable('school').set({ stable: version }).execute());
  }
  async end(): Promise<void> {
    this.#ended = true;
    await this.#store.close();
  }

  async backup(): Promise<SimBackup> {
    const { files } = this.#parts;
    const { version } = await this.stored();
    const file = join(files.dir, `backup-${++files.count}.db`);
    this.#store.backup(file);
    return {
      version,
      restore: async () => {
        const copy = join(files.dir, `server-${++files.count}.db`);
        copyFileSync(file, copy);
        await this.#makeReady(copy);
        return RealServer.over(openStore(copy, this.#parts.ledger), this.#parts);
      },
    };
  }

  /** As `restore` does it: nothing of what is done again goes into the ledger, where it is already. */
  async #makeReady(copy: string): Promise<void> {
    const { files, ledger } = this.#parts;
    const store = openStore(copy);
    await sql.raw('PRAGMA synchronous=OFF').execute(store.read);
    await beginEpoch(store, this.#now(), new Map([[SCHOOL, files.begun]]));
    const { epoch_start } = await store.read.selectFrom('school').select('epoch_start').executeTakeFirstOrThrow();
    files.begun = epoch_start;
    await replay(store, ledger.read());
    await store.close();
  }
}
