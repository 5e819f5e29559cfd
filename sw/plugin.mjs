/**
 * Builds the service worker after the app: lists what was built, with a hash of each file, and puts the list where the
 * worker expects it. Thirty lines of our own in place of 240 packages.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const SOURCE = fileURLToPath(new URL('./sw.ts', import.meta.url));
const FILE = 'sw.js';

/**
 * The files of a release. Those under assets/ carry their hash in their name, so they need no revision; all are checked
 * against `integrity` when they are fetched.
 * @param {string} folder
 */
export async function listRelease(folder) {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const kept = files.filter((file) => relative(folder, file) !== FILE && !file.endsWith('.map'));
  const entries = await Promise.all(kept.map((file) => releaseEntry(folder, file)));
  return entries.toSorted((a, b) => (a.url < b.url ? -1 : 1));
}

async function releaseEntry(folder, file) {
  const url = `/${relative(folder, file).split(sep).join('/')}`;
  const hash = createHash('sha256').update(await readFile(file));
  const integrity = hash.copy().digest('base64');
  return { url, revision: url.startsWith('/assets/') ? null : hash.digest('hex'), integrity: `sha256-${integrity}` };
}

/** Writes sw.js for the release in a folder. */
export async function buildServiceWorker(folder) {
  const manifest = await listRelease(folder);
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { 'self.__WB_MANIFEST': JSON.stringify(manifest), 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'es2022',
      sourcemap: false,
      rollupOptions: { input: SOURCE, output: { format: 'iife', entryFileNames: FILE } },
    },
  });
}

/** The plugin: does nothing in tests, in development and for the server's bundle. */
export function serviceWorker() {
  let folder = '';
  return {
    name: 'fingerpost-service-worker',
    apply: (_config, { command, isSsrBuild }) => command === 'build' && !isSsrBuild,
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      await buildServiceWorker(folder);
    },
  };
}
