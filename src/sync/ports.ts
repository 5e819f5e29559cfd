/**
 * What the engine needs of the world: tables that change in transactions, a wire, a clock, randomness.
 * The device makes the tables real in IndexedDB; the simulator keeps them in memory and cuts the power at any await.
 * Every transaction is atomic and strict: when `transact` resolves, what it wrote survives the end of the browser.
 * Sealing happens before a transaction, opening after it, never inside (WebCrypto must not be awaited there).
 */
import type { Groups } from '../domain/group.ts';
import type { ActId, MutationId, RecordId } from '../domain/ids.ts';
import type { MutationEnvelope, Touch } from '../domain/mutation.ts';
import type { CareersRecord } from '../domain/record.ts';
import type { RefusalReason, ReplyLine, SyncRequest } from '../protocol/sync.ts';
import type { Problem } from '../protocol/problem.ts';

/** What the device knows of the server, one row. Opaque ids and versions only. */
export interface Meta {
  /** This device, a UUID made at its first start. */
  readonly device: string;
  readonly epoch: string | null;
  /** Version up to which the device has everything that is not wanted (I7). */
  readonly cookie: number | null;
  readonly hash: string | null;
  readonly grants: Readonly<Record<string, Groups>>;
  readonly erased: readonly RecordId[];
  /** The token of the newest request or sign-out: only its reply counts (I3). */
  readonly turn: string | null;
  /** Server time of the last completed sync, an instant; null before the first. */
  readonly syncedAt: string | null;
}

/** The clear part of a confirmed record. `wanted`: it must be sent again, whatever its version (I5, I15). */
export interface RecordState {
  readonly id: RecordId;
  readonly version: number;
  readonly wanted: boolean;
}

/** A confirmed record, opened. */
export interface ConfirmedRecord extends RecordState {
  readonly record: CareersRecord;
}

/**
 * The clear part of an own mutation. Outbox: `taken` null. Journal: `taken` a version, `refused` null.
 * "Needs you": `refused` says why. One table, so that a mutation is never in two places (I13).
 */
export interface OwnState {
  /** Order in which it was saved on this device. */
  readonly order: number;
  readonly id: MutationId;
  readonly record: RecordId;
  readonly act: ActId | null;
  readonly touches: readonly Touch[];
  /** Version of its outcome; null while there is none. */
  readonly taken: number | null;
  /** When this device learnt of its outcome, an instant; null before. For "With the school, 14:02". */
  readonly takenAt: string | null;
  /** Version that it first got, before a restore of the server (I15). */
  readonly first: number | null;
  readonly refused: RefusalReason | null;
  /** How often it has had to wait (I11). */
  readonly waited: number;
  /** Has it ever been in a request? Typing then names the wording that it replaces (I4). */
  readonly sent: boolean;
  /** Its record has left the device and its words with it: the seal alone is left, which goes to the server as it is (I22). */
  readonly sealedAlone?: true;
}

/** An own mutation, opened. `envelope` null: its box does not open, or its seal alone is left. */
export interface OwnMutation extends OwnState {
  readonly envelope: MutationEnvelope | null;
}

/** Something sealed, ready to be put inside a transaction; only its own port can open it. */
export interface SealedRecord extends RecordState {
  readonly box: unknown;
  readonly digestBox: unknown;
}
export interface SealedMutation extends OwnState {
  readonly box: unknown;
}

/** The clear parts of the tables at one moment. Await nothing else while looking. */
export interface DeviceLook {
  meta(): Promise<Meta>;
  /** All own mutations in order, the clear part. */
  own(): Promise<readonly OwnState[]>;
  /** The clear part of all confirmed records. */
  records(): Promise<readonly RecordState[]>;
  /** The clear part of one; undefined when it is not held. */
  record(id: RecordId): Promise<RecordState | undefined>;
}

/** One read-write transaction over the tables. Await nothing else in it. */
export interface DeviceTx extends DeviceLook {
  setMeta(meta: Meta): Promise<void>;
  /** Adds mutations at the orders after the last one that was ever given; resolves to those. Their own `order` counts for nothing. */
  addOwn(rows: readonly SealedMutation[]): Promise<readonly number[]>;
  /** Puts a mutation in the place of the one with the same order. */
  putOwn(row: SealedMutation): Promise<void>;
  /** Changes the clear part and keeps the box. */
  patchOwn(order: number, patch: Partial<Omit<OwnState, 'order'>>): Promise<void>;
  removeOwn(orders: readonly number[]): Promise<void>;
  /** Takes away the words of own mutations and keeps their seals, which are there: they are `sealedAlone` from now on. */
  forgetWords(orders: readonly number[]): Promise<void>;
  putRecords(rows: readonly SealedRecord[]): Promise<void>;
  removeRecords(ids: readonly RecordId[]): Promise<void>;
  /** Marks records as wanted, or all of them. */
  wantRecords(ids: readonly RecordId[] | 'all'): Promise<void>;
}

/** The tables of one account at one school. */
export interface DevicePort {
  /** Runs `work` in one strict transaction. Rejects with a StorageProblem when it cannot; nothing of it was written then. */
  transact<T>(work: (tx: DeviceTx) => Promise<T>): Promise<T>;
  /** Looks at one moment, holding no writer back. Rejects with a StorageProblem when it cannot. */
  look<T>(work: (look: DeviceLook) => Promise<T>): Promise<T>;
  sealRecord(row: ConfirmedRecord): Promise<SealedRecord>;
  /** The box is bound to the mutation's id, not to its order: that is given inside the transaction. */
  sealMutation(row: OwnState & { readonly envelope: MutationEnvelope }): Promise<SealedMutation>;
  /** Confirmed records, opened; one whose box does not open is left out and marked as wanted. */
  openRecords(ids: readonly RecordId[]): Promise<readonly ConfirmedRecord[]>;
  /** Own mutations, opened, in order: all of them, those of one record, or those with these orders (one that is gone is left out). */
  openOwn(which?: RecordId | readonly number[]): Promise<readonly OwnMutation[]>;
}

/**
 * Why the tables could not be written. The words stay on screen and can be saved as a file.
 * `cleared`: the browser threw the tables away, and another window has begun afresh.
 */
export class StorageProblem extends Error {
  override name = 'StorageProblem';
  readonly kind: 'full' | 'blocked' | 'lost' | 'broken' | 'cleared';
  constructor(kind: StorageProblem['kind'], cause?: unknown) {
    super(`storage ${kind}`, { cause });
    this.kind = kind;
  }
}

/** What came of sending a request. */
export type WireReply =
  /** Lines as they arrive; the iterator ends early when the connection is cut. */
  | { readonly kind: 'reply'; readonly lines: AsyncIterable<ReplyLine> }
  /** No connection, or something that is not our server answered (a captive portal). */
  | { readonly kind: 'no-internet' }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly retryAfterMs: number | null };

/** The wire to one school's server. Never rejects. */
export interface WirePort {
  send(request: SyncRequest): Promise<WireReply>;
}

/** Time and chance, so that a seed decides everything in the simulator. */
export interface ChancePort {
  nowMs(): number;
  /** A new UUIDv7. */
  newId(): string;
  /** In [0, 1). */
  random(): number;
}

/** Timers, so that the simulator's clock can be another. */
export interface TimerPort {
  /** Calls `then` after so many milliseconds, unless the returned function is called before. */
  after(ms: number, then: () => void): () => void;
}
