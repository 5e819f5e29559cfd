/** A wire that gives up when nothing comes (src/sync/stall.ts). */
import { describe, expect, it } from 'vitest';
import type { ReplyLine, SyncRequest } from '../../src/protocol/sync.ts';
import type { WireReply } from '../../src/sync/ports.ts';
import { STALL_MS, stalling } from '../../src/sync/stall.ts';
import { testClock } from './clock.ts';
import { aHead } from './support.ts';

const request = {} as SyncRequest;
const never = new Promise<never>(() => undefined);

describe('a wire that hangs', () => {
  it('is as good as none after thirty seconds without an answer', async () => {
    const clock = testClock();
    const sent = stalling({ send: () => never }, clock.timers).send(request);
    await clock.forward(STALL_MS);
    expect(await sent).toEqual({ kind: 'no-internet' });
  });
  it('ends its reply after thirty seconds without the next line', async () => {
    const clock = testClock();
    async function* lines(): AsyncGenerator<ReplyLine> {
      yield aHead();
      await never;
    }
    const reply = await stalling({ send: async () => ({ kind: 'reply', lines: lines() }) }, clock.timers).send(request);
    const seen: ReplyLine[] = [];
    const reading = (async () => {
      if (reply.kind === 'reply') for await (const line of reply.lines) seen.push(line);
    })();
    await clock.forward(STALL_MS);
    await reading;
    expect(seen).toEqual([aHead()]);
  });
  it('is left alone while lines come, however long the whole takes', async () => {
    const clock = testClock();
    const gaps: (() => void)[] = [];
    async function* lines(): AsyncGenerator<ReplyLine> {
      for (let i = 0; i < 3; i += 1) {
        await new Promise<void>((resolve) => gaps.push(resolve));
        yield aHead({ start: i });
      }
    }
    const reply = await stalling({ send: async () => ({ kind: 'reply', lines: lines() }) }, clock.timers).send(request);
    const starts: unknown[] = [];
    const reading = (async () => {
      if (reply.kind === 'reply')
        for await (const line of reply.lines) starts.push(line.line === 'head' ? line.start : line);
    })();
    for (let i = 0; i < 3; i += 1) {
      await clock.forward(STALL_MS - 1);
      gaps[i]?.();
    }
    await clock.forward(1);
    await reading;
    expect(starts).toEqual([0, 1, 2]);
  });
  it('leaves no timer behind when the answer comes', async () => {
    const clock = testClock();
    const problem: WireReply = { kind: 'no-internet' };
    await stalling({ send: async () => problem }, clock.timers).send(request);
    expect(clock.next()).toBeNull();
  });
});
