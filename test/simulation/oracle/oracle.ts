/**
 * What must be true, said without using a rule of the product: only what people saved, what the server's store holds,
 * and what a device shows. Every exception is a sentence that one could say to the people who use it.
 */
import type { Stored } from '../server-port.ts';
import type { SimDevice } from '../sim-device.ts';
import { fail } from './broken.ts';
import type { End } from './end-checks.ts';
import { checkEnd } from './end-checks.ts';
import type { Meant, Move, Saved } from './ledger.ts';
import { Ledger } from './ledger.ts';
import type { Memory } from './memory.ts';
import { copyOfMemory, isRotten, newMemory } from './memory.ts';
import { checkFlicker, checkOwnWords, checkViews, checkWhole, checkWithinGrants, viewsOf } from './screen-checks.ts';
import { checkRight } from './rights.ts';
import type { Judged } from './sight.ts';
import { Sight } from './sight.ts';
import { checkCompleted, checkUnblocked } from './sync-checks.ts';
import type { Sent } from './wire-checks.ts';
import { checkLine, checkRefusals } from './wire-checks.ts';

export class Oracle {
  readonly #poison: ReadonlySet<string>;
  readonly #sight: Sight;
  readonly #ledger = new Ledger();
  readonly #devices = new Map<SimDevice, Memory>();

  /** `poison`: mutations that bring the server down. */
  constructor(people: readonly string[], poison: ReadonlySet<string>) {
    this.#sight = new Sight(people);
    this.#poison = poison;
  }

  /** Counts the transactions of all servers. */
  get tick(): number {
    return this.#sight.tick;
  }
  get erased(): ReadonlyMap<string, number> {
    return this.#sight.erased;
  }
  memoryOf(device: SimDevice): Memory {
    const memory = this.#devices.get(device) ?? newMemory();
    this.#devices.set(device, memory);
    return memory;
  }
  rotten(device: SimDevice): boolean {
    return isRotten(device, this.memoryOf(device));
  }

  // ── told by the world ──

