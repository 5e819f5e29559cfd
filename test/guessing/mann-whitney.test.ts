/** The test of whether two sets of numbers are drawn alike says what others say of the same numbers, and sees a difference. */
import { expect, it } from 'vitest';
import { mannWhitney } from './mann-whitney.ts';

const upTo = (many: number, of: (n: number) => number) => Array.from({ length: many }, (_, n) => of(n));

it('finds no difference in the same numbers, and all of it in numbers that do not overlap', () => {
  const same = upTo(200, (n) => (n * 37) % 200);
  expect(mannWhitney(same, same).u).toBe(20_000);
  expect(mannWhitney(same, same).p).toBeCloseTo(1, 6);
  expect(
    mannWhitney(
      upTo(20, () => 3),
      upTo(20, () => 3),
    ).p,
  ).toBe(1);
  expect(
    mannWhitney(
      same,
      upTo(200, (n) => 1000 + n),
    ).p,
  ).toBeLessThan(1e-12);
});

it('gives the figures of the textbooks', () => {
  // Hollander and Wolfe (1973), 69f: as R's wilcox.test has it.
  const a = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
  const b = [1.15, 0.88, 0.9, 0.74, 1.21];
  const { u, p } = mannWhitney(a, b);
  expect(u).toBe(35);
  // Exact: 0.2544.
  expect(p).toBeCloseTo(0.245, 2);
});

it('sees three milliseconds in sixty where the numbers scatter by ten', () => {
  let seed = 7;
  const scatter = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const of = (base: number) => upTo(200, () => base + 10 * (scatter() + scatter() - 1));
  expect(mannWhitney(of(60), of(60)).p).toBeGreaterThan(0.01);
  expect(mannWhitney(of(60), of(63)).p).toBeLessThan(0.01);
});
