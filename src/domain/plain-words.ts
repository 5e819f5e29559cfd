/** Words as they are compared when somebody looks for them: capitals, accents and apostrophes aside. Pure. */

/** Letters that Unicode does not take apart, as people without them on the keyboard write them; σ has a second form. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  ð: 'd',
  ø: 'o',
  þ: 'th',
  ß: 'ss',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  œ: 'oe',
  ς: 'σ',
};
const SPECIAL = /[æðøþßđħıłœς]/gu;
const LEFT_OUT = /[\p{M}'‘’ʼ`]/gu;
// oxlint-disable-next-line no-control-regex -- all of ASCII, for speed: most texts are nothing else
const ASCII = /^[\u0000-\u007F]*$/u;

/** "zielinski" of "Zieliński", "obrien" of "O’Brien". Nothing but letters and apostrophes changes. */
export function plain(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower.replaceAll(/['`]/g, '');
  return lower
    .normalize('NFD')
    .replaceAll(LEFT_OUT, '')
    .replaceAll(SPECIAL, (letter) => LETTERS[letter] ?? letter);
}

/** For each place in `plain(text)`, the place in `text` of the character that it comes from; last, the length of `text`. */
export function plainPlaces(text: string): readonly number[] {
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    for (let i = plain(character).length; i > 0; i -= 1) places.push(at);
    at += character.length;
  }
  return [...places, text.length];
}

const PARTS = /[^\p{L}\p{N}]+/u;

/** The words of a text, plain, each once: "follow-up" is two. */
export const plainWords = (text: string): readonly string[] => [
  ...new Set(
    plain(text)
      .split(PARTS)
      .filter((word) => word !== ''),
  ),
];

/** Where each of a plain text's words that begin with `start` begins. */
export function wordStarts(text: string, start: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(start); at !== -1; at = text.indexOf(start, at + 1)) {
    if (!ENDS_IN_WORD.test(text.slice(Math.max(0, at - 2), at))) found.push(at);
  }
  return found;
}

/** Of two places: one character beyond the basic plane takes both. */
const ENDS_IN_WORD = /[\p{L}\p{N}]$/u;
