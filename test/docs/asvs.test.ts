/**
 * docs/asvs.md has a row for each requirement of OWASP ASVS 5.0, levels 1 and 2, that applies here, and each row names a test or
 * says why there is none. A test, source or decision that is not there, or a title that no test has, fails here.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = 'docs/asvs.md';
const page = readFileSync(join(root, PAGE), 'utf8');

/** What applies, a line for each chapter. */
const APPLIES = `
  1.1.1-2 1.2.1-5 1.2.9 1.3.1-3 1.3.5-7 1.3.10-11 1.4.2 1.5.1-2
  2.1.1-3 2.2.1-3 2.3.1-4 2.4.1
  3.2.1-2 3.3.1-4 3.4.1-6 3.5.1-5 3.7.1-2
  4.1.1-3 4.2.1
  5.1.1 5.2.1-3 5.3.1-2 5.4.1-2
  6.1.1-3 6.2.1-12 6.3.1-4 6.4.1-4 6.5.1-5 6.6.2-3 6.8.1-2 6.8.4
  7.1.1-3 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2 7.6.1-2
  8.1.1-2 8.2.1-3 8.3.1 8.4.1
  9.1.1-3 9.2.1-4
  10.1.1-2 10.2.1-2 10.5.1-5
  11.1.1-2 11.2.1-3 11.3.1-3 11.4.1-4 11.5.1 11.6.1
  12.1.1-2 12.2.1-2 12.3.1-4
  13.1.1 13.2.1-5 13.3.1-2 13.4.1-5
  14.1.1-2 14.2.1-4 14.3.1-3
  15.1.1-3 15.2.1-3 15.3.1-7
  16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3`;
const APPLYING = 208;
/** Levels 1 and 2 of the standard. */
const ALL = 253;

/** "1.2.1-3" is 1.2.1, 1.2.2 and 1.2.3. */
function idsIn(text: string): readonly string[] {
  return [...text.matchAll(/(\d+\.\d+)\.(\d+)(?:[-–](?:\d+\.\d+\.)?(\d+))?/g)].flatMap(([, section, first, last]) =>
    Array.from({ length: Number(last ?? first) - Number(first) + 1 }, (_, n) => `${section}.${Number(first) + n}`),
  );
}

/** The text under a heading of the second level. */
const under = (heading: string): string => page.split(`\n## ${heading}\n`)[1]?.split(/\n##? /)[0] ?? '';
const chapters = [...page.matchAll(/^## (V\d+ .+)$/gm)].map(([, heading = '']) => under(heading));

interface Row {
  readonly id: string;
  readonly asks: string;
  readonly state: string;
  readonly here: string;
  readonly seen: string;
}
const rows: readonly Row[] = chapters.flatMap((text) =>
  text
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) => {
      const [id = '', asks = '', state = '', here = '', seen = '', ...more] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      return { id, asks, state, here, seen: [seen, ...more].join('|') };
    }),
);

const STATES = ['met', 'in part', 'not met', 'operator'];
const isSentence = (text: string, least: number): boolean => text.endsWith('.') && text.length >= least;
/** Characters of what is said: here, where a word and an address will do, and of why there is no test. */
const HERE_MIN = 12;
const WHY_MIN = 25;

/** The tests that a cell names, each with the titles that are quoted after it. */
const testsIn = (cell: string) =>
  [...cell.matchAll(/`(test\/[^`]+)`([^`]*)/g)].map(([, file = '', said = '']) => ({
    file,
    titles: [...said.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title),
  }));
