/**
 * Prints a software bill of materials (CycloneDX 1.5, JSON): each package that the server runs or the browser loads, with its
 * version, licence and hash, from the lock file. npm writes it; packages for development only are left out here, because npm
 * leaves out with them what both need.
 *   npm run --silent sbom > sbom.json
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const json = (file) => JSON.parse(readFileSync(root + file, 'utf8'));

const { status, stdout, stderr } = spawnSync(
  'npm',
  ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'],
  { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' },
);
if (status !== 0) {
  console.error(stderr);
  process.exit(1);
}

/** "name@version" of what is locked and not for development only. The name is that of its folder: npm calls an alias so. */
const atRunTime = new Set(
  Object.entries(json('package-lock.json').packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
);
const bill = JSON.parse(stdout);
const components = bill.components.filter(({ name, version }) => atRunTime.has(`${name}@${version}`));
const refs = new Set([bill.metadata.component['bom-ref'], ...components.map((component) => component['bom-ref'])]);
const { name } = json('package.json');
console.log(
  JSON.stringify(
    {
      ...bill,
      // npm calls it after its folder.
      metadata: { ...bill.metadata, component: { ...bill.metadata.component, name } },
      components,
      dependencies: bill.dependencies
        .filter(({ ref }) => refs.has(ref))
        .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => refs.has(on)) })),
    },
    null,
    2,
  ),
);
