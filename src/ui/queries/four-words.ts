/** Four words for a person to learn. Loaded with the screens that show some. */
export { fourWords } from '../../device/four-words.ts';
export { plainWords } from '../../device/said-words.ts';
