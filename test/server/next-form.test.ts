/** What becomes of forms at the end of the school year, by their codes. */
import { describe, expect, it } from 'vitest';
import type { FormCode } from '../../src/domain/ids.ts';
import { fateOf, nextCode } from '../../src/server/operations/next-form.ts';

const code = (text: string) => text as FormCode;

describe('the next form', () => {
  it.each([
    ['10B', 10, '11B'],
    ['7 Maple', 7, '8 Maple'],
    ['09K', 9, '10K'],
    ['9/3', 9, '10/3'],
    ['Y9-2', 9, 'Y10-2'],
    ['Year 8 B', 8, 'Year 9 B'],
    // The number is not the year, or there is none: the code says nothing of the year.
    ['10B', 9, null],
    ['101', 10, null],
    ['Maple', 8, null],
    // The next code would be longer than a code may be.
    ['9ABCDEFGHIJKLMNOPQRS', 9, null],
  ])('of %s in Year %i is %s', (form, year, next) => {
    expect(nextCode(code(form), year)).toBe(next);
  });

  it('of pupils of several years is the same form, though two may repeat a year', () => {
    const mixed = [7, 7, 7, 8, 8, 8, 9];
    expect(fateOf(code('Curie'), 7, { years: mixed, oldest: 11 })).toEqual({ kind: 'stays' });
    expect(fateOf(code('9A'), 9, { years: [9, 9, 9, 8, 8], oldest: 11 })).toEqual({ kind: 'moves', to: '10A' });
  });

  it('of the oldest year is none, and a named form goes up', () => {
    expect(fateOf(code('11B'), 11, { years: [11], oldest: 11 })).toEqual({ kind: 'leaves' });
    expect(fateOf(code('11B'), 11, { years: [11], oldest: 13 })).toEqual({ kind: 'moves', to: '12B' });
    expect(fateOf(code('Maple'), 8, { years: [8], oldest: 11 })).toEqual({ kind: 'goes-up' });
  });
});
