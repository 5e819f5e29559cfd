// @vitest-environment happy-dom
/** Words that are stretched in a worker: it ends with its answer, and the page's policy lets no other script through. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { WordsKdf } from '../../src/device/key-rows.ts';
import { stretchHere } from '../../src/device/words-key.ts';

// The build makes the address; here there is none.
vi.mock('../../src/device/words-worker.ts?worker&url', () => ({ default: '/assets/words-worker-abc_12-3.js' }));
const { stretchInWorker } = await import('../../src/device/words-worker-port.ts');
const { scriptUrl } = await import('../../src/device/script-url.ts');

const KDF: WordsKdf = { memory: 8, passes: 1, lanes: 1, salt: new Uint8Array(16).fill(3) };
const ended: string[] = [];

/** A thread that answers so. */
function worker(answer: 'works' | 'has no room' | 'does not start'): void {
  class FakeWorker extends EventTarget {
    readonly #url: string;
    constructor(url: string) {
      super();
      this.#url = url;
    }
    async postMessage({ words, kdf }: { readonly words: string; readonly kdf: WordsKdf }): Promise<void> {
      if (answer === 'does not start') this.dispatchEvent(new Event('error'));
      else {
        const data = { secret: answer === 'works' ? await stretchHere(words, kdf) : null };
        this.dispatchEvent(new MessageEvent('message', { data }));
      }
    }
    terminate(): void {
      ended.push(this.#url);
    }
  }
  vi.stubGlobal('Worker', FakeWorker);
}
afterEach(() => {
  vi.unstubAllGlobals();
  ended.splice(0);
});

describe('stretching in a worker', () => {
  it('gives what stretching here gives, and ends the worker', async () => {
    worker('works');
    expect(await stretchInWorker('Otter bramble', KDF)).toStrictEqual(await stretchHere('otter-bramble', KDF));
    expect(ended).toStrictEqual(['/assets/words-worker-abc_12-3.js']);
  });

  it.each(['has no room', 'does not start'] as const)('rejects when it %s, and ends the worker', async (answer) => {
    worker(answer);
    await expect(stretchInWorker('otter', KDF)).rejects.toThrow('could not be worked out');
    expect(ended).toHaveLength(1);
  });

  it('is Argon2id: the answer is that of another implementation', async () => {
    expect(Buffer.from(await stretchHere('otter bramble lantern seven', KDF)).toString('hex')).toBe(
      '5f9016fdf1c29eea3e58e865c1d5b7b685ffb662cbfdb6352b63316e10d73301',
    );
  });
});

describe('the policy of scripts', () => {
  it('lets the two workers of the app through, and nothing else', () => {
    expect(scriptUrl('/sw.js')).toBe('/sw.js');
    for (const other of ['https://evil.example/sw.js', '/assets/words-worker-a.js?x', '/assets/main-a.js', 'data:,1'])
      expect(() => scriptUrl(other)).toThrow('not a script of this app');
  });
});
