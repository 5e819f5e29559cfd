/**
 * Who could see what, when: kept by asking the truth after every transaction of the server. Time is counted in ticks,
 * one for each transaction and one for each mutation that was judged in it.
 */
import { PROGRAMME, PUPILS, UNLISTED } from '../school.ts';
import type { Stored } from '../server-port.ts';
import type { Move } from './ledger.ts';
import { same } from './same.ts';
import type { Row, Rows } from './truth.ts';
import { isReadIn, lettersOf, truth } from './truth.ts';

/** All records that there are. */
export const RECORDS: readonly string[] = [...PUPILS, ...Object.values(UNLISTED), 'school', 'roster', PROGRAMME];

/** What the server judged for the first time, with the tick at which the asker knew that it had been judged before. */
export interface Judged {
  readonly id: string;
  readonly status: string;
  readonly known: number | undefined;
}

export class Sight {
  tick = 0;
  restoredAt = 0;
  readonly #people: readonly string[];
  /** person+record → what the person may see now, and by which letters. */
  readonly #sees = new Map<string, Rows | null>();
  readonly #letters = new Map<string, string>();
  /** person+record → version at which that changed; tick at which the person's rights did. */
  readonly #changed = new Map<string, number>();
  readonly #moved = new Map<string, number>();
  /** person+record+entry → tick at which sight of it was lost; record+entry → tick of its last change. */
  readonly #lost = new Map<string, number>();
  readonly #touched = new Map<string, number>();
  readonly #erased = new Map<string, number>();

  constructor(people: readonly string[]) {
    this.#people = people;
  }

  /** After every transaction of the server. */
  serverMoved(before: Stored | null, after: Stored): void {
    for (const record of RECORDS) this.#recordMoved(record, before, after);
  }
  /** What the ledger did again was there for a moment, as the backup had it: everybody hears of every record. */
  restored({ version }: Stored): void {
    this.restoredAt = this.tick;
    for (const key of this.#sees.keys()) this.#changed.set(key, version);
  }
  wasErased(record: string): void {
    this.#erased.set(record, this.tick);
  }

  /** What went to another pupil is out of sight on this one. */
  wasMoved(before: Stored, { from, ids }: Move): void {
    for (const person of this.#people)
      for (const id of ids) if (truth(before, person, from)?.[id]) this.#lost.set(person + from + id, this.tick);
  }

  #recordMoved(record: string, before: Stored | null, after: Stored): void {
    const [old, now] = [before?.entries.get(record) ?? {}, after.entries.get(record) ?? {}];
    const touched = old === now ? [] : Object.keys({ ...old, ...now }).filter((id) => !same(old[id], now[id]));
    for (const id of touched) this.#touched.set(record + id, this.tick);
    const passed = touched.length === 0 ? [] : passedBetween(before, after, record);
    for (const person of this.#people) {
      const key = person + record;
      const letters = lettersOf(after, person, record);
      const isNew = letters !== this.#letters.get(key);
      if (!isNew && touched.length === 0) continue;
      const was = this.#sees.get(key) ?? null;
      const sees = truth(after, person, record);
      for (const id of Object.keys(was ?? {})) {
        if (!sees?.[id] && (now[id] || !sees)) this.#lost.set(key + id, this.tick);
      }
      const isSame = was && sees && touched.every((id) => !was[id] && !sees[id]);
      if (isNew) {
        this.#letters.set(key, letters);
        this.#moved.set(key, this.tick);
      }
      const wasThere = passed.some((entry) => isReadIn(letters, person, entry));
      if (!isSame || isNew || wasThere) this.#changed.set(key, after.version);
      this.#sees.set(key, sees);
    }
  }

  /** What the person may see of the record now; null when they do not hold it. */
  now(person: string, record: string): Rows | null {
    return this.#sees.get(person + record) ?? null;
  }
  /** Version at which that last changed. */
  changedAt(person: string, record: string): number {
    return this.#changed.get(person + record) ?? 0;
  }
  /** Did the person's rights on the record move after this tick? */
  movedSince(person: string, record: string, tick: number): boolean {
    return (this.#moved.get(person + record) ?? 0) > tick;
  }
  /** Did the person lose sight of the entry after this tick? */
  lostSince(person: string, record: string, [entry, tick]: readonly [string, number]): boolean {
    return (this.#lost.get(person + record + entry) ?? 0) > tick;
  }
  /** Did the person ever lose sight of it? */
  wasLost(person: string, record: string, entry: string): boolean {
    return this.#lost.has(person + record + entry);
  }
  touchedSince(record: string, entry: string, tick: number): boolean {
    return (this.#touched.get(record + entry) ?? 0) > tick;
  }
  get erased(): ReadonlyMap<string, number> {
    return this.#erased;
  }
}

/** What came and went within one request was there for a moment, and did change what could be seen. */
function passedBetween(before: Stored | null, after: Stored, record: string): readonly Row[] {
  const old = before?.entries.get(record) ?? {};
  return after.earlier
    .filter(
      (row) => row.record === record && row.version > (before?.version ?? 0) && !same(old[row.entry.id], row.entry),
    )
    .map((row) => row.entry as unknown as Row);
}
