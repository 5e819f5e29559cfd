/**
 * docs/screens.md says how many taps things take, what needs the server, and what is said to input that cannot be: each row
 * has a test that is there, counts what the row says, and every sentence is one of the app's.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rowsIn, under } from './tables.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '');
const page = read('docs/screens.md');
const fileIn = (cell: string): string => /`([^`]+)`/.exec(cell)?.[1] ?? '';

/** The tests of a file, each with its title and the text from there to the next. */
const testsOf = (path: string): readonly string[] =>
  read(path)
    .split(/\n\s*(?:it|test)(?:\.each)?\(/)
    .slice(1);

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const COUNTED = 'test/browser/taps.browser.ts';

describe('the taps of docs/screens.md', () => {
  const rows = rowsIn(under(page, 'Taps')).map(([who = '', what = '', taps = '', test = '']) => ({
    who,
    what,
    taps: Number(taps),
    test: fileIn(test),
  }));

  it('are those that are counted with the server stopped, and others', () => {
    const counted = [...read(COUNTED).matchAll(/\[\s*'([^']+)',\s*(\d+),\s*async/g)];
    expect(counted.length).toBeGreaterThan(20);
    const said = rows.flatMap(({ what, taps, test }) => (test === COUNTED ? `${what}: ${taps}` : []));
    expect(said.toSorted()).toEqual(counted.map(([, what, taps]) => `${what}: ${taps}`).toSorted());
  });

  it.each(rows.filter(({ test }) => test !== COUNTED))('$who, $what: $taps ($test)', ({ taps, test }) => {
    // A test that counts taps, and comes to so many.
    const inWords = `${WORDS[taps]} (taps?|presses)`;
    const asserted = new RegExp(
      `(toBe|toBeLessThanOrEqual)\\((${taps}|TAPS_TO_LOG)\\)|in ${inWords}|at most ${inWords}`,
    );
    const found = testsOf(test).filter((text) => /\btap|press/.test(text) && asserted.test(text));
    expect(found).not.toEqual([]);
  });
});

describe('what needs the server, by docs/screens.md', () => {
  const screens = readdirSync(join(root, 'src/ui'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
  const said = rowsIn(under(page, 'Without the school’s server')).flatMap(([, , words = '']) =>
    [...words.matchAll(/“([^”]+)”/g)].map(([, sentence = '']) => sentence),
  );

  it('is said by the app in these words', () => {
    expect(said.length).toBeGreaterThan(6);
    expect(said.filter((sentence) => !screens.includes(sentence))).toEqual([]);
  });
});

describe('input that cannot be, by docs/screens.md', () => {
  const rows = rowsIn(under(page, 'Input that cannot be')).map(([input = '', test = '', title = '']) => ({
    input,
    test: fileIn(test),
    title,
  }));

  it.each(rows)('$input', ({ test, title }) => {
    expect(testsOf(test).filter((text) => text.startsWith(`'${title}'`))).toHaveLength(1);
  });
});