  /** After every transaction of the server. `judged`: what it judged for the first time, in order. */
  serverMoved(before: Stored | null, after: Stored, judged: readonly Judged[] = []): void {
    const { judged: judgedAt, applied } = this.#ledger;
    this.#sight.tick += 1;
    for (const { id, status, known } of judged) {
      this.#sight.tick += 1;
      judgedAt.set(id, known ?? this.#sight.tick);
      if (status === 'applied') applied.add(id);
    }
    this.#sight.serverMoved(before, after);
  }
  /** Entries went to another pupil. */
  moved(before: Stored, after: Stored, move: Move): void {
    this.#ledger.moved(move);
    this.serverMoved(before, after);
    this.#sight.wasMoved(before, move);
  }
  restored(after: Stored): void {
    this.#sight.restored(after);
  }
  wasErased(record: string): void {
    this.#sight.wasErased(record);
  }

  /** On the disk of a device (null: at the desk). `old`: the id whose place it took. */
  wasSaved(device: SimDevice | null, what: Meant, args: unknown, old: string | null): void {
    const { tick } = this;
    const memory = device && this.memoryOf(device);
    const about = JSON.stringify(args).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
    this.#ledger.add({ ...what, about, device, tick, synced: what.synced ?? tick, nr: this.#ledger.count }, args, old);
    if (!memory) return;
    if (old !== null) memory.mine = memory.mine.filter(({ id }) => id !== old);
    memory.mine.push(...what.parts.map((part) => ({ id: what.id, record: what.record, part, tick })));
  }
  /** A refused mutation is offered again under a new id: what was a cause to refuse it may be one still. */
  offeredAgain(device: SimDevice, old: string, id: string): void {
    const saved = this.#ledger.saved(old);
    if (!saved) return;
    const memory = this.memoryOf(device);
    this.#ledger.offeredAgain(old, { ...saved, id, device, tick: this.tick, isRetried: true });
    memory.mine = memory.mine.map((mine) => (mine.id === old ? { ...mine, id } : mine));
  }
  /** What a refused mutation sets is shown again, because the person wants it: on a copy of this disk, too. */
  wantedAgain(device: SimDevice, id: string): void {
    const saved = this.#ledger.saved(id);
    for (const [other, { gone }] of this.#devices)
      if (saved && other.person === device.person)
        for (const { entry } of saved.parts) gone.delete(saved.record + entry);
  }

  /** The same disk twice: each of the two may write over a wording that only both of them know. */
  cloned(device: SimDevice, copy: SimDevice): void {
    const memory = this.memoryOf(device);
    memory.cloned = true;
    this.#devices.set(copy, copyOfMemory(memory));
    this.#ledger.loosen(device.outbox.map(({ id }) => id));
  }
  /** What was only on a lost tablet is lost. */
  deviceLost(device: SimDevice): void {
    const ids = device.own.map(({ id }) => id);
    for (const id of ids) this.#ledger.forgiven.add(id);
    this.#ledger.loosen(ids);
  }
  /** After a commit: what the device has learnt of judgements. */
  learnt(device: SimDevice): void {
    const { known } = this.memoryOf(device);
    for (const { id, taken } of device.own) {
      const at = this.#ledger.judged.get(id);
      if (taken !== null && at !== undefined && !known.has(id)) known.set(id, at);
    }
  }

  // ── checks ──

  refusals(after: Stored, outcomes: Parameters<typeof checkRefusals>[2]): void {
    checkRefusals({ sight: this.#sight, ledger: this.#ledger, poison: this.#poison }, after, outcomes);
  }
  /** Applied for the first time in one request, between two moments of the store. */
  applied(ids: readonly string[], between: readonly [Stored, Stored]): void {
    const all = ids.map((id) => this.#ledger.saved(id)).filter((saved) => saved !== undefined);
    const placeOf = (saved: Saved, entry: string) => this.#ledger.placeOf(saved, entry);
    for (const saved of all)
      checkRight(saved, between, { alongside: all, again: this.#ledger.judged.has(saved.id), placeOf });
  }
  line(stored: Stored, sent: Sent): void {
    checkLine(this.#sight, stored, sent);
  }

  /** After every transaction of a device. */
  look(device: SimDevice): void {
    const memory = this.memoryOf(device);
    const { epoch, cookie } = device.meta;
    const era = `${epoch} ${cookie === null}`;
    if (device.signedOut && device.disk.tables.records.size > 0) fail(`LEFT-BEHIND on ${device.name}`);
    if (memory.era !== era) Object.assign(memory, { era, looked: new Map(), shown: new Map(), gone: new Map() });
    if (this.rotten(device)) return;
    const looked = { sight: this.#sight, ledger: this.#ledger, device, memory, views: viewsOf(device) };
    checkWithinGrants(looked);
    checkViews(looked);
    checkFlicker(looked);
    checkOwnWords(looked);
    checkWhole(looked);
  }

  /** After a completed sync that began at tick `since`. */
  completed(device: SimDevice, since: number): void {
    // It was another server that answered: the device hears of that with its next request.
    if (this.#sight.restoredAt > since) return;
    if (device.want.length === 0) this.memoryOf(device).synced = since;
    if (!this.rotten(device)) checkCompleted(this.#sight, device, since);
  }
  unblocked(stored: Stored, device: SimDevice, unknownName: string): void {
    checkUnblocked(stored, device, unknownName);
  }

  end(stored: Stored, devices: readonly SimDevice[], { audited, now }: Pick<End, 'audited' | 'now'>): void {
    const isCloned = (device: SimDevice) => this.memoryOf(device).cloned;
    checkEnd({ sight: this.#sight, ledger: this.#ledger, stored, devices, isCloned, audited, now });
  }
}
