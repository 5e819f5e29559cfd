/**
 * The engine's tables made real: Dexie for the tables, the vault for the boxes.
 * Sealed before a transaction, opened after it, never inside. A connection that the browser lost is opened again and the
 * same write is done once more. If it was written after all, and only the word of it was lost, it is not written twice.
 */
import type { Digest } from '../domain/digest.ts';
import { DIGEST_VERSION } from '../domain/digest.ts';
import type { RecordId } from '../domain/ids.ts';
import type { MutationEnvelope } from '../domain/mutation.ts';
import type { CareersRecord } from '../domain/record.ts';
import { isSchoolRecord } from '../domain/record.ts';
import type { ConfirmedRecord, DevicePort, OwnMutation, OwnState } from '../sync/ports.ts';
import { StorageProblem } from '../sync/ports.ts';
import type { Box, DeviceDatabase, OwnRow, RecordRow, StateRow } from './database.ts';
import type { GrantsCache } from './device-tx.ts';
import { deviceLook, deviceTx, ownState, recordState } from './device-tx.ts';
import type { StorageReport } from './storage-state.ts';
import { problemKind } from './storage-state.ts';
import type { TablesMemory } from './tables-memory.ts';
import type { Vault } from './vault.ts';

/** What a port is made of. `digestOf` sees a record as this person may see it. `memory`: of the window that it is in. */
export interface DeviceParts {
  readonly db: DeviceDatabase;
  readonly vault: Vault;
  readonly digestOf: (view: CareersRecord) => Digest;
  readonly report: StorageReport;
  readonly memory?: Pick<TablesMemory, 'check' | 'settled'>;
}

/** The tables of one account at one school. */
export function createDevicePort({ db, vault, digestOf, report, memory }: DeviceParts): DevicePort {
  const cache: GrantsCache = { row: null };
  const { written, read } = createGuard(db, report);
  const checkTables = async () => memory?.check(((await db.meta.get('state')) as StateRow).device);
  sayWhenHeldBack(db, report, read);
  const tables = [db.record, db.body, db.digest, db.pack, db.own, db.words, db.seal, db.meta];

  const port: DevicePort = {
    transact: (work) =>
      // An async function: Dexie then keeps the transaction open over the native awaits of `work`.
      written(async (again) => {
        const value = await db.transaction('rw', tables, async () => {
          await checkTables();
          return work(deviceTx(db, { cache, again }));
        });
        await memory?.settled();
        return value;
      }),

    look: (work) =>
      read(() => db.transaction('r', [db.record, db.own, db.meta], async () => work(deviceLook(db, cache)))),

    async sealRecord({ record, ...state }) {
      const [box, digestBox] = await Promise.all([
        vault.seal('record', state.id, state.version, JSON.stringify(record)),
        isSchoolRecord(state.id) ? null : sealDigest(vault, state.id, state.version, digestOf(record)),
      ]);
      return { ...state, box, digestBox };
    },

    async sealMutation({ envelope, ...state }) {
      return { ...state, box: await vault.seal('own', ownLabel(state), OWN_VERSION, JSON.stringify(envelope)) };
    },

    async openRecords(ids) {
      const keys = [...ids];
      const [rows, bodies] = await read(() =>
        db.transaction('r', [db.record, db.body], async () =>
          Promise.all([db.record.bulkGet(keys), db.body.bulkGet(keys)]),
        ),
      );
      const held = rows.flatMap((row, i) => (row ? [{ row, body: bodies[i] }] : []));
      const opened = await Promise.all(held.map(({ row, body }) => openRecord(vault, row, body)));
      const closed = held.filter((_, i) => opened[i] === null).map(({ row }) => row);
      if (closed.length > 0) await wantUnchanged(port, db, closed);
      return opened.filter((record) => record !== null);
    },

    async openOwn(which?: RecordId | readonly number[]) {
      const [rows, boxes] = await read(() =>
        db.transaction('r', [db.own, db.words], async () => {
          const found = await ownRows(db, which);
          return [found, await db.words.bulkGet(found.map((row) => row.order))] as const;
        }),
      );
      return Promise.all(rows.map((row, i) => openOwn(vault, row, boxes[i])));
    },
  };
  return port;
}

/** A digest in its box, bound to the record's version and to the shape of digests. */
export const sealDigest = (vault: Vault, id: RecordId, version: number, digest: Digest): Promise<Box> =>
  vault.seal('digest', id, digestLabel(version), JSON.stringify(digest));

/** The digest of a record row; null when it does not open or is of an older shape. */
export async function openDigest(vault: Vault, row: RecordRow, box: Box | undefined): Promise<Digest | null> {
  const json =
    box && row.shape === DIGEST_VERSION && (await vault.open('digest', row.id, digestLabel(row.version), box));
  // Sealed by us and authenticated: its shape is the one in the label.
  return json ? (JSON.parse(json) as Digest) : null;
}

/** The confirmed record of a row; null when its box does not open. */
export async function openRecord(vault: Vault, row: RecordRow, box: Box | undefined): Promise<ConfirmedRecord | null> {
  const json = box && (await vault.open('record', row.id, row.version, box));
  return json ? { ...recordState(row), record: JSON.parse(json) as CareersRecord } : null;
}

