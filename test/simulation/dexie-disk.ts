/**
 * A device whose tables are the real ones: Dexie over an IndexedDB in memory, boxes sealed by the real vault. For a share of
 * the histories, since it is a few times slower. After each commit all of it is read back and opened, for the oracles.
 */
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { digestOf } from '../../src/domain/digest-of.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import type { DeviceDatabase } from '../../src/device/database.ts';
import { createDatabase } from '../../src/device/database.ts';
import { createDevicePort } from '../../src/device/device-port.ts';
import { ownState, readMeta, recordState } from '../../src/device/device-tx.ts';
import { createStorageReport } from '../../src/device/storage-state.ts';
import type { Vault } from '../../src/device/vault.ts';
import { createVault } from '../../src/device/vault.ts';
import type { ConfirmedRecord, DevicePort, SealedMutation, SealedRecord } from '../../src/sync/ports.ts';
import type { Disk, Hooks, Tables } from '../support/memory-device.ts';
import { SPOILT, newMeta } from '../support/memory-device.ts';

Dexie.dependencies.indexedDB = new IDBFactory();
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

let made = 0;
let working = 0;

/** Work of all these disks that is under way: the simulator waits for it before it lets anything else happen. */
export const disksAtWork = (): boolean => working > 0;

async function at<T>(work: () => Promise<T>): Promise<T> {
  working += 1;
  try {
    return await work();
  } finally {
    working -= 1;
  }
}

export class DexieDisk implements Disk {
  readonly #db: DeviceDatabase;
  readonly #vault: Vault;
  readonly #plain: DevicePort;
  #tables: Tables;
  #last: Promise<unknown> = Promise.resolve();
  /** What was opened, by the mark of its box. */
  readonly #opened = new Map<number, unknown>();

  private constructor(db: DeviceDatabase, vault: Vault) {
    this.#db = db;
    this.#vault = vault;
    this.#plain = createDevicePort({ db, vault, digestOf, report: createStorageReport() });
    this.#tables = { meta: newMeta(''), order: 0, own: new Map(), records: new Map() };
  }

  /** Empty tables. */
  static async open(): Promise<DexieDisk> {
    made += 1;
    const scope = `fingerpost/simulated-${made}/school`;
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const disk = new DexieDisk(createDatabase(scope), createVault({ key, scope }));
    await at(() => disk.#mirror());
    return disk;
  }

  get tables(): Tables {
    return this.#tables;
  }
  /** The end of the world. */
  end(): Promise<void> {
    return at(() => this.#inTurn(async () => undefined).then(() => this.#db.delete()));
  }

  /** A disk copied as it is. The copy has a name of its own here; its boxes are bound to the old one. */
  async clone(): Promise<DexieDisk> {
    return at(async () => {
      made += 1;
      const copy = new DexieDisk(createDatabase(`fingerpost/simulated-${made}/copy`), this.#vault);
      for (const table of this.#db.tables) {
        const keys = await table.toCollection().primaryKeys();
        const rows = (await table.bulkGet(keys)) as unknown[];
        const inline = table.schema.primKey.keyPath !== null && table.schema.primKey.keyPath !== '';
        await (inline ? copy.#db.table(table.name).bulkPut(rows) : copy.#db.table(table.name).bulkPut(rows, keys));
      }
      await copy.#mirror();
      return copy;
    });
  }

  /** Changes a record behind everybody's back: a bad disk. */
  overwrite(row: ConfirmedRecord): Promise<void> {
    return at(async () => {
      const sealed = await this.#plain.sealRecord(row);
      await this.#inTurn(() => this.#plain.transact((tx) => tx.putRecords([sealed])));
    });
  }
  /** Its box does not open any more. */
  spoil(id: RecordId): Promise<void> {
    return at(() =>
      this.#inTurn(async () => {
        const box = await this.#db.body.get(id);
        const row = await this.#db.record.get(id);
        if (!box || !row) return;
        const bad = box.slice();
        bad[bad.length - 1] = (bad.at(-1) ?? 0) ^ 1;
        this.#opened.delete(row.mark);
        await this.#db.body.put(bad, id);
      }),
    );
  }

  port(hooks: Hooks = {}): DevicePort {
    const transact: DevicePort['transact'] = async (work) => {
      await hooks.before?.();
      const value = await at(() => this.#inTurn(() => this.#plain.transact(work), hooks.committed));
      await hooks.after?.();
      return value;
    };
    return {
      transact,
      look: async (work) => {
        await hooks.before?.();
        const value = await at(() => this.#reading(() => this.#plain.look(work)));
        await hooks.after?.();
        return value;
      },
      sealRecord: (row) => at(() => this.#plain.sealRecord(row)),
      sealMutation: (row) => at(() => this.#plain.sealMutation(row)),
      openRecords: (ids) => at(() => this.#inTurn(() => this.#plain.openRecords(ids), hooks.committed)),
      openOwn: (which) => at(() => this.#reading(() => this.#plain.openOwn(which))),
    };
  }

  /** One after the other, so that what is read back belongs to one commit. */
  #inTurn<T>(work: () => Promise<T>, committed?: () => void): Promise<T> {
    return this.#reading(async () => {
      const value = await work();
      await this.#mirror();
      committed?.();
      return value;
    });
  }
  /** In its turn, too; after it there is nothing to read back. */
  #reading<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** All that lies on the disk, opened. */
  async #mirror(): Promise<void> {
    const { record, own, body, words } = this.#db;
    const meta = await readMeta(this.#db, { row: null });
    const records = new Map<RecordId, SealedRecord>();
    for (const row of await record.toArray()) {
      const box = await this.#open(row.mark, async () =>
        this.#vault.open('record', row.id, row.version, (await body.get(row.id)) ?? new Uint8Array()),
      );
      records.set(row.id, this.#same(this.#tables.records.get(row.id), { ...recordState(row), box, digestBox: null }));
    }
    const mine = new Map<number, SealedMutation>();
    for (const row of await own.toArray()) {
      const box = await this.#open(row.mark, async () =>
        this.#vault.open('own', `${row.record}/${row.id}`, 1, (await words.get(row.order)) ?? new Uint8Array()),
      );
      mine.set(row.order, this.#same(this.#tables.own.get(row.order), { ...ownState(row), box }));
    }
    this.#tables = { meta, order: this.#tables.order, own: mine, records };
  }
  async #open(mark: number, open: () => Promise<string | null>): Promise<unknown> {
    if (this.#opened.has(mark)) return this.#opened.get(mark);
    const text = await open();
    const value = text === null ? SPOILT : (JSON.parse(text) as unknown);
    if (text !== null) this.#opened.set(mark, value);
    return value;
  }
  /** A row that is as it was is the same object. */
  #same<T extends { readonly box: unknown }>(before: T | undefined, now: T): T {
    const { box: a, ...old } = before ?? { box: null };
    const { box: b, ...fresh } = now;
    return before && a === b && JSON.stringify(old) === JSON.stringify(fresh) ? before : now;
  }
}
