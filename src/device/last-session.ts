/**
 * Who used this device last, so that the app opens without internet. The ids stand in the clear, names are in a box
 * under the account's data key. Source: SPEC I17.
 */
import { keptSession, putKept } from './last-key.ts';
import { dataKey } from './vault-key.ts';
import type { Vault } from './vault.ts';
import { createVault } from './vault.ts';

/** The vault of a database, with its data key. */
export const openVault = async (scope: string): Promise<Vault> => createVault({ key: await dataKey(scope), scope });

/** Remembers a session of this database. */
export async function keepSession(scope: string, vault: Vault, session: unknown): Promise<void> {
  const box = await vault.seal('record', 'session', 0, JSON.stringify(session));
  putKept({ scope, box: btoa(String.fromCharCode(...box)) });
}

/** The session that was kept; null when there is none, or its box does not open. */
export async function lastSession(): Promise<unknown> {
  const kept = keptSession();
  if (!kept) return null;
  const vault = await openVault(kept.scope);
  const box = Uint8Array.from(atob(kept.box), (c) => c.charCodeAt(0));
  const json = await vault.open('record', 'session', 0, box);
  return json === null ? null : (JSON.parse(json) as unknown);
}
