/** Histories in blocks, so that the runner can share them out and a failure says where. */
import { expect, it } from 'vitest';
import { runSchedules } from './schedules.ts';

const BLOCK = 25;

/** Declares histories of five devices, from one seed to another, both included. */
export function histories(first: number, last: number): void {
  const seeds = Array.from({ length: (last - first + 1) / BLOCK }, (_, i) => first + i * BLOCK);
  it.each(seeds)(
    'devices and server keep their promises in the 25 histories from %i',
    async (seed) => {
      const { ran, failures } = await runSchedules({ first: seed, schedules: BLOCK, devices: 5, steps: 160 });
      // A seed alone is enough to see it again: npm run simulate -- --schedules 1 --seed N --trace
      expect(failures).toEqual([]);
      expect(ran).toBe(BLOCK);
    },
    120_000,
  );
}
