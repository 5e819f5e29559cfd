/** What was promised: every mutation that somebody saved, what took its place, and which wordings were written over which. */
import type { Part } from '../made-up-parts.ts';
import type { SimDevice } from '../sim-device.ts';

/** A mutation as its author meant it. */
export interface Meant {
  readonly id: string;
  readonly by: string;
  readonly record: string;
  readonly parts: readonly Part[];
  readonly name: string;
  /** On which it was written, by the clock of its device. */
  readonly day: string;
  /** Tick at which the last complete sync of its device had begun when it was meant; not at the desk. */
  readonly synced?: number | undefined;
}

export interface Saved extends Meant {
  /** Ids of all entries that it names: those that it makes or changes, and those that it rests on. */
  readonly about: readonly string[];
  /** Null: at the careers leader's desk. */
  readonly device: SimDevice | null;
  readonly tick: number;
  readonly synced: number;
  /** In the order of all that was saved; what is offered again has its old place. */
  readonly nr: number;
  readonly isRetried?: true;
}

/** Entries went from one pupil's record to another's. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly ids: readonly string[];
}

const UUID_LENGTH = 36;

export class Ledger {
  readonly #saved = new Map<string, Saved>();
  /** → the mutation that took its place. */
  readonly #heirs = new Map<string, string>();
  /** Wording → all wordings that it was written over. */
  readonly #over = new Map<string, Set<string>>();
  readonly #born = new Map<string, number>();
  /** Wording → mutations that closed it; record+entry → mutations that withdrew it. */
  readonly #closers = new Map<string, string[]>();
  readonly #withdrawers = new Map<string, string[]>();
  /** Applied by some server; → the tick at which a server first judged it, as far as its sender could know. */
  readonly applied = new Set<string>();
  readonly judged = new Map<string, number>();
  /** record+entry of creations and texts that were refused; the entry alone where its id is its own in the world. */
  readonly #refused = new Set<string>();
  /** Wordings that were refused, lost with a tablet, or copied with a disk before anybody else knew of them. */
  readonly loose = new Set<string>();
  /** What was only on a lost tablet. */
  readonly forgiven = new Set<string>();
  /** mutation+entry → the record on which what it did to the entry is now. */
  readonly #places = new Map<string, string>();
  /** record+entry of what went to another pupil and has not come back. */
  readonly #gone = new Set<string>();

  get all(): IterableIterator<Saved> {
    return this.#saved.values();
  }
  get count(): number {
    return this.#saved.size;
  }
  saved(id: string): Saved | undefined {
    return this.#saved.get(id);
  }

  /** On a disk: for ever, says the screen. `old`: the id whose place it took. */
  add(saved: Saved, args: unknown, old: string | null): void {
    this.#saved.set(saved.id, saved);
    for (const part of saved.parts) this.#note(part, saved);
    for (const label of JSON.stringify(args).match(/words \w+/g) ?? []) this.#born.set(label, saved.tick);
    if (old !== null) this.#heirs.set(old, saved.id);
  }

  #note(part: Part, { id, record, tick }: Saved): void {
    if (part.kind === 'text') {
      this.#born.set(part.tok, tick);
      this.#over.set(part.tok, this.#allUnder(part.over));
    }
    if (part.kind === 'close') for (const tok of this.#allUnder(part.over)) push(this.#closers, tok, id);
    if (part.kind === 'set' && part.field === 'readers') push(this.#withdrawers, record + part.entry, id);
  }
  #allUnder(over: readonly string[]): Set<string> {
    return new Set(over.flatMap((tok) => [tok, ...(this.#over.get(tok) ?? [])]));
  }

  /** A refused mutation is offered again under a new id: its words are where that one's are. */
  offeredAgain(old: string, again: Saved): void {
    this.#saved.set(again.id, again);
    this.#heirs.set(old, again.id);
    for (const ids of [...this.#closers.values(), ...this.#withdrawers.values()])
      if (ids.includes(old)) ids.push(again.id);
  }

  /** Entries went to another pupil, and all that any server had judged of them: what was refused may be taken after a restore. */
  moved({ from, to, ids }: Move): void {
    for (const entry of ids) {
      this.#gone.add(from + entry);
      this.#gone.delete(to + entry);
      for (const saved of this.all)
        if (this.judged.has(saved.id) && this.placeOf(saved, entry) === from) this.#places.set(saved.id + entry, to);
    }
  }
  /** The record on which what was said of this entry belongs. */
  placeOf({ id, record }: Saved, entry: string): string {
    return this.#places.get(id + entry) ?? record;
  }
  /** Did it go from this record to another? */
  hasGone(record: string, entry: string): boolean {
    return this.#gone.has(record + entry);
  }

  refusedMaking(record: string, entry: string): void {
    this.#refused.add(record + entry);
    if (entry.length === UUID_LENGTH) this.#refused.add(entry);
  }
  /** Was it refused to make this entry, on this record or on the one from which it was moved? */
  wasRefused(record: string, entry: string): boolean {
    return this.#refused.has(record + entry) || this.#refused.has(entry);
  }

  heirOf(id: string): string | undefined {
    return this.#heirs.get(id);
  }
  /** Those whose place this one took, and those before them. */
  replacedBy(id: string): readonly string[] {
    return [...this.#heirs].flatMap(([old, heir]) => (heir === id ? [old, ...this.replacedBy(old)] : []));
  }
  /** Was the wording `a` written over `b`, or over what was? */
  isOver(a: string, b: string): boolean {
    return this.#over.get(a)?.has(b) === true;
  }
  /** Tick at which a wording or a made-up value was saved; 0: never. */
  bornAt(label: string): number {
    return this.#born.get(label) ?? 0;
  }
  closersOf(tok: string): readonly string[] {
    return this.#closers.get(tok) ?? [];
  }
  withdrawersOf(record: string, entry: string): readonly string[] {
    return this.#withdrawers.get(record + entry) ?? [];
  }
  toksOf(id: string): readonly string[] {
    return (this.#saved.get(id)?.parts ?? []).flatMap((part) => (part.kind === 'text' ? [part.tok] : []));
  }

  /** Nobody can say any more what was written over these. */
  loosen(ids: readonly string[]): void {
    for (const id of ids) for (const tok of this.toksOf(id)) this.loose.add(tok);
  }

  /** Is an older wording shown beside one that was written over it? Unless what lay between was refused or lost. */
  isBeside(text: string, heads: readonly string[]): boolean {
    if (this.loose.has(text)) return false;
    const isBetween = (a: string, b: string) =>
      [...this.loose].some((tok) => this.isOver(a, tok) && this.isOver(tok, b));
    return heads.some((other) => this.isOver(other, text) && !isBetween(other, text));
  }
}

function push(lists: Map<string, string[]>, key: string, id: string): void {
  lists.set(key, [...(lists.get(key) ?? []), id]);
}
