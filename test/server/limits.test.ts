/**
 * The limits of connections, with the settings that the server has and the real clock: too slow, too long, too often. What is measured
 * of them at length: npm run hostile. Source: reliability, server limits.
 */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVER_OPTIONS, limitConnections } from '../../src/server/serve.ts';
import type { Line } from '../hostile/line.ts';
import { answersIn, open, statusIn, written } from '../hostile/line.ts';
import type { SchoolServer } from './school-server.ts';
import { openSchoolServer } from './school-server.ts';

let school: SchoolServer;
let server: Server;
let origin = '';
beforeAll(async () => {
  school = await openSchoolServer();
  server = serve({ fetch: school.app.fetch, port: 0, hostname: '127.0.0.1', serverOptions: SERVER_OPTIONS }) as Server;
  limitConnections(server);
  if (!server.listening) await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => void server.close(resolve));
  await school.end();
});

const JSON_POST = ['Content-Type: application/json', 'X-Client: 1'];
const GET = written('GET /livez HTTP/1.1');
/** A machine with other work looks later. */
const LATE_MS = 10_000;

/** Says the next piece every half second until it is closed. */
function dawdle({ socket }: Line, piece: string): void {
  const more = setInterval(() => socket.writable && socket.write(piece), 500);
  socket.once('close', () => clearInterval(more));
}

/** So many milliseconds are promised to each; they are waited for at once. */
const SLOW: readonly (readonly [first: string, piece: string, promisedMs: number])[] = [
  ['', '', 10_000],
  ['GET /livez HTTP/1.1\r\n', 'X-More: 1\r\n', 10_000],
  [written('POST /api/session HTTP/1.1', [...JSON_POST, 'Content-Length: 1000']), ' ', 15_000],
];

describe('a client that is slow', () => {
  it('with its first word, its headers or its body is answered with 408 in time, and hung up on', async () => {
    const ends = SLOW.map(async ([first, piece, promisedMs]) => {
      const line = await open(origin);
      line.socket.write(first);
      if (piece !== '') dawdle(line, piece);
      return [(await line.closed(promisedMs + LATE_MS)) - promisedMs, statusIn(line.heard())] as const;
    });
    for (const [lateMs, status] of await Promise.all(ends)) {
      expect(status).toBe(408);
      expect(lateMs).toBeGreaterThan(-500);
      expect(lateMs).toBeLessThan(LATE_MS);
    }
  });
});

describe('a connection', () => {
  it('has 8 kB of headers, in one or in many', async () => {
    for (const headers of [[`X-Long: ${'a'.repeat(9000)}`], Array.from({ length: 4500 }, () => 'a:b')]) {
      const line = await open(origin);
      line.socket.write(written('GET /livez HTTP/1.1', headers));
      expect(await line.closed(5000)).toBeLessThan(Infinity);
      expect(statusIn(line.heard())).toBe(431);
    }
  });

  it('takes a thousand requests: the last is told to come anew, and one more is not looked at', async () => {
    const line = await open(origin);
    for (let asked = 1; asked <= 1001; asked += 1) {
      line.socket.write(GET);
      while (line.answers() < asked) await once(line.socket, 'data');
    }
    line.socket.destroy();
    const said = answersIn(line.heard());
    const closes = said.map((answer) => /^connection: close/im.test(answer));
    expect(closes.indexOf(true)).toBe(999);
    expect(said.map((answer) => answer.slice(0, 3)).slice(-2)).toEqual(['200', '503']);
  });

  it.each([
    ['announces too much', written('POST /api/session HTTP/1.1', [...JSON_POST, 'Content-Length: 262145']), 413],
    [
      'announces much that nobody reads',
      written('POST /api/no HTTP/1.1', [...JSON_POST, 'Content-Length: 999999999']),
      404,
    ],
  ])('that %s is answered before any of it has come, and closed', async (_, request, status) => {
    const line = await open(origin);
    line.socket.write(request);
    expect(await line.closed(5000)).toBeLessThan(Infinity);
    expect(statusIn(line.heard())).toBe(status);
  });
});
