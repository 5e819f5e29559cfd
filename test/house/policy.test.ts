/**
 * docs/policy.md says of every rule where it is written, tested and shown: a rule that is not there, or a rule, test or
 * screen that does not exist, fails here. A clause that the code cites is met, or met in part; none stands twice.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rulesOf } from '../../src/domain/benchmarks/editions.ts';
import { SCHOOL_RULES } from '../../src/domain/benchmarks/school-rules.ts';
import { rowsIn, under } from './tables.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('docs/policy.md');

const EDITIONS = ['gatsby-2014', 'gatsby-2025'] as const;
const rules = new Map(
  EDITIONS.flatMap((edition) => [...rulesOf({ youngest: 7, oldest: 13, edition }), ...SCHOOL_RULES[edition]]).map(
    ({ id, clause }) => [id, clause],
  ),
);

const quoted = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, inner]) => inner ?? '');
const titled = (text: string) => [...text.matchAll(/\*([A-Z][^*]+)\*/g)].map(([, inner]) => inner ?? '');
const clausesIn = (text: string): readonly string[] => text.match(/\b\d+(?:\.\d+)+\b/g) ?? [];

const sources = (folder: string, pattern: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
const screens = sources('src/ui', /\.tsx?$/).join('\n');
const isOnScreen = (words: string) => screens.includes(words);

const ruleRows = rowsIn(under(page, 'The rules')).map(([id = '', , clauses = '', , test = '', shown = '']) => ({
  rule: quoted(id)[0] ?? id,
  clauses: clausesIn(clauses),
  tests: quoted(test),
  screens: titled(shown),
}));

describe('the rules of docs/policy.md', () => {
  it('are all rules of all editions, each once, and no other', () => {
    expect(ruleRows.map(({ rule }) => rule).toSorted()).toEqual([...rules.keys()].toSorted());
  });

  it.each(ruleRows)('$rule has the clauses that the rule cites', ({ rule, clauses }) => {
    expect(clausesIn(rules.get(rule) ?? '').filter((one) => !clauses.includes(one))).toEqual([]);
  });

  it.each(ruleRows)('$rule has a test that is there and speaks of it', ({ rule, tests }) => {
    expect(tests.length).toBeGreaterThan(0);
    const spoken = /^gatsby-[14]$/.test(rule) ? 'schoolProvides' : rule.replace(/^(provider-access)-.*/, '$1');
    expect(tests.filter((file) => !existsSync(join(root, file)) || !read(file).includes(spoken))).toEqual([]);
  });

  it.each(ruleRows)('$rule has screens that are there', ({ screens: shown }) => {
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((words) => !isOnScreen(words))).toEqual([]);
  });
});

describe('docs/policy.md', () => {
  it('names no rule, file or screen that does not exist', () => {
    const files = quoted(page).filter((words) => words.includes('/'));
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    const ids = quoted(page).filter((words) => /^(gatsby|policy|provider)-/.test(words));
    expect(ids.filter((id) => !rules.has(id))).toEqual([]);
    // "By 14" and the like are said of windows, not of screens.
    const named = [...new Set(titled(page))].filter((words) => !/^By \d/.test(words));
    expect(named.filter((words) => !isOnScreen(words))).toEqual([]);
  });

  const met = rowsIn(under(page, 'Clauses that are met')).flatMap(([clause]) => clausesIn(clause ?? ''));
  const partly = rowsIn(under(page, 'Clauses that are met in part')).flatMap(([clause]) => clausesIn(clause ?? ''));
  // The first paragraph is the list; the second speaks of it.
  const unmet = clausesIn(under(page, 'Clauses that are not met').trim().split('\n\n')[0] ?? '');

  it('lists no clause twice', () => {
    const all = [...met, ...partly, ...unmet];
    expect(unmet.length).toBeGreaterThan(20);
    expect(all.filter((one, i) => all.indexOf(one) !== i)).toEqual([]);
  });

  it('has every clause that the code says it follows among those that are met, or met in part', () => {
    const code = sources('src', /\.tsx?$/).join('\n');
    const citations = [...code.matchAll(/[Pp]olicy (\d+\.\d+\.\d+(?:(?:, | and )\d+\.\d+\.\d+)*)/g)];
    const cited = new Set(citations.flatMap(([, clauses]) => clausesIn(clauses ?? '')));
    expect(cited.size).toBeGreaterThan(20);
    expect([...cited].filter((one) => !met.includes(one) && !partly.includes(one)).toSorted()).toEqual([]);
  });
});
