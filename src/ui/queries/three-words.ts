/** Three words that nobody has chosen, for a password. Loaded when somebody asks for them. */
export { threeWords } from '../../device/four-words.ts';
