/**
 * Backups while the server serves: one every so many minutes if something was written since the last. Each is made by a
 * process of its own, so that nobody waits for the copy and nothing that goes wrong with it stops the server.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Instant } from '../../domain/time.ts';

/** How it stands with the backups of this process. */
export interface BackupState {
  /** When the last was made; null: none yet since the server started. */
  readonly madeAt: Instant | null;
  /** Why the last try failed, in one line without data; null: it did not. */
  readonly failure: string | null;
}

/** Backups that go on until they are stopped. */
export interface Schedule {
  readonly state: () => BackupState;
  readonly stop: () => void;
}

interface ScheduleParts {
  readonly everyMs: number;
  readonly now: () => Instant;
  /** Differs when something was written. */
  readonly writings: () => string;
  /** Makes one; resolves with why it failed, or null. Ended by the signal. */
  readonly make: (stop: AbortSignal) => Promise<string | null>;
  readonly warn: (line: string) => void;
}

/** Begins; the first is due after one interval. */
export function scheduleBackups({ everyMs, now, writings, make, warn }: ScheduleParts): Schedule {
  let state: BackupState = { madeAt: null, failure: null };
  let made: string | null = null;
  let isMaking = false;
  const stopped = new AbortController();
  const tick = async (): Promise<void> => {
    // What is written meanwhile is in the next one.
    if (isMaking || (state.failure === null && writings() === made)) return;
    isMaking = true;
    const failure = await make(stopped.signal).catch((problem: unknown) => String(problem));
    isMaking = false;
    if (stopped.signal.aborted) return;
    if (failure === null) made = writings();
    else warn(`The backup failed, and will be tried again: ${failure}`);
    state = { madeAt: failure === null ? now() : state.madeAt, failure };
  };
  const timer = setInterval(() => void tick(), everyMs);
  return {
    state: () => state,
    stop: () => {
      clearInterval(timer);
      stopped.abort();
    },
  };
}

/** Lets the command `backup` make one, in a process of its own with the same settings. */
export const makeByCommand =
  (env: Readonly<Record<string, string>>) =>
  (stop: AbortSignal): Promise<string | null> =>
    new Promise((resolve) => {
      const main = join(import.meta.dirname, 'main.js');
      const code =
        'const { main } = await import(process.argv[1]); process.exitCode = await main(["backup"], process.cwd());';
      const child = spawn(process.execPath, ['--input-type=module', '-e', code, main], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'ignore', 'pipe'],
        signal: stop,
      });
      let said = '';
      child.stderr.on('data', (text: Buffer) => (said += text.toString()));
      child.on('error', (problem) => resolve(problem.message));
      child.on('close', (code) => resolve(code === 0 ? null : (said.split('\n')[0] ?? '') || `it ended with ${code}`));
    });
