import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonId, TextId } from '../../src/domain/ids.ts';
import { allWords, hasWords, mergedText } from '../../src/domain/text-merge.ts';
import type { MergedText } from '../../src/domain/text-merge.ts';
import type { TextHead, WrittenText } from '../../src/domain/text.ts';
import { NO_TEXT, TEXT_MAX, writeText } from '../../src/domain/text.ts';
import { toInstant } from '../../src/domain/time.ts';

const head = (n: number, text: string, base?: string): TextHead => ({
  id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as TextId,
  text,
  by: `person-${n}` as PersonId,
  at: toInstant(n * 1000),
  ...(base === undefined ? {} : { base }),
});
const written = (...heads: readonly TextHead[]): WrittenText => ({ heads, past: [] });
const both = (base: string, a: string, b: string) => mergedText(written(head(1, a, base), head(2, b, base)));
const shown = (merged: MergedText) => (merged.kind === 'difference' ? merged.kind : merged.text);

describe('a text with one wording', () => {
  it('is that wording, whatever it is made of', () => {
    for (const text of ['', ' ', 'Plain.', 'a\r\nb', '👩‍🔬 naïve Zieliński', '実験室']) {
      expect(mergedText(written(head(1, text)))).toEqual({ kind: 'one', text });
    }
  });

  it('is empty when nobody has written', () => {
    expect(mergedText(NO_TEXT)).toEqual({ kind: 'one', text: '' });
  });

  it('is one when two people wrote the same', () => {
    expect(both('Base', 'The same', 'The same')).toEqual({ kind: 'one', text: 'The same' });
  });
});

describe('two wordings on one base', () => {
  it.each([
    ['You like science.', 'You like lab science.', 'You like science.', 'You like lab science.'],
    [
      'You like the practical side. We looked at three jobs. Your next step is a visit.',
      'You really like the practical side. We looked at three jobs. Your next step is a visit.',
      'You like the practical side. We looked at three jobs. Your next step is an open evening.',
      'You really like the practical side. We looked at three jobs. Your next step is an open evening.',
    ],
    ['one two three four', 'zero one two three four', 'one two three four five', 'zero one two three four five'],
    ['one two three four', 'two three four', 'one two three', 'two three'],
    ['a b c d e', 'a b X c d e', 'a b X c d e Y', 'a b X c d e Y'],
    ['one\r\ntwo three four', 'one\ntwo three four five', 'ONE\r\ntwo three four', 'ONE\ntwo three four five'],
    ['👋 hello there Aisha now', '👩‍🔬 hello there Aisha now', '👋 hello there Aisha 🎓', '👩‍🔬 hello there Aisha 🎓'],
  ])('are merged where they changed different places: %s', (base, a, b, merged) => {
    expect(shown(both(base, a, b))).toBe(merged);
    expect(shown(both(base, b, a))).toBe(merged);
  });

  it.each([
    ['By 17 May', 'By 18 May', 'By 17 June', 'neighbouring words'],
    ['Visit a college', 'Visit a sixth form', 'Visit a university', 'the same word'],
    ['', 'Mine', 'Theirs', 'nothing'],
    ['A whole paragraph.', '', 'A whole paragraph, changed.', 'what the other took away'],
    ['Start.', 'Start. Mine', 'Start. Theirs', 'the end'],
  ])('stand both where they overlap: %s', (base, a, b) => {
    expect(both(base, a, b)).toEqual({
      kind: 'difference',
      sides: [
        { id: head(1, '').id, text: a, by: 'person-1', at: toInstant(1000) },
        { id: head(2, '').id, text: b, by: 'person-2', at: toInstant(2000) },
      ],
    });
  });

  it('stand both when they have no base in common', () => {
    expect(mergedText(written(head(1, 'a b', 'a'), head(2, 'c d', 'c'))).kind).toBe('difference');
    expect(mergedText(written(head(1, 'a b'), head(2, 'c d'))).kind).toBe('difference');
  });

  it('stand both when together they are longer than a text may be', () => {
    const base = 'one two three four';
    const long = 'x'.repeat(TEXT_MAX - 30);
    expect(both(base, `${long} ${base}`, `${base} ${long}`).kind).toBe('difference');
  });

  it('come out of writes as they are made', () => {
    const [p, q] = ['p', 'q'] as unknown as readonly [PersonId, PersonId];
    const first = writeText(NO_TEXT, { id: head(1, '').id, text: 'one two three', over: [] }, p, toInstant(1));
    const over = [head(1, '').id];
    const base = 'one two three';
    const one = writeText(first, { id: head(2, '').id, text: '0 one two three', over, base }, p, toInstant(2));
    const two = writeText(one, { id: head(3, '').id, text: 'one two three 4', over, base }, q, toInstant(3));
    expect(shown(mergedText(two))).toBe('0 one two three 4');
    const third = { id: head(4, '').id, text: 'one 1½ two three', over, base };
    expect(shown(mergedText(writeText(two, third, q, toInstant(4))))).toBe('0 one 1½ two three 4');
  });
});

