/** Many histories, one after the other, each from its own seed; what failed, by seed. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Failure } from './oracle/broken.ts';
import { openRealServer } from './real-server.ts';
import { runHistory } from './world.ts';

export interface Schedules {
  readonly first: number;
  readonly schedules: number;
  readonly devices: number;
  readonly steps: number;
  /** Stop after so many failures. */
  readonly enough?: number;
  readonly trace?: ((sentence: string) => void) | undefined;
  /** Which histories run over the real tables, in Dexie: every one of so many; 0: none. */
  readonly dexieEvery?: number | undefined;
  /** Steps that are left out. */
  readonly skip?: ReadonlySet<number> | undefined;
}

export interface Report {
  readonly ran: number;
  readonly seconds: number;
  readonly failures: readonly { readonly seed: number; readonly message: string }[];
}

/** They are a few times slower. */
const DEXIE_EVERY = 10;

/** Files of backups are kept in memory where there is such a place. */
const FILES_IN = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Runs them; a failure does not end the rest. */
export async function runSchedules(asked: Schedules): Promise<Report> {
  const failures: { seed: number; message: string }[] = [];
  const begun = performance.now();
  let ran = 0;
  for (let seed = asked.first; ran < asked.schedules && failures.length < (asked.enough ?? Infinity); seed += 1) {
    ran += 1;
    const failure = await failureOf(asked, seed);
    if (failure !== null) failures.push({ seed, message: failure.message });
  }
  return { ran, seconds: (performance.now() - begun) / 1000, failures };
}

export async function failureOf(
  { steps, devices, trace, skip, dexieEvery = DEXIE_EVERY }: Omit<Schedules, 'first' | 'schedules'>,
  seed: number,
): Promise<Failure | null> {
  const dir = mkdtempSync(join(FILES_IN, 'fingerpost-sim-'));
  try {
    return await runHistory({
      seed,
      steps,
      devices,
      makeServer: (parts) => openRealServer(parts, dir),
      trace,
      skip,
      onDexie: dexieEvery > 0 && seed % dexieEvery === 0,
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
