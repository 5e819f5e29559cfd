/**
 * The wire to a school's server over fetch. Never rejects; what is not our server's answer counts as no internet. Where
 * nothing answers, the browser knows whether the device has a network at all: with one, it is the server that is silent.
 */
import type { SyncRequest } from '../protocol/sync.ts';
import { problem } from '../protocol/problem.ts';
import type { WirePort, WireReply } from '../sync/ports.ts';
import { replyLines } from '../sync/reply-lines.ts';
import { askServer } from './ask-server.ts';

/** A wire to the sync address of a school. `app`: the release, which every call names. */
export function createWire(school: string, app: string): WirePort {
  const address = `/api/schools/${encodeURIComponent(school)}/sync`;
  return {
    async send(request: SyncRequest): Promise<WireReply> {
      const response = await askServer(['POST', address], app, request);
      if (!response) return navigator.onLine ? SILENT : { kind: 'no-internet' };
      const type = response.headers.get('content-type') ?? '';
      if (response.ok && type.startsWith('application/x-ndjson') && response.body) {
        return { kind: 'reply', lines: replyLines(textOf(response.body)) };
      }
      return problemReply(response, type);
    },
  };
}

/**
 * The wire of one person, who may have left meanwhile: then nothing is sent, for the browser's cookie may be somebody else's
 * by now. `isHere`: asked before each request.
 */
export const whileHere = (wire: WirePort, isHere: () => boolean): WirePort => ({
  send: async (request) => (isHere() ? wire.send(request) : SIGNED_OUT),
});

const SIGNED_OUT: WireReply = {
  kind: 'problem',
  problem: { type: '/problems/signed-out', title: '', status: 401 },
  retryAfterMs: null,
};

/** As a server says it that is not ready. */
const SILENT: WireReply = {
  kind: 'problem',
  problem: { type: '/problems/unavailable', title: '', status: 503 },
  retryAfterMs: null,
};

/** A problem of our server; anything else (a captive portal's page) is no internet. */
async function problemReply(response: Response, type: string): Promise<WireReply> {
  if (!type.startsWith('application/problem+json')) return { kind: 'no-internet' };
  const parsed = problem.safeParse(await response.json().catch(() => null));
  if (!parsed.success) return { kind: 'no-internet' };
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return { kind: 'problem', problem: parsed.data, retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null };
}

/** Text as it arrives. A cut connection ends it, as it ends the reply. */
async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } catch {
    // Cut: the engine sees a reply without `done` and asks again.
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}
