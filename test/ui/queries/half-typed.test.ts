/** Forms that are half filled in: held until they are sealed, so that the device does not lock over them. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HalfTyped } from '../../../src/device/half-typed.ts';
import { HalfTypedForms } from '../../../src/ui/queries/half-typed.ts';
import { hasUnsavedWords } from '../../../src/ui/queries/unsaved.ts';

let there: Map<string, unknown>;
let failing: boolean;
const store: HalfTyped = {
  read: async () => new Map(there),
  write: async (name, value) => {
    if (failing) throw new Error('full');
    if (value === undefined) there.delete(name);
    else there.set(name, value);
  },
};
const forms = () => new HalfTypedForms({ halfTyped: async () => store });

beforeEach(() => {
  vi.useFakeTimers();
  there = new Map();
  failing = false;
});
afterEach(() => void vi.useRealTimers());

it('holds words until they are sealed, and they are there in the next window', async () => {
  const before = forms();
  before.put('ask', 'May she');
  expect(hasUnsavedWords()).toBe(true);
  await vi.advanceTimersByTimeAsync(200);
  expect(hasUnsavedWords()).toBe(false);
  const after = forms();
  expect(after.now('ask', '')).toBe('');
  await after.look();
  expect(after.now('ask', '')).toBe('May she');
});

it('holds on to what cannot be sealed, and seals it when it can be', async () => {
  failing = true;
  const one = forms();
  one.put('ask', 'May she');
  await vi.advanceTimersByTimeAsync(5000);
  expect(hasUnsavedWords()).toBe(true);
  failing = false;
  await vi.advanceTimersByTimeAsync(1000);
  expect([hasUnsavedWords(), there.get('ask')]).toStrictEqual([false, 'May she']);
});

it('forgets what is saved, in other windows too, unless they have gone on with it', async () => {
  const [one, reads, writes] = [forms(), forms(), forms()];
  one.put('ask', 'May she');
  await vi.advanceTimersByTimeAsync(200);
  await reads.look();
  await writes.look();
  writes.put('ask', 'May she come');
  one.put('ask', undefined);
  await vi.advanceTimersByTimeAsync(200);
  there.delete('ask');
  await reads.look();
  await writes.look();
  expect([reads.now('ask', ''), writes.now('ask', '')]).toStrictEqual(['', 'May she come']);
});

it('seals no choice alone, and of an older app takes what still fits', async () => {
  const one = forms();
  one.put('log', { kind: 'work-experience', title: '' });
  await vi.advanceTimersByTimeAsync(200);
  expect(there.size).toBe(0);
  there.set('log', { title: 'Visit to the docks' }).set('ask', { words: 'of another shape' });
  const after = forms();
  await after.look();
  expect(after.now('log', { title: '', where: '' })).toStrictEqual({ title: 'Visit to the docks', where: '' });
  expect(after.now('ask', '')).toBe('');
});
