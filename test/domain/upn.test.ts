import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUpn, upnOf, upnProblemWords } from '../../src/domain/upn.ts';

const REST = fc
  .tuple(fc.stringMatching(/^[0-9]{11}$/), fc.stringMatching(/^[0-9A-HJ-NP-RT-Z]$/))
  .map(([digits, last]) => digits + last);

describe('a unique pupil number', () => {
  it.each([
    ['B801200005001', false],
    ['R201100018042', false],
    ['Z80120001504A', true],
    ['P207000016049', false],
  ])('%s is valid', (upn, temporary) => {
    expect(readUpn(upn)).toEqual({ ok: true, value: { upn, temporary } });
  });

  it('is not Q207000016049, which vendors print as their example', () => {
    expect(readUpn('Q207000016049')).toEqual({
      ok: false,
      error: { kind: 'check-letter', expected: 'P', found: 'Q' },
    });
  });

  it('may be typed with spaces and small letters', () => {
    expect(readUpn(' b801 2000 05001 ')).toMatchObject({ ok: true, value: { upn: 'B801200005001' } });
  });

  it.each([
    ['', { kind: 'empty' }],
    ['   ', { kind: 'empty' }],
    ['B80120000500', { kind: 'length', length: 12 }],
    ['B8012000050011', { kind: 'length', length: 14 }],
    ['I801200005001', { kind: 'character', at: 1, found: 'I' }],
    ['8801200005001', { kind: 'character', at: 1, found: '8' }],
    ['B80120000500S', { kind: 'character', at: 13, found: 'S' }],
    ['B8012000A5001', { kind: 'character', at: 9, found: 'A' }],
    ['B80120000500😀', { kind: 'character', at: 13, found: '😀' }],
    ['C801200005001', { kind: 'check-letter', expected: 'B', found: 'C' }],
  ])('“%s” is refused with its reason', (text, error) => {
    expect(readUpn(text)).toEqual({ ok: false, error });
  });

  it('says what is wrong in words', () => {
    expect(upnProblemWords({ kind: 'length', length: 12 })).toBe('A UPN has 13 characters; this has 12.');
    expect(upnProblemWords({ kind: 'check-letter', expected: 'P', found: 'Q' })).toContain('should be P, not Q');
  });

  it('is made from twelve characters, and reads back', () => {
    fc.assert(
      fc.property(REST, (rest) => {
        const made = upnOf(rest);
        expect(made).toMatchObject({ ok: true, value: { temporary: /[A-Z]$/.test(rest) } });
        expect(made.ok && made.value.upn.slice(1)).toBe(rest);
        expect(made.ok && readUpn(made.value.upn)).toEqual(made);
      }),
    );
  });

  it('is not made from anything else', () => {
    expect(upnOf('12345')).toMatchObject({ ok: false, error: { kind: 'length' } });
    expect(upnOf('80120000500I')).toMatchObject({ ok: false, error: { kind: 'character', at: 13 } });
  });

  it('notices one wrong digit, whichever it is', () => {
    fc.assert(
      fc.property(REST, fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 }), (rest, at, by) => {
        const made = upnOf(rest);
        const digit = (Number(rest[at]) + by) % 10;
        const wrong = rest.slice(0, at) + String(digit) + rest.slice(at + 1);
        const letter = made.ok ? made.value.upn.slice(0, 1) : '';
        expect(readUpn(letter + wrong).ok).toBe(false);
      }),
    );
  });
});
