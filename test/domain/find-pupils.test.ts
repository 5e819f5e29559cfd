/** Finding pupils (src/domain/find-pupils.ts). */
import { expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest-of.ts';
import { findPupils, suggestPupils } from '../../src/domain/find-pupils.ts';
import type { FormCode, RecordId } from '../../src/domain/ids.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { aPupil, aRecord } from '../support/builders.ts';

const TODAY = '2026-11-11' as IsoDate;
const pupil = (id: string, name: string, surname: string, over: object = {}) =>
  digestOf(aRecord(id as RecordId, aPupil({ name, surname, year: 10, form: '10B' as FormCode, to: null, ...over })));
const ALL = [
  pupil('a', 'Jan', 'Zieliński'),
  pupil('b', 'Aisha', 'Khan', { form: '10A' }),
  pupil('c', 'Janet', 'Cole', { to: '2026-07-20' }),
  pupil('d', 'Ana', 'Jansen', { year: 11, form: '11B' }),
];
const ids = (found: ReturnType<typeof findPupils>) => found.map(({ record }) => record as string);
const anything = { words: '', year: null, form: null, all: false };

it('finds by part of a name, by surname, accents and capitals aside', () => {
  expect(ids(suggestPupils(ALL, 'JAN', TODAY))).toEqual(['d', 'a']);
  expect(ids(suggestPupils(ALL, 'zielinski', TODAY))).toEqual(['a']);
});

it('finds by form, and every word must fit', () => {
  expect(ids(suggestPupils(ALL, '10b', TODAY))).toEqual(['a']);
  expect(ids(suggestPupils(ALL, 'jan 11b', TODAY))).toEqual(['d']);
});

it('suggests nobody before a word is typed, and no more than are asked for', () => {
  expect(suggestPupils(ALL, '  ', TODAY)).toEqual([]);
  expect(suggestPupils(ALL, 'a', TODAY, 1)).toHaveLength(1);
});

it('leaves out who has left, unless all are asked for', () => {
  expect(ids(findPupils(ALL, { ...anything, words: 'cole' }, TODAY))).toEqual([]);
  expect(ids(findPupils(ALL, { ...anything, words: 'cole', all: true }, TODAY))).toEqual(['c']);
  expect(ids(findPupils(ALL, { ...anything, year: 11 }, TODAY))).toEqual(['d']);
});
