/**
 * What a password must be: long enough, and not one of those that are tried first. No other rules, no end date, any characters, and
 * it may be pasted. Source: NCSC password guidance; NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, 6.2.1, 6.2.4, 6.2.11, 6.2.12.
 * The list is on the server alone, and nothing is asked of anybody else.
 */
import { PASSWORD_MIN } from '../../protocol/accounts.ts';
import COMMON from './common-passwords.txt?raw';
import { costOf } from './guessable.ts';

interface Wanted {
  /** The fewest characters. */
  readonly least: number;
  /** What anybody could guess: the login, the school's name. */
  readonly about: readonly string[];
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly it: T } | null = null;
  return () => (made ??= { it: make() }).it;
};
/** The list, without what it says of itself. */
const listed = once(() => COMMON.split('\n').filter((line) => line !== '' && !line.startsWith('#')));
const common = once(() => new Set(listed()));
/** Of which of them other passwords are put together: the commonest. */
const WORDS = 10_000;
const words = once(() => new Set(listed().slice(0, WORDS)));

/** What a password must cost in pieces: staff more than two common words with a number, pupils more than one. */
const COST_MIN = { staff: 6, pupil: 4 } as const;
/** Whether it is put together from what is tried first. */
export const isPutTogether = (plain: string, least: number): boolean =>
  costOf(plain, (text) => words().has(text)) < COST_MIN[least >= PASSWORD_MIN.staff ? 'staff' : 'pupil'];

/** Fewer different characters than this make no password, however long. */
const DIFFERENT_MIN = 5;
/** "passwordpassword". */
const REPEATED = /^(.+?)\1+$/u;
/** What is left beside a word that anybody could guess. */
const OWN_MIN = 4;

/** What is wrong with a password, in a sentence that says what to do; null: nothing. */
export function passwordProblem(password: string, { least, about }: Wanted): string | null {
  const plain = password.normalize('NFKC').toLowerCase();
  if ([...plain].length < least) return `Choose a password of at least ${least} characters.`;
  if (isTriedFirst(plain) || isPutTogether(plain, least))
    return 'This password is one of those that are tried first. Choose three random words.';
  if (isMostly(plain, wordsIn(['fingerpost', ...about])))
    return 'This password is your sign-in name or your school’s with little beside it. Choose three random words.';
  return null;
}

/** It is one of them, alone or with digits and signs around it, or one thing again and again. */
const isTriedFirst = (plain: string): boolean =>
  new Set(plain).size < DIFFERENT_MIN || REPEATED.test(plain) || common().has(plain) || common().has(lettersOf(plain));

/** "password2026!" is "password". */
const lettersOf = (plain: string): string => plain.replaceAll(/^[^a-z]+|[^a-z]+$/g, '');

/** One of the words is in it, and without all of them little is left. */
function isMostly(plain: string, words: readonly string[]): boolean {
  const left = words.reduce((rest, word) => rest.replaceAll(word, ''), plain);
  return left !== plain && left.replaceAll(/[^\p{L}\p{N}]/gu, '').length < OWN_MIN;
}

const WORD_MIN = 4;
/** "mercer@wexcombe.sch.uk" and "Wexcombe School": themselves, without spaces, and their words; the longest first. */
const wordsIn = (about: readonly string[]): readonly string[] =>
  about
    .flatMap((text) => {
      const plain = text.normalize('NFKC').toLowerCase();
      return [plain, plain.replaceAll(/[^\p{L}\p{N}]/gu, ''), ...plain.split(/[^\p{L}\p{N}]+/u)];
    })
    .filter((word) => word.length >= WORD_MIN)
    .toSorted((a, b) => b.length - a.length);
