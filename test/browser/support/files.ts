/** Looks for words in the files of a browser's profile, in every encoding that a browser writes. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Names of the files under `folder` that hold any of the words, in UTF-8 or UTF-16 (as V8 writes strings), with the word. */
export async function filesWith(folder: string, words: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) {
    const bytes = await readFile(file);
    for (const word of words) {
      if (bytes.includes(Buffer.from(word, 'utf8')) || bytes.includes(Buffer.from(word, 'utf16le')))
        found.push(`${word}: ${file.slice(folder.length + 1)}`);
    }
  }
  return found;
}
