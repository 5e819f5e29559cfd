/**
 * Open keys pass from window to window, never through a file: to a window that is started afresh by way of the service
 * worker, which holds them for the moment between, and to a further window by a channel of this browser. None is given while
 * the device is locked, nor of somebody who has left.
 */
import type { Handed, HandMessage } from './handed.ts';
import { HELD_MS } from './handed.ts';
import type { OpenKey } from './key-ring.ts';
import { keyRing } from './key-ring.ts';
import { keptSession } from './last-key.ts';
import { whetherHere } from './who-is-here.ts';

const CHANNEL = 'fingerpost.keys';
/** Held by each window that has keys to give, so that nobody waits for one that is not there. */
const GIVERS = 'fingerpost.keys';
/** How long another window, or the worker of a window that is open, may take to answer, in milliseconds. */
const ANSWER_MS = 3000;
/** The worker may have to start first: as long as it could still hold something. */
const WORKER_MS = HELD_MS;
/** A window that goes may hand over a moment after the next one has asked. */
const AGAIN_MS = 150;
const TRIES = 3;

type Said = { readonly kind: 'wanted' } | { readonly kind: 'given'; readonly handed: Handed };

let carried: unknown = null;

/** What goes with the keys from now on; null: nothing. */
export const carry = (what: unknown): void => void (carried = what);

const isHere = ([scope]: OpenKey): boolean => whetherHere(scope) === 'here';

const inHand = (): Handed | null => {
  if (carried === null && keptSession() === null) return null;
  const keys = keyRing.all().filter(isHere);
  return keys.length === 0 ? null : { keys, carried };
};

/** Gives this window's keys to those that ask, and to the worker as the window goes. Gives how to stop. */
export function giveKeys(): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    const handed = data.kind === 'wanted' ? inHand() : null;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
    if (handed) channel.postMessage({ kind: 'given', handed } satisfies Said);
  });
  const going = () => {
    const handed = inHand();
    if (handed) tellWorker({ type: 'hold', handed });
  };
  addEventListener('pagehide', going);
  void workers()?.ready.then(findWorker);
  let end = (): void => undefined;
  const given = new Promise<void>((resolve) => (end = resolve));
  void locks()
    ?.request(GIVERS, { mode: 'shared' }, () => given)
    .catch(() => undefined);
  return () => {
    end();
    channel.close();
    removeEventListener('pagehide', going);
  };
}

/** Nobody is given any more what was open here: the device is locked, or left. */
export function forgetKeys(): void {
  keyRing.drop();
  carried = null;
  tellWorker({ type: 'hold', handed: null });
}

/** Hands over now, before this window goes where the browser may not wait for it. Resolves when the worker has it, or there is none. */
export async function handOver(): Promise<void> {
  const handed = inHand();
  if (handed) await askWorker({ type: 'hold', handed }, ANSWER_MS);
}

/** Takes what another window has open into this one. False: there is nothing. */
export async function takeKeys(): Promise<Handed | null> {
  await findWorker();
  const fromWindow = askWindows();
  const until = Date.now() + WORKER_MS;
  for (let n = 0; n < TRIES && Date.now() < until; n += 1) {
    if (n > 0) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    const fromWorker = askWorker({ type: 'give' }, WORKER_MS);
    const handed = await (n === 0
      ? Promise.race([fromWorker, patiently(fromWindow).then((found) => found ?? fromWorker)])
      : Promise.any([fromWorker, fromWindow].map((asked) => notNull(asked))).catch(() => null));
    // Of somebody who has left since, they are of no use to anybody.
    const keys = handed?.keys.filter(isHere) ?? [];
    if (handed === null || keys.length === 0) continue;
    for (const [scope, key] of keys) keyRing.put(scope, key);
    return { ...handed, keys };
  }
  return null;
}

/** Not before the worker has had its time: what it holds is newer than what another window still has. */
async function patiently<T>(asked: Promise<T>): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
  return asked;
}

async function notNull<T>(asked: Promise<T | null>): Promise<T> {
  const found = await asked;
  if (found === null) throw new Error('nothing');
  return found;
}

/** Undefined in old browsers: then each window is opened by itself. */
const locks = () => navigator.locks as LockManager | undefined;

async function askWindows(): Promise<Handed | null> {
  const { held = [] } = (await locks()?.query()) ?? {};
  if (!held.some(({ name }) => name === GIVERS)) return null;
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(CHANNEL);
    const end = (handed: Handed | null) => {
      channel.close();
      resolve(handed);
    };
    channel.addEventListener('message', ({ data }: MessageEvent<Said>) => {
      if (data.kind === 'given') end(data.handed);
    });
    setTimeout(() => end(null), ANSWER_MS);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
    channel.postMessage({ kind: 'wanted' } satisfies Said);
  });
}

function askWorker(message: HandMessage, ms: number): Promise<Handed | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }: MessageEvent<Handed | null>) => resolve(data));
    port1.start();
    if (!tellWorker(message, port2)) resolve(null);
    setTimeout(() => resolve(null), ms);
  });
}

/** Undefined on an address without https, and in old browsers. */
const workers = () => navigator.serviceWorker as ServiceWorkerContainer | undefined;

/** Of the first visit: it has a worker before one is in charge of it. */
let registration: ServiceWorkerRegistration | undefined;
const findWorker = async (): Promise<void> => {
  registration = await workers()
    ?.getRegistration()
    .catch(() => undefined);
};

/** False: there is no worker. */
function tellWorker(message: HandMessage, port?: MessagePort): boolean {
  const worker = workers()?.controller ?? registration?.active;
  // A worker has no other origin than its page.
  worker?.postMessage(message, port ? [port] : []);
  return worker !== null && worker !== undefined;
}
