/** Addresses, methods and bytes on the wire that no app sends: each has an answer of 4xx, and the server goes on. */
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../src/protocol/problem.ts';
import { SERVER_OPTIONS } from '../../src/server/serve.ts';
import { PEOPLE } from '../support/builders.ts';
import { HOSTILE_SEGMENTS } from './hostile.ts';
import type { SchoolServer } from './school-server.ts';
import { FROM_THE_APP, SCHOOL, openSchoolServer } from './school-server.ts';

let server: SchoolServer;
let cookie = '';
let stored = '';
beforeAll(async () => {
  server = await openSchoolServer();
  cookie = await server.cookieOf(PEOPLE.leader);
  stored = await server.contentHash();
});
afterAll(async () => {
  expect(await server.contentHash()).toBe(stored);
  await server.end();
});

const PLACES = [
  '/api/@',
  '/api/session/@',
  '/api/account/@',
  '/api/account/passkeys/@',
  '/api/account/sessions/@',
  '/api/sso/@',
  '/api/schools/@',
  '/api/schools/@/people',
  '/api/schools/@/devices',
  '/api/schools/@/figures',
  '/api/schools/@/sync',
  '/api/schools/@/events',
  '/api/schools/@/import/preview',
  `/api/schools/${SCHOOL}/@`,
  `/api/schools/${SCHOOL}/people/@`,
  `/api/schools/${SCHOOL}/people/@/code`,
  `/api/schools/${SCHOOL}/import/@`,
];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'PROPFIND'];

describe('an address with something hostile in it', () => {
  it.each(PLACES)('is not there: %s', { timeout: 30_000 }, async (place) => {
    for (const segment of HOSTILE_SEGMENTS) {
      const path = place.replace('@', segment);
      for (const method of ['GET', 'POST', 'DELETE']) {
        const answer = await server.app.request(path, { method, headers: { ...FROM_THE_APP, cookie } });
        const text = await answer.text();
        // A segment that begins a query leaves an address that is there.
        if (answer.ok && segment.startsWith('?')) continue;
        expect([answer.status >= 400 && answer.status < 500, method, path, answer.status]).toEqual([
          true,
          method,
          path,
          answer.status,
        ]);
        expect(problem.parse(JSON.parse(text)).status).toBe(answer.status);
        expect(answer.headers.get('set-cookie')).toBeNull();
      }
    }
  });

  it('is not there by any method that it does not take', async () => {
    const takes: Readonly<Record<string, readonly string[]>> = {
      '/api/welcome': ['GET', 'HEAD'],
      '/api/session': ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
      '/api/activation': ['POST'],
      [`/api/schools/${SCHOOL}/sync`]: ['POST'],
      [`/api/schools/${SCHOOL}/devices`]: ['GET', 'HEAD'],
      [`/api/schools/${SCHOOL}/figures`]: ['GET', 'HEAD'],
      [`/api/schools/${SCHOOL}/people`]: ['GET', 'HEAD', 'POST'],
      '/livez': ['GET', 'HEAD'],
      '/': [],
    };
    for (const [path, taken] of Object.entries(takes)) {
      for (const method of METHODS.filter((one) => !taken.includes(one))) {
        const answer = await server.app.request(path, { method, headers: { ...FROM_THE_APP, cookie } });
        expect([path, method, answer.status]).toEqual([path, method, 404]);
      }
    }
  });
});

