import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../src/device/database.ts';
import { COMPRESS_MIN_BYTES } from '../../src/device/compression.ts';
import { createVault, markOf } from '../../src/device/vault.ts';
import { makeKey } from './device-support.ts';
import { runs } from '../support/seed.ts';

const SCOPE = 'fingerpost/a1/s1';
const key = await makeKey();
const vault = createVault({ key, scope: SCOPE });

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', minLength: 300, maxLength: 3000 }));

describe('a box', () => {
  it('gives back what was sealed, short or long, in any script', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.nat(), async (words, version) => {
        const json = JSON.stringify({ words });
        const box = await vault.seal('record', 'r1', version, json);
        expect(await vault.open('record', 'r1', version, box)).toBe(json);
      }),
      { numRuns: 100 },
    );
  });

  it('does not open when any byte of it is changed', async () => {
    const long = await vault.seal('record', 'r1', 3, JSON.stringify({ words: 'a step '.repeat(200) }));
    const short = await vault.seal('record', 'r1', 3, '{"a":1}');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(long, short),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (box, at, by) => {
          const changed: Box = box.slice();
          const index = at % box.length;
          changed[index] = (changed[index] ?? 0) ^ by;
          expect(await vault.open('record', 'r1', 3, changed)).toBeNull();
        },
      ),
      { numRuns: runs(500) },
    );
  });

  it('does not open when it is cut short or empty', async () => {
    const box = await vault.seal('own', 'm1', 1, '{}');
    for (let length = 0; length < box.length; length += 1)
      expect(await vault.open('own', 'm1', 1, box.slice(0, length))).toBeNull();
  });

  it('opens only in its own table, under its own id and version', async () => {
    const box = await vault.seal('record', 'r1', 3, '{}');
    expect(await vault.open('record', 'r1', 3, box)).toBe('{}');
    expect(await vault.open('digest', 'r1', 3, box)).toBeNull();
    expect(await vault.open('record', 'r2', 3, box)).toBeNull();
    expect(await vault.open('record', 'r1', 4, box)).toBeNull();
  });

  it('opens only for its own account and under its own key', async () => {
    const box = await vault.seal('record', 'r1', 3, '{}');
    const otherAccount = createVault({ key, scope: 'fingerpost/a2/s1' });
    const otherKey = createVault({ key: await makeKey(), scope: SCOPE });
    expect(await otherAccount.open('record', 'r1', 3, box)).toBeNull();
    expect(await otherKey.open('record', 'r1', 3, box)).toBeNull();
  });

  it('is smaller than long words and shows none of them', async () => {
    const words = 'canary '.repeat(500);
    const box = await vault.seal('record', 'r1', 3, words);
    expect(box.length).toBeLessThan(words.length / 4);
    const short = await vault.seal('record', 'r1', 3, 'canary'.padEnd(COMPRESS_MIN_BYTES - 1));
    for (const each of [box, short]) expect(Buffer.from(each).includes('canary')).toBe(false);
  });

  it('is sealed anew each time, and its mark says so', async () => {
    const boxes = await Promise.all(Array.from({ length: 50 }, () => vault.seal('own', 'm1', 1, '{}')));
    expect(new Set(boxes.map(markOf)).size).toBe(50);
    expect(new Set(boxes.map((box) => Buffer.from(box).toString('hex'))).size).toBe(50);
  });

  it('is made without deflating where the browser cannot', async () => {
    const native = globalThis.CompressionStream;
    const words = JSON.stringify('words '.repeat(300));
    Reflect.deleteProperty(globalThis, 'CompressionStream');
    try {
      const box = await vault.seal('record', 'r1', 3, words);
      expect(box.length).toBeGreaterThan(words.length);
      expect(await vault.open('record', 'r1', 3, box)).toBe(words);
    } finally {
      globalThis.CompressionStream = native;
    }
  });
});
