/**
 * The import order is guarded, and the guard guards: each forbidden import is planted in a copy of the sources, and the
 * compiler or the linter must name it. A boundary check that reads no modules reports success as well (src/README.md).
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const OXLINT = join(ROOT, 'node_modules/oxlint/bin/oxlint');

/** Layers with a project of their own, those on top: they build all others. */
const PROJECTS = ['src/ui', 'src/server', 'sw'];

/** Error of the compiler for a file that no referenced project lists: an import the wrong way. */
const WRONG_WAY = 'TS6307';

interface Plant {
  readonly in: string;
  readonly imports: string;
  readonly by: 'types' | 'lint';
  readonly rule: string;
}
const types = (where: string, imports: string): Plant => ({ in: where, imports, by: 'types', rule: WRONG_WAY });
const lint = (where: string, imports: string): Plant => ({
  in: where,
  imports,
  by: 'lint',
  rule: 'eslint(no-restricted-imports)',
});

const PLANTS: readonly Plant[] = [
  types('src/domain', '../protocol/sync.ts'),
  types('src/domain', '../sync/state.ts'),
  types('src/domain', '../server/deps.ts'),
  types('src/protocol', '../sync/state.ts'),
  types('src/protocol', '../server/deps.ts'),
  types('src/sync', '../device/vault.ts'),
  types('src/sync', '../ui/queries/clock.ts'),
  types('src/device', '../ui/queries/clock.ts'),
  types('src/device', '../server/deps.ts'),
  types('src/server', '../ui/queries/clock.ts'),
  types('src/server', '../sync/state.ts'),
  types('src/server', '../device/vault.ts'),
  types('src/ui', '../server/deps.ts'),
  types('sw', '../src/server/deps.ts'),
  types('sw', '../src/ui/queries/clock.ts'),
  lint('src/domain', '../sync/state.ts'),
  lint('src/domain', 'dexie'),
  lint('src/protocol', 'preact'),
  lint('src/sync', 'dexie'),
  lint('src/device', 'preact'),
  lint('src/server', '../ui/app/nav.ts'),
  lint('src/server', 'dexie'),
  lint('src/ui/app', '../../server/deps.ts'),
  lint('src/ui/queries', 'zod'),
  lint('src/ui/screens/tutor', 'dexie'),
  lint('src/ui/screens/tutor', '@tanstack/react-query'),
  lint('src/ui/screens/tutor', '../../../device/vault.ts'),
  lint('src/ui/screens/tutor', '../../../sync/state.ts'),
  lint('src/ui/screens/adviser/interview', '../../../../device/vault.ts'),
  lint('src/ui/parts', '../queries/clock.ts'),
  lint('src/ui/parts', '../screens/adviser/today.tsx'),
  lint('src/ui/parts', '../../device/vault.ts'),
  lint('sw', '../src/ui/queries/clock.ts'),
];

/** A promise that nobody waits for: found only by a linter that reads types, so it shows that ours does. */
const FLOATING = 'function use() { Promise.resolve(1).then(() => 2); }\nuse();';

/** Things that are no imports and that domain may not do: it has no clock, no chance and no outside. */
const IMPURE = [
  ['Date.now()', 'eslint(no-restricted-properties)'],
  ['Math.random()', 'eslint(no-restricted-properties)'],
  ['crypto.randomUUID()', 'eslint(no-restricted-globals)'],
  ['fetch', 'eslint(no-restricted-globals)'],
] as const;

let copy = '';
/** Planted files, from the copy's root. The linter reads these alone: the others are read by the gate itself. */
const planted: string[] = [];
const fileOf = (n: number) => `planted-${n}.ts`;

/** The sources with packages linked, so that nothing is written to the caches of the real tree. */
function copySources(): string {
  const to = mkdtempSync(join(tmpdir(), 'fingerpost-imports-'));
  for (const part of ['src', 'sw', 'tsconfig.json', '.oxlintrc.json', 'package.json']) {
    cpSync(join(ROOT, part), join(to, part), { recursive: true, preserveTimestamps: true });
  }
  mkdirSync(join(to, 'node_modules'));
  // What the compiler knows of the real tree it need not find out again.
  const known = join(ROOT, 'node_modules/.cache/tsc');
  if (existsSync(known))
    cpSync(known, join(to, 'node_modules/.cache/tsc'), { recursive: true, preserveTimestamps: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(join(ROOT, 'node_modules', name), join(to, 'node_modules', name));
  }
  return to;
}

function plant(n: number, where: string, words: string): void {
  const file = join(copy, where, fileOf(n));
  planted.push(join(where, fileOf(n)));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `/** Planted. */\n${words}\n`);
}

const runIn = (command: string, args: readonly string[]): string => {
  const { stdout, stderr } = spawnSync(process.execPath, [command, ...args], { cwd: copy, encoding: 'utf8' });
  return stdout + stderr;
};
const compile = () => runIn(TSC, ['--build', ...PROJECTS, '--pretty', 'false']);
const lintPlanted = () => runIn(OXLINT, [...planted, '-f', 'unix']);
const linesAbout = (said: string, n: number) => said.split('\n').filter((line) => line.includes(fileOf(n)));

const said = { types: '', lint: '' };
let before = '';

beforeAll(() => {
  copy = copySources();
  before = compile();
  PLANTS.forEach(({ in: where, imports }, n) =>
    plant(n, where, `import * as planted from '${imports}';\n/** Planted. */\nexport const use = planted;`),
  );
  IMPURE.forEach(([words], n) =>
    plant(PLANTS.length + n, 'src/domain', `/** Planted. */\nexport const use = ${words};`),
  );
  plant(PLANTS.length + IMPURE.length, 'src/protocol', FLOATING);
  said.types = compile();
  said.lint = lintPlanted();
}, 120_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('the import order', () => {
  it('is kept by the sources as they are, for the compiler', () => {
    expect(before).toBe('');
  });

  it.each(PLANTS.map((one, n) => ({ ...one, n })))(
    'does not let $in import $imports ($by: $rule)',
    ({ by, rule, n }) => {
      expect(linesAbout(said[by], n).filter((line) => line.includes(rule))).not.toEqual([]);
    },
  );

  it.each(IMPURE.map(([words, rule], n) => [words, rule, PLANTS.length + n] as const))(
    'does not let domain use %s (%s)',
    (_words, rule, n) => {
      expect(linesAbout(said.lint, n).filter((line) => line.includes(rule))).not.toEqual([]);
    },
  );

  it('is judged by a linter that reads types: a floating promise is found', () => {
    const about = linesAbout(said.lint, PLANTS.length + IMPURE.length);
    expect(about.filter((line) => line.includes('no-floating-promises'))).not.toEqual([]);
  });
});
