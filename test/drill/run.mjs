/**
 * The restore drill from the command line, a figure a line:
 *   npm run drill -- [--rounds N] [--devices N] [--pupils N] [--outage SECONDS] [--seed S]
 * Each round is a school of its own; its seed is the first and the round. Ends with 1 when anything was lost.
 */
import { runnerImport } from 'vite';

const options = { rounds: '20', devices: '40', pupils: '1500', outage: '30', seed: '1' };
const words = process.argv.slice(2);
while (words.length > 0) {
  const name = words.shift().replace(/^--/, '');
  if (!(name in options) || !/^\d+$/.test(words[0] ?? '')) {
    console.error(
      `Call it so: npm run drill -- ${Object.keys(options)
        .map((one) => `[--${one} N]`)
        .join(' ')}`,
    );
    process.exit(2);
  }
  options[name] = words.shift();
}

const { drill } = (await runnerImport('./test/drill/drill.ts', { configFile: false })).module;
const COUNTS = ['words', 'ahead', 'lost', 'twice', 'unerased', 'unwithdrawn', 'letIn', 'signedOut'];
const LONGEST = ['restoreS', 'backS', 'ownBackS'];
const sums = Object.fromEntries(COUNTS.map((name) => [name, 0]));
const most = Object.fromEntries(LONGEST.map((name) => [name, 0]));
for (let round = 0; round < Number(options.rounds); round += 1) {
  const seed = Number(options.seed) + round;
  const figures = await drill({
    seed,
    pupils: Number(options.pupils),
    devices: Number(options.devices),
    outageMs: Number(options.outage) * 1000,
  });
  for (const name of COUNTS) sums[name] += figures[name];
  for (const name of LONGEST) most[name] = Math.max(most[name], figures[name]);
  const bad = COUNTS.slice(2).filter((name) => figures[name] > 0);
  const what = bad.length === 0 ? 'nothing lost' : bad.map((name) => `${name} ${figures[name]}`).join(', ');
  console.log(`seed ${seed}: ${what}`);
}
const say = (name, value) => console.log(`${name.padEnd(64)} ${value}`);
say('rounds', options.rounds);
say('devices in each', options.devices);
say('words judged', sums.words);
say('of these the backup lacked', sums.ahead);
say('lost', sums.lost);
say('twice', sums.twice);
say('rows about erased pupils', sums.unerased);
say('removed entries that others read', sums.unwithdrawn);
say('answered though signed out or left', sums.letIn);
say('devices that the restore signed out', sums.signedOut);
say('seconds to restore, the longest', most.restoreS.toFixed(1));
say('virtual seconds from the first contact of any until all is back', most.backS.toFixed(0));
say('virtual seconds from a device’s own contact until it is back', most.ownBackS.toFixed(0));
process.exit(COUNTS.slice(2).some((name) => sums[name] > 0) ? 1 : 0);
