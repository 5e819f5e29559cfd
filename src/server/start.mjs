/**
 * npm start: installs what is missing, builds what has changed, and runs a command of the server (default: start).
 * Plain JavaScript, because nothing is built before it. One line of progress per step.
 */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildWhatHasChanged } from './build.mjs';
import { installWhatIsMissing } from './install.mjs';

/** Where the person stands: npm goes to the project first. */
const here = process.env.INIT_CWD ?? process.cwd();
const root = fileURLToPath(new URL('../../', import.meta.url));
process.chdir(root);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Fingerpost needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

if (!installWhatIsMissing(root, { dev: false, say: console.log })) process.exit(1);

await buildWhatHasChanged(root, {
  say: console.log,
  async build() {
    // Whatever is set where it is started: what is served is the production build.
    process.env.NODE_ENV = 'production';
    const { build } = await import('vite');
    await build({ logLevel: 'error' });
    await build({ logLevel: 'error', build: { ssr: 'src/server/main.ts' } });
  },
});

const { main } = await import(pathToFileURL(join(root, 'dist/server/main.js')).href);
process.exitCode = await main(process.argv.slice(2), here);
