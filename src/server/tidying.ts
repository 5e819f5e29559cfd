/**
 * What a server lets go of by the clock, now and again and again: what the manifest has too long, the words of what was refused too
 * long ago, and backups that are too old.
 */
import type { Instant } from '../domain/time.ts';
import { thinByClock } from './backups/folder.ts';
import { forgetSent } from './holders/manifest.ts';
import { forgetRefused } from './rights/refused-words.ts';
import type { Store } from './store/store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface TidyingParts {
  readonly store: Store;
  /** Folder of the backups; null: they are none of this server's. */
  readonly backupDir: string | null;
  readonly now: () => Instant;
  /** One line. */
  readonly warn: (line: string) => void;
}

/** Begins; the answer ends it. */
export function tidy({ store, backupDir, now, warn }: TidyingParts): () => void {
  const forget = () => {
    void forgetSent(store, now());
    void forgetRefused(store, now());
  };
  const thin = async (): Promise<void> => {
    if (backupDir === null) return;
    await thinByClock(store, backupDir, now()).catch((problem: unknown) => {
      // Of the file system alone: the message of any other may hold anything.
      if (!(problem instanceof Error && 'syscall' in problem)) throw problem;
      warn(`Backups that are too old could not be deleted, and will be tried again: ${problem.message}`);
    });
  };
  forget();
  void thin();
  const timers = [setInterval(forget, DAY_MS).unref(), setInterval(() => void thin(), HOUR_MS).unref()];
  return () => timers.forEach(clearInterval);
}
