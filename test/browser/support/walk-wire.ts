/**
 * Everything that goes over the wire between a browser and the school's server: a recorder on loopback that stands between
 * them. It hears what the service worker asks for too, and streams to their last byte, which a browser's own tools do not keep.
 */
import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request with its answer, as far as that has come. */
interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly asked: () => string;
  readonly status: () => number;
  readonly headers: () => string;
  readonly body: () => string;
}

/** The recorder: the address at which the browser finds the school, and what went by. */
export interface Wire {
  readonly origin: string;
  readonly exchanges: () => readonly Exchange[];
  readonly end: () => Promise<void>;
}

/** Begins to record; `origin`: of the school's server. */
export async function recordWire(origin: string): Promise<Wire> {
  const { hostname, port } = new URL(origin);
  const seen: Exchange[] = [];
  const server = createServer((from, to) => {
    const asked: Buffer[] = [];
    const told: Buffer[] = [];
    let answer: IncomingMessage | null = null;
    seen.push({
      method: from.method ?? '',
      url: from.url ?? '',
      asked: () => Buffer.concat(asked).toString('utf8'),
      status: () => answer?.statusCode ?? 0,
      headers: () => JSON.stringify(answer?.rawHeaders ?? []),
      body: () => Buffer.concat(told).toString('utf8'),
    });
    // Not packed, so that it is kept as it was said.
    const headers = { ...from.headers, 'accept-encoding': 'identity' };
    const on = ask({ hostname, port, method: from.method, path: from.url, headers }, (reply) => {
      answer = reply;
      to.writeHead(reply.statusCode ?? 502, reply.rawHeaders);
      reply.on('data', (piece: Buffer) => told.push(piece));
      reply.pipe(to);
      reply.on('error', () => to.destroy());
    });
    on.on('error', () => to.destroy());
    from.on('data', (piece: Buffer) => asked.push(piece));
    from.pipe(on);
    endTogether(to, on);
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges: () => seen,
    end: async () => {
      server.closeAllConnections();
      await new Promise((closed) => void server.close(closed));
    },
  };
}

/** A browser that hangs up on a stream hangs up on the server. */
function endTogether(to: ServerResponse, on: ReturnType<typeof ask>): void {
  to.on('close', () => {
    if (!to.writableFinished) on.destroy();
  });
}
