/**
 * Tabs of one browser on the same tables. Every tab may write and may sync: turns (SPEC I3) and the server's memory of
 * mutation ids (I8) make that right. A lock for each sync only saves traffic, so it is never waited for long: a frozen tab
 * may hold it for hours.
 */

/** How long a visible tab waits for the lock before it syncs all the same. */
export const LOCK_WAIT_MS = 3000;
/** No sync so soon after another tab's. */
export const QUIET_MS = 2000;

/** What the tabs of one browser agree on. It saves traffic only: nothing is wrong without it. */
export interface Tabs {
  /** Runs `work` while no other tab syncs; not at all (false) when another does or has just done so. */
  exclusive(work: () => Promise<void>): Promise<boolean>;
  /** Tells the other tabs that there is something to send or to look at. */
  poke(): void;
  /** Calls back when another tab pokes; returns how to stop. */
  onPoke(poked: () => void): () => void;
  /** Tells the other tabs that the device is locked now. */
  lock(): void;
  /** Tells the other tabs that the person has left. */
  leave(): void;
  /** Calls back when another tab has locked the device, or its person has left it; returns how to stop. */
  onGone(gone: (how: Gone) => void): () => void;
  /** Lets go of everything: at sign-out. */
  end(): void;
}

/** How the person has gone from this device, in another tab. */
export type Gone = 'lock' | 'left';

type Message = 'synced' | 'poke' | Gone;

/** The parts of the browser that tabs share. `locks` undefined: an old browser; then every tab syncs. */
export interface TabsBrowser {
  readonly locks: Pick<LockManager, 'request'> | undefined;
  readonly isVisible: () => boolean;
  readonly nowMs: () => number;
  /** Where pagehide and pageshow are heard. */
  readonly page: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
}

/** The browser of this page. */
export const tabsBrowser = (): TabsBrowser => ({
  locks: navigator.locks,
  isVisible: () => document.visibilityState === 'visible',
  nowMs: () => performance.now(),
  page: globalThis,
});

/** The tabs that share a database. */
export function createTabs(database: string, browser: TabsBrowser): Tabs {
  const channel = new BroadcastChannel(`tabs:${database}`);
  const pokes = new Set<() => void>();
  const goings = new Set<(how: Gone) => void>();
  const leaving = createLeaving(browser);
  let quietUntil = 0;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  const tell = (message: Message) => channel.postMessage(message);
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data === 'synced') quietUntil = browser.nowMs() + QUIET_MS;
    else if (data === 'poke') for (const poked of pokes) poked();
    else for (const gone of goings) gone(data);
  });

  return {
    async exclusive(work) {
      if (browser.nowMs() < quietUntil) return false;
      const run = async () => {
        await work();
        tell('synced');
      };
      const held = await withLock(browser, `sync:${database}`, { run, left: leaving.promise() });
      if (held || !browser.isVisible()) return held;
      await run();
      return true;
    },
    poke: () => tell('poke'),
    onPoke(poked) {
      pokes.add(poked);
      return () => pokes.delete(poked);
    },
    lock: () => tell('lock'),
    leave: () => tell('left'),
    onGone(gone) {
      goings.add(gone);
      return () => goings.delete(gone);
    },
    end() {
      pokes.clear();
      goings.clear();
      channel.close();
      leaving.end();
    },
  };
}

interface Held {
  readonly run: () => Promise<void>;
  /** Resolves when the page goes: the lock is then let go, whatever still runs. A page in the back-forward cache holds none. */
  readonly left: Promise<void>;
}

/** Runs with the lock; false when it could not be had in time. A hidden tab does not wait at all. */
async function withLock({ locks, isVisible }: TabsBrowser, name: string, { run, left }: Held): Promise<boolean> {
  if (!locks) {
    await run();
    return true;
  }
  // Widened: the compiler does not see that the callback sets it.
  let ran = null as Promise<void> | null;
  const whileHeld = async (lock: Lock | null) => {
    if (lock === null) return;
    ran = run();
    await Promise.race([ran, left]);
  };
  const waiting = { signal: AbortSignal.timeout(LOCK_WAIT_MS) };
  try {
    await locks.request(name, isVisible() ? waiting : { ifAvailable: true }, whileHeld);
  } catch (reason) {
    if (ran === null && isTimeout(reason)) return false;
    throw reason;
  }
  // Let go early because the page went: the sync itself is still awaited, so that its failure is not lost.
  await ran;
  return ran !== null;
}

const isTimeout = (reason: unknown): boolean =>
  reason instanceof DOMException && (reason.name === 'TimeoutError' || reason.name === 'AbortError');

/** A promise for the next pagehide; a new one after each pageshow. */
function createLeaving({ page }: TabsBrowser) {
  let settle = (): void => undefined;
  let promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const hide = () => settle();
  const show = () => {
    promise = new Promise<void>((resolve) => {
      settle = resolve;
    });
  };
  page.addEventListener('pagehide', hide);
  page.addEventListener('pageshow', show);
  return {
    promise: () => promise,
    end() {
      settle();
      page.removeEventListener('pagehide', hide);
      page.removeEventListener('pageshow', show);
    },
  };
}
