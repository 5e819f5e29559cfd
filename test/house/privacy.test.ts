/**
 * The table of who reads what, for a data protection officer, says what the program does: each kind of entry of a career
 * record has its row, and the row names the groups that read a new entry of that kind.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CAREER_READERS } from '../../src/domain/entries/career.ts';

const COLUMNS = ['P', 'T', 'S', 'G', 'L', 'N'];
const privacy = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');

/** Groups by kind, as the table has them. A dash is nobody. */
const told = new Map(
  privacy
    .split('\n')
    .filter((line) => line.startsWith('|') && line.includes('`'))
    .flatMap((line) => {
      const [what = '', ...cells] = line.split('|').slice(1, -1);
      const readers = COLUMNS.filter((_, n) => cells[n]?.trim() !== '–');
      return [...what.matchAll(/`([a-z-]+)`/g)].map(([, kind = '']) => [kind, readers.toSorted()] as const);
    }),
);

it('docs/privacy.md has a row for each kind of entry in a career record, and for no other', () => {
  expect([...told.keys()].toSorted()).toStrictEqual(Object.keys(CAREER_READERS).toSorted());
});

it.each(Object.entries(CAREER_READERS))('docs/privacy.md says who reads a new %s', (kind, readers) => {
  expect(told.get(kind)).toStrictEqual([...readers].toSorted());
});
