/** Three words that nobody has chosen, for a password. Loaded when somebody asks for them. */
import { threeWords } from '../../device/four-words.ts';

/** With a space between them. */
export const suggestedWords = (): string => threeWords();
