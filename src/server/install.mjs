/**
 * Installing what is missing: what lies in node_modules is compared with the lock file, not their times, which a checkout changes.
 * Plain JavaScript of Node alone, because nothing is installed before it. For npm start and npm test.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** npm writes this list last: an installation that was cut off has none. */
const INSTALLED = 'node_modules/.package-lock.json';

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

/**
 * Is every package of the lock file in node_modules, as it is locked? What belongs to other systems may be missing; and what
 * is for development only, unless it is asked for with `dev`.
 */
export function isInstalled(root, { dev }) {
  if (!existsSync(join(root, INSTALLED))) return false;
  const installed = packagesOf(join(root, INSTALLED));
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(([path, locked]) => {
    if (path === '') return true;
    const there = installed[path];
    if (there === undefined) return locked.optional || locked.devOptional || (locked.dev === true && !dev);
    return there.version === locked.version && there.integrity === locked.integrity && existsSync(join(root, path));
  });
}

/** npm ci, unless all is there. True when it is now. */
export function installWhatIsMissing(root, { dev, say }) {
  if (isInstalled(root, { dev })) return true;
  say('Installing…');
  const { status } = spawnSync(
    'npm',
    // Nothing that is installed needs a script of its own, and none is trusted with one.
    ['ci', '--ignore-scripts', ...(dev ? ['--include=dev'] : []), '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  );
  return status === 0;
}
