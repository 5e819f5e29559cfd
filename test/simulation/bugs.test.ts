/** The oracles find planted bugs: those that are quick to find here, all of them by `npm run simulate -- --mutants`. */
import { expect, it } from 'vitest';
import { BUGS } from './bugs.ts';
import type { BugName } from './bugs.ts';
import { runSchedules } from './schedules.ts';

/** Found within so many histories, by seeds from 1. */
const QUICK: Readonly<Partial<Record<BugName, number>>> = {
  dropOnOutcome: 4,
  turnKept: 4,
  noWant: 4,
  notFiltered: 20,
  journalNotKept: 4,
  signOutForgets: 12,
  oneVersion: 4,
  grantOfStart: 8,
  skipsFilter: 4,
  cookieAtEnd: 8,
  noIdempotency: 8,
  noEpoch: 12,
};

it.each(Object.entries(QUICK))(
  'the oracles find %s',
  async (name, schedules) => {
    const { failures } = await runSchedules({ first: 1, schedules, devices: 5, steps: 160, bug: name, enough: 1 });
    expect(failures, BUGS[name as BugName].what).toHaveLength(1);
  },
  60_000,
);
