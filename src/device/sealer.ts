/**
 * When sealing is done: a while after the last save, since typing takes the place of what was typed before, and before the
 * device is locked. The cryptography is loaded then. Source: SPEC I21.
 */
import { DELIVERY_TAG } from './delivery-tag.ts';
import type { SealingParts } from './sealing.ts';

/** Milliseconds after a save: most of what is saved with a connection has its outcome by then and needs no seal. */
const AFTER_MS = 3000;
/** Milliseconds that sealing may keep somebody waiting who leaves. What has no seal then is sent when they come back. */
const LEAVING_MS = 1500;

/** Seals one account's own mutations at one school. */
export interface Sealer {
  /** Something was saved, or the device is in contact with the server. */
  soon(): void;
  /** Resolves when all is sealed, or after a moment. */
  now(): Promise<void>;
  stop(): void;
}

/** A sealer. One that fails tries again at the next occasion: nothing depends on it while its author is there. */
export function createSealer(given: Omit<SealingParts, 'isOver'>): Sealer {
  let isOver = false;
  const parts: SealingParts = { ...given, isOver: () => isOver };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working: Promise<unknown> = Promise.resolve();
  const seal = () => {
    clearTimeout(timer);
    timer = undefined;
    const work = () => import('./sealing.ts').then((m) => m.sealWaiting(parts)).then(askForDelivery);
    working = working.then(work).catch(() => undefined);
    return working;
  };
  return {
    soon() {
      timer ??= setTimeout(() => void seal(), AFTER_MS);
    },
    async now() {
      await Promise.race([seal(), new Promise((resolve) => setTimeout(resolve, LEAVING_MS))]);
    },
    stop() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

/** What a browser with background sync has; TypeScript knows it not. */
interface WithSync {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** Asks the browser to wake the service worker once there is a connection. `waits`: something is sealed. */
async function askForDelivery(waits: boolean): Promise<void> {
  if (!waits || !('serviceWorker' in navigator)) return;
  const registration = (await navigator.serviceWorker.getRegistration()) as WithSync | undefined;
  await registration?.sync?.register(DELIVERY_TAG);
}
