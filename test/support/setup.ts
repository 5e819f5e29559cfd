/** Runs before each test file: an error on the console fails the test that caused it. */
import { afterEach, beforeEach, expect, vi } from 'vitest';

beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  expect(console.error, 'nothing is written to the console as an error').not.toHaveBeenCalled();
  vi.restoreAllMocks();
});
