/** The page of the service worker's tests: the app's own part of an update, nothing else. */
import { startAppUpdate } from '../../src/device/app-update.ts';

Object.assign(globalThis, { update: startAppUpdate() });
