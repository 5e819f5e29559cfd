/**
 * All that a browser was told and keeps, as text to be searched: every response, and what stands in IndexedDB (as it lies
 * there and with its boxes opened), Cache Storage, local and session storage.
 */
import type { BrowserContext, Page } from 'playwright-core';

/** Everything that came over the wire to a browser since the watch began. */
export interface Traffic {
  /** Addresses and bodies, one after another. */
  readonly text: () => Promise<string>;
  /** Addresses that did not belong to `origin`. */
  readonly strangers: (origin: string) => readonly string[];
}

/** Begins to keep every response of the browser, of each of its pages; before any page is opened. */
export async function watchTraffic(context: BrowserContext): Promise<Traffic> {
  const urls: string[] = [];
  const bodies: Promise<string>[] = [];
  const streamed: string[] = [];
  context.on('request', (request) => void urls.push(request.url()));
  context.on('requestfinished', (request) => {
    const read = async (): Promise<string> => {
      const response = await request.response();
      const body = await response?.body().catch(() => null);
      return `${request.url()}\n${JSON.stringify(await response?.allHeaders())}\n${body?.toString('utf8') ?? ''}`;
    };
    bodies.push(read().catch(() => request.url()));
  });
  // The reply to a sync is a stream that the app reads to its last line only: the browser keeps no body of it.
  await context.exposeBinding('keepAnswer', (_, text: string) => void streamed.push(text));
  await context.addInitScript(() => {
    const { keepAnswer } = globalThis as unknown as { keepAnswer: (text: string) => Promise<void> };
    const real = globalThis.fetch;
    globalThis.fetch = async (...args) => {
      const response = await real(...args);
      void response
        .clone()
        .text()
        .then(keepAnswer, () => undefined);
      return response;
    };
  });
  return {
    text: async () => [...urls, ...(await Promise.all(bodies)), ...streamed].join('\n'),
    strangers: (origin) => urls.filter((url) => !url.startsWith(origin) && !/^(data|blob|about):/.test(url)),
  };
}

/** What the page's origin keeps in the browser. */
export interface Kept {
  /** As it lies in the stores. */
  readonly raw: string;
  /** The boxes of the device's tables, opened with the key that lies beside them. */
  readonly opened: string;
  /** How many boxes there were, and how many opened. */
  readonly boxes: number;
  readonly boxesOpened: number;
}

/** Reads all that the origin of the page keeps. */
export const dumpStorage = (page: Page): Promise<Kept> =>
  page.evaluate(async () => {
    interface Clear {
      readonly id: string;
      readonly record: string;
      readonly version: number;
      readonly shape: number;
    }
    const encoder = new TextEncoder();
    const decoder = new TextDecoder();
    const open = (name: string) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name);
        asked.addEventListener('success', () => resolve(asked.result));
        asked.addEventListener('error', () => reject(asked.error ?? new Error(name)));
      });
    const all = (store: IDBObjectStore) =>
      new Promise<{ key: IDBValidKey; value: unknown }[]>((resolve, reject) => {
        const rows: { key: IDBValidKey; value: unknown }[] = [];
        const cursor = store.openCursor();
        cursor.addEventListener('error', () => reject(cursor.error ?? new Error(store.name)));
        cursor.addEventListener('success', () => {
          if (!cursor.result) return resolve(rows);
          rows.push({ key: cursor.result.key, value: cursor.result.value as unknown });
          cursor.result.continue();
        });
      });
    const tablesOf = async (name: string) => {
      const db = await open(name);
      const stores = [...db.objectStoreNames];
      const rows = await Promise.all(stores.map((store) => all(db.transaction(store).objectStore(store))));
      db.close();
      return new Map(stores.map((store, i) => [store, rows[i] ?? []]));
    };
    const words = (value: unknown): string =>
      value instanceof Uint8Array
        ? `${decoder.decode(value)} ${String.fromCharCode(...value.subarray(0, 60_000))}`
        : value instanceof CryptoKey
          ? 'a key'
          : JSON.stringify(value, (_, inner: unknown) => (inner instanceof Uint8Array ? words(inner) : inner));
    const inflate = async (bytes: Uint8Array<ArrayBuffer>) =>
      new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
    const openBox = async (key: CryptoKey, box: Uint8Array<ArrayBuffer>, label: readonly unknown[]) => {
      const additionalData = encoder.encode(JSON.stringify(label));
      const opening = { name: 'AES-GCM', iv: box.subarray(1, 13), additionalData };
      const packed = await crypto.subtle.decrypt(opening, key, box.subarray(13)).catch(() => null);
      if (packed === null) return null;
      return box[0] === 2 ? inflate(new Uint8Array(packed)) : decoder.decode(packed);
    };

    // Where each box belongs: src/device/vault.ts binds it to that.
    const labels = {
      body: (id: string, row: Clear) => ['record', id, row.version],
      digest: (id: string, row: Clear) => ['digest', id, `${row.version}.${row.shape}`],
      words: (_: string, row: Clear) => ['own', `${row.record}/${row.id}`, 1],
    } as const;
    const raw: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    const opened: string[] = [];
    let boxes = 0;
    const names = new Set((await indexedDB.databases()).map(({ name = '' }) => name));
    for (const scope of names) {
      const tables = await tablesOf(scope);
      for (const rows of tables.values())
        raw.push(...rows.map(({ key, value }) => `${JSON.stringify(key)} ${words(value)}`));
      if (!scope.startsWith('fingerpost/') || scope.endsWith('/key')) continue;
      // None is made by looking for it.
      const keys = names.has(`${scope}/key`) ? await tablesOf(`${scope}/key`) : null;
      const key = keys?.get('key')?.find((row) => row.key === 'data')?.value as CryptoKey;
      const clear = (store: string) => new Map(tables.get(store)?.map((row) => [row.key, row.value as Clear]) ?? []);
      const clearOf = { body: clear('record'), digest: clear('record'), words: clear('own') };
      for (const store of ['body', 'digest', 'words'] as const) {
        for (const { key: id, value } of tables.get(store) ?? []) {
          const row = clearOf[store].get(id);
          if (!row) continue;
          boxes += 1;
          const box = value as Uint8Array<ArrayBuffer>;
          const text = await openBox(key, box, [scope, box[0], ...labels[store](id as string, row)]);
          if (text !== null) opened.push(text);
        }
      }
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        raw.push(request.url, (await (await cache.match(request))?.text()) ?? '');
      }
    }
    return { raw: raw.join('\n'), opened: opened.join('\n'), boxes, boxesOpened: opened.length };
  });
