import { expect, it } from 'vitest';
import { isNearlyFull, keptWords, roomWords } from '../../../src/ui/queries/storage.ts';

const MB = 1024 * 1024;

it.each([
  [null, 'Not known', false],
  [800 * MB, 'Plenty', false],
  [500 * MB, 'Plenty', false],
  [500 * MB - 1, '499 MB', true],
  [3 * MB, '3 MB', true],
  [-5, '0 MB', true],
])('the room left is said in words, and whether it is nearly full (%s bytes: %s)', (leftBytes, words, nearlyFull) => {
  const facts = { leftBytes, protectedFromClearing: null, installed: false };
  expect(roomWords(facts)).toBe(words);
  expect(isNearlyFull(facts)).toBe(nearlyFull);
});

it.each([
  [null, 'Not known'],
  [true, 'Yes'],
  [false, 'No'],
])('whether the browser will clear it is said in words (%s: %s)', (protectedFromClearing, words) => {
  expect(keptWords({ leftBytes: null, protectedFromClearing, installed: false })).toBe(words);
});
