/** Looks for planted bugs: after how many histories each is found, and by which words of the oracles. */
import type { Schedules } from '../schedules.ts';
import type { BugName } from './bugs.ts';
import { BUGS } from './bugs.ts';
import { openSimulator } from './simulator.ts';

/** How a planted bug was found; `seed` null: it was not. */
export interface Found {
  readonly name: string;
  readonly what: string;
  readonly ran: number;
  readonly seconds: number;
  readonly seed: number | null;
  readonly message: string | null;
}

/** Did the program itself fall over? A bug that does that is planted badly: no oracle has found it. */
const isCrash = (message: string): boolean => /^\w*Error\b/.test(message);

/** Looks for one of them until it is found, in at most so many histories. */
export async function findBug(name: BugName, asked: Omit<Schedules, 'enough'>): Promise<Found> {
  const simulator = await openSimulator(BUGS[name]);
  try {
    const { ran, seconds, failures } = await simulator.runSchedules({ ...asked, enough: 1 });
    const [first] = failures;
    const seed = first && !isCrash(first.message) ? first.seed : null;
    return { name, what: BUGS[name].what, ran, seconds, seed, message: first?.message ?? null };
  } finally {
    await simulator.close();
  }
}
