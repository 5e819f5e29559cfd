/**
 * Who used this device last, so that the app opens without internet. The ids stand in the clear, names are in a box
 * under the account's data key. Source: SPEC I17.
 */
import { fromBase64, toBase64 } from './base64.ts';
import type { KeptSession } from './last-key.ts';
import { keptSession, putKept } from './last-key.ts';
import { withKeyRows } from './key-rows.ts';
import { keyRing } from './key-ring.ts';
import { sessionKey } from './session-key.ts';
import type { Keeping } from './vault-key.ts';
import { DeviceLocked, dataKeys, heldKeys, lockKeyAway } from './vault-key.ts';
import type { Vault } from './vault.ts';
import { createVault } from './vault.ts';

/** The vault of a database, with its data key. `lockKey`: as the server tells it at sign-in. Throws DeviceLocked. */
export async function openVault(scope: string, lockKey: string | null, keeping?: Keeping): Promise<Vault> {
  return createVault({ ...(await dataKeys(scope, lockKey ?? undefined, keeping)), scope });
}

/** `key`: what its requests bring (session-key.ts). */
interface Sealed {
  readonly session: unknown;
  readonly key: string | null;
}

/** A session of this database, to be remembered. */
export async function sealSession(scope: string, vault: Vault, session: unknown): Promise<KeptSession> {
  const json = JSON.stringify({ session, key: sessionKey.now() } satisfies Sealed);
  const box = toBase64(await vault.seal('record', 'session', 0, json));
  if (keyRing.get(scope) === undefined) return { scope, box };
  const words = await withKeyRows(scope, async (rows) => (await rows.get('wrapped/words')) !== undefined);
  return { scope, box, inMemory: true, ...(words ? { words } : {}) };
}

/** Remembers the session of this database as the last one. */
export const keepSession = async (scope: string, vault: Vault, session: unknown): Promise<void> =>
  putKept(await sealSession(scope, vault, session));

/** Locks the device for this database: the box of the session stays and cannot be opened. False: it could not be. */
export async function lockSession(scope: string): Promise<boolean> {
  if (!(await lockKeyAway(scope))) return false;
  const kept = keptSession();
  if (kept?.scope === scope) putKept({ ...kept, locked: true });
  return true;
}

/** The session that was kept, whose key requests bring from then on; null: there is none; 'locked': its key is away; 'cleared': the browser has thrown the key away. */
export async function sessionIn(kept: KeptSession | null): Promise<unknown> {
  if (!kept) return null;
  try {
    const keys = await heldKeys(kept.scope);
    if (keys === null) return 'cleared';
    const vault = createVault({ ...keys, scope: kept.scope });
    const json = await vault.open('record', 'session', 0, fromBase64(kept.box));
    if (json === null) return 'cleared';
    const sealed = JSON.parse(json) as Partial<Sealed>;
    // From before there were keys: the session alone.
    if (sealed.session === undefined) return sealed;
    if (sealed.key) sessionKey.set(sealed.key);
    return sealed.session;
  } catch (reason) {
    if (reason instanceof DeviceLocked) return 'locked';
    throw reason;
  }
}
