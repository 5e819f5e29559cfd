/**
 * Nobody is at the device: in an interview the screen is covered, and locked much later; elsewhere it is locked. What somebody
 * does in one window of the app counts for all of theirs. The clock is looked at, not waited for: a tablet that slept locks as it wakes.
 */

const MINUTE_MS = 60_000;
/** Idle minutes in an interview until the screen is covered, and until it is locked. */
const COVER_MIN = 5;
const LOCK_IN_INTERVIEW_MIN = 30;
/** Elsewhere. */
const LOCK_MIN = 5;
/** How often the clock is looked at. */
const LOOK_MS = 5000;
/** Other windows are told of work here at most so often. */
const TELL_MS = 10_000;

const CHANNEL = 'fingerpost.at-work';
const WORK = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'input'] as const;

/** An interview that goes on: its editor, the pages beside it, not what comes after. */
export const isInterview = (path: string): boolean => /^\/interviews\/[^/]+\/[^/]+(\/(show|check|exit))?$/.test(path);

/** What is due after so many idle milliseconds. */
export function dueAfter(idleMs: number, path: string): 'nothing' | 'cover' | 'lock' {
  const minutes = idleMs / MINUTE_MS;
  if (!isInterview(path)) return minutes >= LOCK_MIN ? 'lock' : 'nothing';
  if (minutes >= LOCK_IN_INTERVIEW_MIN) return 'lock';
  return minutes >= COVER_MIN ? 'cover' : 'nothing';
}

interface Watch {
  /** The account: work of somebody else keeps nothing of theirs open. */
  readonly account: string;
  readonly nowMs: () => number;
  /** Covers the screen until it is tapped; again and again while nobody is there. */
  readonly cover: () => void;
  /** Locks, as soon as no word is unsaved: asked again and again until the window goes. */
  readonly lock: () => void;
}

/** Watches from now on. Gives how to stop. */
export function watchIdle({ account, nowMs, cover, lock }: Watch): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  let last = nowMs();
  let told = last;
  const look = (): void => {
    const now = nowMs();
    // A clock that was turned back: counted from there.
    if (now < last) last = now;
    const due = dueAfter(now - last, location.pathname);
    if (due === 'cover') cover();
    if (due === 'lock') lock();
  };
  const worked = (): void => {
    // What is overdue is done first: the tap that wakes a tablet does not open it.
    look();
    if (dueAfter(nowMs() - last, location.pathname) === 'lock') return;
    last = nowMs();
    if (last - told < TELL_MS) return;
    told = last;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
    channel.postMessage(account);
  };
  channel.addEventListener('message', ({ data }: MessageEvent<string>) => {
    if (data === account) last = nowMs();
  });
  for (const name of WORK) addEventListener(name, worked, { capture: true, passive: true });
  document.addEventListener('visibilitychange', look);
  const timer = setInterval(look, LOOK_MS);
  return () => {
    channel.close();
    for (const name of WORK) removeEventListener(name, worked, { capture: true });
    document.removeEventListener('visibilitychange', look);
    clearInterval(timer);
  };
}
