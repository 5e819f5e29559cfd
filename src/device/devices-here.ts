/** The tables of this browser, whosever they are: each is a device to the server. What is asked and deleted needs no key. */
import { Dexie } from 'dexie';
import { forgetKept } from './last-key.ts';
import type { ClearedHere } from './last-key.ts';
import { forgetKey } from './vault-key.ts';

/** The names of the tables themselves; what belongs to one, such as its key, has a longer name. */
const TABLES = /^fingerpost\/[^/]+\/[^/]+$/;

/** All of them, each with the name by which the server knows it. */
export async function devicesHere(): Promise<readonly ClearedHere[]> {
  const names = (await Dexie.getDatabaseNames()).filter((name) => TABLES.test(name));
  const found = await Promise.all(names.map(async (scope) => ({ scope, device: await deviceIn(scope) })));
  return found.flatMap(({ scope, device }) => (device === null ? [] : [{ scope, device }]));
}

/** As the tables are, whatever version of the app made them; null: they have no name yet, or cannot be read now. */
async function deviceIn(scope: string): Promise<string | null> {
  const db = new Dexie(scope);
  try {
    await db.open();
    const state: unknown = await db.table('meta').get('state');
    const device = typeof state === 'object' && state !== null && 'device' in state ? state.device : null;
    return typeof device === 'string' ? device : null;
  } catch {
    return null;
  } finally {
    db.close();
  }
}

/** Takes away the tables of this name with their key, first the key: what is left then is of no use. Nobody else's are touched. */
export async function clearTables(scope: string): Promise<void> {
  await forgetKey(scope);
  await Dexie.delete(scope);
  forgetKept(scope);
}
