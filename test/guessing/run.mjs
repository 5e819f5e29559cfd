/**
 * Honest sign-ins while one address guesses, and whether time tells who has an account: `npm run guessing`.
 *   npm run guessing -- 1    for one minute, with a tenth of each
 */
import { runnerImport } from 'vite';

const [minutes = '10'] = process.argv.slice(2);
const { module } = await runnerImport('./test/guessing/guessing.ts', { configFile: false });
if (!(await module.run(Number(minutes)))) process.exitCode = 1;
