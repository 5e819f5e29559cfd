/** Four words as they are used: case, spaces and hyphens do not count. */
export const plainWords = (words: string): string =>
  words
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Dash_Punctuation}]+/gu, '');
