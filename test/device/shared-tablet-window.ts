/**
 * A page of the shared tablet and its end. The built script runs as a function whose globals are this page's: its timers,
 * tables, storage and network. When the page ends, none of them answers any more, so nothing of it goes on.
 */
import type { IDBFactory } from 'fake-indexeddb';
import { IDBKeyRange } from 'fake-indexeddb';
import { Window } from 'happy-dom';
import { stretchHere } from '../../src/device/words-key.ts';
import type { WordsAsked } from '../../src/device/words-worker.ts';
import type { BetweenWindows } from './shared-tablet-between.ts';
import type { TabletPage } from './shared-tablet-page.ts';

/** What a page is given by the browser. */
export interface AroundPage {
  readonly factory: IDBFactory;
  readonly local: Storage;
  readonly nowMs: () => number;
  readonly isOnline: () => boolean;
  readonly between: BetweenWindows;
  /** Something was noted in local storage by this window. */
  readonly noted: (by: TabletWindow) => void;
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** Of the service worker. */
  readonly heard: (message: unknown, port: AnswerPort | undefined) => void;
}

/** How the built script is run: with these globals, by name. */
export type Script = (...globals: readonly unknown[]) => { readonly page: TabletPage };
export const GLOBALS = [
  'globalThis', 'self', 'window', 'Promise', 'Date', 'fetch', 'indexedDB', 'IDBKeyRange', 'localStorage', 'sessionStorage',
  'navigator', 'document', 'location', 'history', 'addEventListener', 'removeEventListener', 'setTimeout', 'clearTimeout',
  'setInterval', 'clearInterval', 'requestAnimationFrame', 'BroadcastChannel', 'EventSource', 'Worker', 'MessageChannel',
  'matchMedia', 'HTMLElement', 'Event',
] as const; // prettier-ignore

interface AnswerPort {
  postMessage(data: unknown): void;
}

/** Answers nothing, whatever is asked of it: the browser's side of a page that has ended. */
const silent: object = new Proxy(() => undefined, {
  get: (_, key) => (key === 'then' || key === Symbol.toPrimitive ? undefined : silent),
  apply: () => silent,
  set: () => true,
});
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** Timers this long are not waited for: they are due when the test says that a while has passed. */
const LONG_MS = 3000;
/** Shorter ones are this much shorter, but for what a person is kept waiting for. */
const HASTE = 20;
const WAITING_MS = 1000;

/** The parts of fake-indexeddb that are needed to let a transaction end unheard, as the end of a browser does. */
interface BareTransaction extends IDBTransaction {
  readonly _state: string;
  readonly _requests: readonly { readonly request: EventTarget }[];
  readonly _openRequest: EventTarget | null;
  readonly listeners: unknown[];
}

const OWN_LISTENERS = 3;

/** One page, from its start to its end. `crashAt`: at that call to the tables or the network the browser ends, if ever. */
export class TabletWindow {
  readonly page: TabletPage;
  /** Why it ended, once it has: it was started afresh, or the browser ended under it. */
  readonly ended: Promise<'went' | 'crashed'>;
  isOver = false;
  isGoing = false;
  readonly #around: AroundPage;
  readonly #window = new Window({ url: 'https://school.example/' });
  readonly #transactions = new Set<BareTransaction>();
  readonly #connections = new Set<IDBDatabase>();
  readonly #timers = new Map<
    object,
    { readonly timer: NodeJS.Timeout; readonly ms: number; readonly due: () => void }
  >();
  #end: (how: 'went' | 'crashed') => void = () => undefined;
  #callsLeft: number;

