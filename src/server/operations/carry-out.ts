/**
 * Carrying out an operation, in chunks of some tens of milliseconds, so that other people's work is not held up. A chunk applies
 * its steps and writes down that it did in one transaction: cut off at any point, it goes on where it was and does nothing twice.
 */
import { sql } from 'kysely';
import type { PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { Entry } from '../../domain/record.ts';
import type { CareersRecord } from '../../domain/record.ts';
import type { ServerDeps } from '../deps.ts';
import { NOBODY, byCommand } from '../audit/audit.ts';
import { applyAs, envelopeOf, leaderFor, newId, writeAs } from '../office.ts';
import type { OperationTable } from '../store/schema.ts';
import { isOfTheStore } from '../store/sqlite-dialect.ts';
import type { Run } from '../store/store.ts';
import { reachOf, schoolRow } from '../store/store.ts';
import type { SyncDeps } from '../sync/judging.ts';
import { beginOperation, dropOldSteps, endOperation, endStep, operationGoing, stepsToDo } from './operation-rows.ts';
import type { NewOperation, Officer, Step, Wrote } from './step.ts';

/** Steps to a transaction: each has up to three mutations. */
export const CHUNK = 50;

/** What carrying out needs of the server. */
export type OperationDeps = Pick<ServerDeps, 'store' | 'rosters' | 'now'> & Pick<SyncDeps, 'poke'>;

/** Begins an operation and carries it out; null: another one of the school has not ended. Its id otherwise. */
export async function carryOut(deps: OperationDeps, as: Officer, operation: NewOperation): Promise<string | null> {
  const begun = deps.now();
  const id = newId(Date.parse(begun));
  const { school, person } = as;
  const isBegun = await deps.store.write((tx) => beginOperation(tx, school, { id, person, begun, operation }));
  if (!isBegun) return null;
  await goOn(deps, school);
  return id;
}

/** Goes on with the operation that has not ended, to its end. Two at once share the steps between them. */
export async function goOn(deps: OperationDeps, school: SchoolId): Promise<void> {
  const reach: Reach = new Map();
  try {
    while (await doChunk(deps, school, reach)) await othersTurn();
  } finally {
    // Once, not with each chunk: every device of the school would sync thirty times.
    if (reach.size > 0) deps.poke({ school, version: (await schoolRow(deps.store.read, school)).version, reach });
  }
}

/** By record, who can read something that was changed. */
type Reach = Map<RecordId, Set<string>>;

/** Goes on with what was cut off when the server stopped, in all schools, and drops what cannot be taken back any more. */
export async function goOnAfterStop(deps: OperationDeps): Promise<void> {
  await deps.store.write((tx) => dropOldSteps(tx, deps.now()));
  const cut = await deps.store.read.selectFrom('operation').select('school').where('ended', 'is', null).execute();
  for (const { school } of cut) await goOn(deps, school as SchoolId);
}

/** Nothing in a chunk waits for anything but the store, which answers at once: without this, nobody else is served meanwhile. */
const othersTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** One transaction. True: there may be more to do. */
const doChunk = (deps: OperationDeps, school: SchoolId, reach: Reach): Promise<boolean> =>
  writeAs(deps, school, async (tx) => {
    const operation = await operationGoing(tx, school);
    if (!operation) return false;
    const steps = await stepsToDo(tx, operation, CHUNK);
    for (const step of steps) {
      const wrote = await doStep(tx, deps, operation, { step, reach });
      await endStep(tx, operation, step.place, wrote);
    }
    if (steps.length < CHUNK) await endOperation(tx, operation, deps.now());
    return steps.length === CHUNK;
  });

interface Doing {
  readonly step: Step;
  readonly reach: Reach;
}

/** Applies a step whole, or not at all: then null. */
async function doStep(
  tx: Run,
  { rosters, now }: OperationDeps,
  { school, person }: OperationTable,
  { step: { record, commands }, reach }: Doing,
): Promise<readonly Wrote[] | null> {
  const wrote = new Map<string, Wrote>();
  const touched = new Set<string>();
  const changed = (before: CareersRecord, entries: readonly Entry[]) => {
    for (const entry of entries) {
      const first = wrote.get(entry.id)?.before;
      const was = first === undefined ? (before.entries[entry.id] ?? null) : first;
      wrote.set(entry.id, { id: entry.id, before: was, version: entry.version });
      for (const who of reachOf(entry)) touched.add(who);
    }
  };
  const isCommands = person === NOBODY;
  const judged = isCommands ? (await leaderFor(tx, rosters, school as SchoolId))?.person : (person as PersonId);
  if (isCommands) byCommand(tx);
  const applyAll = async (): Promise<boolean> => {
    if (judged === undefined) return false;
    for (const { name, args } of commands) {
      // Name and arguments belong together by the type of a command; the union does not say so to a generic.
      const envelope = envelopeOf(name, record, args as never, now());
      const as = [school as SchoolId, judged] as const;
      const { status } = await applyAs(tx, as, { rosters, now: now(), changed }, envelope);
      if (status !== 'applied') return false;
    }
    return true;
  };
  await sql`SAVEPOINT step`.execute(tx);
  const isApplied = await applyAll().catch((problem: unknown) => {
    // What fails by itself would fail each time, and nothing after it would ever be done.
    if (isOfTheStore(problem)) throw problem;
    return false;
  });
  if (!isApplied) {
    await sql`ROLLBACK TO step`.execute(tx);
    rosters.forget(school as SchoolId);
  }
  await sql`RELEASE step`.execute(tx);
  if (!isApplied) return null;
  reach.set(record, new Set([...(reach.get(record) ?? []), ...touched]));
  return [...wrote.values()];
}
