/** Looks for words in the files of a browser's profile, in every encoding that a browser writes. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Words in base64, wherever in it they begin: of each way the part that their neighbours do not change. */
const inBase64 = (word: string): readonly Buffer[] =>
  [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(word, 'utf8')]);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3));
    return Buffer.from(whole.toString('base64').slice(before === 0 ? 0 : 4), 'latin1');
  });

/** Names of the files under `folder` that hold any of the words, in UTF-8, UTF-16 (as V8 writes strings) or base64, with the word. */
export async function filesWith(folder: string, words: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) {
    const bytes = await readFile(file);
    for (const word of words) {
      const ways = [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le'), ...inBase64(word)];
      if (ways.some((way) => bytes.includes(way))) found.push(`${word}: ${file.slice(folder.length + 1)}`);
    }
  }
  return found;
}
