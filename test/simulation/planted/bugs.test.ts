/** The oracles find planted bugs: those that are quick to find here, all of them by `npm run simulate -- --mutants`. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { BugName } from './bugs.ts';
import { BUGS } from './bugs.ts';
import { findBug } from './find-bugs.ts';
import { SCRIPTED, runScript } from './scripts.ts';
import { openSimulator } from './simulator.ts';
import { bent } from './planted.ts';

const source = (file: string) => readFileSync(new URL(`../../../src/${file}`, import.meta.url), 'utf8');

it.each(Object.entries(BUGS))('the line that %s bends is in the code that ships', (_, { bends }) => {
  for (const bend of bends) expect(bent(source(bend.file), bend)).not.toBe(source(bend.file));
});

it.each(SCRIPTED)('the script for %s holds, and not with the bug in it', async (name) => {
  await runScript(name);
  const simulator = await openSimulator(BUGS[name]);
  await expect(simulator.runScript(name)).rejects.toThrow();
  await simulator.close();
});

/** Found within so many histories, by seeds from 1. */
const QUICK: Readonly<Partial<Record<BugName, number>>> = {
  dropOnOutcome: 4,
  noWant: 4,
  journalNotKept: 8,
  grantOfStart: 8,
  skipsFilter: 4,
  cookieAtEnd: 8,
  noIdempotency: 8,
  noEpoch: 12,
};

it.each(Object.entries(QUICK))(
  'the oracles find %s',
  async (name, schedules) => {
    const { seed } = await findBug(name as BugName, { first: 1, schedules, devices: 5, steps: 160 });
    expect(seed, BUGS[name as BugName].what).not.toBeNull();
  },
  60_000,
);
