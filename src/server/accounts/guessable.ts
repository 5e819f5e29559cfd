/**
 * Whether a password is put together from what is tried first: words that many choose, walks over the keyboard, years, dates, the same
 * thing again. No list of long passwords has them all, so it is a rule: what it costs to say the password in such pieces. Two
 * words with a number cost 5; three words cost 6, and are what people are told to choose. After D. Wheeler, "zxcvbn: low-budget password
 * strength estimation" (USENIX Security 2016), much simplified. Source: OWASP ASVS 5.0, 6.2.4.
 */

/** What a piece costs. A letter that is in no piece costs as much as a word. */
const COST = { word: 2, walk: 1, same: 1, number: 1, letter: 2 } as const;
/** So many different signs beside letters and digits are free, each further one costs 1. */
const SIGNS_FREE = 2;

/** Short words that many put into a password; the longer ones are in the list of those that are tried first. */
const SHORT =
  'love baby cool blue pink gold king queen girl boys best cute fish bird bear wolf lion frog duck lucky happy angel honey candy sugar music dance party super power magic money world house horse puppy kitty panda green black white brown light night dream star moon fire snow rain rose lily ruby alex anna emma jack josh luke mike john paul mark adam ryan sean kyle liam noah ella lucy mary kate jess chris james david peter simon laura sarah karen kelly holly molly daisy poppy chloe rover smith jones brown xbox game play goal ball golf easter april march june july hello admin login guest test user temp work home mail class staff head year form term exam maths pupil teach tutor learn study spring autumn winter ilove careers english science history';
const SHORT_WORDS: ReadonlySet<string> = new Set(SHORT.split(' '));
const WORD_MIN = 4;
const WORD_MAX = 20;

/** Signs and digits that stand for letters: "p@ssw0rd". */
const MEANS: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};

/** A keyboard, the alphabet: what lies in a line is walked along. Columns stand beside each other as people walk them. */
const LINES = [
  'abcdefghijklmnopqrstuvwxyz',
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'qawsedrftgyhujikolp',
  'azsxdcfvgbhnjmk',
];
const reversed = (text: string): string => [...text].toReversed().join('');
const WALKS: readonly string[] = LINES.flatMap((line) => [line, reversed(line)]);
const WALK_MIN = 3;
const SAME_MIN = 3;
/** A year, a day and a month: a number of up to so many digits is soon tried. */
const NUMBER_MAX = 4;
/** 31122009, 311209, 20091231. */
const DATE =
  /^(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)?\d\d)|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/;
const LONGEST = 20;

/** What a password costs in pieces; `isWord`: one of those that are tried first. `plain`: in small letters. */
export function costOf(plain: string, isWord: (text: string) => boolean): number {
  const characters = [...plain];
  const cheapest = [0];
  for (let end = 1; end <= characters.length; end += 1) {
    let least = (cheapest[end - 1] ?? 0) + (isSign(characters[end - 1] ?? '') ? 0 : COST.letter);
    for (let from = Math.max(0, end - LONGEST); from < end; from += 1) {
      const cost = pieceCost(characters.slice(from, end).join(''), isWord);
      if (cost !== null) least = Math.min(least, (cheapest[from] ?? 0) + cost);
    }
    cheapest.push(least);
  }
  const signs = new Set(characters.filter(isSign)).size;
  return (cheapest.at(-1) ?? 0) + Math.max(0, signs - SIGNS_FREE);
}

/** Space, comma, hyphen: of those that a keyboard has. */
const isSign = (character: string): boolean => /[ -/:-@[-`{-~]/.test(character);

/** What it costs as one piece; null: it is none. */
function pieceCost(text: string, isWord: (text: string) => boolean): number | null {
  if (/^\d+$/.test(text) && (text.length <= NUMBER_MAX || DATE.test(text))) return COST.number;
  if (text.length >= SAME_MIN && new Set(text).size === 1) return COST.same;
  if (text.length >= WALK_MIN && WALKS.some((walk) => walk.includes(text))) return COST.walk;
  return isWordAnyhow(text, isWord) ? COST.word : null;
}

/** Forwards, backwards, or with signs in place of letters. */
function isWordAnyhow(text: string, isWord: (text: string) => boolean): boolean {
  if (text.length < WORD_MIN || text.length > WORD_MAX) return false;
  const letters = [...text].map((character) => MEANS[character] ?? character).join('');
  return [text, reversed(text), letters].some((one) => SHORT_WORDS.has(one) || isWord(one));
}
