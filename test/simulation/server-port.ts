/** What the world asks of a server: the few operations that an adapter makes of the real one. */
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { Entry } from '../../src/domain/record.ts';
import type { Outcome, SyncRequest } from '../../src/protocol/sync.ts';

/** An answer over the wire. The first line is ready, later ones are read when they are asked for. */
export type SimReply =
  | { readonly status: 200; readonly lines: AsyncIterable<string> }
  | { readonly status: number; readonly lines: null };

/** All that is in the store: for oracles, which judge it by their own rules. */
export interface Stored {
  readonly epoch: string;
  readonly version: number;
  /** The day on the server's clock. */
  readonly today: string;
  readonly entries: ReadonlyMap<string, Readonly<Record<string, Entry>>>;
  /** Wordings of entries that are no more, each with the version that replaced it, in order. */
  readonly earlier: readonly { readonly record: string; readonly version: number; readonly entry: Entry }[];
  /** Ids of applied mutations, with repetitions if there are any. */
  readonly applied: readonly string[];
  /** Mutations in quarantine, with what is kept of them. */
  readonly quarantine: readonly { readonly id: string; readonly record: string; readonly json: string }[];
}

export interface SimServer {
  sync(person: string, request: SyncRequest): Promise<SimReply>;
  /** What was sealed on a person's device is brought; null: it was not judged. */
  sealed(person: string, request: SyncRequest): Promise<readonly Outcome[] | null>;
  /** Sends a mutation as the careers leader does at her desk. */
  office(envelope: MutationEnvelope): Promise<Outcome>;
  erase(record: string): Promise<void>;
  /** The careers leader moves an entry to another pupil, with what belongs to it, where that can be done. */
  move(record: string, entry: string, to: string): Promise<void>;
  stored(): Promise<Stored>;
  /** Ids of the mutations that its audit tells of, with repetitions, and whether no row of it was changed. */
  audited(): Promise<{ readonly ids: readonly string[]; readonly holds: boolean }>;
  /** An old version of the server beside the new: it does not know some names of mutations. */
  knowsAll(knows: boolean): void;
  /** The version of the oldest backup that may still be restored. */
  setStable(version: number): Promise<void>;
  backup(): Promise<SimBackup>;
  end(): Promise<void>;
}

export interface SimBackup {
  readonly version: number;
  /** A server that goes on from here, after the ledger, which is apart from backups, has been done again. */
  restore(): Promise<SimServer>;
}

/** What a server of the simulator is made of. */
export interface SimServerParts {
  readonly nowMs: () => number;
  /** The careers leader at her desk. */
  readonly leader: string;
  /** The first mutations, which make the school; applied as the careers leader, rights apart. */
  readonly school: readonly MutationEnvelope[];
  /** Mutations that bring the server down. */
  readonly poison: ReadonlySet<string>;
}

/** The one kind of mutation that an old server does not know. */
export const NEW_NAME = 'intention.write';
