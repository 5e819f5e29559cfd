/** When to sync (src/sync/runner.ts): how soon for which reason, and how long to wait after a failure. */
import { describe, expect, it } from 'vitest';
import type { Engine, SyncEnd } from '../../src/sync/engine.ts';
import { QUIET_MS } from '../../src/device/tabs.ts';
import { StorageProblem } from '../../src/sync/ports.ts';
import type { Runner, SyncReason } from '../../src/sync/runner.ts';
import { AFTER_OTHER_MS, BACK_OFF_MS, DRAFT_MS, POLL_MS, backOff, startRunner } from '../../src/sync/runner.ts';
import type { TestClock } from './clock.ts';
import { testClock } from './clock.ts';

interface Running {
  readonly runner: Runner;
  readonly clock: TestClock;
  /** Times at which a sync began. */
  readonly begun: readonly number[];
  answer(end: Partial<SyncEnd> | Error): void;
}

async function running(random = 0.5, exclusive?: Parameters<typeof startRunner>[0]['exclusive']): Promise<Running> {
  const clock = testClock(random);
  const begun: number[] = [];
  let next: Partial<SyncEnd> | Error = {};
  const sync = async (): Promise<SyncEnd> => {
    begun.push(clock.nowMs());
    if (next instanceof Error) throw next;
    return { result: 'ok', retryAfterMs: null, ...next };
  };
  const runner = startRunner({
    engine: { sync } as Engine,
    timers: clock.timers,
    chance: clock,
    exclusive: exclusive ?? (async (work) => (await work(), true)),
  });
  await clock.forward(0);
  return { runner, clock, begun, answer: (end) => (next = end) };
}

describe('a runner', () => {
  it('syncs at its start, and once a minute from then on', async () => {
    const { clock, begun } = await running();
    await clock.forward(2 * POLL_MS);
    expect(begun).toEqual([0, POLL_MS, 2 * POLL_MS]);
  });
  it.each<[SyncReason, number]>([
    ['asked', 0],
    ['back', 0],
    ['saved', 0],
    // Up to 700 ms, and chance says half, so that not all devices of a school come at once.
    ['poke', 350],
    ['draft', DRAFT_MS - 5000],
  ])('that is told "%s" syncs after %i ms', async (reason, wait) => {
    const { runner, clock, begun } = await running();
    await clock.forward(5000);
    runner.ask(reason);
    await clock.forward(wait);
    expect(begun).toEqual([0, 5000 + wait]);
  });
  it('takes the soonest of several reasons', async () => {
    const { runner, clock, begun } = await running();
    await clock.forward(5000);
    runner.ask('draft');
    runner.ask('saved');
    await clock.forward(0);
    expect(begun).toEqual([0, 5000]);
  });
  it('waits longer after each failure, and is its old self after a success', async () => {
    const { clock, begun, answer, runner } = await running();
    answer({ result: 'not-answering' });
    runner.ask('asked');
    await clock.forward(0);
    expect(clock.next()).toBe(1000);
    await clock.forward(1000);
    expect(clock.next()).toBe(2000);
    answer({});
    await clock.forward(2000);
    expect(clock.next()).toBe(POLL_MS);
    expect(begun).toHaveLength(4);
  });
  it('waits as long as the server asks', async () => {
    const { clock, answer, runner } = await running();
    answer({ result: 'not-answering', retryAfterMs: 90_000 });
    runner.ask('asked');
    await clock.forward(0);
    expect(clock.next()).toBe(90_000);
  });
  it('does not let a save or a poke cut the waiting short, but a person who presses "Try now" does', async () => {
    const { clock, answer, runner, begun } = await running();
    answer({ result: 'not-answering', retryAfterMs: 90_000 });
    runner.ask('asked');
    await clock.forward(0);
    runner.ask('saved');
    runner.ask('poke');
    await clock.forward(10_000);
    expect(begun).toHaveLength(2);
    runner.ask('asked');
    await clock.forward(0);
    expect(begun).toHaveLength(3);
  });
  it('takes tables that cannot be written for a failure like another', async () => {
    const { clock, answer, runner } = await running();
    answer(new StorageProblem('full'));
    runner.ask('asked');
    await clock.forward(0);
    expect(clock.next()).toBe(1000);
  });
  it('comes soon after another tab that syncs in its place: what was saved here may not have gone with it', async () => {
    const { clock, begun } = await running(0.5, async () => false);
    expect(begun).toEqual([]);
    expect(clock.next()).toBe(AFTER_OTHER_MS);
    expect(AFTER_OTHER_MS).toBeGreaterThan(QUIET_MS);
  });
  it('syncs once more for what is asked while a sync runs', async () => {
    let end = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { clock, begun, runner } = await running(0.5, async (work) => {
      await work();
      await gate;
      return true;
    });
    runner.ask('saved');
    await clock.forward(0);
    expect(begun).toHaveLength(1);
    end();
    await clock.forward(0);
    expect(begun).toHaveLength(2);
  });
  it('waits after a failure for what was saved while the sync ran, too', async () => {
    let fail = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      fail = resolve;
    });
    const { clock, begun, runner, answer } = await running(0.5, async (work) => {
      await gate;
      await work();
      return true;
    });
    answer({ result: 'not-answering' });
    runner.ask('saved');
    fail();
    await clock.forward(0);
    expect(begun).toHaveLength(1);
    expect(clock.next()).toBe(1000);
  });
  it('is silent after it was stopped', async () => {
    const { clock, runner, begun } = await running();
    runner.stop();
    runner.ask('asked');
    await clock.forward(10 * POLL_MS);
    expect(begun).toEqual([0]);
  });
});

describe('the back-off', () => {
  it('is anything up to a bound that doubles, and never more than a minute', () => {
    expect(backOff(1, 0)).toBe(0);
    expect(backOff(1, 0.5)).toBe(BACK_OFF_MS.first / 2);
    expect(backOff(2, 0.5)).toBe(BACK_OFF_MS.first);
    expect(backOff(40, 0.5)).toBe(BACK_OFF_MS.longest / 2);
  });
});