describe('bytes on the wire', () => {
  let listening: Server;
  let port = 0;
  beforeAll(async () => {
    listening = serve({
      fetch: server.app.fetch,
      port: 0,
      hostname: '127.0.0.1',
      serverOptions: SERVER_OPTIONS,
    }) as Server;
    if (!listening.listening) await new Promise((resolve) => void listening.once('listening', resolve));
    port = (listening.address() as AddressInfo).port;
  });
  afterAll(async () => {
    listening.closeAllConnections();
    await new Promise((resolve) => void listening.close(resolve));
  });

  /** All that comes back until the server hangs up, which it is asked to do. */
  const say = (bytes: string | Uint8Array): Promise<string> =>
    new Promise((resolve) => {
      let heard = '';
      const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
      socket.setEncoding('latin1');
      socket.on('data', (text: string) => (heard += text));
      socket.on('error', () => resolve(heard));
      socket.on('close', () => resolve(heard));
    });
  const request = (line: string, headers: readonly string[] = ['Host: school.example'], body = ''): string =>
    [line, ...headers, 'Connection: close', '', body].join('\r\n');
  const JSON_POST = ['Host: school.example', 'Content-Type: application/json', 'X-Client: 1'];

  it.each([
    ['no HTTP', 'HELO school.example\r\n\r\n'],
    ['a handshake of TLS', Uint8Array.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc])],
    ['zeros', new Uint8Array(1000)],
    ['no host', request('GET /api/session HTTP/1.1', [])],
    ['two hosts', request('GET /api/session HTTP/1.1', ['Host: a', 'Host: b'])],
    ['a host that is none', request('GET /api/session HTTP/1.1', ['Host: a b<c>'])],
    ['an empty host', request('GET /api/session HTTP/1.1', ['Host:'])],
    ['TRACE', request('TRACE /api/session HTTP/1.1')],
    ['CONNECT', request('CONNECT evil.example:443 HTTP/1.1')],
    ['an upgrade', request('GET /api/session HTTP/1.1', ['Host: a', 'Upgrade: websocket', 'Sec-WebSocket-Key: x'])],
    ['a whole address', request('GET http://evil.example/api/session HTTP/1.1')],
    ['another scheme', request('GET file:///etc/passwd HTTP/1.1')],
    ['an address that is no path', request('GET api/session HTTP/1.1')],
    ['an asterisk', request('GET * HTTP/1.1')],
    ['two slashes', request('GET //api/session HTTP/1.1')],
    ['dots', request('GET /api/../../../../etc/passwd HTTP/1.1')],
    ['a null in the address', request('GET /api/%00 HTTP/1.1')],
    ['raw bytes in the address', Buffer.from(request('GET /api/\xff\xfe HTTP/1.1'), 'latin1')],
    ['headers without end', request('GET /api/session HTTP/1.1', ['Host: a', `X-Long: ${'a'.repeat(100_000)}`])],
    ['a cookie without end', request('GET /api/session HTTP/1.1', ['Host: a', `Cookie: ${'sid=a; '.repeat(800)}`])],
    [
      'two lengths',
      request('POST /api/session HTTP/1.1', [...JSON_POST, 'Content-Length: 2', 'Content-Length: 3'], '{}'),
    ],
    [
      'a length and chunks',
      request(
        'POST /api/session HTTP/1.1',
        [...JSON_POST, 'Content-Length: 2', 'Transfer-Encoding: chunked'],
        '0\r\n\r\n',
      ),
    ],
    [
      'chunks of no size',
      request('POST /api/session HTTP/1.1', [...JSON_POST, 'Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n'),
    ],
    [
      'an encoding that nobody knows',
      request('POST /api/session HTTP/1.1', [...JSON_POST, 'Transfer-Encoding: gzip'], '{}'),
    ],
    ['a negative length', request('POST /api/session HTTP/1.1', [...JSON_POST, 'Content-Length: -1'], '{}')],
    ['a length that is cut off', request('POST /api/session HTTP/1.1', [...JSON_POST, 'Content-Length: 100'], '{}')],
    [
      'a gzip that is announced',
      request('POST /api/session HTTP/1.1', [...JSON_POST, 'Content-Encoding: gzip', 'Content-Length: 2'], '\x1f\x8b'),
    ],
    [
      'a second request hidden in the first',
      `${request('POST /api/session HTTP/1.1', [...JSON_POST, 'Content-Length: 0'])}GET /x HTTP/1.1\r\n\r\n`,
    ],
  ])('are answered with 4xx or hung up on: %s', async (_, bytes) => {
    const heard = await say(bytes);
    const statuses = [...heard.matchAll(/^HTTP\/1\.[01] (\d+)/gm)].map(([, status]) => Number(status));
    for (const status of statuses)
      expect([status >= 400 && status < 500, heard.slice(0, 300)]).toEqual([true, heard.slice(0, 300)]);
    expect(heard).not.toMatch(/set-cookie|node_modules|root:/i);
    expect(await say(request('GET /livez HTTP/1.1'))).toMatch(/^HTTP\/1\.1 200 [^]*\r\n\r\n(?:2\r\n)?ok/);
  });
});