/** Sources, tests and documents that are named. */
const filesIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/`((?:src|sw|test|docs)\/[^`]+)`/g)].map(([, file = '']) => file),
  ...[...text.matchAll(/\]\(([^)#]+\.md)(?:#[^)]*)?\)/g)].map(([, file = '']) => join(dirname(PAGE), file)),
];
const isThere = (file: string): boolean => existsSync(join(root, file));

/** What is wrong with a row, in words; nothing where it is as it should be. */
function flawsOf({ id, asks, state, here, seen }: Row): readonly string[] {
  const flaws: string[] = [];
  if (asks.length < 10 || !isSentence(here, HERE_MIN)) flaws.push('says too little');
  if (!STATES.includes(state)) flaws.push(`is in no state: ${state}`);
  if ((state === 'in part' || state === 'not met') !== here.includes('Missing'))
    flaws.push('does not say what is missing');
  const tests = testsIn(seen);
  if (tests.length === 0 && !isSentence(seen, WHY_MIN)) flaws.push('has no test, and no sentence why');
  for (const { file, titles } of tests) {
    if (!isThere(file)) flaws.push(`names a test that is not there: ${file}`);
    else {
      const text = readFileSync(join(root, file), 'utf8');
      for (const title of titles) if (!text.includes(title)) flaws.push(`quotes what ${file} has not: ${title}`);
    }
  }
  return flaws.map((flaw) => `${id} ${flaw}`);
}

describe('the rows of docs/asvs.md', () => {
  it(`are of the ${APPLYING} that apply, in order, each once, and of no other`, () => {
    expect(idsIn(APPLIES)).toHaveLength(APPLYING);
    expect(rows.map(({ id }) => id)).toEqual(idsIn(APPLIES));
  });

  it('each name a test that is there, or say why there is none; what is not met whole says what is missing', () => {
    expect(rows.flatMap(flawsOf)).toEqual([]);
  });

  it('would be found out', () => {
    const good: Row = {
      id: '1.1.1',
      asks: 'that something is so',
      state: 'met',
      here: 'It is so, and has always been so.',
      seen: '`test/docs/asvs.test.ts` “would be found out”',
    };
    const bent: readonly Partial<Row>[] = [
      { asks: '' },
      { here: 'yes' },
      { state: 'partly' },
      { state: 'in part' },
      { here: 'It is so, but for what is Missing.' },
      { seen: '' },
      { seen: 'none' },
      { seen: '`test/docs/gone.test.ts`' },
      { seen: `\`test/docs/asvs.test.ts\` “${['nobody', 'has', 'said', 'this'].join('  ')}”` },
    ];
    expect(flawsOf(good)).toEqual([]);
    for (const part of bent) expect([part, flawsOf({ ...good, ...part }).length]).toEqual([part, 1]);
  });
});

describe('docs/asvs.md', () => {
  it('lists what does not apply: the rest of levels 1 and 2', () => {
    const others = under('What does not apply')
      .split('\n')
      .filter((line) => /^\| \d/.test(line))
      .flatMap((line) => idsIn(line.split('|')[1] ?? ''));
    expect(others).toHaveLength(ALL - APPLYING);
    expect(new Set([...others, ...idsIn(APPLIES)]).size).toBe(ALL);
  });

  it('counts its rows by their state', () => {
    const counted = STATES.map((state) => `| ${state} | ${rows.filter((row) => row.state === state).length} |`);
    expect(counted.filter((line) => !page.includes(line))).toEqual([]);
  });

  it('tells whoever runs it of each row that is theirs', () => {
    const theirs = rows.filter(({ state }) => state === 'operator').map(({ id }) => id);
    const told = [...under('What whoever runs it has to do').matchAll(/^- \*\*([^*]+)\*\*/gm)];
    expect(told.flatMap(([, ids = '']) => idsIn(ids)).toSorted()).toEqual(theirs.toSorted());
  });

  it('names no file and no heading that is not there', () => {
    expect(filesIn(page).filter((file) => !isThere(file))).toEqual([]);
    const headings = new Set([...page.matchAll(/^#+ (.+)$/gm)].map(([, words = '']) => anchorOf(words)));
    const linked = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(linked.length).toBeGreaterThan(20);
    expect(linked.filter((anchor) => !headings.has(anchor))).toEqual([]);
  });
});

/** As a reader of Markdown makes it of a heading. */
const anchorOf = (words: string): string =>
  words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
