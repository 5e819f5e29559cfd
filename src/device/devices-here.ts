/** The tables of this browser, whosever they are: each is a device to the server. They are told and deleted without their key. */
import { TABLES, asked, databaseNames, opened } from './bare-tables.ts';
import type { ClearedHere } from './cleared-afar.ts';
import { forgetKept } from './cleared-afar.ts';

/** All of them, each with the name by which the server knows it. */
export async function devicesHere(): Promise<readonly ClearedHere[]> {
  const scopes = (await databaseNames()).filter((name) => TABLES.test(name));
  const found = await Promise.all(scopes.map(async (scope) => ({ scope, device: await deviceIn(scope) })));
  return found.flatMap(({ scope, device }) => (device === null ? [] : [{ scope, device }]));
}

/** Whatever version of the app made the tables; null: they have no name yet, or cannot be read now. */
async function deviceIn(scope: string): Promise<string | null> {
  const db = await opened(scope).catch(() => null);
  try {
    const state: unknown = db && (await asked(db.transaction('meta').objectStore('meta').get('state')));
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
  const names = (await databaseNames()).filter((name) => name.startsWith(`${scope}/`));
  for (const name of [...names, scope]) await asked(indexedDB.deleteDatabase(name));
  forgetKept(scope);
}
