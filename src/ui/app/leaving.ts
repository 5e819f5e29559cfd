/** How a person leaves a device: signing out, locking it, deleting what is theirs. Loaded when one of them is wanted. */
import type { DeviceDatabase } from '../../device/database.ts';
import { forgetSession } from '../../device/last-key.ts';
import { lockSession } from '../../device/last-session.ts';
import type { Tabs } from '../../device/tabs.ts';
import { forgetKey } from '../../device/vault-key.ts';
import type { Engine } from '../../sync/engine.ts';
import type { House } from '../queries/house.tsx';
import { signOutOfServer } from '../queries/session.ts';
import { hasUnsavedWords } from '../queries/unsaved.ts';

/** What is left. `stop`: ends all that runs by itself; `left`: called when the person has signed out. */
export interface LeavingParts {
  readonly scope: string;
  readonly db: DeviceDatabase;
  readonly engine: Engine;
  readonly tabs: Tabs;
  readonly stop: () => void;
  readonly left: () => void;
}

/** The three ways out. */
export const createLeaving = (parts: LeavingParts): Pick<House, 'signOut' | 'lock' | 'wipe'> => {
  const { scope, db, engine, tabs, stop, left } = parts;
  return {
    async signOut() {
      stop();
      await engine.signOut();
      await lockSession(scope);
      await signOutOfServer();
      forgetSession();
      tabs.end();
      left();
    },
    async lock() {
      if (!(await wordsSaved())) return 'unsaved-words';
      if (!(await lockSession(scope))) return 'not-possible';
      tabs.lock();
      stop();
      await signOutOfServer();
      // Started afresh: nothing opened stays in memory.
      location.replace('/');
      return null;
    },
    async wipe() {
      stop();
      const ended = signOutOfServer();
      forgetSession();
      // The other windows go too, and none of them puts anything back.
      tabs.lock();
      await ended;
      tabs.end();
      await Promise.all([db.delete(), forgetKey(scope)]);
      left();
    },
  };
};

/** Another window has locked the device: this one follows, but never over words that are not saved. */
export async function goWhenSaved(): Promise<void> {
  while (!(await wordsSaved())) await delay(LOOK_AGAIN_MS);
  location.replace('/');
}

/** Milliseconds that words that are being typed may take to be saved before the device says that it cannot lock. */
const SAVED_WITHIN_MS = 1500;
const LOOK_AGAIN_MS = 1000;

/** Leaves the field, which saves it, and waits a moment until no word is unsaved. */
async function wordsSaved(): Promise<boolean> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  for (let waited = 0; hasUnsavedWords() && waited < SAVED_WITHIN_MS; waited += 50) await delay(50);
  return !hasUnsavedWords();
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