  constructor(script: Script, around: AroundPage, crashAt: number | null = null) {
    this.#around = around;
    this.#callsLeft = crashAt ?? Number.POSITIVE_INFINITY;
    this.ended = new Promise((resolve) => (this.#end = resolve));
    this.page = script(...this.#globals()).page;
  }

  /** From now on, the browser ends at this call. */
  crashAt(calls: number): void {
    this.#callsLeft = calls;
  }
  /** It does not, after all. */
  crashNot(): void {
    this.#callsLeft = Number.POSITIVE_INFINITY;
  }

  /** The browser ends. */
  end(how: 'went' | 'crashed' = 'crashed'): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const { timer } of this.#timers.values()) clearTimeout(timer);
    for (const transaction of this.#transactions) endUnheard(transaction);
    for (const connection of this.#connections) connection.close();
    this.#end(how);
  }

  /** The page is left in good order: it hands over what it has, and ends. */
  leave(): void {
    if (this.isOver) return;
    this.#window.dispatchEvent(new this.#window.Event('pagehide'));
    this.end('went');
  }

  /** Another window has noted something in local storage. */
  hearOfNote(): void {
    if (!this.isOver) this.#window.dispatchEvent(new this.#window.Event('storage'));
  }

  /** It is brought to the front. */
  wake(): void {
    if (!this.isOver) this.#window.document.dispatchEvent(new this.#window.Event('visibilitychange'));
  }

  /** What was set for later is due. */
  aWhilePasses(): void {
    for (const [id, { ms, due, timer }] of Array.from(this.#timers)) {
      if (ms < LONG_MS) continue;
      clearTimeout(timer);
      if (this.#timers.has(id)) due();
    }
  }

  /** Every call to the world outside; at the last one the browser ends, and it is not done. */
  #call(): boolean {
    this.#callsLeft -= 1;
    if (this.#callsLeft === 0) this.end();
    return !this.isOver;
  }

  #globals(): readonly unknown[] {
    const { local } = this.#around;
    const go = () => {
      this.isGoing = true;
      setImmediate(() => this.leave());
    };
    const at = this.#window as unknown as typeof globalThis;
    const { nowMs } = this.#around;
    const own: Record<string, unknown> = {
      Date: class extends Date {
        constructor(...given: [] | [number]) {
          super(...((given.length === 0 ? [nowMs()] : given) as [number]));
        }
        static override now = nowMs;
      },
      fetch: async (path: string, init: RequestInit = {}) => {
        if (!this.#call()) return never();
        const answer = await this.#around.fetch(path, init).catch((reason: unknown) => reason as Error);
        if (this.isOver) return never();
        if (answer instanceof Error) throw answer;
        return answer;
      },
      indexedDB: this.#tables(),
      IDBKeyRange,
      localStorage: this.#unlessOver(local),
      sessionStorage: at.sessionStorage,
      navigator: this.#navigator(),
      document: at.document,
      location: { pathname: '/', href: 'https://school.example/', reload: go, replace: go },
      history: at.history,
      addEventListener: at.addEventListener.bind(at),
      removeEventListener: at.removeEventListener.bind(at),
      ...this.#clock(),
      BroadcastChannel: this.#around.between.channelOf(this),
      EventSource: class extends EventTarget {
        readyState = 0;
        close() {}
      },
      Worker: aWorker(() => !this.isOver),
      MessageChannel: aChannel,
      matchMedia: () => ({ matches: false }),
      HTMLElement: at.HTMLElement,
      Event: at.Event,
    };
    const all = new Proxy(own, {
      get: (target, key) => (key in target ? target[key as string] : (Reflect.get(globalThis, key) as unknown)),
      has: (target, key) => key in target || key in globalThis,
    });
    Object.assign(own, { globalThis: all, self: all, window: all, Promise });
    // Dexie puts its own in the place of the page's while a transaction is open.
    const promises = new Proxy(Promise, {
      get: (_, key) => Reflect.get(own['Promise'] as object, key) as unknown,
      construct: (_, given) => Reflect.construct(own['Promise'] as never, given) as object,
    });
    return GLOBALS.map((name) => (name === 'Promise' ? promises : own[name]));
  }

  #tables(): object {
    const { factory } = this.#around;
    const kept = (request: IDBOpenDBRequest) => {
      const take = () => {
        const connection = request.result;
        if (this.#connections.has(connection)) return;
        this.#connections.add(connection);
        // It was on its way when the browser ended.
        if (this.isOver) connection.close();
        const begin = connection.transaction.bind(connection);
        connection.transaction = (...given) => {
          if (!this.#call()) return silent as IDBTransaction;
          return this.#watched(begin(...given));
        };
      };
      request.addEventListener('upgradeneeded', () => {
        take();
        if (request.transaction) this.#watched(request.transaction);
      });
      request.addEventListener('success', take);
      return request;
    };
    return {
      open: (...given: Parameters<IDBFactory['open']>) => (this.#call() ? kept(factory.open(...given)) : silent),
      deleteDatabase: (name: string) => (this.#call() ? factory.deleteDatabase(name) : silent),
      databases: () => (this.#call() ? factory.databases() : never()),
      cmp: factory.cmp.bind(factory),
    };
  }

  #watched(transaction: IDBTransaction): IDBTransaction {
    this.#transactions.add(transaction as BareTransaction);
    for (const how of ['complete', 'abort'])
      transaction.addEventListener(how, () => this.#transactions.delete(transaction as BareTransaction));
    return transaction;
  }

  #unlessOver(storage: Storage): object {
    const change = (how: () => void) => {
      if (this.isOver) return;
      how();
      this.#around.noted(this);
    };
    return {
      getItem: (key: string) => storage.getItem(key),
      setItem: (key: string, value: string) => change(() => storage.setItem(key, value)),
      removeItem: (key: string) => change(() => storage.removeItem(key)),
    };
  }

  #navigator(): object {
    const { isOnline, heard } = this.#around;
    const worker = {
      postMessage: (said: unknown, [port]: AnswerPort[] = []) => (this.isOver ? undefined : heard(said, port)),
    };
    const registration = { active: worker, sync: { register: async () => undefined } };
    return {
      get onLine() {
        return isOnline();
      },
      userAgent: 'Chrome/156',
      storage: {},
      locks: this.#around.between.locksOf(this),
      serviceWorker: {
        controller: worker,
        ready: Promise.resolve(registration),
        getRegistration: async () => registration,
      },
    };
  }

  #clock(): object {
    const set =
      (repeats: boolean) =>
      (due: () => void, ms = 0) => {
        const id = {};
        if (this.isOver) return id;
        const fire = () => {
          this.#timers.delete(id);
          if (this.isOver) return;
          if (repeats) arm();
          due();
        };
        const arm = () => {
          const timer = setTimeout(
            () => (ms > LONG_MS ? undefined : fire()),
            ms > LONG_MS ? 2 ** 31 - 1 : ms < WAITING_MS ? ms / HASTE : ms,
          );
          if (ms >= LONG_MS) timer.unref();
          this.#timers.set(id, { timer, ms, due: fire });
        };
        arm();
        return id;
      };
    const clear = (id: object) => {
      clearTimeout(this.#timers.get(id)?.timer);
      this.#timers.delete(id);
    };
    const setTimer = set(false);
    return {
      setTimeout: setTimer,
      clearTimeout: clear,
      setInterval: set(true),
      clearInterval: clear,
      requestAnimationFrame: (due: () => void) => setTimer(due, 16),
    };
  }
}

/** What was written in it is not; nobody hears of that. */
function endUnheard(transaction: BareTransaction): void {
  const { _state: state, _requests: requests, _openRequest: request } = transaction;
  if (state === 'finished' || state === 'committing') return;
  for (const one of requests) one.request.dispatchEvent = () => true;
  // The first ones are its own: who waits for the database to be opened is behind them.
  transaction.listeners.splice(OWN_LISTENERS);
  [transaction.onabort, transaction.oncomplete, transaction.onerror] = [null, null, null];
  if (transaction.mode === 'versionchange' && request !== null) request.dispatchEvent = () => true;
  transaction.abort();
}

/** Stretches words as the app's worker does, at the least cost: hundreds are tried here. */
const aWorker = (isThere: () => boolean) =>
  class extends EventTarget {
    postMessage({ words, kdf }: WordsAsked) {
      void stretchHere(words, { ...kdf, memory: 8 }).then((secret) =>
        isThere() ? this.dispatchEvent(new MessageEvent('message', { data: { secret } })) : undefined,
      );
    }
    terminate() {}
  };

/** Two ports; what is said on one is heard on the other. */
function aChannel() {
  const [one, two] = [0, 1].map(() =>
    Object.assign(new EventTarget(), { start() {}, close() {}, postMessage: (_: unknown) => {} }),
  );
  if (one && two) {
    one.postMessage = (data) => void two.dispatchEvent(new MessageEvent('message', { data }));
    two.postMessage = (data) => void one.dispatchEvent(new MessageEvent('message', { data }));
  }
  return { port1: one, port2: two };
}
