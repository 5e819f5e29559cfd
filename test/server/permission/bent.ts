/** The matrix over code with one fault in it at a time; the files on the disk are never changed. */
import { fileURLToPath } from 'node:url';
import { createServer, createServerModuleRunner } from 'vite';
import { bent } from '../../simulation/planted/planted.ts';
import type * as finding from './find-fault.ts';
import type { Fault } from './faults.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Looks for one fault after another. */
export interface Bent {
  /** The first wrong cell, of these mutations if they are named; null: none. */
  readonly find: (fault: Fault, names?: readonly string[]) => Promise<string | null>;
  close(): Promise<void>;
}

/** Code is read once; what a fault bends, and what is put back after it, is read again. */
export async function openBent(): Promise<Bent> {
  let planted: Fault | null = null;
  const vite = await createServer({
    configFile: false,
    root: ROOT,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    plugins: [
      {
        name: 'planted-fault',
        enforce: 'pre',
        transform: (code, id) => {
          const mine = planted?.bends.filter(({ file }) => id.split('?')[0] === `${ROOT}src/${file}`) ?? [];
          return mine.length === 0 ? null : mine.reduce(bent, code);
        },
      },
    ],
  });
  const { ssr } = vite.environments;
  if (!ssr) throw new Error('Vite has no environment for servers');
  const runner = createServerModuleRunner(ssr, { hmr: false });
  const readAgain = ({ bends }: Fault) => {
    for (const { file } of bends)
      for (const module of ssr.moduleGraph.getModulesByFile(`${ROOT}src/${file}`) ?? [])
        ssr.moduleGraph.invalidateModule(module);
  };
  return {
    async find(fault, names) {
      planted = fault;
      readAgain(fault);
      runner.clearCache();
      try {
        const { findFault } = (await runner.import('/test/server/permission/find-fault.ts')) as typeof finding;
        return await findFault(fault.by, names);
      } finally {
        planted = null;
        readAgain(fault);
      }
    },
    close: async () => {
      await runner.close();
      await vite.close();
    },
  };
}
