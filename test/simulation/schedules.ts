/** Many histories, one after the other, each from its own seed; what failed, by seed. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUGS } from './bugs.ts';
import type { Bug, BugName } from './bugs.ts';
import { openRealServer } from './real-server.ts';
import { runHistory } from './world.ts';

export interface Schedules {
  readonly first: number;
  readonly schedules: number;
  readonly devices: number;
  readonly steps: number;
  /** A planted bug. */
  readonly bug?: string | undefined;
  /** Stop after so many failures. */
  readonly enough?: number;
  readonly trace?: ((...words: readonly unknown[]) => void) | undefined;
}

export interface Report {
  readonly ran: number;
  readonly seconds: number;
  readonly failures: readonly { readonly seed: number; readonly message: string }[];
}

/** Files of backups are kept in memory where there is such a place. */
const FILES_IN = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Runs them; a failure does not end the rest. */
export async function runSchedules(asked: Schedules): Promise<Report> {
  const bug: Bug = asked.bug === undefined ? { what: 'none' } : BUGS[asked.bug as BugName];
  const failures: { seed: number; message: string }[] = [];
  const begun = performance.now();
  let ran = 0;
  for (let seed = asked.first; ran < asked.schedules && failures.length < (asked.enough ?? Infinity); seed += 1) {
    ran += 1;
    const message = await failureOf(asked, bug, seed);
    if (message !== null) failures.push({ seed, message });
  }
  return { ran, seconds: (performance.now() - begun) / 1000, failures };
}

async function failureOf({ steps, devices, trace }: Schedules, bug: Bug, seed: number): Promise<string | null> {
  const dir = mkdtempSync(join(FILES_IN, 'fingerpost-sim-'));
  try {
    await runHistory({
      seed,
      steps,
      devices,
      makeServer: (parts) => openRealServer(parts, { dir, bends: bug.server }),
      bends: bug.device,
      ...(trace ? { trace } : {}),
    });
    return null;
  } catch (error) {
    if (!(error instanceof Error)) return String(error);
    return error.name === 'Broken' ? error.message : String(error.stack);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** How a planted bug was found: after how many histories, and by which words; null: it was not. */
export interface Found {
  readonly name: string;
  readonly what: string;
  readonly ran: number;
  readonly seed: number | null;
  readonly message: string | null;
}

/** Looks for each planted bug, in at most so many histories each. */
export async function* findBugs(
  asked: Omit<Schedules, 'bug' | 'enough'>,
  names: readonly string[] = Object.keys(BUGS),
): AsyncGenerator<Found> {
  for (const name of names) {
    const { ran, failures } = await runSchedules({ ...asked, bug: name, enough: 1 });
    const [first] = failures;
    yield { name, what: BUGS[name as BugName].what, ran, seed: first?.seed ?? null, message: first?.message ?? null };
  }
}
