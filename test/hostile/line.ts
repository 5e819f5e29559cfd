/** A connection to the server as bytes, with when it was opened, answered and closed. */
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { connect } from 'node:net';

/** One connection. Times are milliseconds since it was opened; Infinity: not yet. */
export interface Line {
  readonly socket: Socket;
  readonly heard: () => string;
  /** Answers that have begun. */
  readonly answers: () => number;
  readonly answeredMs: () => number;
  readonly closedMs: () => number;
  /** Resolves with `closedMs` when the server has closed it, or with Infinity when it has not within this time. */
  readonly closed: (withinMs: number) => Promise<number>;
}

const ANSWER = 'HTTP/1.1 ';

/** What was said in each answer, after its version. */
export const answersIn = (heard: string): readonly string[] => heard.split(ANSWER).slice(1);

/** Opens one. `deaf`: what comes is not read. */
export async function open(origin: string, deaf = false): Promise<Line> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  let [heard, answers, answered, closed] = ['', 0, Infinity, Infinity];
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const begun = performance.now();
  socket.on('error', () => {});
  if (!deaf)
    socket.setEncoding('latin1').on('data', (text: string) => {
      if (answered === Infinity) answered = performance.now() - begun;
      heard += text;
      answers += text.split(ANSWER).length - 1;
    });
  socket.on('close', () => (closed = performance.now() - begun));
  return {
    socket,
    heard: () => heard,
    answers: () => answers,
    answeredMs: () => answered,
    closedMs: () => closed,
    closed: (withinMs) =>
      new Promise((resolve) => {
        if (closed < Infinity) return resolve(closed);
        const late = setTimeout(() => resolve(Infinity), withinMs);
        socket.once('close', () => {
          clearTimeout(late);
          resolve(performance.now() - begun);
        });
      }),
  };
}

/** Lines of a request, as it is written. */
export const written = (first: string, headers: readonly string[] = [], body = ''): string =>
  [first, 'Host: school.example', ...headers, '', body].join('\r\n');

/** The status that was heard first; 0: none. */
export const statusIn = (heard: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0);

/** Does the system still hold the server's end of this connection? Linux alone tells. */
export function isHeld({ socket }: Line): boolean {
  const hex = (port: number | undefined) => (port ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const ESTABLISHED = '01';
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .some(
      ([, local = '', remote = '', state]) =>
        state === ESTABLISHED &&
        local.endsWith(`:${hex(socket.remotePort)}`) &&
        remote.endsWith(`:${hex(socket.localPort)}`),
    );
}
