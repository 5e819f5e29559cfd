/**
 * A device in memory: tables with transactions that are serialised and atomic, so that the simulator can cut the power
 * at every await. Several ports (tabs) share one MemoryDevice. A box is the thing itself; a spoilt one does not open.
 */
import type { RecordId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import type {
  ConfirmedRecord,
  DevicePort,
  DeviceTx,
  Meta,
  OwnMutation,
  OwnState,
  RecordState,
  SealedMutation,
  SealedRecord,
} from '../../src/sync/ports.ts';

/** What stands for a box whose key no longer fits. */
export const SPOILT = Symbol('spoilt');

export interface Tables {
  readonly meta: Meta;
  readonly order: number;
  readonly own: ReadonlyMap<number, SealedMutation>;
  readonly records: ReadonlyMap<RecordId, SealedRecord>;
}

/** What may happen around a transaction of one tab. A promise that never settles is a crash at that point. */
export interface Hooks {
  /** Before anything is read: a crash here writes nothing. */
  before?(): Promise<void>;
  /** At once after the commit, before anybody else runs. */
  committed?(): void;
  /** After the commit: a crash here leaves what was written and tells nobody. */
  after?(): Promise<void>;
}

/** The first meta row of a device. */
export const newMeta = (device: string): Meta => ({
  device,
  epoch: null,
  cookie: null,
  hash: null,
  grants: {},
  erased: [],
  turn: null,
  syncedAt: null,
});

/** A device's tables as the simulator holds them. */
export interface Disk {
  /** All that is on the disk now: for oracles, which may look without a transaction. */
  readonly tables: Tables;
  /** A disk copied as it is. */
  clone(): Disk | Promise<Disk>;
  /** Changes a record behind everybody's back: a bad disk. */
  overwrite(row: ConfirmedRecord): void | Promise<void>;
  /** Its box does not open any more. */
  spoil(id: RecordId): void | Promise<void>;
  /** One tab's port over these tables. */
  port(hooks?: Hooks): DevicePort;
  /** The end of the world. */
  end(): void | Promise<void>;
}

/** The tables of one account on one device. */
export class MemoryDevice implements Disk {
  #tables: Tables;
  #last: Promise<unknown> = Promise.resolve();
  constructor(device: string) {
    this.#tables = { meta: newMeta(device), order: 0, own: new Map(), records: new Map() };
  }

  /** A disk copied as it is. */
  clone(): MemoryDevice {
    const copy = new MemoryDevice(this.#tables.meta.device);
    copy.#tables = this.#tables;
    return copy;
  }

  /** All that is on the disk now: for oracles, which may look without a transaction. */
  get tables(): Tables {
    return this.#tables;
  }

  end(): void {}

  overwrite({ record, ...state }: ConfirmedRecord): void {
    this.#put({ ...state, box: record, digestBox: null });
  }
  spoil(id: RecordId): void {
    const row = this.#tables.records.get(id);
    if (row) this.#put({ ...row, box: SPOILT });
  }
  #put(row: SealedRecord): void {
    this.#tables = { ...this.#tables, records: new Map(this.#tables.records).set(row.id, row) };
  }

  /** One tab's port over these tables. */
  port(hooks: Hooks = {}): DevicePort {
    return {
      transact: (work) => this.#transact(work, hooks),
      look: (work) => this.#transact(work, hooks),
      sealRecord: async ({ record, ...state }) => ({ ...state, box: record, digestBox: null }),
      sealMutation: async ({ envelope, ...state }) => ({ ...state, box: envelope }),
      openRecords: async (ids) => {
        const rows = ids.map((id) => this.#tables.records.get(id)).filter((row) => row !== undefined);
        const spoilt = rows.filter((row) => row.box === SPOILT).map((row) => row.id);
        if (spoilt.length > 0) await this.#transact((tx) => tx.wantRecords(spoilt), hooks);
        return rows
          .filter((row) => row.box !== SPOILT)
          .map((row) => ({ ...recordState(row), record: row.box as CareersRecord }));
      },
      openOwn: async (which) => ownIn(this.#tables, which),
    };
  }

  async #transact<T>(work: (tx: DeviceTx) => Promise<T>, hooks: Hooks): Promise<T> {
    await hooks.before?.();
    const result = this.#last.then(async () => {
      const draft = new Draft(this.#tables);
      const value = await work(draft);
      this.#tables = draft.tables();
      hooks.committed?.();
      return value;
    });
    this.#last = result.catch(() => undefined);
    const value = await result;
    await hooks.after?.();
    return value;
  }
}

/** What is opened once: a row that is as it was, and the rows of a table that is as it was, are the same objects. */
const openedRows = new WeakMap<SealedMutation, OwnMutation>();
const openedTables = new WeakMap<Tables['own'], Opened>();
interface Opened {
  readonly all: readonly OwnMutation[];
  readonly of: ReadonlyMap<RecordId, readonly OwnMutation[]>;
}

function openedRow(row: SealedMutation): OwnMutation {
  const opened = openedRows.get(row) ?? {
    ...ownState(row),
    envelope: row.box === SPOILT ? null : (row.box as MutationEnvelope),
  };
  openedRows.set(row, opened);
  return opened;
}

function openedTable(own: Tables['own']): Opened {
  const known = openedTables.get(own);
  if (known) return known;
  const all = [...own.values()].toSorted((a, b) => a.order - b.order).map(openedRow);
  const of = new Map<RecordId, OwnMutation[]>();
  for (const row of all) of.set(row.record, [...(of.get(row.record) ?? []), row]);
  const opened = { all, of };
  openedTables.set(own, opened);
  return opened;
}

/** Own mutations as they are on the disk, opened, in order. */
export function ownIn({ own }: Tables, which?: RecordId | readonly number[]): readonly OwnMutation[] {
  const { all, of } = openedTable(own);
  if (which === undefined) return all;
  return typeof which === 'string' ? (of.get(which) ?? []) : all.filter((row) => which.includes(row.order));
}

const recordState = ({ id, version, wanted }: SealedRecord): RecordState => ({ id, version, wanted });
const ownState = ({ box: _, ...state }: SealedMutation): OwnState => state;

/** Writes of a transaction, kept aside until it commits. */
class Draft implements DeviceTx {
  #meta: Meta;
  #order: number;
  readonly #own: Map<number, SealedMutation>;
  readonly #records: Map<RecordId, SealedRecord>;
  constructor({ meta, order, own, records }: Tables) {
    this.#meta = meta;
    this.#order = order;
    this.#own = new Map(own);
    this.#records = new Map(records);
  }

  tables(): Tables {
    return { meta: this.#meta, order: this.#order, own: this.#own, records: this.#records };
  }
  async meta(): Promise<Meta> {
    return this.#meta;
  }
  async setMeta(meta: Meta): Promise<void> {
    this.#meta = meta;
  }
  async own(): Promise<readonly OwnState[]> {
    return [...this.#own.values()].map(ownState).toSorted((a, b) => a.order - b.order);
  }
  async addOwn(rows: readonly SealedMutation[]): Promise<readonly number[]> {
    for (const row of rows) {
      this.#order += 1;
      this.#own.set(this.#order, { ...row, order: this.#order });
    }
    return rows.map((_, i) => this.#order - rows.length + 1 + i);
  }
  async putOwn(row: SealedMutation): Promise<void> {
    this.#own.set(row.order, row);
  }
  async patchOwn(order: number, patch: Partial<Omit<OwnState, 'order'>>): Promise<void> {
    const row = this.#own.get(order);
    if (row) this.#own.set(order, { ...row, ...patch });
  }
  async removeOwn(orders: readonly number[]): Promise<void> {
    for (const order of orders) this.#own.delete(order);
  }
  async forgetWords(orders: readonly number[]): Promise<void> {
    for (const order of orders) {
      const row = this.#own.get(order);
      if (row) this.#own.set(order, { ...row, sealedAlone: true, box: SPOILT });
    }
  }
  async records(): Promise<readonly RecordState[]> {
    return [...this.#records.values()].map(recordState);
  }
  async record(id: RecordId): Promise<RecordState | undefined> {
    const row = this.#records.get(id);
    return row && recordState(row);
  }
  async putRecords(rows: readonly SealedRecord[]): Promise<void> {
    for (const row of rows) this.#records.set(row.id, row);
  }
  async removeRecords(ids: readonly RecordId[]): Promise<void> {
    for (const id of ids) this.#records.delete(id);
  }
  async wantRecords(ids: readonly RecordId[] | 'all'): Promise<void> {
    for (const id of ids === 'all' ? this.#records.keys() : ids) {
      const row = this.#records.get(id);
      if (row) this.#records.set(id, { ...row, wanted: true });
    }
  }
}
