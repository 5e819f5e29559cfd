/** Four words made into a secret: Argon2id. Source: RFC 9106. */
import { argon2id } from 'hash-wasm';
import type { WordsKdf } from './key-rows.ts';
import { plainWords } from './said-words.ts';

const SECRET_BYTES = 32;

/** Words to 32 bytes, which whoever asked wipes. Rejects where there is no memory for it. */
export type Stretch = (words: string, kdf: WordsKdf) => Promise<Uint8Array<ArrayBuffer>>;

/** In this thread; where a screen waits, in a worker (words-worker-port.ts). */
export const stretchHere: Stretch = async (words, { memory, passes, lanes, salt }) => {
  const bytes = await argon2id({
    password: plainWords(words),
    salt,
    memorySize: memory,
    iterations: passes,
    parallelism: lanes,
    hashLength: SECRET_BYTES,
    outputType: 'binary',
  });
  return new Uint8Array(bytes);
};
