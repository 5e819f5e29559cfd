/** How a person leaves a device: signing out, locking it, deleting what is theirs. Loaded when one of them is wanted. */
import type { DeviceDatabase } from '../../device/database.ts';
import { forgetKeys } from '../../device/key-handover.ts';
import { changeKept, forgetSession, keptOthers, keptSession, putKept, putSchools } from '../../device/last-key.ts';
import type { Gone, Tabs } from '../../device/tabs.ts';
import { whetherHere } from '../../device/who-is-here.ts';
import type { Engine } from '../../sync/engine.ts';
import type { House, OtherSchools } from '../queries/house.tsx';
import { callServer } from '../queries/server.ts';
import { signOutOfServer } from '../queries/session.ts';
import { wordsSaved } from '../queries/words-saved.ts';
import { hideAll } from './hiding.ts';
import type { Others } from './others.ts';

// Another way out, which the school asks for: loaded with these.
export { wordsSaved } from '../queries/words-saved.ts';
export { clearWhatIsAsked, watchForClearing } from './clearing.ts';

/** Milliseconds that telling the server of it may keep a person waiting. */
const TOLD_MS = 1000;

/** What is left. `stop`: ends all that runs by itself; `left`: called when the person has signed out. */
export interface LeavingParts {
  readonly scope: string;
  readonly db: DeviceDatabase;
  readonly engine: Engine;
  readonly tabs: Tabs;
  readonly others: Others;
  /** Resolves when what waits is sealed, or after a moment. */
  readonly sealed: () => Promise<void>;
  readonly stop: () => void;
  readonly left: () => void;
  /** Of the device, for any school of the account. Given, so that the build keeps the tables with what opens first. */
  readonly lockSession: (scope: string) => Promise<boolean>;
  readonly forgetKey: (scope: string) => Promise<void>;
}

type Leaving = Pick<House, 'signOut' | 'lock' | 'wipe'> & Pick<OtherSchools, 'open'>;

/** The three ways out, each for all schools of the account; and over to another of them. */
export const createLeaving = (parts: LeavingParts): Leaving => {
  const { scope, db, engine, tabs, stop, left, others, sealed, lockSession, forgetKey } = parts;
  return {
    async signOut() {
      const theirs = await others.here();
      await wordsSaved();
      await sealed();
      stop();
      const recordsGo = async () => {
        await engine.signOut();
        await theirs?.signOut();
      };
      await recordsGo();
      for (const one of scopesBeside(scope)) await lockSession(one);
      await lockSession(scope);
      forgetKeys();
      const ended = signOutOfServer();
      // From here on no other window sends, fetches or gives its keys; what it has fetched meanwhile goes too.
      forgetSession();
      tabs.leave();
      await recordsGo().catch(() => undefined);
      theirs?.leave();
      await ended;
      tabs.end();
      left();
    },
    async lock(here) {
      if (!(await wordsSaved())) return 'unsaved-words';
      await sealed();
      const opensByWords = keptSession()?.words === true;
      const theirs = await others.here();
      if (!(await lockSession(scope))) return 'not-possible';
      for (const one of scopesBeside(scope)) await lockSession(one);
      changeKept((kept) => ({ ...kept, locked: true }));
      theirs?.lock();
      tabs.lock();
      stop();
      forgetKeys();
      // At once: starting afresh takes a moment.
      document.title = 'Locked – Fingerpost';
      document.body.replaceChildren();
      // What opens without internet is to send again without signing in.
      if (!opensByWords) await signOutOfServer();
      // Started afresh: nothing opened stays in memory.
      if (here === 'here') location.reload();
      else location.replace('/');
      return null;
    },
    async wipe() {
      const theirs = await others.here();
      stop();
      const ended = signOutOfServer();
      const scopes = [scope, ...scopesBeside(scope)];
      forgetSession();
      forgetKeys();
      // The other windows go too, and none of them puts anything back.
      tabs.lock();
      await ended;
      tabs.end();
      await Promise.all([db.delete(), theirs?.wipe(), ...scopes.map(forgetKey)]);
      left();
    },
    async open(school) {
      const next = keptOthers().find((kept) => kept.scope.endsWith(`/${school}`));
      const now = keptSession();
      if (!next || !now) return null;
      if (!(await wordsSaved())) return 'unsaved-words';
      putSchools([...keptOthers(), now]);
      putKept(next);
      // So that the next sign-in opens it, wherever that is. Without internet it opens another first: one tap more.
      await callServer(['PUT', '/api/session'], null, { school }, TOLD_MS);
      // Started afresh: nothing of one school stays in memory when another is open.
      location.replace('/');
      return null;
    },
  };
};

/** The account's other schools: one of them may be the last, in another window. */
const scopesBeside = (scope: string): readonly string[] =>
  [keptSession(), ...keptOthers()].flatMap((kept) => (kept === null || kept.scope === scope ? [] : [kept.scope]));

const LOOK_AGAIN_MS = 1000;

/** Milliseconds that words may take to be saved when their author has left: longer than any device takes that can save them. */
const LEFT_MS = 10_000;

interface Following extends Pick<LeavingParts, 'scope' | 'sealed' | 'stop'> {
  /** How the person has gone. */
  readonly gone: Gone;
}

/**
 * The person has gone in another window: this one follows, but not over words that are not saved. `left`: nothing is in sight
 * from now on, and what cannot be saved does not keep it open for whoever is here next.
 */
export async function followGone({ scope, sealed, stop, gone }: Following): Promise<void> {
  const hasLeft = () => gone === 'left' || whetherHere(scope) === 'left';
  let leftAt: number | null = null;
  for (;;) {
    // Begun first, which leaves the field: what is hidden cannot be left.
    const saved = wordsSaved();
    if (hasLeft()) {
      leftAt ??= Date.now();
      document.title = 'Fingerpost';
      hideAll();
    }
    if ((await saved) || (leftAt !== null && Date.now() - leftAt > LEFT_MS)) break;
    await delay(LOOK_AGAIN_MS);
  }
  if (hasLeft()) await sealed();
  stop();
  if (whetherHere(scope) !== 'here') forgetKeys();
  location.replace('/');
}

/** Every window begins again, with the key of now, which this one hands over; never over words that are not saved. */
export async function startAfresh(tabs: Pick<Tabs, 'lock'>, onward: string): Promise<void> {
  tabs.lock();
  while (!(await wordsSaved())) await delay(LOOK_AGAIN_MS);
  location.replace(onward);
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
