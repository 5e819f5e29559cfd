/** Stretching in a worker of its own, which ends with its answer: what it knew of the words goes with it. */
// oxlint-disable-next-line import/default -- the build makes it
import workerUrl from './words-worker.ts?worker&url';
import { scriptUrl } from './script-url.ts';
import type { Stretch } from './words-key.ts';
import type { WordsAnswer } from './words-worker.ts';

/** As `stretchHere`, in a worker. */
export const stretchInWorker: Stretch = (words, kdf) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(scriptUrl(workerUrl));
    const end = (then: () => void) => {
      worker.terminate();
      then();
    };
    const failed = () => end(() => reject(new Error('The words could not be worked out on this device.')));
    worker.addEventListener('message', ({ data: { secret } }: MessageEvent<WordsAnswer>) =>
      secret ? end(() => resolve(secret)) : failed(),
    );
    worker.addEventListener('error', failed);
    // A worker has no other origin than its page.
    worker.postMessage({ words, kdf }, []);
  });
