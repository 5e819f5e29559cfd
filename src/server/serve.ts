/** Listening, and stopping gracefully: no new requests, ten seconds for those that run; asked twice, it stops at once. */
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Server } from 'node:http';

interface Serving {
  readonly port: number;
  readonly host: string;
  readonly say: (words: string) => void;
  /** Told as it begins to stop. */
  readonly stopping: () => void;
}

/** How long a request may take to arrive, milliseconds, and how long its headers may be, bytes. */
export const SERVER_OPTIONS = {
  requestTimeout: 15_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 2000,
  maxHeaderSize: 8192,
} as const;

const CONNECTIONS_MAX = 4000;
/** Requests on one connection; the last is answered with `Connection: close`, and the client opens another. */
const REQUESTS_MAX = 1000;
/** A connection is kept this long for the next request: longer than proxies keep theirs. */
const KEPT_MS = 65_000;
/** A connection on which nothing moves is given up: its client is gone. Pokes have a heartbeat. */
const STILL_MS = 120_000;
const STOP_MS = 10_000;
const IDLE_MS = 50;

/** Serves until SIGTERM or SIGINT, and resolves when nothing runs any more. Rejects when the port cannot be had. */
export function serveUntilStopped(app: Hono, { port, host, say, stopping }: Serving): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: host, serverOptions: SERVER_OPTIONS }, (info) =>
      say(`Fingerpost is at ${addressOf(host, info.port)}`),
    ) as Server;
    limitConnections(server);
    server.on('error', (problem) => {
      process.off('SIGTERM', stop).off('SIGINT', stop);
      reject(new Error(`The server cannot listen on port ${port}: ${problem.message}`));
    });
    let stops = false;
    const stop = () => {
      if (stops) return server.closeAllConnections();
      stops = true;
      stopping();
      const late = setTimeout(() => server.closeAllConnections(), STOP_MS);
      // A connection that ends its work after this moment is idle then, and kept alive unless it is asked again.
      const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS);
      server.close(() => {
        clearTimeout(late);
        clearInterval(idle);
        process.off('SIGTERM', stop).off('SIGINT', stop);
        resolve();
      });
    };
    process.on('SIGTERM', stop).on('SIGINT', stop);
  });
}

/**
 * What nobody has caught is told to `failed`, and not printed whole as Node does. A piece of work that nobody waits for does not end
 * everybody's; after an exception nobody knows what holds, and the process ends with 1. Gives what takes this away again.
 */
export function catchTheRest(failed: (problem: unknown) => void): () => void {
  const end = (problem: unknown) => {
    failed(problem);
    process.exit(1);
  };
  process.on('unhandledRejection', failed).on('uncaughtException', end);
  return () => void process.off('unhandledRejection', failed).off('uncaughtException', end);
}

/** How many connections there may be, for how many requests, and for how long: what Node takes as no option. */
export function limitConnections(server: Server): void {
  server.maxConnections = CONNECTIONS_MAX;
  server.maxRequestsPerSocket = REQUESTS_MAX;
  server.keepAliveTimeout = KEPT_MS;
  server.setTimeout(STILL_MS);
}

/** Where a browser on this computer finds it. */
function addressOf(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
