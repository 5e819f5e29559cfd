/**
 * The limits of the server as they are, over HTTP/1.1 on loopback: what is too large, too slow, too many. The real settings and the
 * real clock, all that waits at once. Source: reliability, server limits.
 */
import { BODY_MAX_BYTES } from '../../src/protocol/limits.ts';
import { IMPORT_MAX_BYTES } from '../../src/protocol/roster-import.ts';
import { newServer } from '../browser/support/app-server.ts';
import { SCHOOL, firstSync } from '../server/school-server.ts';
import { pause } from '../torture/figures.ts';
import { quantile } from '../torture/report.ts';
import type { Line } from './line.ts';
import { answersIn, isHeld, open, statusIn, written } from './line.ts';
import { foundSchools, signIn } from './school.ts';

interface Measured {
  readonly limit: string;
  readonly promised: string;
  readonly measured: string;
  readonly held: boolean;
}

interface Scene {
  readonly origin: string;
  /** The session of the careers leader. */
  readonly cookie: string;
}
type Measuring = (scene: Scene) => Promise<Measured>;

/** Seconds that a promise in seconds may be late: connections are looked at every two, and the machine has other work. */
const LATE_S = 5;
const EARLY_S = 0.5;
const JSON_POST = ['Content-Type: application/json', 'X-Client: 1'];
const SLOW_MS = 500;
const GET = written('GET /livez HTTP/1.1');
/** A first sync of these fills every buffer on the way. */
const PUPILS = 2500;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Closed by the server after so many seconds? */
function closedAfter(limit: string, promisedS: number, ms: number, heard = ''): Measured {
  const status = statusIn(heard);
  return {
    limit,
    promised: `${promisedS} s`,
    measured: ms === Infinity ? 'not closed' : `closed after ${seconds(ms)}${status === 0 ? '' : ` with ${status}`}`,
    held: ms / 1000 >= promisedS - EARLY_S && ms / 1000 <= promisedS + LATE_S,
  };
}

const waitFor = (promisedS: number): number => (promisedS + 2 * LATE_S) * 1000;

/** Says the next piece every half second until it is closed. */
function dawdle({ socket }: Line, piece: string): void {
  const more = setInterval(() => socket.writable && socket.write(piece), SLOW_MS);
  socket.once('close', () => clearInterval(more));
}

const silent: Measuring = async ({ origin }) => {
  const line = await open(origin);
  return closedAfter('a connection on which nothing is said', 10, await line.closed(waitFor(10)), line.heard());
};

const slowHeaders: Measuring = async ({ origin }) => {
  const line = await open(origin);
  line.socket.write('GET /livez HTTP/1.1\r\n');
  dawdle(line, 'X-More: 1\r\n');
  return closedAfter('headers that come a line each half second', 10, await line.closed(waitFor(10)), line.heard());
};

const slowSecond: Measuring = async ({ origin }) => {
  const line = await open(origin);
  line.socket.write(GET);
  await pause(1000);
  const answered = line.heard().length;
  const begun = performance.now();
  line.socket.write('GET /livez HTTP/1.1\r\n');
  dawdle(line, 'X-More: 1\r\n');
  await line.closed(waitFor(10));
  const ms = line.closedMs() === Infinity ? Infinity : performance.now() - begun;
  return closedAfter('the same, of a second request on a connection', 10, ms, line.heard().slice(answered));
};

const slowBody =
  (what: string, head: (scene: Scene) => string, piece: string): Measuring =>
  async (scene) => {
    const line = await open(scene.origin);
    line.socket.write(head(scene));
    dawdle(line, piece);
    return closedAfter(what, 15, await line.closed(waitFor(15)), line.heard());
  };

const idle: Measuring = async ({ origin }) => {
  const line = await open(origin);
  line.socket.write(GET);
  await pause(1000);
  const answered = line.answeredMs();
  const closed = await line.closed(waitFor(65));
  return closedAfter('a connection that was answered and is idle', 65, closed - answered);
};

const unread: Measuring = async ({ origin, cookie }) => {
  const line = await open(origin, true);
  const body = JSON.stringify(firstSync);
  const headers = [...JSON_POST, `Cookie: ${cookie}`, `Content-Length: ${body.length}`];
  line.socket.write(written(`POST /api/schools/${SCHOOL}/sync HTTP/1.1`, headers, body));
  const begun = performance.now();
  await pause(2000);
  while (isHeld(line) && performance.now() - begun < 250_000) await pause(500);
  const ms = performance.now() - begun;
  line.socket.destroy();
  // What moves last, as the buffers fill, counts as movement once more: up to twice.
  return {
    limit: 'a reply of several MB that is not read at all',
    promised: '120 s, at most twice',
    measured: ms >= 250_000 ? 'not closed' : `closed after ${seconds(ms)}`,
    held: ms >= 115_000 && ms < 250_000,
  };
};

