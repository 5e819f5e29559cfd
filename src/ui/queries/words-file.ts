/** Words that could not be saved on the device, as a plain text file: they are on screen and nowhere else. */
import { saveFile } from './files.ts';

/** Saves words as they stand on screen. */
export const saveWordsFile = (words: string): void => saveFile('fingerpost-words.txt', 'text/plain', words);
