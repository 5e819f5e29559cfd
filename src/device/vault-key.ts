/**
 * The data key of an account at a school: made at the first sign-in, opened at each, taken away by a lock. Where it is
 * kept: key-rows.ts. Further ways to open it (four words, a passkey): protect.ts, unlock.ts.
 */
import type { KeyRows } from './key-rows.ts';
import { withKeyRows } from './key-rows.ts';
import { keyRing } from './key-ring.ts';
import type { Wrapped } from './key-wrapping.ts';

/** The device is locked: its key is here, and has to be opened first. */
export class DeviceLocked extends Error {
  override name = 'DeviceLocked';
}

/** Where the key for use is: in a row, so that the device opens by itself, or in memory only. */
export type Keeping = 'on-device' | 'in-memory';

/**
 * The data key of a database, made at the first call. Two tabs that start at once get the same one.
 * `lockKey`: as the server told it at sign-in; it opens a locked device. Throws DeviceLocked when it is needed, or is another one.
 * `keeping` is for who signs in; a device that opens with four words keeps its key in memory, whatever is asked.
 */
export const dataKey = async (scope: string, lockKey?: string, keeping?: Keeping): Promise<CryptoKey> =>
  (await dataKeys(scope, lockKey, keeping)).key;

/** `before`: keys that boxes may still be sealed under. */
export interface DataKeys {
  readonly key: CryptoKey;
  readonly before: readonly CryptoKey[];
}

/** The data key, with those of before. */
export const dataKeys = (scope: string, lockKey?: string, keeping: Keeping = 'on-device'): Promise<DataKeys> =>
  withKeyRows(scope, async (rows) => {
    const key = await keyIn(rows, { scope, lockKey, keeping });
    return { key, before: (await rows.get('before')) ?? [] };
  });

interface Asked {
  readonly scope: string;
  readonly lockKey: string | undefined;
  readonly keeping: Keeping;
}

async function keyIn(rows: KeyRows, asked: Asked): Promise<CryptoKey> {
  const kept = await rows.get('data');
  if (kept && (asked.keeping === 'on-device' || !asked.lockKey)) return kept;
  const open = kept ? undefined : keyRing.get(asked.scope);
  if (open) return open;
  const stays = asked.keeping === 'on-device' && !(await rows.get('wrapped/words'));
  const key = await keyBySigningIn(rows, {
    ...asked,
    stays,
    wrapped: kept ? undefined : await rows.get('wrapped/lock'),
  });
  // Another tab was faster: its key counts.
  if (key === null) return keyIn(rows, asked);
  if (!stays) keyRing.put(asked.scope, key);
  return key;
}

interface SigningIn extends Asked {
  /** The key for use is kept in a row. */
  readonly stays: boolean;
  /** The one that is opened; undefined: one is made. */
  readonly wrapped: Wrapped | undefined;
}

/** Null: another tab has made one meanwhile. */
async function keyBySigningIn(rows: KeyRows, { scope, lockKey, stays, wrapped }: SigningIn): Promise<CryptoKey | null> {
  if (wrapped && !lockKey) throw new DeviceLocked();
  // Loaded to make a key or to open one, which is done at sign-in: a start has it ready.
  const { makeKey, openByLock } = await import('./make-key.ts');
  if (!wrapped || !lockKey) return makeKey(rows, { scope, lockKey, stays });
  const key = await openByLock(wrapped, scope, lockKey);
  if (key === null) throw new DeviceLocked();
  if (stays) await rows.put('data', key);
  return key;
}

/** The data key, if there is one here and it is open, with those of before: none is made. Throws DeviceLocked. */
export const heldKeys = (scope: string): Promise<DataKeys | null> =>
  withKeyRows(scope, async (rows) => {
    const key = keyRing.get(scope) ?? (await rows.get('data'));
    if (!key && (await rows.get('wrapped/lock'))) throw new DeviceLocked();
    return key ? { key, before: (await rows.get('before')) ?? [] } : null;
  });

/** Takes away the key for use. False: it was never wrapped, so it stays, since nothing could bring it back. */
export const lockKeyAway = (scope: string): Promise<boolean> =>
  withKeyRows(scope, (rows) =>
    rows.transact(async () => {
      if (!(await rows.get('wrapped/lock'))) return false;
      await rows.remove('data');
      keyRing.drop(scope);
      return true;
    }),
  );
