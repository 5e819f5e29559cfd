import { rm } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppUpdate } from '../../src/device/app-update.ts';
import { newProfile, openBrowser } from '../support/chromium.ts';
import type { PageKeys } from './release-page.ts';
import type { ReleaseServer } from './release-server.ts';
import { serveReleases } from './release-server.ts';

declare const update: AppUpdate;
declare const keys: PageKeys;

let server: ReleaseServer;
let profile: string;
let browser: BrowserContext;
/** What pages complained of: among it each breach of the content security policy. */
let complaints: string[];

beforeEach(async () => {
  server = await serveReleases();
  await server.release('First');
  profile = await newProfile();
  browser = await openBrowser(profile);
  complaints = [];
});
afterEach(async () => {
  await browser.close();
  await server.end();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

async function visit(path = '/'): Promise<Page> {
  const page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(server.origin + path);
  return page;
}
/** A page that the worker is in charge of. */
async function visitInstalled(): Promise<Page> {
  const page = await visit();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await page.waitForFunction('navigator.serviceWorker.controller !== null');
  return page;
}
const stateOf = (page: Page) => page.evaluate(() => update.now());
const becomes = (page: Page, state: string) =>
  page.waitForFunction((wanted) => update.now() === wanted, state, { timeout: 10_000 });
const check = (page: Page) => page.evaluate(() => update.check());
/** What becomes of the next worker that is found: `installed`, or `redundant` when it was given up. */
const fateOfNext = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const found = new Promise((resolve) => {
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => resolve(worker.state));
      });
    });
    await update.check();
    return found;
  });
const cached = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });

describe('the app without a network', () => {
  it('opens at each of its addresses, and leaves the server’s alone', async () => {
    const page = await visitInstalled();
    expect(complaints).toStrictEqual([]);
    server.network('cut');
    const deep = await visit('/pupils/11111111-0000-4000-8000-00000000000a');
    expect(await deep.title()).toBe('First');
    await deep.waitForFunction('globalThis.update');
    const failed = page.evaluate(() => fetch('/api/session').then(() => 'answered'));
    await expect(failed).rejects.toThrow('Failed to fetch');
    for (const path of ['/api/session', '/livez', '/readyz']) await expect(visit(path)).rejects.toThrow('ERR_');
  });

  it('keeps the files of the release and nothing that the server said about anybody', async () => {
    const page = await visitInstalled();
    await page.evaluate(() => fetch('/api/session').then((answer) => answer.text()));
    await visit('/api/session');
    const paths = await cached(page);
    expect(paths.toSorted()).toStrictEqual([expect.stringMatching(/^\/assets\/main-.+\.js$/), '/index.html']);
  });
});

describe('a new release', () => {
  it('waits until the app says so, then takes the place of the old one in every window', async () => {
    const page = await visitInstalled();
    const other = await visit();
    await server.release('Second');
    await check(page);
    await becomes(page, 'waiting');
    await other.reload();
    expect(await other.title()).toBe('First');
    await Promise.all([page.waitForEvent('load'), page.evaluate(() => update.apply())]);
    await page.waitForFunction('document.title === "Second"');
    await becomes(other, 'replaced');
    expect(await other.title()).toBe('First');
    await Promise.all([other.waitForEvent('load'), other.evaluate(() => update.apply())]);
    expect(await other.title()).toBe('Second');
    server.network('cut');
    await page.reload();
    expect(await page.title()).toBe('Second');
    expect((await cached(page)).filter((path) => path === '/index.html')).toHaveLength(1);
  });

  it('has the open keys handed over to it, like a page that is started afresh, unless they are let go of', async () => {
    const page = await visitInstalled();
    await page.evaluate(() => keys.open());
    await page.reload();
    // Again: a page may be left before it has started.
    for (const _ of ['first', 'again']) expect(await page.evaluate(() => keys.take())).toBe(true);
    await page.evaluate(() => keys.forget());
    expect(await page.evaluate(() => keys.take())).toBe(false);
    await page.evaluate(() => keys.open());
    await server.release('Second');
    await check(page);
    await becomes(page, 'waiting');
    await Promise.all([page.waitForEvent('load'), page.evaluate(() => update.apply())]);
    await page.waitForFunction('document.title === "Second"');
    expect(await page.evaluate(() => keys.take())).toBe(true);
    // To a second window by the first, for as long as that is open.
    await page.evaluate(() => keys.forget());
    await page.evaluate(() => keys.open());
    const other = await visit();
    expect(await other.evaluate(() => keys.take())).toBe(true);
  });

  it('is not taken from a captive portal, whether it lies about all or about the files only', async () => {
    const page = await visitInstalled();
    await server.release('Second');
    server.network('portal');
    await check(page);
    expect(await stateOf(page)).toBe('current');
    server.network('portal-but-worker');
    expect(await fateOfNext(page)).toBe('redundant');
    expect(await stateOf(page)).toBe('current');
    await page.reload();
    expect(await page.title()).toBe('First');
    server.network('open');
    await check(page);
    await becomes(page, 'waiting');
  });
});
