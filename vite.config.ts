/**
 * One configuration for the app, the server bundle and the tests.
 *   vite build        the app into dist/app, then the service worker
 *   vite build --ssr  the server into dist/server
 */
import { defineConfig } from 'vitest/config';
import { serviceWorker } from './sw/plugin.mjs';
import { LongestFirst } from './test/longest-first.mjs';

const jsx = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;

const version = process.env['npm_package_version'] ?? '0.1.0';

/** Journeys that would take the checks past their time; `npm run journeys` runs them. */
const LONG_JOURNEYS = [
  'chain',
  'clear-device',
  'gallery',
  'injection',
  'leader-dashboard',
  'lock',
  'not-on-list',
  'schools',
  'sending',
  'storage',
  'story-roster',
  'taps',
  'vault-long',
  'versions',
  'walk',
  'without-server',
].map((name) => `test/browser/${name}.browser.ts`);

const JOURNEY_SETUP = ['one-day', 'what-it-showed'].map((name) => `test/browser/support/${name}.ts`);

/** Not counted in the coverage: they run the same code many thousand times, and counting makes them three times slower. */
const UNCOUNTED = [
  'test/device/shared-tablet.test.ts',
  'test/server/hostile-*.test.ts',
  'test/server/limits.test.ts',
  'test/server/permission/**/*.test.ts',
];

/** Of the unit tests: each file in a page or process of its own, because it draws screens or replaces modules. All others share theirs: what they import is put together once. */
const ISOLATED = ['test/ui/**/*.test.{ts,tsx}', 'test/device/words-worker.test.ts', 'test/server/code-hashes.test.ts'];

/** What these two publish for browsers of today, in place of what they publish for those of before: 2.5 kB less, gzip. */
const modern = {
  dexie: 'dexie/dist/modern/dexie.mjs',
  'workbox-window': 'workbox-window/build/workbox-window.prod.mjs',
};

export default defineConfig(({ isSsrBuild }) => ({
  define: { 'import.meta.env.VITE_APP_VERSION': JSON.stringify(version) },
  oxc: jsx,
  resolve: { alias: isSsrBuild ? {} : modern },
  plugins: isSsrBuild ? [] : [serviceWorker()],
  publicDir: isSsrBuild ? false : 'public',
  // What comes in hundreds of files goes into the one of the server: a command of it begins in half the time.
  ssr: isSsrBuild ? { noExternal: ['kysely', 'zod', 'hono'] } : {},
  build: isSsrBuild
    ? { outDir: 'dist/server', target: 'node20', ssr: 'src/server/main.ts', emptyOutDir: true }
    : {
        outDir: 'dist/app',
        emptyOutDir: true,
        target: 'es2022',
        sourcemap: false,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        cssCodeSplit: true,
      },
  test: {
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/simulation/**', ...ISOLATED, ...UNCOUNTED],
          environment: 'node',
          isolate: false,
          // A timeout is for what hangs: how fast things are is measured elsewhere (npm run bench).
          testTimeout: 30_000,
          setupFiles: ['test/support/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'isolated',
          include: ISOLATED,
          environment: 'node',
          testTimeout: 30_000,
          setupFiles: ['test/support/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'simulation',
          include: ['test/simulation/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          setupFiles: ['test/support/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'uncounted',
          include: UNCOUNTED,
          environment: 'node',
          testTimeout: 60_000,
          setupFiles: ['test/support/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.ts'],
          exclude: LONG_JOURNEYS,
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['test/browser/support/demo-data.ts'],
          setupFiles: JOURNEY_SETUP,
          // A shared machine can stall for longer than a journey waits. What needed it is named in the run.
          retry: 1,
        },
      },
      {
        extends: true,
        test: {
          name: 'long journeys',
          include: LONG_JOURNEYS,
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['test/browser/support/demo-data.ts'],
          setupFiles: JOURNEY_SETUP,
          fileParallelism: false,
          // A shared machine can stall for longer than a journey waits. What needed it is named in the run.
          retry: 1,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['domain', 'protocol', 'sync', 'device', 'server'].map((layer) => `src/${layer}/**/*.ts`),
      // What runs as a process of its own is tested as one, and not counted here.
      exclude: ['src/server/commands/**', 'src/server/{main,serve}.ts', 'src/server/backups/schedule.ts'],
      reporter: ['text-summary', 'json-summary'],
      // Floors, a little below what is reached. Browser journeys are not counted either.
      thresholds: {
        'src/domain/**': { lines: 98, branches: 92 },
        'src/protocol/**': { lines: 92 },
        'src/sync/**': { lines: 97, branches: 93 },
        'src/device/**': { lines: 82, branches: 71 },
        'src/server/**': { lines: 96, branches: 88 },
      },
    },
  },
}));
