/** Waiting until the disk has it. */
import { closeSync, fsyncSync, openSync } from 'node:fs';

/** What was written of a file, or the names in a folder, outlive a power cut when this returns. Never for an open data file: its locks would go. */
export function writeThrough(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
