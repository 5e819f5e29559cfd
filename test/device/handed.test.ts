// @vitest-environment happy-dom
/** Keys between two windows: held for a moment and given meanwhile to who asks; another window gives them, unless the device is locked. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HandMessage, Handed } from '../../src/device/handed.ts';
import { HELD_MS, createHolder, isHandMessage } from '../../src/device/handed.ts';
import { carry, giveKeys, handOver, takeKeys } from '../../src/device/key-handover.ts';
import { keyRing } from '../../src/device/key-ring.ts';
import { forgetSession, putKept } from '../../src/device/last-key.ts';
import { sharedScopeOf } from '../../src/device/who-is-here.ts';
import { sharedNote } from '../../src/device/shared-note.ts';
import { makeKey } from './device-support.ts';

const HANDED: Handed = { keys: [], carried: null };

describe('what the worker holds', () => {
  const timers: { ms: number; end: () => void; stopped: boolean }[] = [];
  const holder = () =>
    createHolder((ms, then) => {
      const timer = { ms, end: then, stopped: false };
      timers.push(timer);
      return () => void (timer.stopped = true);
    });
  afterEach(() => void timers.splice(0));

  it('is given to each window that asks meanwhile: one may have been left before it had started', () => {
    const { hold, give } = holder();
    hold(HANDED);
    expect([give(), give()]).toStrictEqual([HANDED, HANDED]);
    expect(timers.map(({ ms, stopped }) => [ms, stopped])).toStrictEqual([[HELD_MS, false]]);
  });

  it('goes after a moment, or when it is told to', () => {
    const { hold, give } = holder();
    hold(HANDED);
    expect(timers[0]?.ms).toBe(HELD_MS);
    timers[0]?.end();
    expect(give()).toBeNull();
    hold(HANDED);
    hold(null);
    expect(give()).toBeNull();
  });

  it('is asked for by its own messages only', () => {
    expect([null, 'hold', { type: 'SKIP_WAITING' }, {}].some(isHandMessage)).toBe(false);
    expect([{ type: 'hold', handed: null }, { type: 'give' }].every(isHandMessage)).toBe(true);
  });
});

const inTruth = setTimeout;

/** A worker that does so when it is told something. */
function aWorker(does: (message: HandMessage, answer: (handed: Handed | null) => void) => void): void {
  const postMessage = (message: HandMessage, [port]: readonly MessagePort[]) =>
    does(message, (handed) => port?.postMessage(handed));
  vi.stubGlobal('navigator', {
    locks: { query: async () => ({ held: [] }) },
    serviceWorker: { controller: { postMessage }, getRegistration: async () => undefined },
  });
}

/** What is taken when all has answered that does, and every wait is over: without waiting for it. */
async function takenAtLast(): Promise<Handed | null> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] });
  const taken = takeKeys();
  await new Promise((resolve) => inTruth(resolve, 100));
  await vi.advanceTimersByTimeAsync(3 * HELD_MS);
  vi.useRealTimers();
  return taken;
}

describe('another window', () => {
  let stop = (): void => undefined;
  const scope = 'fingerpost/a/s';
  /** As a browser with another window answers. */
  const locks = { query: async () => ({ held: [{ name: 'fingerpost.keys' }] }), request: async () => undefined };

  beforeEach(async () => {
    Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
    keyRing.put(scope, await makeKey());
    putKept({ scope, box: 'b', inMemory: true });
    stop = giveKeys();
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    stop();
    carry(null);
    keyRing.drop();
    forgetSession();
  });

  it('gives what it has open', async () => {
    const handed = await takeKeys();
    expect(handed?.keys.map(([name]) => name)).toStrictEqual([scope]);
    expect(handed?.keys[0]?.[1].extractable).toBe(false);
  });

  it('is not needed where the worker gives it, however long that takes to start', async () => {
    stop();
    let held: Handed | null = { keys: [[scope, await makeKey()]], carried: null };
    aWorker((_, answer) => {
      const given = held;
      held = null;
      setTimeout(() => answer(given), 4000);
    });
    expect((await takenAtLast())?.keys).toHaveLength(1);
  });

  it.each([
    ['silent, as soon as that has had its time', 3000, () => undefined],
    ['without any, at once', 150, (_: HandMessage, answer: (handed: null) => void) => answer(null)],
  ] as const)('gives it where the worker is %s', async (_, ms, does) => {
    const { locks: found } = navigator;
    aWorker(does);
    Object.defineProperty(navigator, 'locks', { value: found });
    vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] });
    const began = Date.now();
    const came = takeKeys().then((handed) => [Date.now() - began, handed?.keys.length]);
    for (let at = 0; at < 4 * HELD_MS; at += 50) {
      await new Promise((resolve) => inTruth(resolve, at < 500 ? 5 : 0));
      await vi.advanceTimersByTimeAsync(50);
    }
    vi.useRealTimers();
    expect(await came).toStrictEqual([ms, 1]);
  });

  it('has handed over what is open before it goes where nobody waits for its end', async () => {
    const told: HandMessage[] = [];
    let answers: (() => void) | null = null;
    aWorker((message, answer) => {
      told.push(message);
      answers = () => answer(null);
    });
    let isDone = false;
    const done = handOver().then(() => (isDone = true));
    await new Promise((resolve) => inTruth(resolve, 50));
    expect([isDone, told]).toMatchObject([false, [{ type: 'hold', handed: { keys: [[scope, expect.anything()]] } }]]);
    (answers as (() => void) | null)?.();
    await done;
    putKept({ scope, box: 'b', inMemory: true, locked: true });
    await handOver();
    expect(told, 'nothing of who has locked it').toHaveLength(1);
  });

  it('gives nothing while the device is locked', async () => {
    putKept({ scope, box: 'b', inMemory: true, locked: true });
    expect(await takenAtLast()).toBeNull();
  });

  it('gives on a shared computer who is signed in there, whoever has left the device locked before', async () => {
    putKept({ scope: 'fingerpost/b/s', box: 'b', inMemory: true, locked: true });
    const shared = sharedScopeOf('a', 's');
    keyRing.put(shared, await makeKey());
    carry({ session: 'theirs' });
    sharedNote.add(shared);
    const handed = await takeKeys();
    expect(handed?.carried).toStrictEqual({ session: 'theirs' });
    expect(handed?.keys.map(([name]) => name)).toStrictEqual([shared]);
    sharedNote.leave(shared);
    expect(await takenAtLast(), 'who has left it').toBeNull();
    sharedNote.remove(shared);
  });

  it('gives nothing of who has signed out, or of whom somebody else has taken the place', async () => {
    putKept({ scope: 'fingerpost/b/s', box: 'b', inMemory: true });
    expect(await takenAtLast(), 'somebody else').toBeNull();
    putKept({ scope: 'fingerpost/a/other', box: 'b', inMemory: true });
    expect((await takeKeys())?.keys, 'another school of the same account').toHaveLength(1);
    forgetSession();
    expect(await takenAtLast(), 'signed out').toBeNull();
  });

  it('takes no key of somebody else, whoever gives it', async () => {
    stop();
    const giver = new BroadcastChannel('fingerpost.keys');
    const handed: Handed = { keys: [[scope, {} as CryptoKey]], carried: null };
    giver.addEventListener('message', () => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
      giver.postMessage({ kind: 'given', handed });
    });
    putKept({ scope: 'fingerpost/b/s', box: 'b', inMemory: true });
    expect(await takenAtLast()).toBeNull();
    giver.close();
  });
});
