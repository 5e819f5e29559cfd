/**
 * Pokes: "something that you can see has changed", a version and no data, as server-sent events.
 * Source: HTML Living Standard, server-sent events.
 */
import type { Groups } from '../../domain/group.ts';
import type { PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { Poke } from '../sync/judging.ts';

/** A heartbeat keeps proxies from closing the line. */
export const HEARTBEAT_MS = 25_000;
/** Lines of one session; a new one takes the place of the oldest. A browser needs one, and an old one may not know that it is dead. */
export const LINES_MAX = 8;

/** Who listens, and which groups they have in a record now. */
export interface Listening {
  readonly school: SchoolId;
  readonly person: PersonId;
  readonly session: string;
  readonly groupsOf: (record: RecordId) => Promise<Groups>;
}

interface Listener extends Listening {
  /** Neither of them throws, also when the line is closed already. */
  readonly send: (text: string) => void;
  readonly close: () => void;
}

export interface Events {
  /** Listens until it is called off. */
  listen(listener: Listener): () => void;
  /** Tells those who can see the change. */
  poke(poke: Poke): void;
  /** Ends the lines of a session that was signed out, or all of them for good: the server stops. */
  end(session?: string): void;
}

/** No listeners yet. */
export function createEvents(): Events {
  const listeners = new Set<Listener>();
  let stopped = false;
  const tell = async (listener: Listener, poke: Poke): Promise<void> => {
    try {
      if (await concerns(listener, poke)) listener.send(`data: ${JSON.stringify({ version: poke.version })}\n\n`);
    } catch {
      // What cannot be found out is not said: the device connects again, and asks as it does.
      listener.close();
    }
  };
  return {
    listen(listener) {
      const lines = [...listeners].filter(({ session }) => session === listener.session);
      if (lines.length >= LINES_MAX) lines[0]?.close();
      listeners.add(listener);
      if (stopped) listener.close();
      return () => listeners.delete(listener);
    },
    poke(poke) {
      for (const listener of listeners) void tell(listener, poke);
    },
    end(session) {
      stopped ||= session === undefined;
      for (const listener of listeners) if (session === undefined || listener.session === session) listener.close();
    },
  };
}

async function concerns(listener: Listener, { school, reach }: Poke): Promise<boolean> {
  if (listener.school !== school) return false;
  for (const [record, who] of reach) {
    if (who.has(listener.person)) return true;
    const groups = await listener.groupsOf(record);
    if (groups.some((group) => who.has(group))) return true;
  }
  return false;
}

/** Pieces that may lie unread before a line counts as dead. */
const UNREAD_MAX = 100;

/** The line itself: it says hello, beats while `isLive` says that its session goes on, and ends with the listener or with the server. */
export function eventStream(events: Events, listening: Listening, isLive: () => Promise<boolean>): Response {
  const encoder = new TextEncoder();
  let hangUp = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let open = true;
      let off = () => {};
      const send = (text: string) => {
        if (open) controller.enqueue(encoder.encode(text));
        // Whoever does not read for so long is not there: the line would fill the memory.
        if ((controller.desiredSize ?? 0) < -UNREAD_MAX) close();
      };
      const goOn = async () => {
        // What cannot be found out ends it too: the device connects again, and is asked who it is.
        if (await isLive().catch(() => false)) send(': still here\n\n');
        else close();
      };
      const beat = setInterval(() => void goOn(), HEARTBEAT_MS);
      hangUp = () => {
        open = false;
        clearInterval(beat);
        off();
      };
      const close = () => {
        if (!open) return;
        hangUp();
        controller.close();
      };
      send(': hello\n\n');
      off = events.listen({ ...listening, send, close });
      if (!open) off();
    },
    cancel: () => hangUp(),
  });
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
  });
}
