/** Names of others in words (src/server/rights/names.ts). */
import { describe, expect, it } from 'vitest';
import { isNaming, nameFinder } from '../../src/server/rights/names.ts';

const named = (name: string, surname: string) => ({ name, surname });
const OTHERS = [
  named('Ada', 'Khan'),
  named('Jo', 'Brown'),
  named('Ben', 'Carter'),
  named('Lily', 'Young'),
  named('Zoe', 'Carter'),
  named('Sam', 'Lee'),
  named('Tamsin', 'Trelawney Hope'),
  named('Chi', 'Ng'),
];
const finder = nameFinder(OTHERS, [named('Zoe', 'Young')], ['Ada Okafor', 'Jo Mercer', 'Ms Khan', 'Sam Lee']);
const found = (text: string, whole = false) => finder.in(text, whole).map(({ from, to }) => text.slice(from, to));

describe('names of others', () => {
  it.each([
    ['a first name that a member of staff has too', 'Ada hit Jo.', ['Ada', 'Jo']],
    ['not a member of staff as the school writes them', 'Ada Okafor, Ms Khan’s room, Jo Mercer', []],
    ['a member of staff who is called as a pupil is', 'Sam Lee was there', ['Sam Lee']],
    ['a surname of a member of staff that is a pupil’s', 'Mrs Khan rang', ['Khan']],
    ['not the pupil’s own first name or whole name', 'Zoe, Zoe’s plan; Zoe Young. zoe young', []],
    ['the surname of a sister', 'Lily and the Young family', ['Lily', 'Young']],
    ['somebody else with the pupil’s first name', 'Zoe Carter helps Zoe', ['Zoe Carter']],
    ['whole names in any letters, over a line too', 'ben carter and lily\nyoung', ['ben carter', 'lily\nyoung']],
    ['names of more than two words', 'tamsin trelawney hope; Tamsin', ['tamsin trelawney hope', 'Tamsin']],
    ['whose something is', 'James’ and Ben’s and Chi Ng', ['Ben', 'Chi Ng']],
    ['not two names of staff that stand in two sentences', 'I met Ada. Okafor came', ['Ada']],
  ])('are %s', (_, text, marks) => expect(found(text)).toEqual(marks));

  it('are whole names alone where places are named after people', () =>
    expect(found('Carter Sixth Form with Ben Carter', true)).toEqual(['Ben Carter']));

  it('are none in a field that holds the pupil’s own name alone', () =>
    expect(['Young', 'Zoe', 'Zoe Young', 'Younger'].flatMap((text) => found(text))).toEqual([]));
});

describe('a reason', () => {
  it('names a pupil by the whole name, and whom it is about by any name', () => {
    const pupils = nameFinder(OTHERS, [], []);
    const names = (reason: string) => isNaming(reason, pupils, [named('Zoe', 'Young')]);
    expect(['Zoe Young asked', 'Zoe’s mother', 'The Young family', 'as ben carter'].map(names)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['It was asked', 'The young family moved', 'Ben said so'].map(names)).toEqual([false, false, false]);
  });
});
