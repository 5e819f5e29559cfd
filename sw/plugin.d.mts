/** Types of plugin.mjs, for vite.config.ts and the tests. */
import type { Plugin } from 'vite';

/** A file of a release as workbox-precaching knows it. */
export interface ReleaseEntry {
  readonly url: string;
  readonly revision: string | null;
  readonly integrity: string;
}
export declare function listRelease(folder: string): Promise<readonly ReleaseEntry[]>;
export declare function buildServiceWorker(folder: string): Promise<void>;
export declare function serviceWorker(): Plugin;
