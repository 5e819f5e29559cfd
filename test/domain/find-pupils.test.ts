/** Finding pupils (src/domain/find-pupils.ts). */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest-of.ts';
import { findPupils, hasLegalName, suggestPupils } from '../../src/domain/find-pupils.ts';
import type { FormCode, RecordId } from '../../src/domain/ids.ts';
import { singleton } from '../../src/domain/record.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { aPupil, aRecord, anEntry } from '../support/builders.ts';
import { SEED, runs } from '../support/seed.ts';

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
  expect(ids(suggestPupils(ALL, 'JAN', TODAY))).toEqual(['a', 'd']);
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

it('puts whole names first, then names that begin so, then the rest, each by surname', () => {
  const some = [
    pupil('w', 'Roman', 'Abbot'),
    pupil('x', 'Tia', 'Mann'),
    pupil('y', 'Man', 'Wu'),
    pupil('z', 'Ada', 'Manley'),
    pupil('v', 'Ida', 'Man'),
  ];
  expect(ids(suggestPupils(some, 'man', TODAY))).toEqual(['v', 'y', 'z', 'x', 'w']);
  expect(ids(findPupils(some, { ...anything, words: 'man' }, TODAY))).toEqual(['w', 'v', 'z', 'x', 'y']);
});

it.each([
  ['obrien', 'O’Brien'],
  ['o’brien', 'O’Brien'],
  ["O'Brien", 'O’Brien'],
  ['lukasz', 'Łukasz'],
  ['strasse', 'Straße'],
  ['sorensen', 'Sørensen'],
  ['smith-jones', 'Smith-Jones'],
  ['smithjones', 'Smith-Jones'],
  ['jones', 'Smith-Jones'],
  ['Khan, Aisha', 'Khan'],
])('%s finds %s', (typed, surname) => {
  expect(suggestPupils([pupil('a', 'Aisha', surname)], typed, TODAY)).toHaveLength(1);
});

it('finds a form however it is written', () => {
  const [one] = [pupil('a', 'Aisha', 'Khan', { form: '10-B' })];
  expect(suggestPupils([one], '10b', TODAY)).toEqual([one]);
  expect(suggestPupils([one], '10-B', TODAY)).toEqual([one]);
  expect(suggestPupils([one], '10', TODAY)).toEqual([]);
});

it('finds everybody by the beginnings of their names, in any order and writing', () => {
  const letters = fc.constantFrom(...'aeiouklmnszéüłøßŻñ’-');
  const name = fc.string({ unit: letters, minLength: 1, maxLength: 8 }).filter((text) => /\p{L}/u.test(text));
  const written = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => text.toUpperCase(),
    (text) => text.normalize('NFD'),
    (text) => text.normalize('NFD').replaceAll(/\p{M}/gu, ''),
  );
  fc.assert(
    fc.property(fc.tuple(name, name, fc.boolean()), fc.nat(7), written, ([first, last, turned], cut, how) => {
      const one = pupil('a', first, last);
      const typed = [how(first), how(last).slice(0, cut + 1)];
      const words = (turned ? typed.toReversed() : typed).join(' ');
      expect(suggestPupils([...ALL, one], words, TODAY, ALL.length + 1)).toContain(one);
    }),
    { seed: SEED, numRuns: runs(200) },
  );
});

it('finds nobody whose name and form have none of what is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('q', 'x', 'ẏ', '7', ' ') }), (words) => {
      expect(findPupils(ALL, { ...anything, words, all: true }, TODAY).length).toBe(words.trim() === '' ? 4 : 0);
    }),
    { seed: SEED, numRuns: runs(200) },
  );
});

it('finds by a legal name only who is not found by the everyday one', () => {
  const record = (legalForename: string, legalSurname: string) =>
    aRecord(
      'a',
      aPupil({ name: 'Sam', surname: 'Khan' }),
      anEntry(
        'identity',
        { legalForename, legalSurname, born: null, upn: null, sex: null },
        { id: singleton('identity') },
      ),
    );
  expect(hasLegalName(record('Samira', 'Khan-Iqbal'), 'iqbal')).toBe(true);
  expect(hasLegalName(record('Samira', 'Khan-Iqbal'), 'sam iqbal')).toBe(true);
  expect(hasLegalName(record('Samira', 'Khan-Iqbal'), 'sam')).toBe(false);
  expect(hasLegalName(record('Samira', 'Khan-Iqbal'), 'lee')).toBe(false);
  expect(hasLegalName(record('Samira', 'Khan-Iqbal'), ' ')).toBe(false);
  expect(hasLegalName(aRecord('b', aPupil()), 'iqbal')).toBe(false);
});
