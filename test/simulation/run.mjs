/**
 * The simulator from the command line:
 *   npm run simulate -- --schedules N --devices K --seed S [--steps M] [--dexie EVERY] [--trace] [--bug NAME]
 *   npm run simulate -- --mutants [NAME,NAME] [--schedules N]
 * --dexie: which share runs over the real tables (every 10th). Prints schedules a second; on a failure the seed, which alone is enough to see it again with --trace, and the history
 * cut down to a story. With --mutants, how each planted bug was found, in at most N histories each.
 */
import { createServer } from 'vite';

const options = { schedules: '100', devices: '5', seed: '1', steps: '160', show: '10' };
const flags = new Set();
const words = process.argv.slice(2);
while (words.length > 0) {
  const name = words.shift().replace(/^--/, '');
  if (words.length > 0 && !words[0].startsWith('--')) options[name] = words.shift();
  else flags.add(name);
}

const vite = await createServer({
  configFile: false,
  root: new URL('../..', import.meta.url).pathname,
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});
const load = (name) => vite.ssrLoadModule(`/test/simulation/planted/${name}.ts`);
const { BUGS } = await load('bugs');
const asked = {
  first: Number(options.seed),
  schedules: Number(options.schedules),
  devices: Number(options.devices),
  steps: Number(options.steps),
  dexieEvery: options.dexie ? Number(options.dexie) : undefined,
};
const failed = flags.has('mutants') || options.mutants ? await mutants() : await schedules();
await vite.close();
process.exit(failed > 0 ? 1 : 0);

async function mutants() {
  const { findBug } = await load('find-bugs');
  let missed = 0;
  for (const name of options.mutants?.split(',') ?? Object.keys(BUGS)) {
    const { what, ran, seed, message } = await findBug(name, asked);
    if (seed === null) missed += 1;
    const how =
      seed === null
        ? `NOT FOUND in ${ran}${message === null ? '' : `: ${message.split('\n')[0]}`}`
        : `found in ${ran}: seed ${seed}: ${message.split('\n')[0]}`;
    console.log(`${name.padEnd(22)} ${how}\n${' '.repeat(23)}${what}`);
  }
  console.log(missed === 0 ? 'every planted bug was found' : `${missed} were not found`);
  return missed;
}

async function schedules() {
  const { openSimulator } = await load('simulator');
  const simulator = await openSimulator(options.bug ? BUGS[options.bug] : undefined);
  const report = await simulator.runSchedules({ ...asked, trace: flags.has('trace') ? console.log : undefined });
  for (const { seed, message } of report.failures.slice(0, Number(options.show)))
    console.log(`seed ${seed}: ${message}`);
  const [first] = report.failures;
  if (first) await tell(simulator, first.seed);
  await simulator.close();
  console.log(
    `${report.ran} schedules of ${options.devices} devices and ${options.steps} steps from seed ${options.seed}, ` +
      `${report.failures.length} failed, ${report.seconds.toFixed(1)} s, ` +
      `${Math.round((report.ran / report.seconds) * 60)} schedules a minute`,
  );
  return report.failures.length;
}

/** The first failure as a story. */
async function tell({ shrink }, seed) {
  const { kept, message, story } = await shrink(asked, seed);
  console.log(`\nseed ${seed} cut down to ${kept.length} of ${asked.steps} steps:`);
  for (const sentence of story) console.log(`  ${sentence}`);
  console.log(`  ${message}\n`);
}
