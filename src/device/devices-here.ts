/**
 * The tables of this browser, whosever they are: each is a device to the server. What is asked and deleted needs no key, and no
 * library: IndexedDB as it is.
 */
import type { ClearedHere } from './cleared-afar.ts';
import { forgetKept } from './cleared-afar.ts';

/** The names of the tables themselves; what belongs to them, such as their key, has a longer name. */
const TABLES = /^fingerpost\/[^/]+\/[^/]+$/;

/** Names of all databases; none where the browser does not tell. */
const namesHere = async (): Promise<readonly string[]> =>
  ((await indexedDB.databases?.()) ?? []).flatMap(({ name }) => name ?? []);

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });

/** All of them, each with the name by which the server knows it. */
export async function devicesHere(): Promise<readonly ClearedHere[]> {
  const scopes = (await namesHere()).filter((name) => TABLES.test(name));
  const found = await Promise.all(scopes.map(async (scope) => ({ scope, device: await deviceIn(scope) })));
  return found.flatMap(({ scope, device }) => (device === null ? [] : [{ scope, device }]));
}

/** Whatever version of the app made the tables; null: they have no name yet, or cannot be read now. */
async function deviceIn(scope: string): Promise<string | null> {
  const db = await done(indexedDB.open(scope)).catch(() => null);
  try {
    const state: unknown = db && (await done(db.transaction('meta').objectStore('meta').get('state')));
    const device = typeof state === 'object' && state !== null && 'device' in state ? state.device : null;
    return typeof device === 'string' ? device : null;
  } catch {
    return null;
  } finally {
    db?.close();
  }
}

/** Takes away the tables of this name with all that belongs to them, first the key: what is left then is of no use. */
export async function clearTables(scope: string): Promise<void> {
  const names = (await namesHere()).filter((name) => name.startsWith(`${scope}/`));
  for (const name of [...names, scope]) await done(indexedDB.deleteDatabase(name));
  forgetKept(scope);
}
