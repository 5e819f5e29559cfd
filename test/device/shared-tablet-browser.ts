/**
 * The browser of the shared tablet: what stays when a page ends. Tables, local storage, cookies and the service worker's hand;
 * the network, which is there or not; a window, and perhaps another behind it. Behind the network is the real server.
 */
import { compileFunction } from 'node:vm';
import { IDBFactory } from 'fake-indexeddb';
import { Hono } from 'hono';
import { build } from 'vite';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Handed } from '../../src/device/handed.ts';
import { createHolder, isHandMessage } from '../../src/device/handed.ts';
import { ensureAccount } from '../../src/server/accounts/places.ts';
import { begin } from '../../src/server/http/begin.ts';
import { ABrowser } from '../server/a-browser.ts';
import type { SchoolServer } from '../server/school-server.ts';
import { SCHOOL } from '../server/school-server.ts';
import { BetweenWindows } from './shared-tablet-between.ts';
import type { TabletPage } from './shared-tablet-page.ts';
import type { AroundPage, Script } from './shared-tablet-window.ts';
import { GLOBALS, TabletWindow } from './shared-tablet-window.ts';

/** Builds the script of a page, with all of the app that it stands on. */
export async function buildScript(): Promise<Script> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      target: 'es2022',
      rollupOptions: {
        input: 'test/device/shared-tablet-page.ts',
        preserveEntrySignatures: 'strict',
        output: { format: 'iife', name: 'tablet', exports: 'named', codeSplitting: false },
      },
    },
  });
  const chunk = [built].flat().flatMap((one) => ('output' in one ? one.output : []))[0];
  if (chunk?.type !== 'chunk') throw new Error('The page has a script');
  return compileFunction(`${chunk.code}\nreturn tablet;`, [...GLOBALS]) as unknown as Script;
}

/** How long anything may take on a busy machine, milliseconds. */
const STUCK_MS = 60_000;
/** Looks, of 10 ms and more each. */
const SETTLED_WITHIN = 500;

/** A tablet with its browser. */
export class TabletBrowser {
  readonly factory = new IDBFactory();
  readonly local = aStorage();
  isOnline = true;
  /** The one in front. */
  window: TabletWindow;
  behind: TabletWindow | null = null;
  /** Called when a page has ended and the next one has not begun. */
  between: (how: 'went' | 'crashed' | 'closed') => Promise<void> = async () => undefined;
  readonly #between = new BetweenWindows();
  readonly #script: Script;
  readonly #server: SchoolServer;
  readonly #jar: ABrowser;
  readonly #hand: ReturnType<typeof createHolder>;
  #letGo: () => void = () => undefined;

