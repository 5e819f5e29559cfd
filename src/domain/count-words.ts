/** Counts as people read them. */

/** "1,369". */
export const countWords = (count: number): string => count.toLocaleString('en-GB');
