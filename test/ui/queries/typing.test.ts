/** Typing that is saved as it goes (src/ui/queries/typing.ts), under a clock of our own. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Saved } from '../../../src/ui/queries/mutate.ts';
import type { TypingState } from '../../../src/ui/queries/typing.ts';
import { LONGEST_MS, PAUSE_MS, SLOW_MS, TypedText } from '../../../src/ui/queries/typing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A text whose saves take so long each. */
function aText(savesTakeMs: number) {
  const told: TypingState['kind'][] = [];
  const saved: string[] = [];
  let id = 0;
  const text = new TypedText({
    newId: () => `${(id += 1)}`,
    nowMs: () => Date.now(),
    told: ({ kind }) => void told.push(kind),
    save: (write) =>
      new Promise<Saved>((resolve) => {
        setTimeout(() => {
          saved.push(write.text);
          resolve({ kind: 'saved', ids: [] });
        }, savesTakeMs);
      }),
  });
  return { text, told, saved };
}

test('words are saved a pause after the last key', async () => {
  const { text, saved, told } = aText(5);
  text.type('Wants');
  await vi.advanceTimersByTimeAsync(PAUSE_MS + 5);
  expect(saved).toStrictEqual(['Wants']);
  expect(told).toStrictEqual(['saved']);
  expect(text.unsaved).toBeNull();
});

test('somebody who goes on typing is saved meanwhile', async () => {
  const { text, saved } = aText(5);
  for (let key = 1; key <= 10; key += 1) {
    text.type('x'.repeat(key));
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(saved.length).toBeGreaterThanOrEqual(Math.floor(500 / (LONGEST_MS + 55)));
});

test('a save that takes its time is not said to be done', async () => {
  const { text, told } = aText(1000);
  text.type('Wants');
  await vi.advanceTimersByTimeAsync(SLOW_MS);
  expect(told).toStrictEqual(['saving']);
  await vi.advanceTimersByTimeAsync(1000);
  expect(told).toStrictEqual(['saving', 'saved']);
});

test('words that were typed during a slow save are not said to be saved with it', async () => {
  const { text, told, saved } = aText(1000);
  text.type('Wants');
  await vi.advanceTimersByTimeAsync(PAUSE_MS + 900);
  text.type('Wants to be a vet');
  await vi.advanceTimersByTimeAsync(100 + SLOW_MS);
  expect(saved).toStrictEqual(['Wants']);
  expect(told.at(-1)).toBe('saving');
  await vi.advanceTimersByTimeAsync(2000);
  expect(saved).toStrictEqual(['Wants', 'Wants to be a vet']);
  expect(told.at(-1)).toBe('saved');
});
