/**
 * Mutations as they come, in order, in one transaction: each judged, what brings the server down counted, who reads what
 * changed poked. For the sync handler and for what is delivered sealed. Source: SPEC I9, I12.
 */
import type { Groups } from '../../domain/group.ts';
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import type { MutationEnvelope } from '../../domain/mutation.ts';
import type { CareersRecord, Entry } from '../../domain/record.ts';
import type { Instant } from '../../domain/time.ts';
import type { Outcome } from '../../protocol/sync.ts';
import { isOfTheStore } from '../store/sqlite-dialect.ts';
import type { Run, Store } from '../store/store.ts';
import { reachOf, schoolRow } from '../store/store.ts';
import type { Bench, Sender } from './judge.ts';
import { judge } from './judge.ts';
import { openRecords } from './open-records.ts';
import { refuse } from './refusing.ts';
import type { Rosters } from './roster.ts';

/** Somebody should look: a record has changed for these readers. */
export interface Poke {
  readonly school: SchoolId;
  readonly version: number;
  /** Readers by record: groups, or the author of a draft. */
  readonly reach: ReadonlyMap<RecordId, ReadonlySet<string>>;
}

export interface SyncDeps {
  readonly store: Store;
  readonly rosters: Rosters;
  readonly now: () => Instant;
  readonly poke: (poke: Poke) => void;
  /** Names of mutations that this server knows. */
  readonly knows: (name: string) => boolean;
  /** Is there room to keep so many bytes of what was refused of somebody? Not there: always. */
  readonly keepsWords?: (sender: Sender, bytes: number) => boolean;
  /** Is told which records are about to be sent, in which groups, before any of them goes. */
  readonly sending?: (records: readonly (readonly [RecordId, Groups])[]) => Promise<void>;
}

/** Judges these in order, in the transaction of the work. `epochStart`: see Bench. */
export type Bring = (mutations: readonly Incoming[], epochStart: number) => Promise<Outcome[]>;

/** As it came over the wire, where `args` may be left out. */
type Incoming = Omit<MutationEnvelope, 'args'> & { readonly args?: unknown };

/** Times that a mutation may bring the server down before it is refused. Source: SPEC I12. */
const TRIES_MAX = 3;

/** Judges them all in a transaction of their own. Rejects when the store fails. */
export const judgeAll = (deps: SyncDeps, sender: Sender, mutations: readonly MutationEnvelope[]): Promise<Outcome[]> =>
  judging(deps, sender, mutations.length > 0, async (tx, bring) =>
    bring(mutations, (await schoolRow(tx, sender.school)).epoch_start),
  );

/** Does work in which mutations are judged, in one transaction; pokes when it is committed. `writes`: it may change something. */
export async function judging<T>(
  deps: SyncDeps,
  sender: Sender,
  writes: boolean,
  work: (tx: Run, bring: Bring) => Promise<T>,
): Promise<T> {
  const reach = new Map<RecordId, Set<string>>();
  const changed = (record: CareersRecord, entries: readonly Entry[]) => {
    const who = reach.get(record.id) ?? new Set<string>();
    for (const entry of entries)
      for (const one of [...reachOf(record.entries[entry.id]), ...reachOf(entry)]) who.add(one);
    reach.set(record.id, who);
  };
  let at: string | null = null;
  const trying = (id: string | null) => (at = id);
  let version = 0;
  const inTransaction = async (tx: Run) => {
    const bring: Bring = async (mutations, epochStart) => {
      if (mutations.length === 0) return [];
      const outcomes = await bringAll(tx, deps, { sender, mutations, epochStart, changed, trying });
      trying(null);
      version = (await schoolRow(tx, sender.school)).version;
      return outcomes;
    };
    return work(tx, bring);
  };
  try {
    const value = writes ? await deps.store.write(inTransaction) : await inTransaction(deps.store.read);
    if (reach.size > 0) deps.poke({ school: sender.school, version, reach });
    return value;
  } catch (problem) {
    deps.rosters.forget(sender.school);
    // A full disk is no fault of the mutation at which it was noticed.
    if (at !== null && !isOfTheStore(problem)) await countAttempt(deps.store, sender, at);
    throw problem;
  }
}

/** Counted outside the transaction that fell over (I12). */
async function countAttempt(store: Store, { school, person }: Sender, id: string): Promise<void> {
  await store.write((tx) =>
    tx
      .insertInto('attempt')
      .values({ school, person, id, tries: 1 })
      .onConflict((oc) =>
        oc.columns(['school', 'person', 'id']).doUpdateSet((eb) => ({ tries: eb('attempt.tries', '+', 1) })),
      )
      .execute(),
  );
}

interface Bringing extends Pick<Bench, 'epochStart' | 'changed'> {
  readonly sender: Sender;
  readonly mutations: readonly Incoming[];
  /** The mutation that is judged now. */
  readonly trying: (id: string) => void;
}

async function bringAll(tx: Run, deps: SyncDeps, bringing: Bringing): Promise<Outcome[]> {
  const { sender, mutations, epochStart, changed, trying } = bringing;
  const bench: Bench = {
    rosters: deps.rosters,
    records: openRecords(),
    now: deps.now(),
    epochStart,
    waiting: new Set<string>(),
    changed,
    keepsWords: (bytes) => deps.keepsWords?.(sender, bytes) ?? true,
    knows: deps.knows,
  };
  const outcomes: Outcome[] = [];
  for (const mutation of mutations) {
    const envelope: MutationEnvelope = { ...mutation, args: mutation.args };
    trying(envelope.id);
    outcomes.push(
      (await isWorn(tx, sender, envelope.id))
        ? await refuse(tx, sender, bench, { envelope, reason: 'brought-server-down' })
        : await judge(tx, sender, bench, envelope),
    );
  }
  return outcomes;
}

/** Has it brought the server down as often as it may, and is there no word on it yet? */
async function isWorn(tx: Run, { school, person }: Sender, id: string): Promise<boolean> {
  const told = (table: 'attempt' | 'mutation') =>
    tx.selectFrom(table).where('school', '=', school).where('person', '=', person).where('id', '=', id);
  const attempt = await told('attempt').select('attempt.tries').executeTakeFirst();
  if ((attempt?.tries ?? 0) < TRIES_MAX - 1) return false;
  return (await told('mutation').select('mutation.id').executeTakeFirst()) === undefined;
}
