/**
 * A wire that gives up when nothing comes: a connection that hangs is as good as none. What was on its way and arrives
 * later finds another turn and changes nothing (SPEC I3).
 */
import type { ReplyLine } from '../protocol/sync.ts';
import type { TimerPort, WirePort, WireReply } from './ports.ts';

/** Milliseconds without an answer, or without the next line. */
export const STALL_MS = 30_000;

/** The wire, giving up after `ms` of silence. */
export function stalling(wire: WirePort, timers: TimerPort, ms: number = STALL_MS): WirePort {
  return {
    async send(request) {
      const reply = await orAfter<WireReply>(timers, ms, wire.send(request), { kind: 'no-internet' });
      return reply.kind === 'reply' ? { ...reply, lines: timed(reply.lines, timers, ms) } : reply;
    },
  };
}

async function* timed(lines: AsyncIterable<ReplyLine>, timers: TimerPort, ms: number): AsyncGenerator<ReplyLine> {
  const iterator = lines[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await orAfter<IteratorResult<ReplyLine>>(timers, ms, iterator.next(), {
        done: true,
        value: undefined,
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a connection that hangs may never answer this either.
    void iterator.return?.();
  }
}

/** What the work gives, or `otherwise` when it has not come after `ms`. */
function orAfter<T>(timers: TimerPort, ms: number, work: Promise<T>, otherwise: T): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(ms, () => resolve(otherwise));
    work.finally(cancel).then(resolve, reject);
  });
}
