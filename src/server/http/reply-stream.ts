/**
 * A reply that is made as it is read: NDJSON, compressed where the client takes it. A client that goes away ends the making.
 * Web streams over generators throughout: a Node stream turned into one throws where nobody can catch it when a client goes
 * away at the wrong moment, and the whole server with it.
 */
import { constants, createGzip } from 'node:zlib';

/** Told of a failure when the reply has begun already: it can no longer be answered as a problem. */
export type CutOff = (problem: unknown) => void;

/** The response of these lines. When they fail midway the connection breaks: the device asks again, as after any cut. */
export function ndjson(lines: AsyncIterable<string>, gzip: boolean, cutOff: CutOff): Response {
  const pieces = gzip ? zipped(gathered(lines)) : encoded(gathered(lines));
  const headers: Record<string, string> = { 'content-type': 'application/x-ndjson' };
  if (gzip) headers['content-encoding'] = 'gzip';
  return new Response(streamOf(pieces, cutOff), { headers });
}

function streamOf(pieces: AsyncGenerator<Uint8Array>, cutOff: CutOff): ReadableStream<Uint8Array> {
  let isRead = true;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          // Who asked has gone away meanwhile: that is no failure.
          if (!isRead) return;
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (problem) {
          cutOff(problem);
          controller.error(new Error('The reply was cut off.'));
        }
      },
      async cancel() {
        isRead = false;
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

const GATHER_CHARS = 64 * 1024;

/** Lines are gathered to pieces of about 64 kB: one write a line costs more than the line. The head goes at once. */
async function* gathered(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  let first = true;
  for await (const line of lines) {
    piece += `${line}\n`;
    if (!first && piece.length < GATHER_CHARS) continue;
    yield piece;
    piece = '';
    first = false;
  }
  if (piece !== '') yield piece;
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}

/** Each piece can be read as soon as it is there: the head does not wait for the records. */
async function* zipped(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const zip = createGzip({ level: 1 });
  const out: Buffer[] = [];
  zip.on('data', (made: Buffer) => void out.push(made));
  const taken = () => new Uint8Array(Buffer.concat(out.splice(0)));
  const flush = () => new Promise<void>((resolve) => void zip.flush(constants.Z_SYNC_FLUSH, resolve));
  try {
    for await (const piece of pieces) {
      zip.write(piece);
      await flush();
      yield taken();
    }
    const ended = new Promise((resolve) => void zip.once('end', resolve));
    zip.end();
    await ended;
    yield taken();
  } finally {
    zip.destroy();
  }
}
