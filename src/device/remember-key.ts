/** What opens this device again, as a window remembers it for when the browser clears its storage (tables-memory.ts). */
import type { KeyRow } from './key-rows.ts';
import { withKeyRows } from './key-rows.ts';
import { keyRing } from './key-ring.ts';
import { keptSession, putKept } from './last-key.ts';
import type { Vault } from './vault.ts';
import { createVault } from './vault.ts';
import { whetherHere } from './who-is-here.ts';

/**
 * What opens this device again is remembered by the window, for when the browser clears it. Gives how it is put back:
 * false when another key has taken its place, or the device was locked or left.
 */
export function rememberKey(scope: string, vault: Vault): () => Promise<boolean> {
  const rows = keyRows(scope).catch(() => []);
  const note = keptSession();
  return async () => {
    if (whetherHere(scope) !== 'here') return false;
    const key = await putKeyBack(scope, await rows);
    if (key === null) return false;
    const probe = await vault.seal('record', 'probe', 0, '""');
    if ((await createVault({ key, scope }).open('record', 'probe', 0, probe)) === null) return false;
    if (keptSession() === null && note !== null) putKept(note);
    return true;
  };
}

/** All that is kept of the key now. */
const keyRows = (scope: string): Promise<readonly KeyRow[]> => withKeyRows(scope, (rows) => rows.all());

/**
 * Puts the rows back where the browser has cleared them, unless a key is there already. Resolves to the key that is there
 * then; null when it is not known here.
 */
const putKeyBack = (scope: string, kept: readonly KeyRow[]): Promise<CryptoKey | null> =>
  withKeyRows(scope, (rows) =>
    rows.transact(async () => {
      if ((await rows.all()).length === 0) for (const [name, value] of kept) await rows.put(name, value);
      const [data, wrapped] = [await rows.get('data'), await rows.get('wrapped/lock')];
      if (data) return data;
      const was = kept.flatMap(([name, value]) =>
        name === 'wrapped/lock' ? [String((value as { nonce: unknown }).nonce)] : [],
      );
      return wrapped && was[0] === String(wrapped.nonce) ? (keyRing.get(scope) ?? null) : null;
    }),
  );
