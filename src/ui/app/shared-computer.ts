/**
 * A shared computer: nothing that anybody could read is left on it. The data key is drawn for this sign-in and is in memory
 * only, and no note is made of who it was. What the tables hold under it goes when the person leaves; after a browser that
 * was closed, at the next start, and nobody can open it meanwhile. A page that is started afresh goes on (key-handover.ts).
 */
import * as z from 'zod/mini';
import { databaseNames } from '../../device/bare-tables.ts';
import { deleteTables } from '../../device/database.ts';
import { keyRing } from '../../device/key-ring.ts';
import { forgetKeys, takeKeys } from '../../device/key-handover.ts';
import { drawKey, keyForUse } from '../../device/key-wrapping.ts';
import type { Vault } from '../../device/vault.ts';
import { createVault } from '../../device/vault.ts';
import type { Session } from '../../protocol/accounts.ts';
import { session as sessionSchema } from '../../protocol/accounts.ts';
import { sessionKey } from '../../device/session-key.ts';
import { deliverFrom } from '../../device/seal-delivery.ts';
import { sharedNote } from '../../device/shared-note.ts';
import { sharedScopeOf } from '../../device/who-is-here.ts';
import { APP_VERSION } from '../queries/server.ts';
import { wordsSaved } from '../queries/words-saved.ts';
import { signOutOfServer } from '../queries/session.ts';
import type { LeavingParts } from './leaving.ts';
import { carryShared } from './session-binding.ts';

/** What goes from window to window with the keys. */
const carriedSchema = z.strictObject({ session: sessionSchema, key: z.nullable(z.string()) });

/**
 * The name of its tables. Where words of an earlier sign-in still wait to be brought, theirs stays as it is, and this one has
 * another.
 */
export function sharedScope({ account, school }: Pick<Session, 'account' | 'school'>): string {
  const named = (n: number) => sharedScopeOf(account, school, n);
  let n = 0;
  while (keyRing.get(named(n)) === undefined && sharedNote.now().includes(named(n))) n += 1;
  return named(n);
}

/** A vault under a key that was handed over, or a fresh one over tables that are empty. */
export async function openSharedVault(session: Session): Promise<Vault> {
  const scope = sharedScope(session);
  let key = keyRing.get(scope);
  if (!key) {
    await deleteTables(scope);
    key = await keyForUse(drawKey());
    keyRing.put(scope, key);
  }
  sharedNote.add(scope);
  carryShared(session);
  return createVault({ key, scope });
}

/** Who was signed in here a moment ago, before this page was started afresh; else what they left is cleared away. */
export async function resumeShared(): Promise<Session | null> {
  const handed = sharedNote.isOpen() ? await takeKeys() : null;
  const parsed = carriedSchema.safeParse(handed?.carried);
  if (parsed.success) {
    sessionKey.set(parsed.data.key);
    return parsed.data.session;
  }
  await clearShared();
  return null;
}

/** Milliseconds that what is sealed may take to be brought to the school before its tables go. */
const BRINGING_MS = 3000;

/** Deletes the tables that were left, once what waits in them, sealed to the school, was brought there; else they stay until the next start. */
async function clearShared(): Promise<void> {
  const tooLate = new Promise<'left'>((resolve) => setTimeout(() => resolve('left'), BRINGING_MS));
  await Promise.all(
    sharedNote.now().map(async (scope) => {
      sharedNote.leave(scope);
      if ((await Promise.race([broughtFrom(scope), tooLate])) === 'left') return;
      await deleteTables(scope);
      sharedNote.remove(scope);
    }),
  );
}

/** Brings what waits in tables. 'left': something is still there that nobody but the school can open. */
async function broughtFrom(scope: string): Promise<'all' | 'left'> {
  // Gone already, or never made; a browser that does not list them has them still.
  const names = await databaseNames();
  if (names.length > 0 && !names.includes(scope)) return 'all';
  try {
    return ((await deliverFrom(APP_VERSION, scope))?.left ?? 0) === 0 ? 'all' : 'left';
  } catch {
    return names.length === 0 ? 'all' : 'left';
  }
}

/** Leaving a shared computer: signing out takes everything along. What is unsent is asked about before (leave-device.tsx). */
export function createSharedLeaving({ scope, db, engine, tabs, stop }: LeavingParts) {
  const leave = async (): Promise<void> => {
    stop();
    sharedNote.leave(scope);
    forgetKeys();
    tabs.lock();
    document.body.replaceChildren();
    await signOutOfServer();
    // Started afresh: nothing opened stays in memory, and nothing holds the tables, which go then.
    location.replace('/');
  };
  return {
    // What is unsent could be brought back by nobody: it is deleted only by who has said so in words.
    signOut: async () => ((await engine.refresh()).waiting > 0 ? undefined : leave()),
    /** Deleted now, not when its tables go: what is sealed in them is brought to the school before that. */
    wipe: async () => {
      stop();
      const own = [db.own, db.words, db.seal];
      await db
        .transaction('rw', own, async () => void (await Promise.all(own.map((table) => table.clear()))))
        .catch(() => undefined);
      await leave();
    },
    /** It cannot be locked, for its key would be gone: whoever is idle is signed out, once all is saved and sent. */
    lock: async () => ((await wordsSaved()) ? ('not-possible' as const) : ('unsaved-words' as const)),
    open: async () => null,
  };
}
