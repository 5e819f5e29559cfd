import { expect, it } from 'vitest';
import { line } from '../../src/domain/text.ts';
import { PAYLOADS } from './payloads.ts';

it('there are two thousand payloads, no two alike, each with a number of its own', () => {
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(2000);
  expect(new Set(PAYLOADS.map(({ text }) => text)).size).toBe(PAYLOADS.length);
  expect(new Set(PAYLOADS.map(({ n }) => n)).size).toBe(PAYLOADS.length);
  expect(PAYLOADS.filter(({ n, text }) => !text.includes(String(n)))).toStrictEqual([]);
});

it('every payload goes into every field: a line takes it', () => {
  expect(PAYLOADS.filter(({ text }) => !line.safeParse(text).success)).toStrictEqual([]);
});
