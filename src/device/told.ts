/** A value of this window that changes, and whoever wants to hear of the next. */
export interface Told<T> {
  now(): T;
  /** Calls back at each change; returns how to stop. */
  subscribe(changed: (now: T) => void): () => void;
  tell(next: T): void;
}

/** A value that begins so. */
export function createTold<T>(first: T): Told<T> {
  let now = first;
  const listeners = new Set<(now: T) => void>();
  return {
    now: () => now,
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    tell(next) {
      now = next;
      for (const listener of listeners) listener(next);
    },
  };
}
