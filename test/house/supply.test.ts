/** What is installed: locked, from nowhere in particular, without scripts, few at run time, each with its reason. OWASP ASVS 5.0, 15.1, 15.2. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8');

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}
const { dependencies, devDependencies } = JSON.parse(read('package.json')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const { packages } = JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, Locked>> };
const locked = Object.entries(packages).filter(([path]) => path !== '');

/** Packages that would run a script when they are installed; they work without it (npm ci --ignore-scripts). */
const SCRIPTED = ['@photostructure/sqlite', 'fsevents'];

/** At most so many packages are named for run time. */
const MOST = 25;

describe('the lock file', () => {
  it('has a hash of every package and names no place to fetch it from', () => {
    expect(locked.length).toBeGreaterThan(100);
    const odd = locked.filter(([, { integrity, resolved, link }]) => {
      const isHashed = integrity?.startsWith('sha512-') === true;
      return !isHashed || link === true || resolved !== undefined;
    });
    expect(odd.map(([path]) => path)).toEqual([]);
  });
  it('has no package that runs a script unless it is known to work without', () => {
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    expect(scripted.filter((path) => !SCRIPTED.some((name) => path.endsWith(`node_modules/${name}`)))).toEqual([]);
  });
  it('is installed without running any script', () => {
    expect(read('src/server/install.mjs')).toContain("'--ignore-scripts'");
  });
});

describe('the packages that are named', () => {
  const decisions = readdirSync(`${root}/docs/decisions`)
    .map((name) => read(`docs/decisions/${name}`))
    .join('\n');
  it(`are at most ${MOST} at run time`, () => {
    expect(Object.keys(dependencies).length).toBeLessThanOrEqual(MOST);
  });
  it.each(Object.keys({ ...dependencies, ...devDependencies }))('have a reason: %s', (name) => {
    const isNamed = new RegExp(`(?:^|[\\s|\`(,])${name.replaceAll(/[/.]/g, String.raw`\$&`)}(?:$|[\\s|\`),.;:])`, 'm');
    expect(decisions).toMatch(isNamed);
  });
});

describe('the bill of materials', () => {
  it('lists all that is there at run time, and nothing that is for development only', () => {
    const { stdout } = spawnSync(process.execPath, ['src/server/sbom.mjs'], { cwd: root, encoding: 'utf8' });
    const bill = JSON.parse(stdout) as {
      readonly bomFormat: string;
      readonly metadata: { readonly component: { readonly name: string } };
      readonly components: readonly {
        readonly name: string;
        readonly version: string;
        readonly hashes?: readonly unknown[];
      }[];
    };
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(bill.metadata.component.name).toBe('fingerpost');
    const listed = new Set(bill.components.map(({ name }) => name));
    for (const name of Object.keys(dependencies)) expect(listed).toContain(name);
    const forUs = Object.keys(devDependencies).filter((name) => packages[`node_modules/${name}`]?.dev === true);
    expect(forUs.length).toBeGreaterThan(10);
    for (const name of forUs) expect(listed).not.toContain(name);
    expect(bill.components.every(({ hashes }) => (hashes?.length ?? 0) > 0)).toBe(true);
  });
});
