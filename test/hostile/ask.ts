/** One request over HTTP/1.1 on loopback, written as it is, and how it was answered. */
import { Agent, request } from 'node:http';

/** A request as it is sent. `alone`: on a connection of its own, because it may spoil it for the next. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly alone: boolean;
}

/** `status` 0: it was hung up on. `ms`: from the first byte out to the last byte in. `text`: its first 20,000 characters or so. */
export interface Answer {
  readonly status: number;
  readonly ms: number;
  readonly text: string;
  readonly type: string;
  readonly givesCookie: boolean;
}

/** A line of events never ends: what has come by then is the answer. */
const ENOUGH_MS = 20_000;
const TEXT_MAX = 20_000;

/** A client that keeps so many connections. */
export function newClient(
  origin: string,
  connections: number,
): {
  readonly ask: (sent: Sent) => Promise<Answer>;
  readonly end: () => void;
} {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const once = (sent: Sent): Promise<Answer> =>
    new Promise((resolve) => {
      const begun = performance.now();
      let [status, text, type, givesCookie] = [0, '', '', false];
      const done = () => resolve({ status, ms: performance.now() - begun, text, type, givesCookie });
      const asked = request(
        {
          hostname,
          port,
          method: sent.method,
          path: sent.path,
          headers: sent.headers,
          agent: sent.alone ? false : agent,
        },
        (answer) => {
          status = answer.statusCode ?? 0;
          type = answer.headers['content-type'] ?? '';
          givesCookie = answer.headers['set-cookie'] !== undefined;
          answer.on('data', (piece: Buffer) => {
            if (text.length < TEXT_MAX) text += piece.toString('utf8').slice(0, TEXT_MAX);
            if (type === 'text/event-stream') asked.destroy();
          });
          answer.on('error', () => {});
          answer.on('close', () => {
            done();
            if (sent.alone) asked.destroy();
          });
        },
      );
      asked.setTimeout(ENOUGH_MS, () => asked.destroy());
      // After an answer it is no matter that the rest of the body was not taken.
      asked.on('error', done);
      asked.end(sent.body);
    });
  return {
    /** A connection that was kept may be closed just as it is used: then once more on another. */
    ask: async (sent) => {
      const answer = await once(sent);
      return answer.status === 0 && !sent.alone ? once({ ...sent, alone: true }) : answer;
    },
    end: () => agent.destroy(),
  };
}
