/**
 * What a password must be: long enough, and not one of those that are tried first. No other rules, no end date, any characters, and
 * it may be pasted. Source: NCSC password guidance; NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, 6.2.1, 6.2.4, 6.2.11, 6.2.12.
 * The list is on the server alone, and nothing is asked of anybody else.
 */
import COMMON from './common-passwords.txt?raw';

interface Wanted {
  /** The fewest characters. */
  readonly least: number;
  /** What anybody could guess: the login, the school's name. */
  readonly about: readonly string[];
}

let common: ReadonlySet<string> | null = null;
const isCommon = (word: string): boolean => (common ??= new Set(COMMON.split('\n'))).has(word);

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
  if (new Set(plain).size < DIFFERENT_MIN || REPEATED.test(plain) || isCommon(plain) || isCommon(lettersOf(plain)))
    return 'This password is one of those that are tried first. Choose three random words.';
  if (isMostly(plain, wordsIn(['fingerpost', ...about])))
    return 'This password is your sign-in name or your school’s with little beside it. Choose three random words.';
  return null;
}

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