const announced =
  (what: string, path: string, bytes: number, expected = 413): Measuring =>
  async ({ origin, cookie }) => {
    const line = await open(origin);
    line.socket.write(
      written(`POST ${path} HTTP/1.1`, [...JSON_POST, `Cookie: ${cookie}`, `Content-Length: ${bytes}`]),
    );
    await pause(3000);
    const status = statusIn(line.heard());
    const closed = await line.closed(10_000);
    return {
      limit: what,
      promised: `${expected} before a byte of it is sent, and closed`,
      measured: `${status || 'no answer'} after ${Math.round(line.answeredMs())} ms; ${closed === Infinity ? 'not closed' : `closed ${seconds(closed - line.answeredMs())} later`}`,
      held: status === expected && closed < Infinity,
    };
  };

const PIECE = 16 * 1024;
/** What may be on its way when the answer comes. */
const ON_THE_WAY = 4 * PIECE;

const chunked: Measuring = async ({ origin }) => {
  const line = await open(origin);
  line.socket.write(written('POST /api/session HTTP/1.1', [...JSON_POST, 'Transfer-Encoding: chunked']));
  const piece = `${PIECE.toString(16)}\r\n${' '.repeat(PIECE)}\r\n`;
  let [sent, whenAnswered] = [0, 0];
  while (line.closedMs() === Infinity && sent < 64 * 1024 * 1024) {
    if (line.answeredMs() < Infinity && whenAnswered === 0) whenAnswered = sent;
    if (line.socket.writable) line.socket.write(piece);
    sent += PIECE;
    await pause(10);
  }
  const status = statusIn(line.heard());
  const kb = (bytes: number) => `${Math.round(bytes / 1024)} kB`;
  return {
    limit: 'a body in chunks without end',
    promised: `413 at ${kb(BODY_MAX_BYTES)}, and closed`,
    measured: `${status || 'no answer'} when ${kb(whenAnswered)} were sent, closed ${seconds(line.closedMs() - line.answeredMs())} and ${kb(sent - whenAnswered)} later`,
    held: status === 413 && whenAnswered <= BODY_MAX_BYTES + ON_THE_WAY && line.closedMs() < Infinity,
  };
};

/** The largest number at which it is still answered with 200; the answer above it. */
async function largest(
  origin: string,
  [from, to]: readonly [number, number],
  requestOf: (n: number) => string,
): Promise<readonly [n: number, above: number]> {
  let [good, bad, above] = [from, to, 0];
  while (bad - good > 1) {
    const n = Math.floor((good + bad) / 2);
    const line = await open(origin);
    line.socket.write(requestOf(n));
    await line.closed(10_000);
    const status = statusIn(line.heard());
    if (status === 200) good = n;
    else [bad, above] = [n, status];
  }
  return [good, above];
}

const HEADER_MAX = 8192;

const headerBytes: Measuring = async ({ origin }) => {
  const request = (n: number) => written('GET /livez HTTP/1.1', ['Connection: close', `X-Long: ${'a'.repeat(n)}`]);
  const [n, above] = await largest(origin, [1, 4 * HEADER_MAX], request);
  const bytes = request(n).length;
  return {
    limit: 'bytes of headers',
    promised: `${HEADER_MAX}, 431 above`,
    measured: `${bytes} with the line of the request; ${above} above`,
    held: bytes <= HEADER_MAX + 64 && above === 431,
  };
};

const headerCount: Measuring = async ({ origin }) => {
  const request = (n: number) =>
    written('GET /livez HTTP/1.1', ['Connection: close', ...Array.from({ length: n }, () => 'a:b')]);
  const [n, above] = await largest(origin, [1, 4 * HEADER_MAX], request);
  return {
    limit: 'headers of three characters',
    promised: 'what 8,192 bytes hold',
    measured: `${n}; ${above} above`,
    held: n <= HEADER_MAX / 2 && above === 431,
  };
};

const REQUESTS_MAX = 1000;

const requestsPerLine: Measuring = async ({ origin }) => {
  const line = await open(origin);
  let asked = 0;
  while (line.closedMs() === Infinity && asked < REQUESTS_MAX + 10) {
    line.socket.write(GET);
    asked += 1;
    while (line.answers() < asked && line.closedMs() === Infinity) await pause(0);
  }
  line.socket.destroy();
  const said = answersIn(line.heard());
  const last = said.findIndex((answer) => /^connection: close/im.test(answer)) + 1;
  const beyond = said[REQUESTS_MAX]?.slice(0, 3) ?? 'hung up on';
  return {
    limit: 'requests on a connection',
    promised: `${REQUESTS_MAX}, and the client is told to come anew`,
    measured: `${last || 'not told'}; who goes on all the same: ${beyond}`,
    held: last === REQUESTS_MAX && beyond !== '200',
  };
};

const LINES_MAX = 8;

