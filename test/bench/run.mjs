/** Runs the benches, or those named: `npm run bench -- device`. Each prints its own table; the figures come last. */
import { runnerImport } from 'vite';

const BENCHES = {
  device: './test/bench/device/bench.ts',
  vault: './test/bench/vault/bench.ts',
  app: './test/bench/app/bench.ts',
  rules: './test/bench/rules/bench.ts',
  search: './test/bench/search/bench.ts',
  roster: './test/bench/roster/bench.ts',
  log: './test/bench/log/bench.ts',
};

const [only] = process.argv.slice(2);
const load = async (path) => (await runnerImport(path, { configFile: false })).module;

const figures = [];
for (const [name, path] of Object.entries(BENCHES)) {
  if (only !== undefined && only !== name) continue;
  figures.push(...(await (await load(path)).run()));
}
(await load('./test/bench/figures.ts')).printFigures(figures);