/** The own mutation of a row; its envelope is null when its box does not open. */
export async function openOwn(vault: Vault, row: OwnRow, box: Box | undefined): Promise<OwnMutation> {
  const json = box && (await vault.open('own', ownLabel(row), OWN_VERSION, box));
  return { ...ownState(row), envelope: json ? (JSON.parse(json) as MutationEnvelope) : null };
}

const digestLabel = (version: number): string => digestLabelOf({ version, shape: DIGEST_VERSION });
/** What the digest of a record is bound to, whatever shape it is of. */
export const digestLabelOf = ({ version, shape }: Pick<RecordRow, 'version' | 'shape'>): string =>
  `${version}.${shape}`;
/** Not its order: that is given in the transaction, after it was sealed. A mutation's id is unique in the world. */
export const ownLabel = ({ id, record }: Pick<OwnState, 'id' | 'record'>): string => `${record}/${id}`;
/** To which shape of the box its label belongs. */
export const OWN_VERSION = 1;

/** In order: all, those of a record, or those with these orders. */
async function ownRows(
  db: DeviceDatabase,
  which: RecordId | readonly number[] | undefined,
): Promise<readonly OwnRow[]> {
  if (which === undefined) return db.own.toArray();
  if (typeof which === 'string') return db.own.where('record').equals(which).sortBy('order');
  const rows = await db.own.bulkGet(which.toSorted((a, b) => a - b));
  return rows.filter((row) => row !== undefined);
}

/** Asks for records whose boxes did not open, unless another tab has replaced them meanwhile. */
const wantUnchanged = (port: DevicePort, db: DeviceDatabase, rows: readonly RecordRow[]): Promise<void> =>
  port.transact(async (tx) => {
    const now = await db.record.bulkGet(rows.map((row) => row.id));
    const same = rows.filter((row, i) => now[i]?.mark === row.mark);
    await tx.wantRecords(same.map((row) => row.id));
  });

/**
 * A newer app, in another window, waits for this one to let go of the tables; or this one waits for an older one.
 * What was under way when it let go may still end well, and says so: the tables are asked once more, behind the newer app.
 */
function sayWhenHeldBack(db: DeviceDatabase, report: StorageReport, read: Guard['read']): void {
  const letGo = () => {
    report.set('blocked');
    // Once Dexie has closed them, which it does at the end of this event.
    setTimeout(() => void read(() => db.meta.count()).catch(() => undefined), 0);
  };
  // Not when the tables are deleted: then they are made anew.
  db.on('versionchange', ({ newVersion }) => (newVersion === null ? undefined : letGo()));
  db.on('blocked', () => report.set('blocked'));
}

type Guard = ReturnType<typeof createGuard>;

/** Runs reads and writes; opens a lost connection again and tries once more; turns what is left into a StorageProblem. */
function createGuard(db: DeviceDatabase, report: StorageReport) {
  let connection = 0;
  let reopening: Promise<unknown> | null = null;
  const reopen = async (lost: number) => {
    if (lost === connection && reopening === null) {
      db.close({ disableAutoOpen: false });
      reopening = db.open().finally(() => {
        connection += 1;
        reopening = null;
      });
    }
    await reopening;
  };
  const fail = (reason: unknown): never => {
    const kind = problemKind(reason);
    if (kind === null) throw reason;
    report.set(kind);
    throw new StorageProblem(kind, reason);
  };

  const guarded = async <T>(run: (again: boolean) => Promise<T>, well: () => void): Promise<T> => {
    const used = connection;
    const once = async (again: boolean) => {
      const value = await report.timed(() => run(again));
      well();
      return value;
    };
    try {
      return await once(false);
    } catch (reason) {
      if (problemKind(reason) !== 'lost') return fail(reason);
    }
    try {
      await reopen(used);
      return await once(true);
    } catch (reason) {
      return fail(reason);
    }
  };

  // A full device can be read, and so can the tables of another window: that says nothing of whether they can be written.
  const readWell = () => (report.now() === 'full' || report.now() === 'cleared' ? undefined : report.set('ok'));
  return {
    read: <T>(run: () => Promise<T>): Promise<T> => guarded(run, readWell),
    /** When the device is full, what can be made again gives way first; own mutations and drafts never do. */
    written: <T>(run: (again: boolean) => Promise<T>): Promise<T> => {
      const whole = async (again: boolean): Promise<T> => {
        try {
          return await run(again);
        } catch (reason) {
          if (problemKind(reason) !== 'full' || !(await shed(db))) throw reason;
          return run(again);
        }
      };
      return guarded(whole, () => report.set('ok'));
    },
  };
}

/** Takes away what is made of the rest (the pack of digests); false when there is none or not even that can be done. */
async function shed(db: DeviceDatabase): Promise<boolean> {
  try {
    if ((await db.pack.count()) === 0) return false;
    await db.pack.clear();
    return true;
  } catch {
    return false;
  }
}
