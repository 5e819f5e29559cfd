/**
 * NDJSON to lines of a reply. What does not parse ends the reply: it is then as if the connection had been cut, without
 * `done`, and the device asks again (a captive portal's HTML, a line cut in the middle, a server newer than the app).
 */
import type { ReplyLine } from '../protocol/sync.ts';
import { replyLine } from '../protocol/sync.ts';

/** The lines in pieces of text, which may be cut anywhere. */
export async function* replyLines(pieces: AsyncIterable<string>): AsyncGenerator<ReplyLine, void, undefined> {
  let rest = '';
  for await (const piece of pieces) {
    const texts = (rest + piece).split('\n');
    rest = texts.pop() ?? '';
    for (const text of texts) {
      const line = parseLine(text);
      if (!line) return;
      yield line;
    }
  }
  // A last line without its end may be half of one: a server ends each line.
}

/** One line, or null when it is none of the protocol's. */
export function parseLine(text: string): ReplyLine | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = replyLine.safeParse(json);
  // The entries are the server's word: only their readers were looked at (protocol/sync.ts).
  return parsed.success ? (parsed.data as ReplyLine) : null;
}
