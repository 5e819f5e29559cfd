/** The browser throws the tables away under an open window: what the window remembers is in the new ones before anybody reads them. */
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase } from '../../src/device/database.ts';
import type { DeviceDatabase } from '../../src/device/database.ts';
import { createDevicePort } from '../../src/device/device-port.ts';
import { createReads } from '../../src/device/reads.ts';
import { createStorageReport } from '../../src/device/storage-state.ts';
import type { TablesMemory } from '../../src/device/tables-memory.ts';
import { createTablesMemory } from '../../src/device/tables-memory.ts';
import { createVault } from '../../src/device/vault.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import type { DevicePort, OwnMutation } from '../../src/sync/ports.ts';
import { countingDigest, makeKey } from './device-support.ts';
import { A, aConfirmed, aRecord, putRecords, saveWords } from './samples.ts';

let made = 0;
let name: string;
let key: CryptoKey;
let windows: DeviceDatabase[];
let keyComesBack: boolean;
let cleared: number;

interface Window {
  readonly port: DevicePort;
  readonly memory: TablesMemory;
  readonly report: ReturnType<typeof createStorageReport>;
  /** The record A as it was told last; undefined: nothing was told. */
  readonly shown: () => CareersRecord | null | undefined;
  readonly own: () => readonly OwnMutation[];
}

beforeEach(async () => {
  made += 1;
  name = `fingerpost/cleared-${made}/school`;
  key = await makeKey();
  windows = [];
  keyComesBack = true;
  cleared = 0;
});
afterEach(() => windows.forEach((db) => db.close()));

function openWindow(): Window {
  const memory = createTablesMemory({ restoreKey: async () => keyComesBack, cleared: () => (cleared += 1) });
  const db = createDatabase(name, memory.putBack);
  windows.push(db);
  const vault = createVault({ key, scope: name });
  const report = createStorageReport();
  const port = createDevicePort({ db, vault, digestOf: countingDigest, report, memory });
  const reads = createReads({
    db,
    vault,
    port,
    digestOf: countingDigest,
    memory,
    isPending: ({ taken }) => taken === null,
    viewOf: ({ confirmed }) => confirmed && confirmed.record,
    unplacedOf: () => [],
  });
  let shown: CareersRecord | null | undefined;
  let own: readonly OwnMutation[] = [];
  reads.liveRecord(A).subscribe(
    (now) => (shown = now),
    () => undefined,
  );
  reads.liveOwn().subscribe(
    (now) => (own = now),
    () => undefined,
  );
  return { port, memory, report, shown: () => shown, own: () => own };
}

/** A window with a record that its reader holds, one change sent and one not. */
async function aDayBegun(): Promise<Window> {
  const window = openWindow();
  await putRecords(window.port, aConfirmed(A, 'held'));
  await window.port.transact(async (tx) => tx.setMeta({ ...(await tx.meta()), grants: { [A]: ['T'] }, cookie: 7 }));
  const sent = await saveWords(window.port, 1, A, 'sent');
  await window.port.transact((tx) => tx.patchOwn(sent, { taken: 5 }));
  await saveWords(window.port, 2, A, 'waits');
  await vi.waitFor(() => {
    expect(window.own()).toHaveLength(2);
    expect(window.shown()).toStrictEqual(aRecord(A, 'held'));
  });
  return window;
}

/** As the browser does it: the connections are closed and the tables are gone. */
async function clear(): Promise<void> {
  for (const db of windows) db.close({ disableAutoOpen: false });
  await Dexie.delete(name);
}

const wordsOf = (own: readonly OwnMutation[]) =>
  own.map(({ envelope }) => (envelope?.args as { words: string } | undefined)?.words);

describe('tables that are cleared under a window', () => {
  it('hold all own changes again at the next use, each as it was, and the device is the same', async () => {
    const { port, memory } = await aDayBegun();
    const { device } = await port.look((look) => look.meta());
    await clear();
    const own = await port.openOwn();
    expect(wordsOf(own)).toStrictEqual(['sent', 'waits']);
    expect(own.map(({ taken }) => taken)).toStrictEqual([5, null]);
    expect(await port.look((look) => look.meta())).toMatchObject({ device, cookie: 7, syncedAt: null, turn: null });
    expect(memory.told.now()).toStrictEqual({ unsent: true });
    expect(cleared).toBe(1);
  });

  it('take what is saved next after what was there', async () => {
    const { port } = await aDayBegun();
    await clear();
    await saveWords(port, 3, A, 'next');
    expect(wordsOf(await port.openOwn())).toStrictEqual(['sent', 'waits', 'next']);
  });

  it('take nothing from the screen: the record stays in sight until it is here again', async () => {
    const window = await aDayBegun();
    await clear();
    await saveWords(window.port, 3, A, 'next');
    await vi.waitFor(() => expect(window.own()).toHaveLength(3));
    expect(window.shown()).toStrictEqual(aRecord(A, 'held'));
    await putRecords(window.port, aConfirmed(A, 'again', 9));
    await vi.waitFor(() => expect(window.shown()).toStrictEqual(aRecord(A, 'again')));
  });

  it('and whose record the person may not hold any more leave the screen', async () => {
    const window = await aDayBegun();
    await clear();
    await window.port.transact(async (tx) => tx.setMeta({ ...(await tx.meta()), grants: {} }));
    await vi.waitFor(() => expect(window.shown()).toBeNull());
  });

  it('are put back by one window for all', async () => {
    const first = await aDayBegun();
    const second = openWindow();
    await vi.waitFor(() => expect(second.own()).toHaveLength(2));
    await clear();
    await Promise.all([first.port.openOwn(), second.port.openOwn()]);
    expect(wordsOf(await second.port.openOwn())).toStrictEqual(['sent', 'waits']);
    expect(cleared).toBe(1);
  });

  it('say that a change is not saved while the key that opens it is not back', async () => {
    const { port, report } = await aDayBegun();
    await clear();
    keyComesBack = false;
    await expect(saveWords(port, 3, A, 'next')).rejects.toMatchObject({ kind: 'cleared' });
    expect(report.now()).toBe('cleared');
    keyComesBack = true;
    await saveWords(port, 4, A, 'again').catch(() => undefined);
    await saveWords(port, 5, A, 'and again');
    expect(report.now()).toBe('ok');
  });

  it('and that another window has begun afresh are neither written nor shown', async () => {
    const window = await aDayBegun();
    for (const db of windows) db.close({ disableAutoOpen: false });
    await Dexie.delete(name);
    const other = createDatabase(name);
    windows.push(other);
    await other.open();
    await expect(saveWords(window.port, 3, A, 'next')).rejects.toMatchObject({ kind: 'cleared' });
    expect(await other.own.count()).toBe(0);
    expect(window.report.now()).toBe('cleared');
    expect(window.shown()).toStrictEqual(aRecord(A, 'held'));
    expect(wordsOf(window.own())).toStrictEqual(['sent', 'waits']);
  });
});

describe('a person who leaves', () => {
  it('finds nothing put back', async () => {
    const { port, memory } = await aDayBegun();
    memory.forget();
    await clear();
    expect(await port.look((look) => look.own())).toStrictEqual([]);
    expect(memory.told.now()).toBeNull();
  });
});
