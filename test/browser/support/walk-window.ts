/**
 * What the developer tools of a browser show of a window: console, addresses, titles, document, storage, cookies, what stands
 * on `window`, and all strings in memory. As text, to be searched.
 */
import type { CDPSession, Page } from 'playwright-core';
import { DIGEST_VERSION } from '../../../src/domain/digest.ts';
import { dumpStorage } from './dump.ts';

/** Console lines and exceptions of a window, its addresses and titles, since the watch began. */
export interface Told {
  readonly errors: string[];
  readonly lines: string[];
  readonly addresses: Set<string>;
  readonly titles: Set<string>;
}

/** Watches a window, with the protocol of the developer tools beside the page's own events; before it is opened. */
export async function watchWindow(page: Page): Promise<Told> {
  const told: Told = { errors: [], lines: [], addresses: new Set(), titles: new Set() };
  const cdp = await page.context().newCDPSession(page);
  await Promise.all([cdp.send('Runtime.enable'), cdp.send('Log.enable'), cdp.send('Audits.enable')]);
  const heard = (level: string, text: string) => void (level === 'error' ? told.errors : told.lines).push(text);
  cdp.on('Runtime.consoleAPICalled', ({ type, args }) =>
    heard(type === 'assert' ? 'error' : type, args.map((arg) => String(arg.value ?? arg.description)).join(' ')),
  );
  cdp.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception } }) =>
    heard('error', `${text} ${exception?.description ?? ''}`),
  );
  // What the browser says itself: a resource that failed, a policy that was broken. An issue is one that it shows apart.
  cdp.on('Log.entryAdded', ({ entry: { level, text, url } }) => heard(level, `${text} ${url ?? ''}`));
  cdp.on('Audits.issueAdded', ({ issue: { code } }) => heard('issue', code));
  page.on('framenavigated', (frame) => void told.addresses.add(frame.url()));
  return told;
}

/** The screen that is open: its document as it stands, what is typed in it, address, title and what goes with the history. */
export async function lookAt(page: Page, told: Told): Promise<string> {
  told.addresses.add(page.url());
  told.titles.add(await page.title());
  return page.evaluate(() => {
    const typed = [...document.querySelectorAll('input, textarea, select')].map((one) =>
      one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement || one instanceof HTMLSelectElement
        ? one.value
        : '',
    );
    const asked = performance.getEntries().map(({ name }) => name);
    return [document.documentElement.outerHTML, ...typed, JSON.stringify(history.state), ...asked].join('\n');
  });
}

/** What a window and its origin keep, at the end of a walk. */
export interface Held {
  /** IndexedDB, local and session storage and Cache Storage, as they lie there. */
  readonly raw: string;
  /** The same with the boxes opened by the key of the device. */
  readonly opened: string;
  readonly boxes: number;
  readonly boxesOpened: number;
  /** Addresses in Cache Storage. */
  readonly cached: readonly string[];
  /** Names on `window` that no empty page has, with their values. */
  readonly globals: string;
  /** Names of what scripts can read as cookies. */
  readonly scriptCookies: string;
}

/** Reads it. `bare`: names on `window` of a page without scripts. */
export async function readHeld(page: Page, bare: readonly string[]): Promise<Held> {
  const kept = await dumpStorage(page);
  const packs = await openPacks(page);
  const rest = await page.evaluate(async (known) => {
    const cached: string[] = [];
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) cached.push(request.url);
    const more = Object.getOwnPropertyNames(globalThis).filter((name) => !known.includes(name));
    const globals = more.map((name) => {
      const value = (globalThis as unknown as Record<string, unknown>)[name];
      return `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`;
    });
    return { cached, globals: globals.join('\n'), scriptCookies: document.cookie };
  }, bare);
  return { ...kept, opened: [kept.opened, ...packs].join('\n'), ...rest };
}

/** Names on `window` of an address of the server that is no page. */
export async function bareNames(page: Page, origin: string): Promise<readonly string[]> {
  await page.goto(`${origin}/livez`);
  return page.evaluate(() => Object.getOwnPropertyNames(globalThis));
}

/** The box in which all digests lie together, of each database: its label has the version of the digest and its own. */
const openPacks = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async (version) => {
    const read = <T>(name: string, store: string, key: string) =>
      new Promise<T | undefined>((resolve) => {
        const asked = indexedDB.open(name);
        asked.addEventListener('success', () => {
          const db = asked.result;
          if (!db.objectStoreNames.contains(store)) return (db.close(), resolve(undefined));
          const row = db.transaction(store).objectStore(store).get(key);
          row.addEventListener('success', () => (db.close(), resolve(row.result as T)));
        });
      });
    const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
    const opened: string[] = [];
    for (const scope of names.filter((name) => names.includes(`${name}/key`))) {
      const key = await read<CryptoKey>(`${scope}/key`, 'key', 'data');
      const box = await read<Uint8Array<ArrayBuffer>>(scope, 'pack', 'all');
      if (!key || !box) continue;
      for (let shape = 1; shape < 10; shape += 1) {
        const label = new TextEncoder().encode(
          JSON.stringify([scope, box[0], 'digest', 'pack', `${version}.${shape}`]),
        );
        const how = { name: 'AES-GCM', iv: box.subarray(1, 13), additionalData: label };
        const packed = await crypto.subtle.decrypt(how, key, box.subarray(13)).catch(() => null);
        if (packed === null) continue;
        const bytes = new Blob([packed]).stream();
        const plain = box[0] === 2 ? bytes.pipeThrough(new DecompressionStream('deflate-raw')) : bytes;
        opened.push(await new Response(plain).text());
      }
    }
    return opened;
  }, DIGEST_VERSION);

/** Every string in the memory of the window's process, in pieces that overlap. */
export async function readMemory(page: Page, look: (piece: string) => void): Promise<number> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  let rest = '';
  let length = 0;
  cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    length += chunk.length;
    look(rest + chunk);
    rest = chunk.slice(-LONGEST);
  });
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await cdp.detach();
  return length;
}

/** What is looked for is shorter. */
const LONGEST = 64;
