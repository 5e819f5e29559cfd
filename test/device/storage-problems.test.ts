import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Dexie } from 'dexie';
import { IDBDatabase } from 'fake-indexeddb';
import { problemKind, WATCHDOG_MS, createStorageReport } from '../../src/device/storage-state.ts';
import { StorageProblem } from '../../src/sync/ports.ts';
import type { TestDevice } from './device-support.ts';
import { makeDevice } from './device-support.ts';
import { A, saveWords } from './samples.ts';

let device: TestDevice;
/** What the browser's connection does next: each transaction takes the next failure; then all is well. */
let failures: DOMException[] = [];
const failNext = (...next: readonly DOMException[]) => void (failures = [...next]);

beforeEach(async () => {
  failures = [];
  const real = IDBDatabase.prototype.transaction;
  // Dexie binds the method when it opens, so it is replaced before.
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function transaction(this: IDBDatabase, ...args) {
    const failure = failures.shift();
    if (failure) throw failure;
    return real.apply(this, args);
  });
  device = await makeDevice();
  await device.db.open();
});
afterEach(() => device.db.close());

const lost = () =>
  new DOMException('Connection to Indexed Database server lost. Refresh the page to try again', 'UnknownError');

describe('a write', () => {
  it('is done again on a new connection when the browser lost the old one', async () => {
    const connection = device.db.backendDB();
    failNext(lost());
    const order = await saveWords(device.port, 1, A, 'kept');
    expect(order).toBe(1);
    expect(device.db.backendDB()).not.toBe(connection);
    expect((await device.port.openOwn()).map((m) => m.envelope?.args)).toStrictEqual([{ words: 'kept' }]);
    expect(device.report.now()).toBe('ok');
  });

  it('is done again when the database was closed under it', async () => {
    device.db.close({ disableAutoOpen: true });
    await saveWords(device.port, 1, A, 'kept');
    expect(await device.port.openOwn()).toHaveLength(1);
  });

  it('says that the connection is lost when the second try fails too, and writes nothing', async () => {
    failNext(lost(), lost(), lost(), lost());
    await expect(saveWords(device.port, 1, A, 'never')).rejects.toMatchObject({ kind: 'lost' });
    expect(device.report.now()).toBe('lost');
    failNext();
    expect(await device.port.openOwn()).toStrictEqual([]);
    expect(device.report.now()).toBe('ok');
  });

  it('is there once when it was written and only the word of it was lost', async () => {
    const real = device.db.transaction.bind(device.db);
    vi.spyOn(device.db, 'transaction').mockImplementationOnce((async (...args: Parameters<typeof real>) => {
      await real(...args);
      throw new Dexie.DatabaseClosedError('after the commit');
    }) as never);
    await saveWords(device.port, 1, A, 'once');
    expect(await device.port.openOwn()).toHaveLength(1);
  });

  it('says that the device is full when it is, and goes on when there is room again', async () => {
    const told: string[] = [];
    device.report.subscribe((state) => told.push(state));
    failNext(new DOMException('no room', 'QuotaExceededError'));
    const full = saveWords(device.port, 1, A, 'words');
    await expect(full).rejects.toBeInstanceOf(StorageProblem);
    await expect(full).rejects.toMatchObject({ kind: 'full' });
    await saveWords(device.port, 2, A, 'words');
    expect(told).toStrictEqual(['full', 'ok']);
  });

  it('passes on what is not the storage’s doing', async () => {
    await expect(
      device.port.transact(async () => {
        throw new RangeError('a bug');
      }),
    ).rejects.toBeInstanceOf(RangeError);
    expect(device.report.now()).toBe('ok');
  });
});

describe('the watchdog', () => {
  it('says that a write waits when it takes too long, until it is done', async () => {
    vi.useFakeTimers();
    try {
      const report = createStorageReport();
      let finish = (): void => undefined;
      const write = report.timed(() => new Promise<void>((resolve) => (finish = resolve)));
      await vi.advanceTimersByTimeAsync(WATCHDOG_MS - 1);
      expect(report.now()).toBe('ok');
      await vi.advanceTimersByTimeAsync(1);
      expect(report.now()).toBe('waiting');
      finish();
      await write;
      report.set('ok');
      expect(report.now()).toBe('ok');
    } finally {
      vi.useRealTimers();
    }
  });

  it('says nothing of a write that is quick', async () => {
    vi.useFakeTimers();
    try {
      const report = createStorageReport();
      await report.timed(async () => 'done');
      await vi.advanceTimersByTimeAsync(WATCHDOG_MS * 2);
      expect(report.now()).toBe('ok');
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the kind of a problem', () => {
  it.each([
    [new DOMException('', 'QuotaExceededError'), 'full'],
    [new Dexie.AbortError('aborted', { name: 'QuotaExceededError' } as never), 'full'],
    [new DOMException('', 'VersionError'), 'blocked'],
    [new DOMException('', 'InvalidStateError'), 'lost'],
    [new DOMException('', 'AbortError'), 'lost'],
    [new DOMException('', 'DataCloneError'), 'broken'],
    [new RangeError('a bug'), null],
    ['a string', null],
  ])('is told from the browser’s error (%s → %s)', (reason, kind) => {
    expect(problemKind(reason)).toBe(kind);
  });
});
