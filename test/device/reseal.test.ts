/**
 * A device whose key lay beside its boxes is moved over in place: a fresh key, and each box sealed afresh under it. The power
 * is cut at every await; whatever then is on the disk opens by signing in, every word of it.
 */
import { IDBDatabase, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase } from '../../src/device/database.ts';
import { createDevicePort } from '../../src/device/device-port.ts';
import { createHalfTyped } from '../../src/device/half-typed.ts';
import { keyRing } from '../../src/device/key-ring.ts';
import { withKeyRows } from '../../src/device/key-rows.ts';
import { resealAll } from '../../src/device/reseal.ts';
import { createStorageReport } from '../../src/device/storage-state.ts';
import { dataKey, dataKeys } from '../../src/device/vault-key.ts';
import { createVault } from '../../src/device/vault.ts';
import { countingDigest } from './device-support.ts';
import { A, B, aConfirmed, putRecords, saveWords } from './samples.ts';

const LOCK_KEY = Buffer.alloc(32, 1).toString('base64');
const RECORDS = [A, B];
const BOXES = 2 * RECORDS.length + 1;
const pause = async () => undefined;

/** Calls to the disk and to WebCrypto; from number `cut` on none of them works. */
let calls = 0;
let cut = Number.POSITIVE_INFINITY;
const count = (): void => {
  calls += 1;
  if (calls >= cut) throw new Error('the power is cut');
};

const spies: { mockRestore(): void }[] = [];
beforeEach(() => {
  keyRing.drop();
  const guard = (on: object, method: string) => {
    const holder = on as Record<string, (...args: unknown[]) => unknown>;
    const real = holder[method];
    const spy = vi.spyOn(holder, method).mockImplementation(function counted(this: unknown, ...args) {
      count();
      return real?.apply(this, args);
    });
    spies.push(spy);
  };
  guard(IDBDatabase.prototype, 'transaction');
  for (const method of ['put', 'delete', 'get', 'getAll', 'openCursor']) guard(IDBObjectStore.prototype, method);
  for (const method of ['encrypt', 'decrypt', 'importKey']) guard(crypto.subtle, method);
});
afterEach(() => {
  for (const spy of spies.splice(0)) spy.mockRestore();
});

let made = 0;

function tablesOf(scope: string, keys: { readonly key: CryptoKey; readonly before: readonly CryptoKey[] }) {
  const db = createDatabase(scope);
  const vault = createVault({ ...keys, scope });
  return {
    db,
    port: createDevicePort({ db, vault, digestOf: countingDigest, report: createStorageReport() }),
    typed: createHalfTyped({ db, vault, nowMs: () => 0 }),
  };
}

/** A device of before: its key for use in a row. `wrapped`: it was made by a release that could lock. */
async function deviceOfBefore(wrapped: boolean): Promise<string> {
  const scope = `fingerpost/move-${(made += 1)}/s`;
  const keys = { key: await dataKey(scope, wrapped ? LOCK_KEY : undefined), before: [] };
  const { db, port, typed } = tablesOf(scope, keys);
  await putRecords(port, ...RECORDS.map((id) => aConfirmed(id, `words of ${id}`)));
  for (const [n, id] of RECORDS.entries()) await saveWords(port, n, id, `own words about ${id}`);
  await typed.write('a form', 'half a sentence');
  db.close();
  return scope;
}

/** Signs in, as a start after it does, and seals afresh what is left. */
async function moveOver(scope: string): Promise<void> {
  const keys = await dataKeys(scope, LOCK_KEY, 'in-memory');
  const { db } = tablesOf(scope, keys);
  try {
    await resealAll({ db, scope, key: keys.key, pause });
  } finally {
    db.close();
  }
}

/** How many boxes open with these keys. */
async function opened(scope: string, keys: Parameters<typeof tablesOf>[1]): Promise<number> {
  const { db, port, typed } = tablesOf(scope, keys);
  const own = await port.openOwn();
  const records = await port.openRecords(RECORDS);
  const forms = await typed.read();
  db.close();
  return records.length + own.filter(({ envelope }) => envelope !== null).length + forms.size;
}
/** For who signs in. */
async function openedBySigningIn(scope: string): Promise<number> {
  keyRing.drop();
  return opened(scope, await dataKeys(scope, LOCK_KEY, 'in-memory'));
}
const openedByKeyOfNow = async (scope: string) => opened(scope, { key: await dataKey(scope), before: [] });
const rowsOf = (scope: string) => withKeyRows(scope, async (rows) => (await rows.all()).map(([name]) => name));

describe('a device whose key lay beside its boxes', () => {
  it.each([true, false])('is moved over when somebody signs in (it could lock: %s)', async (wrapped) => {
    const scope = await deviceOfBefore(wrapped);
    await moveOver(scope);
    expect(await openedByKeyOfNow(scope)).toBe(BOXES);
    expect(await rowsOf(scope)).toContain('before');
    // Nothing of the key of before is found at the next start: it goes.
    await moveOver(scope);
    expect(await rowsOf(scope)).toStrictEqual(['wrapped/lock']);
    expect(await openedBySigningIn(scope)).toBe(BOXES);
  });

  it('opens as before until somebody signs in', async () => {
    const scope = await deviceOfBefore(true);
    expect(await openedByKeyOfNow(scope)).toBe(BOXES);
    expect(await rowsOf(scope)).toContain('data');
  });

  it('loses nothing of what a window that was asleep seals meanwhile under the key of before', async () => {
    const scope = await deviceOfBefore(true);
    const asleep = tablesOf(scope, { key: await dataKey(scope), before: [] });
    await moveOver(scope);
    await saveWords(asleep.port, 9, A, 'written late');
    asleep.db.close();
    for (const _ of ['seals that', 'finds nothing']) {
      keyRing.drop();
      await moveOver(scope);
    }
    expect(await rowsOf(scope)).toStrictEqual(['wrapped/lock']);
    expect(await openedByKeyOfNow(scope)).toBe(BOXES + 1);
  });

  it('loses nothing when the power is cut, at every await', { timeout: 120_000 }, async () => {
    let cuts = 0;
    for (let at = 1; ; at += 1) {
      const scope = await deviceOfBefore(at % 2 === 0);
      const wasCut = await cutAt(at, () => moveOver(scope));
      expect(await openedBySigningIn(scope), `cut at ${at}`).toBe(BOXES);
      // And the next starts do what is left.
      for (const _ of ['seals', 'finds nothing']) {
        keyRing.drop();
        await moveOver(scope);
      }
      expect(await rowsOf(scope), `cut at ${at}`).toStrictEqual(['wrapped/lock']);
      expect(await openedByKeyOfNow(scope), `cut at ${at}`).toBe(BOXES);
      if (!wasCut) break;
      cuts += 1;
    }
    // A key made and kept, and for each box: read, tried, opened, sealed, written.
    expect(cuts).toBeGreaterThan(30);
  });
});

/** Runs `work` with the power cut at its n-th call. True: it came to that. */
async function cutAt(n: number, work: () => Promise<void>): Promise<boolean> {
  calls = 0;
  cut = n;
  await work().catch(() => undefined);
  cut = Number.POSITIVE_INFINITY;
  return calls >= n;
}
