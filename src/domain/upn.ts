/**
 * Unique pupil numbers: check letter, why a number is wrong, and numbers made for the demonstration school.
 * 13 characters: check letter, 3 digits local authority, 4 establishment, 2 year, 3 serial (the last may be a letter: a
 * temporary number). Source: GovTalk UniquePupilNumber 2.0. Unknown authorities are not refused: published
 * lists are out of date. A UPN is never a login, in an address or in a QR code.
 */
import type { Result } from './result.ts';
import { err, ok } from './result.ts';

/** The check letters by value 0 to 22: the alphabet without I, O and S. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const LENGTH = 13;

/** A well-formed number, in capitals, without spaces. */
export interface Upn {
  readonly upn: string;
  /** Given while the permanent one is not known. */
  readonly temporary: boolean;
}

/** Why a text is no UPN. `at` counts characters from 1. */
export type UpnProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'character'; readonly at: number; readonly found: string }
  | { readonly kind: 'check-letter'; readonly expected: string; readonly found: string };

/** Reads a number as people type it: spaces and small letters are forgiven. */
export function readUpn(text: string): Result<Upn, UpnProblem> {
  const upn = text.replace(/\s+/g, '').toUpperCase();
  if (upn === '') return err({ kind: 'empty' });
  const characters = [...upn];
  if (characters.length !== LENGTH) return err({ kind: 'length', length: characters.length });
  const wrong = characters.findIndex((character, i) => !allowedAt(i, character));
  if (wrong >= 0) return err({ kind: 'character', at: wrong + 1, found: characters[wrong] ?? '' });
  const expected = checkLetter(upn.slice(1));
  const found = upn.slice(0, 1);
  if (expected !== found) return err({ kind: 'check-letter', expected, found });
  return ok({ upn, temporary: LETTERS.includes(upn.slice(-1)) });
}

function allowedAt(index: number, character: string): boolean {
  const digit = /^[0-9]$/.test(character);
  if (index === 0) return LETTERS.includes(character);
  return digit || (index === LENGTH - 1 && LETTERS.includes(character));
}

/** Sum of character times position, positions 2 to 13, modulo 23 (GovTalk); a letter counts as its place in the alphabet. */
function checkLetter(rest: string): string {
  const sum = [...rest].reduce((total, character, i) => total + valueOf(character) * (i + 2), 0);
  return LETTERS[sum % LETTERS.length] ?? '';
}

const valueOf = (character: string): number =>
  /^[0-9]$/.test(character) ? Number(character) : LETTERS.indexOf(character);

/**
 * The valid number with these twelve characters after its check letter: "120200005001", or with a letter at the end.
 * For invented pupils only: a school never makes up a number for a real one.
 */
export function upnOf(rest: string): Result<Upn, UpnProblem> {
  const plain = rest.replace(/\s+/g, '').toUpperCase();
  // A wrong character has the place it would have in the whole number; any letter stands in for the check letter.
  const read = readUpn(`A${plain}`);
  if (read.ok || read.error.kind !== 'check-letter') return read;
  return readUpn(`${read.error.expected}${plain}`);
}

/** What is wrong, in words for the person who brings pupils in. */
export function upnProblemWords(problem: UpnProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'There is no UPN.';
    case 'length':
      return `A UPN has 13 characters; this has ${problem.length}.`;
    case 'character':
      return `Character ${problem.at} cannot be “${problem.found}”.`;
    case 'check-letter':
      return `The first letter should be ${problem.expected}, not ${problem.found}. Is a digit wrong?`;
  }
}
