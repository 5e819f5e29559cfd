/** What a password must be: long enough, and not one of those that are tried first. */
import { describe, expect, it } from 'vitest';
import COMMON from '../../src/server/accounts/common-passwords.txt?raw';
import { passwordProblem } from '../../src/server/accounts/password-rules.ts';

const staff = { least: 12, about: ['mercer@wexcombe.sch.uk', 'Wexcombe School'] };
const pupil = { least: 8, about: ['aisha.k', 'Wexcombe School'] };

describe('a password', () => {
  it.each([
    'gravel meadow lantern',
    'thimble-orchard-pebble',
    'Grüße aus Wexcombe, 1987',
    '🦊🌲🪨 fox tree stone',
    'x'.repeat(3) + 'kV9!mQ2#z',
  ])('of staff may be "%s"', (password) => {
    expect(passwordProblem(password, staff)).toBeNull();
  });

  it('counts characters as people do, and says how many are wanted', () => {
    expect(passwordProblem('🦊🌲🪨abcde', pupil)).toBeNull();
    expect(passwordProblem('🦊🌲🪨abcd', pupil)).toBe('Choose a password of at least 8 characters.');
    expect(passwordProblem('eleven-char', staff)).toBe('Choose a password of at least 12 characters.');
  });

  it.each([
    'password1234',
    'Password1234!',
    'PASSWORD2026',
    'qwertyuiop12',
    '123456789012',
    'manchester2026!',
    'liverpool!!!!!',
    'aaaaaaaaaaaaaaaa',
    'abababababababab',
    'passwordpassword',
    'ｐａｓｓｗｏｒｄ1234',
  ])('is none of those that are tried first: "%s"', (password) => {
    expect(passwordProblem(password, staff)).toMatch(/tried first/);
  });

  it.each(['Mercer@Wexcombe.sch.uk', 'mercer-wexcombe1', 'wexcombeschool1', 'fingerpost123', 'WexcombeSchool!'])(
    'is not the login or the school with little beside it: "%s"',
    (password) => {
      expect(passwordProblem(password, staff)).toMatch(/sign-in name or your school’s/);
    },
  );

  it('is looked up among more than 3,000 of 8 characters and more', () => {
    const words = COMMON.split('\n').filter((word) => word !== '' && !word.startsWith('#'));
    expect(words.filter((word) => word.length >= 8).length).toBeGreaterThan(3000);
    expect(words.filter((word) => word !== word.normalize('NFKC').toLowerCase())).toEqual([]);
  });
});
