/** Protecting this device with four words, and changing them: for all schools of the account that are open here. Loaded when it is wanted. */
import { withKeyRows } from '../../device/key-rows.ts';
import type { KeyInHand, LockPlace } from '../../device/keys-in-hand.ts';
import { keysByLock, wipeKeys } from '../../device/keys-in-hand.ts';
import { changeKept, keptOthers } from '../../device/last-key.ts';
import { leaseHours } from '../../device/lease.ts';
import { canHavePasskey, makePasskey } from '../../device/passkey.ts';
import { protect } from '../../device/protect.ts';
import { tryWords } from '../../device/unlock.ts';
import { stretchInWorker } from '../../device/words-worker-port.ts';
import type { Session } from '../../protocol/accounts.ts';
import type { HowItOpens, Protection } from '../queries/house.tsx';

interface Parts {
  readonly scope: string;
  readonly session: Session;
  readonly shared: boolean;
  /** As the server told them, when somebody has signed in in this window; null: they are not known any more. */
  readonly lockPlaces: readonly LockPlace[] | null;
  /** Starts every window afresh: the key of before is not to seal anything more. */
  readonly startAfresh: (onward: string) => Promise<void>;
  /** Locks: the words have been tried too often. */
  readonly lock: () => Promise<unknown>;
}

/** The protection of one open house. */
export function createProtection(parts: Parts): Protection {
  const { scope, session, shared, lockPlaces, startAfresh, lock } = parts;
  const scopes = () => [scope, ...keptOthers().map((kept) => kept.scope)];
  /** Opened by the words of now. */
  let opened: readonly KeyInHand[] | null = null;

  const now = async (): Promise<HowItOpens> => {
    if (shared) return 'nothing-kept';
    const has = await withKeyRows(scope, async (rows) => new Set((await rows.all()).map(([name]) => name)));
    if (has.has('wrapped/words')) return has.has('wrapped/passkey') ? 'words-and-passkey' : 'words';
    if (session.demo) return 'not-needed';
    if (has.has('data')) return 'by-itself';
    return leaseHours(session.roles) === 0 ? 'sign-in' : 'open';
  };

  return {
    now,
    canHavePasskey,
    async needs() {
      if (lockPlaces !== null || opened !== null) return 'nothing';
      return ['words', 'words-and-passkey'].includes(await now()) ? 'words' : 'sign-in';
    },
    async tryWords(words) {
      const tried = await tryWords(scopes(), { words, stretch: stretchInWorker, nowMs: Date.now() });
      switch (tried.kind) {
        case 'open':
          opened = tried.keys;
          return { kind: 'right' };
        case 'wrong':
        case 'too-soon':
          return tried;
        default:
          // What words open is gone, and so is the key for use: the rest is for who can sign in.
          await lock();
          return { kind: 'sign-in' };
      }
    },
    async protect(words, withPasskey, onward) {
      // First: the device asks for it inside the tap only.
      const passkey = withPasskey ? await makePasskey() : null;
      const { keys, moved } = opened ? { keys: opened, moved: false } : await keysByLock(lockPlaces ?? []);
      if (!keys.some((key) => key.scope === scope)) {
        wipeKeys(keys);
        throw new Error('There is no key to wrap.');
      }
      await protect(keys, { words, passkey, stretch: stretchInWorker });
      opened = null;
      const done = new Set(keys.map((key) => key.scope));
      changeKept((kept) => (done.has(kept.scope) ? { ...kept, inMemory: true, words: true } : kept));
      if (moved) await startAfresh(onward);
      return withPasskey && passkey === null ? 'without-passkey' : 'protected';
    },
  };
}
