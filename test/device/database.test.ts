import { createHash } from 'node:crypto';
import { Dexie } from 'dexie';
import { describe, expect, it, vi } from 'vitest';
import { createDatabase, databaseName, SCHEMA_VERSION, STORES } from '../../src/device/database.ts';
import { forgetKey } from '../../src/device/key-rows.ts';
import { dataKey } from '../../src/device/vault-key.ts';
import { makeDevice } from './device-support.ts';

/** Each version of the tables by the hash of its schema. Add a line with a new version; never change one. */
const SCHEMAS: Readonly<Record<number, string>> = {
  1: '038d5b2d85f6541c',
  2: '1934076b8a04de2a',
};

describe('the tables', () => {
  it('have a new version number whenever their schema changes', () => {
    const hash = createHash('sha256').update(JSON.stringify(STORES)).digest('hex').slice(0, 16);
    expect(SCHEMAS[SCHEMA_VERSION], 'STORES changed: raise SCHEMA_VERSION, add an upgrade and a line here').toBe(hash);
    expect(Object.keys(SCHEMAS).map(Number)).toStrictEqual(Array.from({ length: SCHEMA_VERSION }, (_, i) => i + 1));
  });

  it('are named after opaque ids, one database for each account at each school', () => {
    const names = [databaseName('a1', 's1'), databaseName('a1', 's2'), databaseName('a2', 's1')];
    expect(new Set(names).size).toBe(3);
  });

  it('are written with strict durability', () => {
    // Dexie keeps its options under an inner name; there is no other way to ask for them.
    const { _options } = createDatabase('fingerpost/options/school') as unknown as {
      _options: { chromeTransactionDurability: string };
    };
    expect(_options.chromeTransactionDurability).toBe('strict');
  });

  it('of a newer app are left alone by an older one', async () => {
    const { name, db, port, report } = await makeDevice();
    await db.open();
    db.close();
    const newer = new Dexie(name);
    newer.version(SCHEMA_VERSION + 1).stores({ ...STORES, more: '' });
    await newer.open();
    newer.close();
    await expect(port.transact((tx) => tx.meta())).rejects.toMatchObject({ name: 'StorageProblem', kind: 'blocked' });
    expect(report.now()).toBe('blocked');
  });
});

describe('the tables of an earlier release', () => {
  it('open with all that is in them', async () => {
    const name = databaseName('earlier', 'school');
    const { seal: _, ...first } = STORES;
    const old = new Dexie(name);
    old.version(1).stores(first);
    const row = {
      id: 'm1',
      record: 'r1',
      act: null,
      touches: [],
      taken: null,
      takenAt: null,
      first: null,
      refused: null,
    };
    await old.table('own').add({ ...row, waited: 0, sent: false, mark: 7 });
    await old.table('words').put(new Uint8Array([1, 2, 3]), 1);
    await old.table('meta').put({ device: 'd' }, 'state');
    old.close();
    const db = createDatabase(name);
    expect(await db.own.toArray()).toMatchObject([{ ...row, order: 1 }]);
    expect(await db.words.get(1)).toEqual(new Uint8Array([1, 2, 3]));
    expect(await db.meta.get('state')).toEqual({ device: 'd' });
    expect(await db.seal.count()).toBe(0);
    db.close();
  });
});

describe('a window of an older app', () => {
  it('lets go of the tables when a newer one asks, and says that it is blocked', async () => {
    const { name, db, port, report } = await makeDevice();
    await port.transact((tx) => tx.meta());
    const newer = new Dexie(name);
    newer.version(SCHEMA_VERSION + 1).stores({ ...STORES, more: '' });
    await newer.open();
    expect(report.now()).toBe('blocked');
    await expect(port.transact((tx) => tx.meta())).rejects.toMatchObject({ kind: 'blocked' });
    newer.close();
    db.close();
  });
});

describe('a window of an older app that was reading when a newer one asked', () => {
  it('ends by saying that it is blocked', async () => {
    const { name, db, port, report } = await makeDevice();
    await port.transact((tx) => tx.meta());
    const newer = new Dexie(name);
    newer.version(SCHEMA_VERSION + 1).stores({ ...STORES, more: '' });
    const opening = newer.open();
    const reading = new Promise<void>((done) => {
      report.subscribe((state) => state === 'blocked' && done());
    }).then(() => report.set('ok'));
    await Promise.all([opening, reading]);
    await vi.waitFor(() => expect(report.now()).toBe('blocked'));
    newer.close();
    db.close();
  });
});

describe('the data key', () => {
  it('is the same in two tabs that start at once, and cannot be taken out', async () => {
    const [one, two] = await Promise.all([dataKey('fingerpost/k1/s'), dataKey('fingerpost/k1/s')]);
    const iv = new Uint8Array(12);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, one, new Uint8Array([7]));
    expect(new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, two, sealed))).toStrictEqual(
      new Uint8Array([7]),
    );
    await expect(crypto.subtle.exportKey('raw', one)).rejects.toThrow();
  });

  it('is another one once it was forgotten', async () => {
    const before = await dataKey('fingerpost/k2/s');
    await forgetKey('fingerpost/k2/s');
    const after = await dataKey('fingerpost/k2/s');
    const iv = new Uint8Array(12);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, before, new Uint8Array([7]));
    await expect(crypto.subtle.decrypt({ name: 'AES-GCM', iv }, after, sealed)).rejects.toThrow();
  });
});
