/**
 * Hostile requests at every endpoint of the real server, and its limits as they are: npm run hostile -- [--each N] [--seed S]
 *   [--only PART] [--limits off]
 * `--only`: endpoints whose line holds this; `--limits off`: without the limits, which take four minutes. Fails when a promise does.
 */
import { runnerImport } from 'vite';

const asked = { each: '1000', seed: '1', only: '', limits: 'on' };
const words = process.argv.slice(2);
for (let i = 0; i < words.length; i += 2) asked[words[i].replace(/^--/, '')] = words[i + 1];
const { each, seed, only, limits } = asked;

const load = async (name) => (await runnerImport(`./test/hostile/${name}.ts`, { configFile: false })).module;
const hostile = await load('hostile');
const held = await hostile.run({ each: Number(each), seed: Number(seed), only });
const measured = limits === 'off' || (await hostile.measure());
process.exit(held && measured ? 0 : 1);
