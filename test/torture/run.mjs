/**
 * Real faults, of real processes: npm run torture -- [--server-kills N] [--full N] [--browser-kills N] [--browser-full N]
 *   [--tabs N] [--updates N] [--backs N] [--pokes N] [--idle N] [--seed S]
 * Without a choice, all of them at the counts that are promised. A figure a line; fails when anything was lost.
 */
import { runnerImport } from 'vite';

const PROMISED = {
  'server-kills': 200,
  full: 20,
  'browser-kills': 100,
  'browser-full': 20,
  tabs: 50,
  updates: 5,
  backs: 10,
  pokes: 50,
  idle: 200,
};
const asked = {};
const words = process.argv.slice(2);
for (let i = 0; i < words.length; i += 2) asked[words[i].replace(/^--/, '')] = Number(words[i + 1]);
const { seed = 1, ...chosen } = asked;
const counts = Object.keys(chosen).length > 0 ? chosen : PROMISED;

const load = async (name) => (await runnerImport(`./test/torture/${name}.ts`, { configFile: false })).module;
const server = await load('server-faults');
const browser = await load('browser-faults');
const parts = {
  'server-kills': server.serverKills,
  full: server.serverFull,
  'browser-kills': browser.browserKills,
  tabs: browser.tabStorms,
  ...(await load('more-faults')).parts,
};
let broken = 0;
for (const [name, count] of Object.entries(counts)) {
  const part = parts[name];
  if (!part) throw new Error(`There is no torture called ${name}.`);
  const begun = performance.now();
  for (const line of await part(count, seed)) {
    console.log(line.what);
    if (line.broken) broken += 1;
  }
  console.log(`  ${name}: ${Math.round((performance.now() - begun) / 1000)} s`);
}
console.log(broken === 0 ? 'nothing was lost' : `${broken} lines say what was broken`);
process.exit(broken === 0 ? 0 : 1);