describe('all words of a text', () => {
  it('stand one after another where they overlap', () => {
    expect(allWords(written(head(2, 'Theirs', ''), head(1, 'Mine', '')))).toBe('Mine\n\nTheirs');
    expect(allWords(written(head(1, 'Mine')))).toBe('Mine');
  });

  it('are none in blanks', () => {
    expect(hasWords(undefined)).toBe(false);
    expect(hasWords(written(head(1, ' \n')))).toBe(false);
    expect(hasWords(written(head(1, ' \n'), head(2, 'a')))).toBe(true);
  });
});

/** Base words are lower case, each side's own words carry its mark, so that one can tell whose words came through. */
const GAP = fc.constantFrom(' ', '  ', '\n', '\r\n', '\t', '\u00a0', '\u2003');
const BASE = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'the', '🎓', 'é', '実'), GAP), { maxLength: 8 });
const EDITS = fc.array(fc.tuple(fc.nat(8), fc.constantFrom('put', 'cut', 'swap'), fc.nat(3), GAP), { maxLength: 3 });
type Words = readonly (readonly [string, string])[];

const joined = (words: Words) => words.map(([word, gap]) => word + gap).join('');
function edited(base: Words, mark: string, edits: typeof EDITS extends fc.Arbitrary<infer E> ? E : never): Words {
  const words = [...base];
  for (const [at, how, n, gap] of edits) {
    const own = [`${mark}${n}`, gap] as const;
    if (how === 'put') words.splice(at, 0, own);
    else if (how === 'cut') words.splice(at, 1);
    else words.splice(at, 1, own);
  }
  return words;
}
const wordsIn = (text: string) => text.split(/\s+/).filter((word) => word !== '');
const countOf = (words: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

describe('any two or three edits of any base', () => {
  it('lose no word that a side added, and no word that all kept', () => {
    let merged = 0;
    fc.assert(
      fc.property(BASE, EDITS, EDITS, (base, one, other) => {
        const texts = [edited(base, 'A', one), edited(base, 'B', other)].map(joined);
        const result = both(joined(base), texts[0] ?? '', texts[1] ?? '');
        if (result.kind === 'difference') {
          expect(result.sides.map((side) => side.text)).toEqual(texts);
          return;
        }
        if (result.kind === 'merged') merged++;
        const [after, before] = [countOf(wordsIn(result.text)), countOf(wordsIn(joined(base)))];
        const [a, b] = texts.map((text) => countOf(wordsIn(text)));
        for (const word of new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])) {
          const [x, y, o] = [a?.get(word) ?? 0, b?.get(word) ?? 0, before.get(word) ?? 0];
          // What a side added is there as often as it added it; what it took away is gone once at most for each.
          const least = o - Math.max(0, o - x) - Math.max(0, o - y) + Math.max(0, x - o, y - o);
          if ((after.get(word) ?? 0) < least) expect.fail(`${word} is lost: ${JSON.stringify([base, texts, result])}`);
        }
      }),
      { numRuns: 50_000 },
    );
    expect(merged).toBeGreaterThan(3000);
  }, 30_000);

  it('come out the same in whatever order the heads stand', () => {
    fc.assert(
      fc.property(BASE, EDITS, EDITS, EDITS, (base, one, two, three) => {
        const heads = [one, two, three].map((edits, i) =>
          head(i + 1, joined(edited(base, 'ABC'[i] ?? '', edits)), joined(base)),
        );
        const [a, b, c] = heads as [TextHead, TextHead, TextHead];
        const first = mergedText(written(a, b, c));
        for (const order of [
          [a, c, b],
          [b, a, c],
          [b, c, a],
          [c, a, b],
          [c, b, a],
        ]) {
          expect(mergedText(written(...order))).toEqual(first);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
