/**
 * Live values: what is in the tables, read again by Dexie's liveQuery when it changes (in this tab or another), opened
 * outside of any transaction, and given to whoever listens. Opening takes time, so it is done for one reading at a time,
 * always the newest; readings in between are left out.
 */
import { liveQuery } from 'dexie';

/** A value that changes: `subscribe` gives the value of now, then each later one, until it is called off. */
export interface Live<T> {
  subscribe(next: (value: T) => void, failed: (reason: unknown) => void): () => void;
}

/** Stands for "nothing new to tell" in `derive`. */
export const UNCHANGED = Symbol('unchanged');

/** How long after a failed reading it is tried again. */
const RETRY_MS = 1000;

/** What Dexie reads, live. A reading that fails is told, and tried again. */
export function liveReading<T>(read: () => Promise<T>): Live<T> {
  return {
    subscribe(next, failed) {
      let stopped = false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let inner = { unsubscribe: () => {} };
      const start = () => {
        inner = liveQuery(read).subscribe({
          next,
          error(reason: unknown) {
            failed(reason);
            inner.unsubscribe();
            if (!stopped) timer = setTimeout(start, RETRY_MS);
          },
        });
      };
      start();
      return () => {
        stopped = true;
        clearTimeout(timer);
        inner.unsubscribe();
      };
    },
  };
}

/** One subscription to the source, however many listen; a newcomer gets the last value at once. */
export function shared<T>(source: Live<T>): Live<T> {
  const listeners = new Set<{ next: (value: T) => void; failed: (reason: unknown) => void }>();
  let last: { readonly value: T } | null = null;
  let stop: (() => void) | null = null;
  const start = () =>
    source.subscribe(
      (value) => {
        last = { value };
        for (const listener of listeners) listener.next(value);
      },
      (reason) => {
        for (const listener of listeners) listener.failed(reason);
      },
    );
  return {
    subscribe(next, failed) {
      const listener = { next, failed };
      listeners.add(listener);
      if (last) next(last.value);
      stop ??= start();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
        last = null;
      };
    },
  };
}

/**
 * A value worked out of another. `make` begins afresh for each listener and answers UNCHANGED when it has nothing to tell.
 * The first value comes as soon as it can; later ones no closer than `gapMs`, and the last is never left out.
 */
export function derive<S, T>(
  source: Live<S>,
  make: () => (value: S) => Promise<T | typeof UNCHANGED>,
  gapMs = 0,
): Live<T> {
  return {
    subscribe(next, failed) {
      const work = make();
      const state: { stopped: boolean; busy: boolean; waiting: { readonly value: S } | null } = {
        stopped: false,
        busy: false,
        waiting: null,
      };
      const tell = async (value: S) => {
        try {
          const made = await work(value);
          if (!state.stopped && made !== UNCHANGED) next(made);
        } catch (reason) {
          if (!state.stopped) failed(reason);
        }
      };
      const run = async () => {
        state.busy = true;
        while (state.waiting && !state.stopped) {
          const { value } = state.waiting;
          state.waiting = null;
          await tell(value);
          if (gapMs > 0) await new Promise((resolve) => setTimeout(resolve, gapMs));
        }
        state.busy = false;
      };
      const stop = source.subscribe((value) => {
        state.waiting = { value };
        if (!state.busy) void run();
      }, failed);
      return () => {
        state.stopped = true;
        stop();
      };
    },
  };
}
