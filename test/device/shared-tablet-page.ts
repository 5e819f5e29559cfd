/**
 * The script of a page of the shared tablet: what main.tsx does at a start, and what its screens call, without the screens.
 * Everything it calls is the app's. Built and run by shared-tablet-browser.ts.
 */
import type { RecordId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import { keyRing } from '../../src/device/key-ring.ts';
import type { OpenKey } from '../../src/device/key-ring.ts';
import { keptSession } from '../../src/device/last-key.ts';
import { deliverSealed } from '../../src/device/seal-delivery.ts';
import { sharedNote } from '../../src/device/shared-note.ts';
import type { Session } from '../../src/protocol/accounts.ts';
import { resumeShared, takeKeys, unlocking } from '../../src/ui/app/behind.ts';
import type { Opening } from '../../src/ui/app/open-house.ts';
import { openHouse } from '../../src/ui/app/open-house.ts';
import { rememberedIn } from '../../src/ui/app/remembered.ts';
import type { House, Live } from '../../src/ui/queries/house.tsx';
import { bringSealed } from '../../src/ui/queries/sealed.ts';
import { settleOwed, sharedHere, signIn } from '../../src/ui/queries/session.ts';
import type { UnlockTried } from '../../src/ui/queries/unlocking.ts';

/** What the page shows. `locked`: it opens by signing in; `words`: the lock screen asks for four words. */
export type Standing = 'open' | 'locked' | 'words' | 'sign-in';

let house: House | null = null;
let standing: Standing = 'sign-in';

const opened = (): House => {
  if (house === null) throw new Error('Nobody is signed in on this page');
  return house;
};

async function open(session: Session, keys: Omit<Opening, 'session' | 'onHeld'>): Promise<Standing> {
  try {
    house = await openHouse({ session, ...keys, onHeld: () => undefined }, () => {
      house = null;
      standing = 'sign-in';
    });
    return (standing = 'open');
  } catch (reason) {
    if (!(reason instanceof Error && reason.name === 'DeviceLocked')) throw reason;
    return (standing = isForWords() ? 'words' : 'locked');
  }
}

const isForWords = (): boolean => keptSession()?.words === true;
const REMEMBERED = { lockKey: null, elsewhere: null, forgotten: false } as const;

async function resume(): Promise<Standing> {
  const shared = sharedNote.now().length > 0 ? await resumeShared() : null;
  if (shared) return open(shared, { ...REMEMBERED, shared: true });
  const kept = keptSession();
  if (kept === null) return (standing = 'sign-in');
  if (!kept.locked && kept.inMemory) await takeKeys();
  const found = kept.locked ? 'locked' : await rememberedIn(kept);
  if (typeof found === 'object' && found) return open(found, { ...REMEMBERED, shared: false });
  if (found !== 'locked') throw new Error(`The tables of this tablet are there, and it says ${found}`);
  return (standing = isForWords() ? 'words' : 'locked');
}

/** The value of now. */
const first = <T>(live: Live<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    let stop = (): void => undefined;
    let isTold = false;
    const told = (then: () => void) => {
      isTold = true;
      stop();
      then();
    };
    stop = live.subscribe(
      (value) => told(() => resolve(value)),
      (reason) => told(() => reject(reason as Error)),
    );
    if (isTold) stop();
  });

/** Until `is` it, looking every few milliseconds of this page's. */
async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** What can be done on the page. */
export const page = {
  start: (): Promise<Standing> => {
    settleOwed();
    return resume();
  },
  standing: (): Standing => standing,
  person: (): string | null => house?.session.person ?? null,
  /** The keys that are open in this page. */
  keys: (): readonly OpenKey[] => keyRing.all(),

  async signIn(login: string, shared: boolean): Promise<Standing> {
    sharedHere.set(shared);
    const answer = await signIn({ login, password: 'gravel meadow lantern' });
    if (!answer.ok) return standing;
    sharedHere.set(false);
    const { lockKey, elsewhere = [], ...session } = answer.value;
    return open(session, { lockKey, elsewhere, shared, forgotten: false });
  },
  async unlock(words: string): Promise<UnlockTried> {
    const tried = await unlocking.withWords(words);
    if (tried.kind === 'open') await resume();
    return tried;
  },
  /** What the sign-in page and the lock screen do by themselves. */
  bring: () => bringSealed(),
  /** What the service worker does when the browser wakes it: this script run with no page (sw/sw.ts). */
  deliver: () => deliverSealed({ app: 'service-worker', isOpen: () => false }),

  /** False: it takes signing in once more. */
  async protect(words: string): Promise<boolean> {
    const protection = await opened().protection();
    if ((await protection.needs()) !== 'nothing' || (await protection.now()) === 'nothing-kept') return false;
    await protection.protect(words, false, '/');
    return true;
  },
  view: (id: RecordId): Promise<CareersRecord | null> => first(opened().holdings.record(id)),
  /** Resolves when it is saved and what is read shows that. */
  async save(envelope: MutationEnvelope): Promise<void> {
    await opened().engine.save([envelope]);
    await until(async () => (await first(opened().holdings.own())).some(({ id }) => id === envelope.id));
  },
  /** Resolves when a sync has ended that began at `at` or later, and nothing waits; without internet, at once. */
  async sync(at: string): Promise<void> {
    const { engine } = opened();
    engine.sync('asked');
    if (!navigator.onLine) return;
    await until(() => {
      const { lastSyncedAt, waiting, firstSync, sending } = engine.status();
      return lastSyncedAt !== null && lastSyncedAt >= at && waiting === 0 && firstSync === null && sending === null;
    });
  },
  waiting: (): number => opened().engine.status().waiting,
  lock: () => opened().lock(),
  signOut: () => opened().signOut(),
  /** "Delete unsent work", with the word typed. */
  wipe: () => opened().wipe(),

  /** All that the screens of whoever is here can show, as text; `needs`: of it, what stands under "Needs you". */
  async read(): Promise<{ readonly all: string; readonly needs: string; readonly held: readonly string[] }> {
    const { holdings } = opened();
    const own = await first(holdings.own());
    const meta = await first(holdings.meta());
    const ids = Object.keys(meta.grants) as RecordId[];
    const records = await Promise.all(ids.map((id) => first(holdings.record(id))));
    const rest = [await first(holdings.digests()), own, await first(holdings.unplaced())];
    return {
      all: JSON.stringify([records, rest]),
      needs: JSON.stringify(own.filter(({ refused }) => refused !== null)),
      held: records.flatMap((record) => record?.id ?? []),
    };
  },
};

/** A page, as the browser of the tests has it. */
export type TabletPage = typeof page;
