/**
 * Binds the session with the server to this device while it is open: its cookie alone, taken from a locked device, opens
 * nothing (src/server/http/session-key.ts). The key is sealed with the note of who is signed in, at each of their schools.
 */
import { carry } from '../../device/key-handover.ts';
import { keptOthers, keptSession, putSchools } from '../../device/last-key.ts';
import { openVault, sealSession, sessionIn } from '../../device/last-session.ts';
import { sessionKey } from '../../device/session-key.ts';
import { toBase64 } from '../../device/base64.ts';
import { callServer } from '../queries/server.ts';

const KEY_BYTES = 32;

interface Binding {
  /** Keeps the session of the school that is open, sealed with its key. */
  readonly keep: () => Promise<unknown>;
  readonly shared: boolean;
}

/** At each start: told once more, it is as it was. Without internet the next start does it. */
export async function bindSession(binding: Binding): Promise<void> {
  await oneAtATime(async () => {
    // Another window may have drawn one a moment ago.
    if (sessionKey.now() === null && !binding.shared) await sessionIn(keptSession());
    if (sessionKey.now() !== null) return;
    sessionKey.set(toBase64(crypto.getRandomValues(new Uint8Array(KEY_BYTES))));
    await binding.keep();
    if (!binding.shared) await keepOthers();
  });
  await callServer(['PUT', '/api/session/key'], null, { key: sessionKey.now() });
}

/** Somebody has signed in again in another window: its key counts. */
export const followBinding = async (): Promise<void> => void (await sessionIn(keptSession()).catch(() => null));

/** On a shared computer it goes with the keys, from window to window. */
export const carryShared = (session: unknown): void => carry({ session, key: sessionKey.now() });

async function keepOthers(): Promise<void> {
  const all = keptOthers();
  if (all.length === 0) return;
  putSchools(
    await Promise.all(
      all.map(async (kept) => {
        const vault = await openVault(kept.scope, null).catch(() => null);
        const session = vault && (await sessionIn(kept));
        return vault && session && typeof session === 'object' ? sealSession(kept.scope, vault, session) : kept;
      }),
    ),
  );
}

const oneAtATime = async (work: () => Promise<void>): Promise<void> => {
  const locks = navigator.locks as LockManager | undefined;
  await (locks ? locks.request('fingerpost.session-key', work) : work());
};
