/** The server and what happens to it: requests, late ones too, backups, restores; all of it told to the oracle. */
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { HeadLine, Outcome } from '../../src/protocol/sync.ts';
import type { Letter } from './network.ts';
import { schoolMutations } from './school.ts';
import type { SimBackup, SimReply, SimServer, Stored } from './server-port.ts';
import type { Stage } from './stage.ts';
import { headWords, short } from './story.ts';

export class ServerRoom {
  /** Requests that somebody on the way holds back. */
  readonly late: Letter[] = [];
  readonly #stage: Stage;
  #server: SimServer;
  #stored: Stored;
  #backups: SimBackup[] = [];

  private constructor(stage: Stage, server: SimServer, stored: Stored) {
    this.#stage = stage;
    this.#server = server;
    this.#stored = stored;
    stage.oracle.serverMoved(null, stored);
  }

  /** A server with its school and its first backup. */
  static async open(stage: Stage): Promise<ServerRoom> {
    const server = await stage.setting.makeServer({
      nowMs: () => stage.now,
      leader: 'lea',
      school: schoolMutations(() => stage.chance.id()),
      poison: stage.poison,
    });
    const room = new ServerRoom(stage, server, await server.stored());
    await room.backup();
    return room;
  }
  async close(): Promise<void> {
    await this.#server.end();
  }

  get server(): SimServer {
    return this.#server;
  }
  /** All that is in the store now. */
  get stored(): Stored {
    return this.#stored;
  }

  /** A request reaches the server: one transaction, up to the head of the reply. */
  async deliver(letter: Letter): Promise<SimReply> {
    if (letter.isSealed) {
      await this.deliverSealed(letter);
      return { status: 0, lines: null };
    }
    const { person, request } = letter;
    const { oracle } = this.#stage;
    const before = this.#stored;
    const reply = await this.#server.sync(person, request);
    this.#stored = await this.#server.stored();
    if (reply.lines === null) {
      oracle.serverMoved(before, this.#stored);
      return reply;
    }
    const lines = reply.lines[Symbol.asyncIterator]();
    const first = await lines.next();
    const head = JSON.parse(first.value ?? 'null') as HeadLine;
    this.#stage.trace(() => headWords(person, request, head));
    this.#judged(letter, before, head.outcomes);
    return { status: 200, lines: after(first.value ?? '', lines) };
  }

  /** Seals that somebody brought: what became of them their author alone hears. */
  async deliverSealed(letter: Letter): Promise<readonly Outcome[] | null> {
    const before = this.#stored;
    const outcomes = await this.#server.sealed(letter.person, letter.request);
    this.#stored = await this.#server.stored();
    this.#stage.trace(() => `${letter.request.mutations.length} seals of ${letter.person} are brought`);
    if (outcomes === null) this.#stage.oracle.serverMoved(before, this.#stored);
    else this.#judged(letter, before, outcomes);
    return outcomes;
  }

  #judged({ known }: Letter, before: Stored, outcomes: readonly Outcome[]): void {
    const { oracle } = this.#stage;
    const fresh = outcomes.filter((outcome) => outcome.status !== 'waits' && outcome.version > before.version);
    this.#stage.guard(() => {
      oracle.refusals(this.#stored, outcomes);
      const applied = fresh.filter(({ status }) => status === 'applied').map(({ id }) => id);
      oracle.applied(applied, [before, this.#stored]);
      oracle.serverMoved(
        before,
        this.#stored,
        fresh.map(({ id, status }) => ({ id, status, known: known.get(id) })),
      );
    });
  }
  async deliverLate(): Promise<void> {
    const [letter] = this.late.splice(Math.floor(this.#stage.chance.random() * this.late.length), 1);
    if (letter) await this.deliver(letter);
  }

  /** Nothing was done, but it is another day: rights begin and end by date. */
  async dayBroke(): Promise<void> {
    const before = this.#stored;
    this.#stored = await this.#server.stored();
    this.#stage.oracle.serverMoved(before, this.#stored);
  }

  /** A mutation from the careers leader's desk. */
  async office(envelope: MutationEnvelope): Promise<Outcome> {
    const before = this.#stored;
    const outcome = await this.#server.office(envelope);
    this.#stored = await this.#server.stored();
    this.#stage.oracle.serverMoved(before, this.#stored, [
      { id: outcome.id, status: outcome.status, known: undefined },
    ]);
    return outcome;
  }
  async erase(record: string): Promise<void> {
    const before = this.#stored;
    await this.#server.erase(record);
    this.#stored = await this.#server.stored();
    this.#stage.oracle.serverMoved(before, this.#stored);
    this.#stage.oracle.wasErased(record);
  }

  /** The careers leader moves an entry to another pupil. */
  async move(record: string, entry: string, to: string): Promise<void> {
    const before = this.#stored;
    await this.#server.move(record, entry, to);
    this.#stored = await this.#server.stored();
    const now = this.#stored.entries.get(record) ?? {};
    const ids = Object.keys(before.entries.get(record) ?? {}).filter((id) => !now[id]);
    if (ids.length === 0) return;
    this.#stage.trace(() => `the office moves ${ids.map(short).join(', ')} from ${short(record)} to ${short(to)}`);
    this.#stage.oracle.moved(before, this.#stored, { from: record, to, ids });
  }

  async backup(): Promise<void> {
    this.#backups = [...this.#backups, await this.#server.backup()].slice(-2);
    this.#stage.trace(() => `a backup is made at ${this.#stored.version}`);
    await this.#mark();
  }
  async #mark(): Promise<void> {
    await this.#server.setStable(this.#backups[0]?.version ?? 0);
  }

  /** The server of a backup takes the place of this one; what was written since is gone. */
  async restore(): Promise<void> {
    const stage = this.#stage;
    const k = Math.floor(stage.chance.random() * this.#backups.length);
    const backup = this.#backups[k];
    if (!backup) return;
    stage.now += 60_000;
    this.#backups = this.#backups.slice(0, k + 1);
    const old = this.#server;
    const before = this.#stored;
    this.#server = await backup.restore();
    await old.end();
    this.#stored = await this.#server.stored();
    stage.oracle.serverMoved(before, this.#stored);
    stage.oracle.restored(this.#stored);
    await this.#mark();
    stage.trace(() => `the server is restored to ${backup.version} and counts on from ${this.#stored.version}`);
    // The proxy delivers what it held meanwhile.
    for (const letter of this.late.splice(0)) if (stage.chance.happens(0.6)) await this.deliver(letter);
  }
}

async function* after(first: string, lines: AsyncIterator<string>): AsyncGenerator<string> {
  yield first;
  for (;;) {
    const next = await lines.next();
    if (next.done) return;
    yield next.value;
  }
}
