/** NDJSON to lines of a reply (src/sync/reply-lines.ts): cut anywhere, or not ours at all. */
import { describe, expect, it } from 'vitest';
import type { ReplyLine } from '../../src/protocol/sync.ts';
import { parseLine, replyLines } from '../../src/sync/reply-lines.ts';
import { NOW } from '../support/builders.ts';
import { aHead } from './support.ts';

const head = aHead();
const done = { line: 'done', cookie: 20, serverTime: NOW } as const;
const text = (...lines: readonly object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

async function* inPieces(whole: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < whole.length; at += size) yield whole.slice(at, at + size);
}
async function read(whole: string, size = 7): Promise<readonly ReplyLine[]> {
  const lines: ReplyLine[] = [];
  for await (const line of replyLines(inPieces(whole, size))) lines.push(line);
  return lines;
}

describe('the lines of a reply', () => {
  it.each([1, 7, 10_000])('are the same however the text is cut (%i characters)', async (size) => {
    expect(await read(text(head, done), size)).toEqual([head, done]);
  });
  it('end where the text is cut in the middle of a line', async () => {
    expect(await read(text(head, done).slice(0, -5))).toEqual([head]);
  });
  it('end before a last line that has no end, for it may be half of one', async () => {
    expect(await read(text(head) + JSON.stringify(done))).toEqual([head]);
  });
  it('are none when a guest network answers in the place of the server', async () => {
    expect(await read('<!doctype html>\n<title>Welcome</title>\n')).toEqual([]);
  });
  it('end at a line that this app does not know', async () => {
    expect(await read(text(head, { line: 'fireworks' }, done))).toEqual([head]);
  });
  it('keep the entries of a record as the server wrote them', () => {
    const line = { line: 'record', id: 'aisha', version: 3, entries: { a: { readers: ['N'], kind: 'of tomorrow' } } };
    expect(parseLine(JSON.stringify(line))).toEqual(line);
    expect(parseLine(JSON.stringify({ ...line, entries: { a: { kind: 'without readers' } } }))).toBeNull();
  });
});
