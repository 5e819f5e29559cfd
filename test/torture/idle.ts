/** What it costs to have nothing to fetch: bytes on the wire, counted by Chromium and at the socket, and the server's own time. */
import { request } from 'node:http';
import type { Socket } from 'node:net';
import type { PersonId } from '../../src/domain/ids.ts';
import { signedIn } from '../../src/protocol/accounts.ts';
import { createEngine } from '../../src/sync/engine.ts';
import { take } from '../../src/sync/exchange.ts';
import type { WirePort } from '../../src/sync/ports.ts';
import { replyLines } from '../../src/sync/reply-lines.ts';
import { newServer } from '../browser/support/app-server.ts';
import { FROM_THE_APP } from '../server/school-server.ts';
import { chanceFrom } from '../simulation/random.ts';
import { MemoryDevice } from '../support/memory-device.ts';
import type { Report } from './report.ts';
import { spread } from './figures.ts';
import { http2Line } from './over-http2.ts';
import { quantile } from './report.ts';

const BYTES_MAX = 1024;
const SERVER_MS_MAX = 50;

/** What a browser sends with each call of its own origin beside the app's headers. */
const AS_CHROMIUM = {
  'user-agent': 'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0',
  accept: '*/*',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-GB',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
};

export async function idle(rounds: number, seed: number, report: Report): Promise<void> {
  const server = await newServer();
  try {
    await server.start();
    const come = await fetch(`${server.origin}/api/demo/session`, {
      method: 'POST',
      headers: FROM_THE_APP,
      body: JSON.stringify({ as: 'adviser' }),
    });
    const cookie = come.headers.get('set-cookie')?.split(';')[0] ?? '';
    const { person, school } = signedIn.parse(await come.json());
    const chance = chanceFrom(seed);
    const disk = new MemoryDevice(chance.id());
    const parts = {
      port: disk.port(),
      chance: { nowMs: () => Date.now(), newId: chance.id, random: chance.random },
      person: person as PersonId,
      app: '0.1.0',
    };
    const wire: WirePort = {
      async send(asked) {
        const headers = { ...FROM_THE_APP, cookie };
        const address = `${server.origin}/api/schools/${school}/sync`;
        const reply = await fetch(address, { method: 'POST', headers, body: JSON.stringify(asked) });
        return { kind: 'reply', lines: replyLines(whole(await reply.text())) };
      },
    };
    const { result } = await createEngine({ ...parts, wire }).sync();
    if (result !== 'ok') report.violation(`the first sync ended with ${result}`);
    const bytes: { readonly up: number; readonly down: number; readonly body: number }[] = [];
    const ms: number[] = [];
    const from = server.log().length;
    for (let round = 0; round < rounds; round += 1) {
      const { request: asked } = await take(parts);
      const begun = performance.now();
      bytes.push(await askRaw(`${server.origin}/api/schools/${school}/sync`, cookie, JSON.stringify(asked)));
      ms.push(performance.now() - begun);
    }
    const line = await http2Line(server.origin);
    const over2: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const { request: asked } = await take(parts);
      const headers = { ...AS_CHROMIUM, ...FROM_THE_APP, origin: server.origin, cookie };
      const { up, down } = await line.post(`/api/schools/${school}/sync`, headers, JSON.stringify(asked));
      // The first names its headers in full; every later one of the connection points at them.
      if (round > 0) over2.push(up + down);
    }
    await line.end();
    const lines = server.log().slice(from).split('\n');
    const own = lines.flatMap((line) => (line.includes('/sync') ? [Number(/"ms":(\d+)/.exec(line)?.[1])] : []));
    const both = bytes.map(({ up, down }) => up + down);
    report.figure('records held', disk.tables.records.size);
    report.figure(
      'bytes up, headers and all (median)',
      quantile(
        bytes.map(({ up }) => up),
        0.5,
      ),
    );
    report.figure(
      'bytes down, headers and all (median)',
      quantile(
        bytes.map(({ down }) => down),
        0.5,
      ),
    );
    report.figure(
      'bytes of the two bodies (median)',
      quantile(
        bytes.map(({ body }) => body),
        0.5,
      ),
    );
    report.figure('bytes up and down over HTTP/1.1 at most', Math.max(...both));
    report.figure('bytes up and down over HTTP/2 at most (aim: at most 1,024)', Math.max(...over2));
    report.figure('server time, from its own log (aim: at most 50 ms)', spread(own));
    report.figure('from request to last byte', spread(ms));
    if (Math.max(...over2) > BYTES_MAX) report.violation('what goes over the wire is above 1 kB');
    if (own.length < 2 * rounds) report.violation(`the log has ${own.length} of ${rounds} requests`);
    if (quantile(own, 0.95) > SERVER_MS_MAX) report.violation('p95 of the server time is above 50 ms');
  } finally {
    await server.end();
  }
}

async function* whole(text: string): AsyncGenerator<string> {
  yield text;
}

/** Sends one request on a connection of its own and counts what went over the socket. */
function askRaw(address: string, cookie: string, body: string) {
  return new Promise<{ readonly up: number; readonly down: number; readonly body: number }>((resolve, reject) => {
    const { origin } = new URL(address);
    const headers = { ...AS_CHROMIUM, ...FROM_THE_APP, origin, cookie, 'content-length': Buffer.byteLength(body) };
    const sent = request(address, { method: 'POST', headers, agent: false }, (response) => {
      let down = 0;
      const socket: Socket = response.socket;
      response.on('data', (piece: Buffer) => (down += piece.length));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode !== 200) return reject(new Error(`answered ${response.statusCode}`));
        const counts = { up: socket.bytesWritten, down: socket.bytesRead };
        resolve({ ...counts, body: Buffer.byteLength(body) + down });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
