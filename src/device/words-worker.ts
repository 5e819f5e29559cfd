/** Stretches four words away from the page, once: half a second in which a screen would stand still. Ends with its answer. */
import type { WordsKdf } from './key-rows.ts';
import { stretchHere } from './words-key.ts';

/** What is asked. */
export interface WordsAsked {
  readonly words: string;
  readonly kdf: WordsKdf;
}
/** The answer. `secret` null: it could not be done here. */
export interface WordsAnswer {
  readonly secret: Uint8Array<ArrayBuffer> | null;
}

/** The types of a page do not know the worker's own `postMessage`. */
interface WorkerScope {
  addEventListener(name: 'message', heard: (event: MessageEvent<WordsAsked>) => void): void;
  postMessage(answer: WordsAnswer, transfer: readonly Transferable[]): void;
}
const scope = globalThis as unknown as WorkerScope;

scope.addEventListener('message', ({ data: { words, kdf } }) => {
  void stretchHere(words, kdf).then(
    (secret) => scope.postMessage({ secret }, []),
    () => scope.postMessage({ secret: null }, []),
  );
});
