/**
 * What a request costs on the wire of HTTP/2, which is what a proxy with https speaks to a browser (docs/operations.md): a proxy on loopback
 * that passes everything on, and a client that counts the bytes of the socket. TLS is left out: it adds some 30 bytes a record.
 */
import { connect, constants, createServer } from 'node:http2';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http2';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Bytes of the socket, up and down. */
export interface OnTheWire {
  readonly up: number;
  readonly down: number;
}

/** Calls the server at `origin` through one connection, as a browser with a page open does. */
export interface Http2Line {
  /** Posts, reads the reply to its end and tells what that cost. Throws when it is not answered with 200. */
  post(path: string, headers: OutgoingHttpHeaders, body: string): Promise<OnTheWire>;
  end(): Promise<void>;
}

/** Of one hop alone: not passed on, and not allowed in HTTP/2 (RFC 9113, 8.2.2). */
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'host']);

const withoutHop = (headers: IncomingHttpHeaders): OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':') && !HOP.has(name)));

export async function http2Line(origin: string): Promise<Http2Line> {
  const proxy = createServer((asked, answer) => {
    const on = request(
      `${origin}${asked.url}`,
      { method: asked.method, headers: { ...withoutHop(asked.headers), host: new URL(origin).host } },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, withoutHop(reply.headers));
        reply.pipe(answer.stream);
      },
    );
    on.on('error', () => answer.stream.close(constants.NGHTTP2_INTERNAL_ERROR));
    asked.pipe(on);
  });
  await new Promise<void>((listening) => void proxy.listen(0, '127.0.0.1', listening));
  const session = connect(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  await new Promise<void>((connected, fail) => void session.once('connect', () => connected()).once('error', fail));

  return {
    async post(path, headers, body) {
      const { bytesWritten, bytesRead } = session.socket;
      const stream = session.request({ ':method': 'POST', ':path': path, ...headers });
      stream.end(body);
      await new Promise<void>((resolve, reject) => {
        stream.on('response', ({ ':status': status }) => {
          if (status !== 200) reject(new Error(`answered ${status}`));
        });
        stream.on('error', reject);
        stream.on('end', resolve);
        stream.resume();
      });
      return { up: session.socket.bytesWritten - bytesWritten, down: session.socket.bytesRead - bytesRead };
    },
    async end() {
      await new Promise<void>((closed) => void session.close(closed));
      await new Promise<void>((closed) => void proxy.close(() => closed()));
    },
  };
}
