/**
 * What holds for every file: it says what it is for, and so does all that it exports; it cites only what is here; it is not
 * longer than its idea. And every dependency has its reason in a decision.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['src', 'sw', 'test', 'docs'];
const LINES_MAX = 400;
const STYLE_LINES_MAX = 300;

/** Exports of which nothing is said yet. This list only shrinks: one that is documented must be taken out. */
const SILENT: readonly string[] = [
  'src/server/accounts/throttle.ts: Throttle',
  'src/server/deps.ts: ServerDeps',
  'src/server/http/events.ts: Events',
  'src/server/store/schema.ts: EntryTable',
  'src/server/store/schema.ts: QuarantineTable',
  'src/server/store/schema.ts: Schema',
  'src/server/store/schema.ts: SchoolTable',
  'src/server/store/store.ts: Store',
  'src/server/sync/judging.ts: SyncDeps',
  'src/sync/ports.ts: SealedMutation',
  'src/sync/runner.ts: Runner',
  'src/sync/status.ts: Status',
  'src/ui/screens/adviser/interview/parts-written.ts: placeOf',
  'src/ui/screens/shared/phrases.ts: PHRASES',
  'src/ui/screens/shared/state-words.ts: STATE_MARKS',
  'src/ui/screens/shared/state-words.ts: STATE_WORDS',
];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|css|md)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

const documents = new Set(['README.md', ...files.map(({ path }) => path).filter((path) => path.endsWith('.md'))]);

it('no file cites a document that is not in the repository', () => {
  const strangers = files.flatMap(({ path, text }) =>
    [...text.matchAll(/[\w./-]+\.md\b/g)]
      .map(([cited]) => cited)
      .filter((cited) => {
        const known = [...documents].some((document) => basename(document) === basename(cited));
        return !known && !existsSync(join(root, dirname(path), cited));
      })
      .map((cited) => `${path}: ${cited}`),
  );
  expect(strangers).toStrictEqual([]);
});

it('every source file says at its top what it is for', () => {
  const silent = files
    .filter(({ path }) => /^(src|sw)\/.*\.(ts|tsx|mjs)$/.test(path))
    .filter(({ text }) => !text.startsWith('/**'))
    .map(({ path }) => path);
  expect(silent).toStrictEqual([]);
});

/**
 * Names that a file exports with nothing said above them. A type that is worked out from a value, and the schema of a list
 * that stands above it, have their meaning there.
 */
function silentExports(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, n) => {
    const name = /^export (?:declare )?(?:async )?(?:function\*?|const|class|interface|type) (\w+)/.exec(line)?.[1];
    const derived = /^export type .*(\bz\.infer<|\btypeof\b)|^export const \w+ = z\.enum\([A-Z_]+\);/.test(line);
    return name !== undefined && !derived && !lines[n - 1]?.trimEnd().endsWith('*/') ? [name] : [];
  });
}

it('says of an export without a docstring that it has none', () => {
  const text = '/** A file. */\n\nexport const a = 1;\n/** Said. */\nexport function b() {}\nexport interface C {}\n';
  expect(silentExports(text)).toStrictEqual(['a', 'C']);
});

it('every export has a docstring', () => {
  const silent = files
    .filter(({ path }) => /^(src|sw)\/.*\.(ts|tsx|mjs)$/.test(path))
    .flatMap(({ path, text }) => silentExports(text).map((name) => `${path}: ${name}`));
  expect(silent.toSorted()).toStrictEqual([...SILENT].toSorted());
});

it('every dependency has its reason in a decision', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const decisions = files.filter(({ path }) => path.startsWith('docs/decisions/')).map(({ text }) => text);
  // A name stands for itself: "preact" is not said by "preact-iso" or "@preact/compat".
  const named = new Set(decisions.flatMap((text) => text.match(/@?[a-z][\w./-]*[a-z0-9]/g) ?? []));
  const unnamed = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !named.has(name));
  expect(unnamed).toStrictEqual([]);
});

it.each([
  { what: 'code', pattern: /\.(ts|tsx|mjs)$/, most: LINES_MAX },
  { what: 'styles', pattern: /\.css$/, most: STYLE_LINES_MAX },
])('no file of $what is longer than $most lines', ({ pattern, most }) => {
  const long = files
    .filter(({ path }) => pattern.test(path))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > most)
    .map(({ path, lines }) => `${path}: ${lines}`);
  expect(long).toStrictEqual([]);
});
