/**
 * One request and its reply, each line applied in a transaction that first checks whose turn it is: a reply that is late,
 * a second tab, a frozen tab, another account all fall away by this one rule (SPEC I3). Sealing happens outside.
 */
import { view } from '../domain/access.ts';
import type { PersonId } from '../domain/ids.ts';
import { BATCH_MAX, BODY_MAX_BYTES, bytesOf } from '../protocol/limits.ts';
import type { DoneLine, HeadLine, RecordLine, ReplyLine, SyncRequest } from '../protocol/sync.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import { batch, queue, strippedEnvelope } from './outbox.ts';
import type { ChancePort, DeviceLook, DevicePort, DeviceTx, RecordState, SealedMutation } from './ports.ts';
import { toInstant } from '../domain/time.ts';
import { checkOne, regranted, takeDone, takeHead, wantedNow } from './state.ts';
import type { Effects, Tables } from './state.ts';

/** Record lines that are written in one transaction: it stays below 100 ms. */
export const LINES_PER_TRANSACTION = 50;

/** What an exchange works with. */
export interface Parts {
  readonly port: DevicePort;
  readonly chance: ChancePort;
  readonly person: PersonId;
  /** Version of the app, for the server's log. */
  readonly app: string;
  /** Most mutations in a request: BATCH_MAX, unless a test wants queues to form sooner. */
  readonly batchMax?: number;
}

/** A request with the turn that was drawn for it. */
export interface Taken {
  readonly turn: string;
  readonly request: SyncRequest;
  /** Mutations in the outbox, these included. */
  readonly waiting: number;
}

/** How the reading of a reply ended: `overtaken` when a newer request or a sign-out has the turn. */
export type Received = { readonly kind: 'done' | 'cut' | 'overtaken'; readonly head: HeadLine | null };

/** The clear parts of all tables at one moment. */
export async function readTables(tx: DeviceLook): Promise<Tables> {
  return { meta: await tx.meta(), own: await tx.own(), records: await tx.records() };
}

/** Draws a turn and takes along what fits; all of it is marked as sent before anything leaves (I3, I4). */
export async function take({ port, chance, app, batchMax = BATCH_MAX }: Parts): Promise<Taken> {
  const before = await port.look((tables) => tables.own());
  const orders = queue(before).slice(0, batchMax);
  const opened = orders.length === 0 ? [] : await port.openOwn(orders.map(({ order }) => order));
  const turn = chance.newId();
  const random = chance.random();
  return port.transact(async (tx) => {
    const tables = await readTables(tx);
    const { device, epoch, cookie, hash } = tables.meta;
    const bare: SyncRequest = {
      protocol: PROTOCOL_VERSION,
      app,
      device,
      epoch,
      cookie,
      hash,
      want: wantedNow(tables),
      check: checkOne(tables.records, random),
      mutations: [],
    };
    const waiting = queue(tables.own);
    const taken = batch(waiting.slice(0, batchMax), opened, BODY_MAX_BYTES - bytesOf(bare));
    for (const { order } of taken) await tx.patchOwn(order, { sent: true });
    await tx.setMeta({ ...tables.meta, turn });
    return { turn, request: { ...bare, mutations: taken.map(({ wire }) => wire) }, waiting: waiting.length };
  });
}

/** Applies a reply, line by line, as it comes. `moved` is called after each transaction. */
export async function receive(
  parts: Parts,
  turn: string,
  lines: AsyncIterable<ReplyLine>,
  moved: () => void,
): Promise<Received> {
  let head: HeadLine | null = null;
  let records: RecordLine[] = [];
  const ended = (kind: Received['kind']): Received => ({ kind, head });
  const flush = async (): Promise<boolean> => {
    const mine = records.length === 0 || (await applyRecords(parts, turn, records));
    records = [];
    moved();
    return mine;
  };
  for await (const line of lines) {
    if (line.line === 'head') {
      if (head) return ended('cut');
      if (!(await applyHead(parts, turn, line))) return ended('overtaken');
      head = line;
      moved();
    } else if (!head) {
      return ended('cut');
    } else if (line.line === 'record') {
      records.push(line);
      if (records.length >= LINES_PER_TRANSACTION && !(await flush())) return ended('overtaken');
    } else {
      const mine = (await flush()) && (await applyDone(parts.port, turn, { head, done: line }));
      moved();
      return ended(mine ? 'done' : 'overtaken');
    }
  }
  return ended((await flush()) ? 'cut' : 'overtaken');
}

