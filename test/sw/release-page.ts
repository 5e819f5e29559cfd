/** The page of the service worker's tests: the app's own part of an update, and keys that pass from page to page. */
import { startAppUpdate } from '../../src/device/app-update.ts';
import { forgetKeys, giveKeys, takeKeys } from '../../src/device/key-handover.ts';
import { keyRing } from '../../src/device/key-ring.ts';
import { putKept } from '../../src/device/last-key.ts';

const SCOPE = 'account/school';

const keys = {
  /** Opens one here, of somebody who is signed in, and gives it on as the page goes. */
  async open(): Promise<void> {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    keyRing.put(SCOPE, key as CryptoKey);
    putKept({ scope: SCOPE, box: '' });
    giveKeys();
  },
  /** As a device is locked. */
  forget: (): void => forgetKeys(),
  /** Whether there is one to be had. */
  take: async (): Promise<boolean> => (await takeKeys()) !== null,
};
export type PageKeys = typeof keys;

Object.assign(globalThis, { update: startAppUpdate(), keys });
