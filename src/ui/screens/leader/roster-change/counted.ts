/** Whole years of pupils are counted in thousands. */

/** "1 pupil", "1,200 pupils". */
export const counted = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? noun : nouns}`;
