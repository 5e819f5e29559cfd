/** The simulator with a bug planted in the code that it runs, or with none. */
import { createServer } from 'vite';
import { fileURLToPath } from 'node:url';
import type * as schedules from '../schedules.ts';
import type * as shrinking from '../shrink.ts';
import type * as scripts from './scripts.ts';
import type { PlantedBug } from './planted.ts';
import { plant } from './planted.ts';

/** The simulator, until it is closed. */
export interface Simulator {
  readonly runSchedules: typeof schedules.runSchedules;
  readonly shrink: typeof shrinking.shrink;
  readonly runScript: typeof scripts.runScript;
  close(): Promise<void>;
}

/** Loads the simulator afresh, with this bug in the code that ships. */
export async function openSimulator(planted?: PlantedBug): Promise<Simulator> {
  const vite = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../../../', import.meta.url)),
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    plugins: planted ? [plant(planted)] : [],
  });
  const loaded = (await vite.ssrLoadModule('/test/simulation/schedules.ts')) as typeof schedules;
  const { shrink } = (await vite.ssrLoadModule('/test/simulation/shrink.ts')) as typeof shrinking;
  const { runScript } = (await vite.ssrLoadModule('/test/simulation/planted/scripts.ts')) as typeof scripts;
  return { runSchedules: loaded.runSchedules, shrink, runScript, close: () => vite.close() };
}
