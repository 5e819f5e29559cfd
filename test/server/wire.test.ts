/**
 * The server over a real connection: what a client does that goes away, stalls or sends half. Whatever it does, the server
 * answers the next one.
 */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { serve } from '@hono/node-server';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RecordId } from '../../src/domain/ids.ts';
import { aPupil, aRecord, aStep, PEOPLE, uuid } from '../support/builders.ts';
import { SCHOOL, firstSync, openSchoolServer } from './school-server.ts';
import type { SchoolServer } from './school-server.ts';

const SYNC = `/api/schools/${SCHOOL}/sync`;
const PUPILS = 300;
let school: SchoolServer;
let server: Server;
let port = 0;
let cookie = '';
const failures: unknown[] = [];
const note = (problem: unknown) => void failures.push(problem);

beforeAll(async () => {
  school = await openSchoolServer();
  // Long words, so that a first sync fills every buffer on the way.
  const records = Array.from({ length: PUPILS }, (_, n) =>
    aRecord(
      uuid(1000 + n),
      aPupil(),
      ...Array.from({ length: 12 }, () => aStep({ what: 'Visit a college. '.repeat(10) })),
    ),
  );
  await school.store.bulkLoad(
    SCHOOL,
    records.map(({ id, entries }) => ({ id, entries: Object.values(entries) })),
  );
  cookie = await school.cookieOf(PEOPLE.leader);
  server = serve({ fetch: school.app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
  process.on('unhandledRejection', note).on('uncaughtException', note);
});
afterEach(() => {
  expect(failures.splice(0)).toEqual([]);
});
afterAll(async () => {
  process.off('unhandledRejection', note).off('uncaughtException', note);
  server.closeAllConnections();
  server.close();
  await school.end();
});

const body = JSON.stringify(firstSync);
const headers = (over: object = {}) => ({ cookie, 'x-client': 'test', 'content-type': 'application/json', ...over });
const askSync = (over: object = {}) =>
  request({ host: '127.0.0.1', port, path: SYNC, method: 'POST', headers: headers(over) });

const closed = (asked: ReturnType<typeof request>): Promise<void> =>
  new Promise((resolve) => void asked.once('close', resolve));

/** A whole first sync, and that it is whole. */
async function syncs(over: object = {}): Promise<number> {
  const asked = askSync(over);
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream & { headers: Record<string, string> }];
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  const text = (response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
  const lines = text.trimEnd().split('\n');
  expect(lines.at(-1)).toContain('"line":"done"');
  return lines.filter((line) => line.startsWith('{"line":"record"')).length;
}
/** The school, the roster, Aisha, Ben and all those pupils. */
const ALL = PUPILS + 4;

describe('a reply over the wire', () => {
  it('is whole, as it is and compressed', async () => {
    expect([await syncs(), await syncs({ 'accept-encoding': 'gzip' })]).toEqual([ALL, ALL]);
  });

  it('is read as it comes: the head is there before the records are made', async () => {
    const read = vi.spyOn(school.deps.rosters, 'granted');
    const asked = askSync({ 'accept-encoding': 'gzip' });
    asked.end(body);
    const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream];
    await once(response, 'data');
    expect(read.mock.calls.length).toBeLessThan(PUPILS);
    asked.destroy();
  });

  it.each([
    ['as it is', {}],
    ['compressed', { 'accept-encoding': 'gzip' }],
  ])('may be cut off at any moment by the client: %s', async (_, over) => {
    for (const pieces of [0, 1, 2, 4, 8]) {
      const asked = askSync(over);
      asked.on('error', () => {});
      asked.end(body);
      const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream];
      response.on('error', () => {});
      let read = 0;
      if (pieces === 0) asked.destroy();
      response.on('data', () => void ((read += 1) >= pieces && asked.destroy()));
      await closed(asked);
    }
    expect(await syncs(over)).toBe(ALL);
  });

  it('is not made further when nobody reads it any more', async () => {
    const read = vi.spyOn(school.deps.rosters, 'granted');
    const response = await school.ask('POST', SYNC, { as: PEOPLE.leader, body });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    await reader.read();
    await reader.cancel();
    const made = read.mock.calls.length;
    expect(made).toBeLessThan(PUPILS);
    await new Promise((resolve) => void setTimeout(resolve, 20));
    expect(read.mock.calls.length).toBe(made);
  });

  it('breaks off when the store fails midway, and says nothing of why', async () => {
    const read = school.deps.rosters.granted;
    let calls = 0;
    vi.spyOn(school.deps.rosters, 'granted').mockImplementation((...args) =>
      (calls += 1) > 100 ? Promise.reject(new Error('secret words')) : read(...args),
    );
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const asked = askSync();
    asked.end(body);
    const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream];
    let text = '';
    const reading = (async () => {
      for await (const piece of response) text += String(piece);
    })();
    await expect(reading).rejects.toThrow('aborted');
    expect(text).not.toContain('secret');
    expect(JSON.stringify(said.mock.calls)).not.toContain('secret');
    said.mockClear();
    vi.mocked(school.deps.rosters.granted).mockImplementation(read);
    expect(await syncs()).toBe(ALL);
  });
});

describe('a request over the wire', () => {
  it('may be broken off before its body is whole; nothing of it is stored', async () => {
    const before = await school.contentHash();
    const asked = askSync({ 'content-length': String(body.length) });
    asked.on('error', () => {});
    asked.write(body.slice(0, 40));
    await new Promise((resolve) => void setTimeout(resolve, 20));
    asked.destroy();
    await closed(asked);
    expect(await school.contentHash()).toBe(before);
    expect(await syncs()).toBe(ALL);
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['a header that never ends', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(40_000)}`],
    ['two lengths', 'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['a length that is none', 'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n'],
    [
      'length and chunks',
      'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a host that is none', 'GET /livez HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'],
    ['no host', 'GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ])('that is %s is refused', async (_, bytes) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(bytes);
    let said = '';
    socket.on('data', (data) => void (said += data.toString()));
    await once(socket, 'close');
    expect(said).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(await syncs()).toBe(ALL);
  });
});

describe('bringing pupils in over the wire', () => {
  it('lets others have their turn', { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: 400 }, (_, n) => `Pat,Pupil${n},0${1 + (n % 9)}/01/2012,10,10Z`);
    const text = ['Forename,Surname,DOB,Year,Form', ...rows].join('\n');
    const post = (path: string, ask: object) =>
      fetch(`http://127.0.0.1:${port}/api/schools/${SCHOOL}/import${path}`, {
        method: 'POST',
        headers: headers(),
        body: JSON.stringify(ask),
      });
    const ask = { text, wholeSchool: false };
    const { fingerprint } = (await (await post('/preview', ask)).json()) as { fingerprint: string };
    const progress = { over: false, answered: 0 };
    const importing = post('', { ...ask, fingerprint }).finally(() => (progress.over = true));
    while (!progress.over) {
      expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
      progress.answered += 1;
    }
    expect((await importing).status).toBe(200);
    // Eight chunks; who asks meanwhile waits for one or two of them, never for all.
    expect(progress.answered).toBeGreaterThan(2);
    const { pupils } = await school.deps.rosters.facts(school.store.read, SCHOOL);
    expect(new Set(pupils.map(({ record }: { record: RecordId }) => record)).size).toBe(PUPILS + 2 + 400);
  });
});
