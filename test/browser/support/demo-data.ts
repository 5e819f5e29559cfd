/**
 * The data of the demo school: made once on each day of a run of the journeys, and copied for each server, as it was when its
 * first server had stopped. Outside such a run every server makes its own.
 */
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FOLDER = 'FINGERPOST_DEMO_DATA';

/** Before all journeys; what it answers runs after them. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'fingerpost-demo-'));
  process.env[FOLDER] = folder;
  return () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Copies them into an empty folder. `make`: starts a server over a folder, and stops it. */
export async function copyDemoData(into: string, make: (folder: string) => Promise<void>): Promise<void> {
  const folder = process.env[FOLDER];
  if (!folder) return;
  const today = join(folder, new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(Date.now()));
  if (!existsSync(today)) {
    const making = join(await mkdtemp(`${today}.`), 'data');
    await make(making);
    // Another worker may have been first: theirs is as good.
    await rename(making, today).catch((problem: unknown) => {
      if (!existsSync(today)) throw problem;
    });
  }
  await cp(today, into, { recursive: true });
}