const eventLines: Measuring = async ({ origin, cookie }) => {
  const lines: Line[] = [];
  for (let n = 0; n < 2 * LINES_MAX; n += 1) {
    const line = await open(origin);
    line.socket.write(written(`GET /api/schools/${SCHOOL}/events HTTP/1.1`, [`Cookie: ${cookie}`]));
    lines.push(line);
    await pause(200);
  }
  await pause(1000);
  // A line that is ended is ended by its last chunk; the connection may stay.
  const live = lines.map(
    (line) => line.closedMs() === Infinity && line.heard().includes('hello') && !line.heard().endsWith('0\r\n\r\n'),
  );
  for (const { socket } of lines) socket.destroy();
  const many = live.filter(Boolean).length;
  return {
    limit: 'lines of events of one session',
    promised: `${LINES_MAX}, the newest`,
    measured: `${many} of ${lines.length} live${live.slice(-many).every(Boolean) ? ', the newest' : ''}`,
    held: many === LINES_MAX && live.slice(-LINES_MAX).every(Boolean),
  };
};

const CONNECTIONS_MAX = 4000;
const DAWDLERS = 500;

const dawdlers: Measuring = async ({ origin }) => {
  const lines = await Promise.all(Array.from({ length: DAWDLERS }, () => open(origin)));
  for (const line of lines) {
    line.socket.write('POST /api/session HTTP/1.1\r\n');
    dawdle(line, 'X-More: 1\r\n');
  }
  const ms: number[] = [];
  for (let n = 0; n < 100; n += 1) {
    const begun = performance.now();
    const answer = await fetch(`${origin}/livez`);
    await answer.text();
    if (answer.status === 200) ms.push(performance.now() - begun);
    await pause(50);
  }
  for (const { socket } of lines) socket.destroy();
  return {
    limit: `others, while ${DAWDLERS} connections dawdle`,
    promised: 'are answered',
    measured: `${ms.length} of 100, median ${quantile(ms, 0.5).toFixed(1)} ms, longest ${quantile(ms, 1).toFixed(0)} ms`,
    held: ms.length === 100,
  };
};

const connections: Measuring = async ({ origin }) => {
  const lines: Line[] = [];
  for (let n = 0; n < CONNECTIONS_MAX + 200; n += 100) {
    const opened = await Promise.allSettled(Array.from({ length: 100 }, () => open(origin)));
    for (const one of opened) {
      if (one.status !== 'fulfilled') continue;
      one.value.socket.write(GET);
      lines.push(one.value);
    }
  }
  await pause(5000);
  const answered = lines.filter((line) => statusIn(line.heard()) === 200).length;
  for (const { socket } of lines) socket.destroy();
  await pause(2000);
  const after = await fetch(`${origin}/livez`).then(
    ({ status }) => status,
    () => 0,
  );
  return {
    limit: 'connections at once',
    promised: `${CONNECTIONS_MAX}, the next are closed`,
    measured: `${answered} of ${lines.length} answered; when they had gone, the next: ${after || 'not answered'}`,
    held: answered <= CONNECTIONS_MAX && answered >= CONNECTIONS_MAX - 10 && after === 200,
  };
};

/** Those that mostly wait, all at once. */
const WAITING: readonly Measuring[] = [
  silent,
  slowHeaders,
  slowSecond,
  slowBody(
    'a body that comes a byte each half second',
    () => written('POST /api/session HTTP/1.1', [...JSON_POST, 'Content-Length: 100000']),
    ' ',
  ),
  slowBody(
    'the same in chunks, of somebody who is signed in',
    ({ cookie }) =>
      written(`POST /api/schools/${SCHOOL}/sync HTTP/1.1`, [
        ...JSON_POST,
        `Cookie: ${cookie}`,
        'Transfer-Encoding: chunked',
      ]),
    '1\r\n \r\n',
  ),
  idle,
  unread,
];

/** Those that are quick, one after the other. */
const QUICK: readonly Measuring[] = [
  announced('a body that says it is a byte too long', '/api/session', BODY_MAX_BYTES + 1),
  announced('a list of pupils that says so', `/api/schools/${SCHOOL}/import/preview`, 2 * IMPORT_MAX_BYTES + 1),
  announced('a body of 1 GB where none is read', '/api/nowhere', 1_000_000_000, 404),
  chunked,
  headerBytes,
  headerCount,
  requestsPerLine,
  eventLines,
  dawdlers,
  connections,
];

/** Measures all of them, prints a table, and says whether all held. */
export async function measure(): Promise<boolean> {
  const server = await newServer({ DEMO: 'off', BACKUP_EVERY: 'off', LOG: 'off' });
  try {
    await foundSchools(server.dataDir, PUPILS);
    await server.start();
    const tokens = await signIn(server.dataDir);
    const scene = { origin: server.origin, cookie: `sid=${tokens['leader'] ?? ''}` };
    const waiting = Promise.all(WAITING.map((one) => one(scene)));
    const quick: Measured[] = [];
    for (const one of QUICK) quick.push(await one(scene));
    const all = [...(await waiting), ...quick];
    console.log('limits of the server, HTTP/1.1 on loopback');
    for (const { limit, promised, measured, held } of all)
      console.log(`${held ? 'ok  ' : 'NO  '}${limit}: ${measured} (promised: ${promised})`);
    return all.every(({ held }) => held);
  } finally {
    await server.end();
  }
}
