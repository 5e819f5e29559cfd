/** A clock and timers that a test moves by hand. */
import type { ChancePort, TimerPort } from '../../src/sync/ports.ts';

export interface TestClock extends ChancePort {
  readonly timers: TimerPort;
  /** Moves the clock, calls what is due in order, and lets what was begun go on. */
  forward(ms: number): Promise<void>;
  /** Milliseconds until the next timer; null: none. */
  next(): number | null;
}

/** Begins at zero. `random` in [0, 1), the same each time. */
export function testClock(random = 0.5): TestClock {
  let now = 0;
  let waiting: { readonly at: number; readonly call: () => void }[] = [];
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    nowMs: () => now,
    newId: () => '00000000-0000-7000-8000-000000000000',
    random: () => random,
    timers: {
      after(ms, call) {
        const timer = { at: now + ms, call };
        waiting.push(timer);
        return () => {
          waiting = waiting.filter((other) => other !== timer);
        };
      },
    },
    async forward(ms) {
      const until = now + ms;
      await settle();
      for (;;) {
        const due = waiting.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (!due) break;
        now = due.at;
        waiting = waiting.filter((other) => other !== due);
        due.call();
        await settle();
      }
      now = until;
    },
    next: () => (waiting.length === 0 ? null : Math.min(...waiting.map(({ at }) => at)) - now),
  };
}
