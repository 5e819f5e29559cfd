/**
 * The service worker: it keeps the app itself (its code, never anybody's data) and gives it out without a network.
 * It reads of the tables only what is sealed to the server, writes nothing but its own cache of files, and takes over only
 * when it is told to. What a window hands over to the next it holds in memory for that moment (hold-keys.ts).
 *   install    fetch every file of this release, each checked against its hash; one wrong answer and nothing is installed
 *   activate   drop the files of older releases; take in charge the pages that were opened before there was a worker
 *   fetch      files of the release, and index.html for every address of the app; /api and the rest go to the network
 *   message    SKIP_WAITING: become the one in charge (the app sends it at a safe point)
 *   sync       where the browser has that: bring what is sealed to the server, with no page open
 */
import { isWrongAnswer } from './answers.ts';
import { deliverSealed } from '../src/device/seal-delivery.ts';
import { DELIVERY_TAG } from '../src/device/delivery-tag.ts';
import { holdKeysBetweenWindows } from './hold-keys.ts';
import { addPlugins, cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import type { PrecacheEntry } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly PrecacheEntry[] };

/** Addresses that are the server's, not the app's. */
const SERVER_PATHS = [/^\/api\//, /^\/livez$/, /^\/readyz$/];

refuseWrongAnswers();
keepRelease();
answerNavigations();
dropOldCaches();
takeCharge();
takeOverWhenTold();
deliverWhenWoken();
holdKeysBetweenWindows();

function refuseWrongAnswers(): void {
  addPlugins([
    {
      cacheWillUpdate: async ({ request, response }) => (isWrongAnswer(request.url, response) ? null : response),
    },
  ]);
}

function keepRelease(): void {
  // oxlint-disable-next-line no-underscore-dangle -- the name that Workbox's tools know
  precacheAndRoute([...self.__WB_MANIFEST]);
}

function answerNavigations(): void {
  registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: SERVER_PATHS }));
}

function dropOldCaches(): void {
  cleanupOutdatedCaches();
}

/** Every file is kept by now: the very first page, too, opens any screen without a network from here on. */
function takeCharge(): void {
  self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
}

function takeOverWhenTold(): void {
  self.addEventListener('message', ({ data }: ExtendableMessageEvent) => {
    if ((data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
  });
}

/** Background sync, which TypeScript does not know. */
type SyncEvent = ExtendableEvent & { readonly tag: string };

/** Whoever saved it: only the server can read it, and it says nothing but whether it has it. */
function deliverWhenWoken(): void {
  self.addEventListener('sync', (event) => {
    const { tag, waitUntil } = event as SyncEvent;
    if (tag === DELIVERY_TAG) waitUntil.call(event, deliverSealed({ app: 'service-worker', isOpen: () => false }));
  });
}