async function applyHead(parts: Parts, turn: string, head: HeadLine): Promise<boolean> {
  if (!(await filterRegranted(parts, turn, head))) return false;
  const stripped = await sealRefused(parts.port, head);
  return inTurn(parts.port, turn, async (tx, tables) => {
    const effects = takeHead(tables, head, toInstant(parts.chance.nowMs()));
    await writeOwn(tx, effects, stripped);
    await tx.wantRecords(effects.wantRecords);
    await tx.removeRecords(effects.dropRecords);
    await tx.setMeta(effects.meta);
  });
}

/**
 * Held records whose groups change are filtered as the device hears of them, some at a time (I5).
 * While the turn is ours nobody else changes records, so what was opened is what is replaced.
 */
async function filterRegranted({ port, person }: Parts, turn: string, head: HeadLine): Promise<boolean> {
  if (!head.grants) return true;
  const before = await port.transact(async (tx) => ({ meta: await tx.meta(), records: await tx.records() }));
  if (before.meta.turn !== turn) return false;
  const { grants, changed } = regranted(before, head.grants);
  for (let from = 0; from < changed.length; from += LINES_PER_TRANSACTION) {
    const ids = changed.slice(from, from + LINES_PER_TRANSACTION);
    const opened = await port.openRecords(ids);
    const sealed = await Promise.all(
      opened.map((row) =>
        port.sealRecord({ ...row, wanted: true, record: view(row.record, person, grants[row.id] ?? []) }),
      ),
    );
    const there = new Set<string>(opened.map(({ id }) => id));
    const mine = await inTurn(port, turn, async (tx, { meta }) => {
      // With its records: own changes are not replayed, in groups that are no more, on what was taken away. No server has
      // given this mixture of old and new.
      const known = Object.fromEntries(ids.map((id) => [id, grants[id] ?? []]));
      await tx.setMeta({ ...meta, hash: null, grants: { ...meta.grants, ...known } });
      await tx.putRecords(sealed);
      // What does not open cannot be filtered: it goes, and is asked for again.
      await tx.removeRecords(ids.filter((id) => !there.has(id)));
    });
    if (!mine) return false;
  }
  return true;
}

/** Refused mutations, sealed again without the words of others that they carried (I16). By id. */
async function sealRefused(port: DevicePort, head: HeadLine): Promise<ReadonlyMap<string, SealedMutation>> {
  const refused = new Set<string>(head.outcomes.filter((o) => o.status === 'refused').map((o) => o.id));
  if (refused.size === 0) return new Map();
  const own = await port.transact((tx) => tx.own());
  const opened = await port.openOwn(own.filter(({ id }) => refused.has(id)).map(({ order }) => order));
  const sealed = await Promise.all(
    opened.map((mutation) =>
      mutation.envelope
        ? port.sealMutation({ ...mutation, envelope: strippedEnvelope(mutation.envelope) })
        : Promise.resolve(null),
    ),
  );
  return new Map(sealed.filter((row) => row !== null).map((row) => [row.id, row]));
}

async function writeOwn(
  tx: DeviceTx,
  { changedOwn, forgetOwn }: Effects,
  stripped: ReadonlyMap<string, SealedMutation>,
): Promise<void> {
  for (const state of changedOwn) {
    const sealed = stripped.get(state.id);
    if (sealed && state.refused !== null) await tx.putOwn({ ...sealed, ...state });
    else await tx.patchOwn(state.order, state);
  }
  await tx.removeOwn(forgetOwn);
}

async function applyRecords({ port }: Parts, turn: string, lines: readonly RecordLine[]): Promise<boolean> {
  const sealed = await Promise.all(
    lines.map(({ id, version, entries }) => port.sealRecord({ id, version, wanted: false, record: { id, entries } })),
  );
  return inTurn(port, turn, async (tx, { meta }) => {
    const granted = ({ id }: RecordState) => meta.grants[id] !== undefined;
    await tx.putRecords(sealed.filter(granted));
  });
}

function applyDone(port: DevicePort, turn: string, lines: { head: HeadLine; done: DoneLine }): Promise<boolean> {
  return inTurn(port, turn, async (tx, tables) => {
    const { meta, forgetOwn } = takeDone(tables, lines.head, lines.done);
    await tx.removeOwn(forgetOwn);
    await tx.setMeta(meta);
  });
}

/** Runs `work` in a transaction if the turn is still this one; says whether it was. */
function inTurn(
  port: DevicePort,
  turn: string,
  work: (tx: DeviceTx, tables: Tables) => Promise<void>,
): Promise<boolean> {
  return port.transact(async (tx) => {
    const tables = await readTables(tx);
    if (tables.meta.turn !== turn) return false;
    await work(tx, tables);
    return true;
  });
}
