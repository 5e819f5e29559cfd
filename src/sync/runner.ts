/**
 * When to sync. Reasons to go come from outside (a save, a poke, the page becoming visible); here stands how soon, and
 * how long to wait after a failure: exponential back-off with full jitter, and what the server asks for (Retry-After).
 * Correctness never depends on it: every tab may run one, and `exclusive` only saves traffic.
 * Pokes may be lost: a poll every 60 s covers for them.
 */
import type { Engine, SyncEnd } from './engine.ts';
import type { ChancePort, TimerPort } from './ports.ts';

/** Milliseconds between polls. */
export const POLL_MS = 60_000;
/** Milliseconds between syncs that only carry typing. */
export const DRAFT_MS = 60_000;
/** A poke is followed within so many milliseconds: what is saved elsewhere is seen within a second, sync and all. */
export const POKE_SPREAD_MS = 700;
/** First and longest back-off, milliseconds: after a long outage everybody has knocked within the time of a poll. */
export const BACK_OFF_MS = { first: 2_000, longest: POLL_MS } as const;

/** When another tab syncs, or has just done so, this one comes so soon after it: there may be something that the other did not take along. */
export const AFTER_OTHER_MS = 2_500;

/** Why to sync. */
export type SyncReason =
  /** The app has started, a person pressed "Try now", or has signed in: at once, whatever failed before. */
  | 'asked'
  /** Something was saved that others wait for; a field was left; an interview was paused or finished. */
  | 'saved'
  /** A keystroke was saved: within a minute. */
  | 'draft'
  /** The server says that something changed. */
  | 'poke'
  /** The page became visible, or the browser thinks that it is online: worth a try. */
  | 'back';

/** What a runner works with. */
export interface RunnerParts {
  readonly engine: Engine;
  readonly timers: TimerPort;
  readonly chance: ChancePort;
  /** Runs `work` while no other tab of this browser syncs; not at all (false) when another does. */
  readonly exclusive: (work: () => Promise<void>) => Promise<boolean>;
}

export interface Runner {
  /** Syncs as soon as the reason deserves. */
  ask(reason: SyncReason): void;
  /** Ends the polling of this tab. */
  stop(): void;
}

/** Milliseconds to wait after so many failures in a row: anything up to a bound that doubles (full jitter). */
export function backOff(failures: number, random: number): number {
  const bound = Math.min(BACK_OFF_MS.longest, BACK_OFF_MS.first * 2 ** Math.max(0, failures - 1));
  return Math.floor(random * bound);
}

/** Starts to sync and goes on until it is stopped. */
export function startRunner({ engine, timers, chance, exclusive }: RunnerParts): Runner {
  let failures = 0;
  let endedAt = 0;
  /** Not before this time: after a failure. */
  let notBefore = 0;
  let dueAt = Number.POSITIVE_INFINITY;
  let cancel = (): void => undefined;
  let running = false;
  let stopped = false;

  function plan(at: number): void {
    dueAt = Math.min(dueAt, at);
    if (running || stopped) return;
    cancel();
    cancel = timers.after(Math.max(0, dueAt - chance.nowMs()), () => void run());
  }

  async function run(): Promise<void> {
    running = true;
    dueAt = Number.POSITIVE_INFINITY;
    let end: SyncEnd = { result: 'overtaken', retryAfterMs: null };
    let next = POLL_MS;
    const sync = async () => {
      end = await engine.sync();
    };
    try {
      if (!(await exclusive(sync))) next = AFTER_OTHER_MS;
    } catch {
      // The tables cannot be written (StorageProblem): whoever saves is told so; here it is a failure like another.
      end = { result: 'not-answering', retryAfterMs: null };
    }
    running = false;
    endedAt = chance.nowMs();
    const isGood = end.result === 'ok' || end.result === 'overtaken';
    failures = isGood ? 0 : failures + 1;
    const wait = isGood ? 0 : Math.max(backOff(failures, chance.random()), end.retryAfterMs ?? 0);
    notBefore = endedAt + wait;
    dueAt = Math.max(dueAt, notBefore);
    plan(isGood ? endedAt + next : notBefore);
  }

  const timeOf: Readonly<Record<SyncReason, () => number>> = {
    asked: () => chance.nowMs(),
    back: () => chance.nowMs(),
    saved: () => Math.max(chance.nowMs(), notBefore),
    // So that not all devices of a school come at once.
    poke: () => Math.max(chance.nowMs() + Math.floor(chance.random() * POKE_SPREAD_MS), notBefore),
    draft: () => Math.max(endedAt + DRAFT_MS, notBefore),
  };

  plan(chance.nowMs());
  return {
    ask: (reason) => plan(timeOf[reason]()),
    stop() {
      stopped = true;
      cancel();
    },
  };
}
