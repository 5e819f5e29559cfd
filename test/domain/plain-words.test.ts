/** Words as they are compared in a search (src/domain/plain-words.ts), and the few that are shown (src/domain/snippet.ts). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain, plainPlaces, plainWords, wordStarts } from '../../src/domain/plain-words.ts';
import { snippetOf } from '../../src/domain/snippet.ts';
import { SEED, runs } from '../support/seed.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(..."abc ABC’'-.é é łŁØßİıΣς\n") }),
);

describe('plain words', () => {
  it('leave capitals, accents and apostrophes aside', () => {
    expect(plain('ZIELIŃSKI')).toBe('zielinski');
    expect(plain("Łukasz O’Brien-D'Arcy")).toBe('lukasz obrien-darcy');
    expect(plain('Bjørn Æsir Straße İpek ΟΔΟΣ')).toBe('bjorn aesir strasse ipek οδοσ');
  });

  it('are the same when they are made plain again, and in any normal form', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(plain(plain(text))).toBe(plain(text));
        expect(plain(text.normalize('NFC'))).toBe(plain(text));
        expect(plain(text.normalize('NFD'))).toBe(plain(text));
      }),
      { seed: SEED, numRuns: runs(300) },
    );
  });

  it('have a place in the text for each of their own', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const places = plainPlaces(text);
        expect(places).toHaveLength(plain(text).length + 1);
        expect(places.at(-1)).toBe(text.length);
        for (const [i, place] of places.slice(1).entries()) expect(place).toBeGreaterThanOrEqual(places[i] ?? 0);
      }),
      { seed: SEED, numRuns: runs(300) },
    );
  });

  it('are letters and figures, each word once', () => {
    expect(plainWords('  Follow-up: follow 2 T-Levels, “Level” ')).toEqual([
      'follow',
      'up',
      '2',
      't',
      'levels',
      'level',
    ]);
  });

  it('begin where no letter or figure stands before', () => {
    expect(wordStarts('art, start; art-school 2art', 'art')).toEqual([0, 12]);
    expect(wordStarts('😀art', 'art')).toEqual([2]);
  });
});

const shownText = (pieces: ReturnType<typeof snippetOf>) => pieces.map(({ text }) => text).join('');

describe('a snippet', () => {
  it('marks each word that was looked for as it was written', () => {
    expect(snippetOf('Médecine at Sheffield', ['med', 'shef'])).toEqual([
      { text: 'Méd', found: true },
      { text: 'ecine at ', found: false },
      { text: 'Shef', found: true },
      { text: 'field', found: false },
    ]);
  });

  it('is cut between words, with the first word found in it', () => {
    const long = `${'before '.repeat(30)}pharmacy ${'after '.repeat(60)}`;
    const shown = shownText(snippetOf(long, ['pharm']));
    expect(shown).toMatch(/^… before [a-z ]* pharmacy after [a-z ]* after …$/);
    expect(shown.length).toBeLessThanOrEqual(150);
  });

  it('is a part of the text, and what it marks begins as a word that was looked for', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abÉł9'), minLength: 1, maxLength: 4 });
    const prose = fc.array(fc.oneof(word, fc.constantFrom(' ', '\n', '. ', '-', '’')), { maxLength: 120 });
    fc.assert(
      fc.property(prose, fc.array(word, { minLength: 1, maxLength: 3 }), (parts, typed) => {
        const text = parts.join('');
        const words = typed.map(plain);
        const pieces = snippetOf(text, words);
        const has = words.some((one) => wordStarts(plain(text), one).length > 0);
        expect(pieces.some(({ found }) => found)).toBe(has);
        for (const piece of pieces.filter(({ found }) => found)) expect(words).toContain(plain(piece.text));
        expect(text).toContain(shownText(pieces).replace(/^… /, '').replace(/ …$/, ''));
      }),
      { seed: SEED, numRuns: runs(300) },
    );
  });
});
