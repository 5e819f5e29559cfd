/** The network between a tab and the server: it loses, delays, cuts, repeats; other machines answer in the server's place. */
import type { RecordLine, ReplyLine, SyncRequest } from '../../src/protocol/sync.ts';
import type { WirePort, WireReply } from '../../src/sync/ports.ts';
import { replyLines } from '../../src/sync/reply-lines.ts';
import type { Chance } from './random.ts';
import type { SimReply } from './server-port.ts';
import type { SimDevice } from './sim-device.ts';

/** A request as it left, with what its device knew then. */
export interface Letter {
  readonly person: string;
  readonly request: SyncRequest;
  readonly known: ReadonlyMap<string, number>;
  /** Brought by whoever has the device, sealed: nobody hears the answer. */
  readonly isSealed?: true;
}

export interface NetworkParts {
  readonly chance: Chance;
  readonly calm: boolean;
  readonly gate: () => Promise<void>;
  /** Is the device out of reach: all that it asks is lost, or what it asks arrives and the answer is lost. */
  readonly away: () => 'no' | 'answer' | 'all';
  /** Is the person still signed in, as far as the server is asked? */
  readonly signedIn: () => boolean;
  readonly deliver: (letter: Letter) => Promise<SimReply>;
  /** Requests that somebody on the way holds back. */
  readonly late: Letter[];
  /** A token of the server that answers: a restored one is another. */
  readonly server: () => unknown;
  readonly onLine: (letter: Letter, line: RecordLine) => void;
  readonly known: () => ReadonlyMap<string, number>;
  /** The same is asked for over and over. */
  readonly restless: () => void;
  /** How many records the head spoke of, and how many came before the end. */
  readonly onDone: (said: number, came: number) => void;
}

/** Times that one sync may ask for the very same. */
const SAME_MAX = 5;

const problem = (status: number): WireReply => ({
  kind: 'problem',
  problem: { type: '/problems/test', title: 'planned', status },
  retryAfterMs: null,
});

/** The wire of one tab. */
export function wireOf(device: SimDevice, parts: NetworkParts): WirePort {
  const { chance, calm, gate, late } = parts;
  const bad = (p: number) => !calm && chance.happens(p);
  let last = '';
  let times = 0;
  return {
    async send(request) {
      const asks = JSON.stringify({ ...request, check: [] });
      times = asks === last ? times + 1 : 0;
      last = asks;
      if (times >= SAME_MAX) {
        parts.restless();
        return problem(500);
      }
      const letter: Letter = {
        person: device.person,
        request: structuredClone(request),
        known: new Map(parts.known()),
      };
      await gate();
      const away = calm ? 'no' : parts.away();
      if (away === 'answer') await parts.deliver(letter);
      if (away !== 'no') return { kind: 'no-internet' };
      if (bad(0.12)) {
        if (chance.happens(0.5)) late.push(letter);
        return { kind: 'no-internet' };
      }
      if (!parts.signedIn()) return problem(401);
      if (bad(0.06)) {
        const status = chance.pick([401, 429, 500, 503, 0]);
        return status === 0 ? { kind: 'reply', lines: replyLines(portal()) } : problem(status);
      }
      const at = parts.server();
      const reply = await parts.deliver(letter);
      if (reply.lines === null) return problem(reply.status);
      if (bad(0.1)) late.push(letter);
      await gate();
      if (bad(0.12)) return { kind: 'no-internet' };
      return {
        kind: 'reply',
        lines: replyLines(pieces(letter, { ...parts, lines: reply.lines, isSame: () => parts.server() === at })),
      };
    },
  };
}

async function* portal(): AsyncGenerator<string> {
  yield '<!doctype html>\n<title>Welcome to the guest network</title>\n';
}

interface Stream extends NetworkParts {
  readonly lines: AsyncIterable<string>;
  readonly isSame: () => boolean;
}

/** The text of a reply in pieces, cut anywhere. */
async function* pieces(
  letter: Letter,
  { lines, chance, calm, gate, isSame, onLine, onDone }: Stream,
): AsyncGenerator<string> {
  let [said, came] = [0, 0];
  for await (const text of lines) {
    if (!isSame()) return;
    const line = JSON.parse(text) as ReplyLine;
    if (line.line === 'head') said = line.records;
    if (line.line === 'done') onDone(said, came);
    if (line.line === 'record') {
      came += 1;
      onLine(letter, line);
    }
    const cut = !calm && chance.happens(0.04);
    const at = Math.floor(chance.random() * text.length);
    yield text.slice(0, at);
    if (cut) return;
    yield text.slice(at);
    if (chance.happens(0.5)) await gate();
    if (!isSame()) return;
  }
}
