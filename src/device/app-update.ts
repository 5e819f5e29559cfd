/**
 * A new version of the app: found, told, and put in charge only when the app says that it is a safe point (nothing being
 * typed, nothing unsaved). Never by itself, so that nobody loses a half-written sentence to a reload.
 */
import { Workbox } from 'workbox-window';
import { scriptUrl } from './script-url.ts';

/** `waiting`: a newer version is here and waits. `replaced`: another window has put it in charge; reload at a safe point. */
export type AppUpdateState = 'current' | 'waiting' | 'replaced';

/** Whether a newer version of the app waits, and what can be done about it. */
export interface AppUpdate {
  now(): AppUpdateState;
  /** Calls back at each change; returns how to stop. */
  subscribe(changed: (state: AppUpdateState) => void): () => void;
  /** Puts the waiting version in charge and reloads. Call it at a safe point only. */
  apply(): void;
  /** Looks for a newer version now; quiet when there is no network. */
  check(): Promise<void>;
}

const SCRIPT = '/sw.js';
const CHECK_MS = 60 * 60 * 1000;

/** Registers the service worker; call it once. Without service workers the app works online only and says "current". */
export function startAppUpdate(reload: () => void = () => location.reload()): AppUpdate {
  let state: AppUpdateState = 'current';
  let applying = false;
  const listeners = new Set<(state: AppUpdateState) => void>();
  const set = (next: AppUpdateState) => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  const worker = 'serviceWorker' in navigator ? new Workbox(scriptUrl(SCRIPT), { updateViaCache: 'none' }) : null;
  // A check that fails for want of a network is no news.
  const check = async () => void (await worker?.update().catch(() => undefined));

  worker?.addEventListener('waiting', () => set('waiting'));
  worker?.addEventListener('controlling', ({ isUpdate }) => {
    if (applying) reload();
    else if (isUpdate) set('replaced');
  });
  void worker?.register({ immediate: true }).catch(() => undefined);
  if (worker) checkRegularly(check);

  return {
    now: () => state,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    apply() {
      if (state === 'replaced') reload();
      if (state !== 'waiting') return;
      applying = true;
      worker?.messageSkipWaiting();
    },
    check,
  };
}

function checkRegularly(check: () => Promise<void>): void {
  setInterval(() => void check(), CHECK_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void check();
  });
}
