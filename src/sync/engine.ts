/**
 * The sync engine of one account at one school: thin, over ports. It keeps nothing that matters: several tabs may each
 * run one over the same tables, and any of them may end at any await. What counts is in the tables (SPEC I3).
 */
import type { MutationId } from '../domain/ids.ts';
import type { MutationEnvelope } from '../domain/mutation.ts';
import type { Result } from '../domain/result.ts';
import type { Problem } from '../protocol/problem.ts';
import type { Parts, Received, Taken } from './exchange.ts';
import { readTables, receive, take } from './exchange.ts';
import { isToSend, isWaiting } from './outbox.ts';
import type { DeviceTx, WirePort } from './ports.ts';
import * as saving from './saving.ts';
import type { SaveProblem } from './saving.ts';
import { signedOut, wantedNow } from './state.ts';
import type { Running, Status, SyncResult } from './status.ts';
import { NO_STATUS, statusOf } from './status.ts';

/** Requests of one `sync`; a first sync of 2,000 records and an outbox of thousands stay below it. */
const ROUNDS_MAX = 200;

/** How a sync ended. `overtaken`: a newer request of this device, or a sign-out, has the turn. */
export interface SyncEnd {
  readonly result: SyncResult | 'overtaken';
  /** Milliseconds that the server asks to wait. */
  readonly retryAfterMs: number | null;
}

/** Everything that the app does with its own data. */
export interface Engine {
  /** Resolves when the mutations of one act are on the disk, whole: "Saved on this device". */
  save(envelopes: readonly MutationEnvelope[]): Promise<Result<readonly MutationId[], SaveProblem>>;
  /** Sends and fetches until nothing is left to ask for. Rejects with a StorageProblem only. */
  sync(): Promise<SyncEnd>;
  /** Takes the records off the device and keeps own mutations, sealed (I17). */
  signOut(): Promise<void>;
  /** Offers a refused mutation again. */
  retry(order: number): Promise<void>;
  /** The person has dealt with it. */
  forgetNeeds(order: number): Promise<void>;
  /** The facts as last read. */
  status(): Status;
  /** Reads the facts again: after a change by another tab. */
  refresh(): Promise<Status>;
  /** Tells of new facts; gives back how to stop. */
  subscribe(listener: (status: Status) => void): () => void;
}

/** An engine over these ports. */
export function createEngine(parts: Parts & { readonly wire: WirePort }): Engine {
  const { port, chance } = parts;
  const facts = createFacts(parts);
  const then = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work;
    facts.changed();
    return value;
  };
  return {
    save: (envelopes) => then(saving.save(port, envelopes)),
    sync: () => then(syncAll(parts, facts)),
    signOut: () => then(port.transact((tx) => leave(tx, chance.newId()))),
    retry: (order) => then(saving.retry(port, chance, order)),
    forgetNeeds: (order) => then(saving.forgetNeeds(port, order)),
    status: facts.now,
    refresh: facts.refresh,
    subscribe: facts.subscribe,
  };
}

async function leave(tx: DeviceTx, turn: string): Promise<void> {
  const { meta, records } = await readTables(tx);
  await tx.removeRecords(records.map(({ id }) => id));
  await tx.setMeta(signedOut(meta, turn));
}

type Facts = ReturnType<typeof createFacts>;

/** The status of this tab: what it remembers is the end of its last sync and the progress of the one that runs. */
function createFacts({ port }: Parts) {
  let status = NO_STATUS;
  let lastResult: SyncResult | null = null;
  let sending: Running | null = null;
  const listeners = new Set<(status: Status) => void>();

  async function refresh(): Promise<Status> {
    const tables = await port.look(readTables);
    const oldest = tables.own.find(isWaiting);
    const [opened] = oldest ? await port.openOwn([oldest.order]) : [];
    status = statusOf(tables, { lastResult, sending, oldestWaitingAt: opened?.envelope?.at ?? null });
    for (const listener of listeners) listener(status);
    return status;
  }

  return {
    refresh,
    now: (): Status => status,
    subscribe(listener: (status: Status) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Something in the tables or in this tab's sync is different. Facts that cannot be read now are read at the next change. */
    changed(): void {
      if (listeners.size > 0) refresh().catch(() => undefined);
    },
    ended(result: SyncEnd['result']): void {
      if (result !== 'overtaken') lastResult = result;
      sending = null;
    },
    sends(running: Running): void {
      sending = running;
    },
  };
}

async function syncAll(parts: Parts & { readonly wire: WirePort }, facts: Facts): Promise<SyncEnd> {
  const asked = new Set<string>();
  let sent = 0;
  try {
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const taken = await take(parts);
      facts.sends({ sent, of: sent + taken.waiting });
      const end = await exchange(parts, taken, facts.changed);
      if (end.kind !== 'done') return ended(facts, end);
      const ids = new Set<string>(taken.request.mutations.map(({ id }) => id));
      const outcomes = (end.head?.outcomes ?? []).filter(({ id }) => ids.has(id));
      // What waits, and waited when it was asked about before, is no news: asking on would be for ever.
      const news = outcomes.some(({ id, status }) => status !== 'waits' || !asked.has(id));
      for (const { id, status } of outcomes) {
        asked.add(id);
        if (status !== 'waits') sent += 1;
      }
      if (!(await isMoreToDo(parts, taken, { asked, judged: news }))) break;
    }
    return ended(facts, { kind: 'ended', result: 'ok', retryAfterMs: null });
  } catch (problem) {
    facts.ended('overtaken');
    throw problem;
  }
}

type ExchangeEnd = Received | ({ readonly kind: 'ended' } & SyncEnd);

function ended(facts: Facts, end: ExchangeEnd): SyncEnd {
  const result = end.kind === 'ended' ? end.result : end.kind === 'cut' ? 'not-answering' : 'overtaken';
  facts.ended(result);
  return { result, retryAfterMs: end.kind === 'ended' ? end.retryAfterMs : null };
}

async function exchange(
  parts: Parts & { readonly wire: WirePort },
  { turn, request }: Taken,
  moved: () => void,
): Promise<ExchangeEnd> {
  const reply = await parts.wire.send(request);
  switch (reply.kind) {
    case 'reply':
      return receive(parts, turn, reply.lines, moved);
    case 'no-internet':
      return { kind: 'ended', result: 'no-internet', retryAfterMs: null };
    case 'problem':
      return { kind: 'ended', result: meaningOf(reply.problem), retryAfterMs: reply.retryAfterMs };
  }
}

/** Every problem is transient for the queue: nothing is dropped, whatever the status. */
function meaningOf({ status }: Problem): SyncResult {
  if (status === 401 || status === 403) return 'refused-signed-out';
  return status === 426 ? 'app-too-old' : 'not-answering';
}

/** Is there something to ask for at once, and did this request move anything? Records newly wanted, or mutations not asked about. */
function isMoreToDo(
  { port }: Parts,
  { request }: Taken,
  { asked, judged }: { readonly asked: ReadonlySet<string>; readonly judged: boolean },
): Promise<boolean> {
  return port.look(async (look) => {
    const tables = await readTables(look);
    const before = new Set<string>(request.want);
    const want = wantedNow(tables);
    const isOtherWant = want.some((id) => !before.has(id)) || want.length < before.size;
    const isLeft = tables.own.some((own) => isToSend(own) && !asked.has(own.id));
    const isToldMore = judged || request.epoch !== tables.meta.epoch;
    return (want.length > 0 && isOtherWant) || (isLeft && isToldMore);
  });
}
