/** The specification of sync (src/sync/SPEC.md): every invariant names tests, and every test that it names exists. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const isThere = (path: string) => existsSync(new URL(`../../${path}`, import.meta.url));

interface Invariant {
  readonly name: string;
  readonly tests: readonly { readonly file: string; readonly title: string }[];
}

/** The invariants of a specification, each with the tests that it names. */
function invariantsIn(spec: string): readonly Invariant[] {
  return spec
    .split(/^### /m)
    .slice(1)
    .map((section) => ({
      name: /^I\d+/.exec(section)?.[0] ?? section.slice(0, 40),
      tests: [...section.matchAll(/^- `(.+?)`: (.+)$/gm)].map(([, file = '', title = '']) => ({ file, title })),
    }));
}

/** The titles of the tests in a file, as they are written: of one test, or of a table of them. */
function titlesIn(code: string): ReadonlySet<string> {
  const quoted =
    /\b(?:it|test)(?:\.each(?:<[^(]+>)?\((?:[^()]|\([^()]*\))*\))?\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;
  return new Set(
    [...code.matchAll(quoted)].map(([, single, double]) => (single ?? double ?? '').replaceAll("\\'", "'")),
  );
}

const spec = invariantsIn(read('src/sync/SPEC.md'));

describe('the specification', () => {
  it('has the invariants I1 to I22, in order', () => {
    expect(spec.map(({ name }) => name)).toEqual(Array.from({ length: 22 }, (_, i) => `I${i + 1}`));
  });
  it.each(spec)('$name names tests, and each of them exists', ({ tests }) => {
    expect(tests.length).toBeGreaterThan(0);
    const missing = tests.filter(({ file, title }) => !isThere(file) || !titlesIn(read(file)).has(title));
    expect(missing).toEqual([]);
  });
  it('is missed when a test is given another title', () => {
    const code = "it('is there', () => {});\nit.each([f(1)])('%s is too', () => {});\n// it was once 'a fact'\n";
    expect([...titlesIn(code)]).toEqual(['is there', '%s is too']);
    expect(invariantsIn('### I1 A fact\n- `test/a.test.ts`: is there\n')).toEqual([
      { name: 'I1', tests: [{ file: 'test/a.test.ts', title: 'is there' }] },
    ]);
  });
  it('has every number that code cites', () => {
    const known = new Set(spec.map(({ name }) => name));
    const files = ['src', 'sw', 'test'].flatMap((folder) =>
      readdirSync(new URL(`../../${folder}`, import.meta.url), { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.tsx?$/.test(path))
        .map((path) => `${folder}/${path}`),
    );
    const cited = files.flatMap((file) =>
      [...read(file).matchAll(/SPEC (I\d+)/g)].flatMap(([, name = '']) =>
        known.has(name) ? [] : [`${file}: ${name}`],
      ),
    );
    expect(cited).toEqual([]);
  });
});
