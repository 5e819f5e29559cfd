import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { beginNewLog } from '../../src/device/new-log.ts';

/** A browser without tables, in which each database that is deleted is noted. */
function aBrowser(): { readonly factory: IDBFactory; readonly deleted: string[] } {
  const factory = new IDBFactory();
  const deleted: string[] = [];
  const remove = factory.deleteDatabase.bind(factory);
  factory.deleteDatabase = (name) => {
    deleted.push(name);
    return remove(name);
  };
  vi.stubGlobal('indexedDB', factory);
  return { factory, deleted };
}

async function makeTables(factory: IDBFactory): Promise<void> {
  const db = new Dexie('fingerpost/a/s', { indexedDB: factory });
  db.version(1).stores({ meta: '' });
  await db.table('meta').put('here', 'name');
  db.close();
}

const names = async (factory: IDBFactory) => (await factory.databases()).map(({ name }) => name);

afterEach(() => vi.unstubAllGlobals());

// That a deleted database makes Chromium begin a new log: test/browser/story-adviser.browser.ts.
describe('a new log', () => {
  it('is begun by a database that is deleted, beside tables that stay as they are', async () => {
    const { factory, deleted } = aBrowser();
    await makeTables(factory);
    await beginNewLog();
    expect(deleted).toHaveLength(1);
    expect(await names(factory)).toStrictEqual(['fingerpost/a/s']);
  });

  it('is begun by two windows at once', async () => {
    const { factory, deleted } = aBrowser();
    await makeTables(factory);
    await Promise.all([beginNewLog(), beginNewLog()]);
    expect(deleted).toHaveLength(2);
    expect(await names(factory)).toStrictEqual(['fingerpost/a/s']);
  });

  it('is not begun where nothing is kept', async () => {
    const { factory, deleted } = aBrowser();
    await beginNewLog();
    expect(deleted).toStrictEqual([]);
    expect(await names(factory)).toStrictEqual([]);
  });

  it('that the browser refuses stops nobody', async () => {
    const { factory } = aBrowser();
    await makeTables(factory);
    factory.open = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    await expect(beginNewLog()).resolves.toBeUndefined();
  });
});
