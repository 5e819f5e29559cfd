/**
 * How the device's storage is doing, for the screens to say in words: computed from the last writes, never latched.
 * A write that goes well clears whatever went before it.
 */
import type { StorageProblem } from '../sync/ports.ts';
import { createTold } from './told.ts';

/** `waiting`: a write has waited for longer than WATCHDOG_MS ("another window is holding the database"). */
export type StorageState = 'ok' | 'waiting' | StorageProblem['kind'];

/** How long a write may wait before people are told. */
export const WATCHDOG_MS = 5000;

/** The state of now, and whoever wants to hear of the next. */
export interface StorageWatch {
  now(): StorageState;
  /** Calls back at each change; returns how to stop. */
  subscribe(changed: (state: StorageState) => void): () => void;
}

/** The same, as the device's port reports to it. */
export interface StorageReport extends StorageWatch {
  set(state: StorageState): void;
  /** Runs a write and reports `waiting` while it takes too long; the write itself is neither hurried nor given up. */
  timed<T>(write: () => Promise<T>): Promise<T>;
}

/** A watch that begins well. */
export function createStorageReport(): StorageReport {
  const { now, subscribe, tell } = createTold<StorageState>('ok');
  const set = (next: StorageState) => (next === now() ? undefined : tell(next));
  return {
    now,
    subscribe,
    set,
    async timed(write) {
      const timer = setTimeout(() => set('waiting'), WATCHDOG_MS);
      try {
        return await write();
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

const RETRIABLE = new Set([
  'UnknownError',
  'InvalidStateError',
  'DatabaseClosedError',
  'AbortError',
  'OpenFailedError',
]);
const BLOCKED = new Set(['VersionError', 'BlockedError', 'UpgradeError', 'VersionChangeError']);
const CLEARED = 'TablesReplaced';
const BROKEN = new Set([
  'MissingAPIError',
  'MissingAPI',
  'SecurityError',
  'TransactionInactiveError',
  'TimeoutError',
  'ConstraintError',
  'DataError',
  'DataCloneError',
  'NotFoundError',
  'ReadOnlyError',
  'BulkError',
  'ModifyError',
]);

/** What a rejected write means: a kind of problem (`lost` is worth one more try), or null: not the storage's doing. */
export function problemKind(reason: unknown): StorageProblem['kind'] | null {
  const names = namesOf(reason);
  if (names.some((name) => name === 'QuotaExceededError')) return 'full';
  if (names.includes(CLEARED)) return 'cleared';
  if (names.some((name) => BLOCKED.has(name))) return 'blocked';
  if (names.some((name) => RETRIABLE.has(name))) return 'lost';
  return names.some((name) => BROKEN.has(name)) ? 'broken' : null;
}

/** The names of an error and of what it wraps: Dexie puts the browser's error in `inner`, a bulk write in `failures`. */
function namesOf(reason: unknown, depth = 0): readonly string[] {
  if (typeof reason !== 'object' || reason === null || depth > 4) return [];
  const { name, inner, failures } = reason as { name?: unknown; inner?: unknown; failures?: unknown };
  const first = Array.isArray(failures) ? failures[0] : undefined;
  return [...(typeof name === 'string' ? [name] : []), ...namesOf(inner, depth + 1), ...namesOf(first, depth + 1)];
}