  constructor(script: Script, server: SchoolServer) {
    this.#script = script;
    this.#server = server;
    this.#jar = new ABrowser({ ...server, ask: doorOf(server) });
    this.#hand = createHolder((_, then) => {
      this.#letGo = then;
      return () => (this.#letGo = () => undefined);
    });
    this.window = this.#newWindow();
  }

  get page(): TabletPage {
    return this.window.page;
  }

  nowMs = (): number => Date.parse(this.#server.deps.now());

  /** Does it on this page. When the page ends over it, the next one starts: then null. */
  async act<T>(work: (page: TabletPage) => Promise<T>): Promise<T | null> {
    const { window } = this;
    const done = await this.look(window, work);
    if (!window.isOver) return done;
    await this.#next(await window.ended);
    return null;
  }

  /** Does it in one of the windows; null when its page ends over it. */
  async look<T>(window: TabletWindow, work: (page: TabletPage) => Promise<T>): Promise<T | null> {
    const gone = window.ended.then(() => null);
    const done = await inTime(Promise.race([work(window.page), gone]));
    if (window.isGoing) await gone;
    return window.isOver ? null : done;
  }

  /** Is the window behind asleep? */
  get isAsleep(): boolean {
    return this.behind !== null && this.#between.asleep === this.behind;
  }
  /** The window behind falls asleep: what it is told from now on it never hears. */
  sleep(): void {
    this.#between.asleep = this.behind;
  }

  /** The other window comes to the front, and wakes; a new one where there is none. */
  async otherWindow(): Promise<void> {
    const before = this.window;
    this.#between.asleep = null;
    if (this.behind === null) {
      this.window = this.#newWindow();
      await this.start();
    } else {
      this.window = this.behind;
      this.window.wake();
    }
    this.behind = before;
  }

  /** Waits until each window that is awake is as it should be: it goes, and comes back, when it has heard that it has to. */
  async settle(isRight: (person: string | null) => boolean): Promise<void> {
    for (let waited = 0; waited < SETTLED_WITHIN; waited += 1) {
      // What was said between windows arrives.
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (this.window.isOver) await this.#next(await this.window.ended);
      if (this.behind?.isOver) {
        this.behind = this.#newWindow();
        await this.look(this.behind, (page) => page.start());
      }
      const awake = [this.window, ...(this.behind === null || this.isAsleep ? [] : [this.behind])];
      if (awake.every((one) => !one.isGoing && !one.isOver && isRight(one.page.person()))) return;
    }
  }

  /** The first page. */
  start = async (): Promise<void> => void (await this.act((page) => page.start()));

  /** The page is started afresh; or, `closed`, it is started when the service worker has let go of what it was handed. */
  async again(closed = false): Promise<void> {
    this.window.leave();
    if (closed) this.#letGo();
    await this.#next(closed ? 'closed' : 'went');
  }

  /** The browser ends, and is started; `crashAt`: so that it ends once more. */
  async crash(crashAt: number | null): Promise<void> {
    this.window.end();
    await this.#next('crashed', crashAt);
  }

  async #next(how: 'went' | 'crashed' | 'closed', crashAt: number | null = null): Promise<void> {
    if (how === 'crashed') {
      this.behind?.end();
      this.behind = null;
    }
    await this.between(how);
    const window = this.#newWindow(crashAt);
    this.window = window;
    await this.start();
    window.crashNot();
  }

  #newWindow = (crashAt: number | null = null): TabletWindow => new TabletWindow(this.#script, this.#around(), crashAt);

  /** The browser wakes the service worker. */
  async wakeWorker(): Promise<void> {
    const worker = this.#newWindow();
    await inTime(worker.page.deliver());
    worker.end();
  }

  /** What the service worker would give to the next page. */
  handed(): Handed | null {
    const handed = this.#hand.give();
    if (handed !== null) this.#hand.hold(handed);
    return handed;
  }

  #around(): AroundPage {
    return {
      factory: this.factory,
      local: this.local,
      nowMs: this.nowMs,
      isOnline: () => this.isOnline,
      between: this.#between,
      noted: (by) =>
        setImmediate(() => {
          for (const one of [this.window, this.behind])
            if (one !== null && one !== by && one !== this.#between.asleep) one.hearOfNote();
        }),
      fetch: async (path, { method = 'GET', body, headers }) => {
        await new Promise(setImmediate);
        if (!this.isOnline) throw new TypeError('no connection');
        return this.#jar.ask(method, path, body ?? undefined, Object.fromEntries(new Headers(headers)));
      },
      heard: (message, port) => {
        if (!isHandMessage(message)) return;
        if (message.type === 'hold') this.#hand.hold(message.handed);
        else port?.postMessage(this.#hand.give());
      },
    };
  }
}

/** The server, at which the login alone signs in: passwords have tests of their own, and take a tenth of a second each. */
function doorOf(server: SchoolServer): SchoolServer['ask'] {
  const app = new Hono().post('/api/session', async (c) => {
    const { login, shared = false } = await c.req.json<{ login: PersonId; shared?: boolean }>();
    const account = await server.store.write((tx) => ensureAccount(tx, SCHOOL, login));
    return begin(c, server.deps, { account, by: 'password', shared });
  });
  return async (method, path, asking = {}) =>
    method === 'POST' && path === '/api/session'
      ? app.request(path, { method, body: asking.body as string, headers: { ...asking.headers } })
      : server.ask(method, path, asking);
}

function aStorage(): Storage {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    key: (n) => [...held.keys()][n] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
  };
}

export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('It is stuck')), STUCK_MS);
  });
  try {
    return await Promise.race([work, stuck]);
  } finally {
    clearTimeout(timer);
  }
}
