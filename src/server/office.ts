/** Mutations that the server itself applies for a careers leader or administrator: through the same path as everybody's. */
import { randomBytes } from 'node:crypto';
import type { Role } from '../domain/group.ts';
import type { EntryId, MutationId, PersonId, RecordId, SchoolId } from '../domain/ids.ts';
import type { MutationEnvelope } from '../domain/mutation.ts';
import type { ArgsOf, MutationName } from '../domain/mutations/registry.ts';
import { MUTATIONS } from '../domain/mutations/registry.ts';
import { SCHOOL_RECORD, entryOf } from '../domain/record.ts';
import { assert } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { Outcome } from '../protocol/sync.ts';
import { NOBODY } from './audit/audit.ts';
import { judge } from './sync/judge.ts';
import type { Bench } from './sync/judge.ts';
import { openRecords } from './sync/open-records.ts';
import type { Run } from './store/store.ts';
import { readRecord } from './store/store.ts';
import type { ServerDeps } from './deps.ts';

/** A new UUID of version 7: in order of time. */
export function newId(nowMs: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** An envelope made by the server. */
export function envelopeOf<N extends MutationName>(
  name: N,
  record: RecordId,
  args: ArgsOf<N>,
  now: Instant,
): MutationEnvelope {
  const definition = MUTATIONS.find((m) => m.name === name);
  assert(definition !== undefined, `a mutation is called ${name}`);
  return { id: newId(Date.parse(now)) as MutationId, name, version: definition.version, record, at: now, args };
}

/** Applies an envelope as this person, inside a transaction. */
export const applyAs = (
  tx: Run,
  [school, person]: readonly [SchoolId, PersonId],
  bench: Omit<Bench, 'records' | 'waiting' | 'keepsWords' | 'knows' | 'epochStart'>,
  envelope: MutationEnvelope,
): Promise<Outcome> =>
  judge(
    tx,
    { school, person },
    { ...bench, records: openRecords(), waiting: new Set(), epochStart: 0, keepsWords: () => true, knows: () => true },
    envelope,
  );

/** One transaction in which mutations are applied; the roster in memory is read afresh when it is rolled back. */
export async function writeAs<T>(
  { store, rosters }: Pick<ServerDeps, 'store' | 'rosters'>,
  school: SchoolId,
  work: (tx: Run) => Promise<T>,
): Promise<T> {
  try {
    return await store.write(work);
  } catch (problem) {
    rosters.forget(school);
    throw problem;
  }
}

/** In whose name a command changes a school's records: its careers leader, the first of several. Undefined: it has none. */
export async function leaderFor(
  run: Run,
  rosters: ServerDeps['rosters'],
  school: SchoolId,
): Promise<{ readonly person: PersonId; readonly roles: readonly Role[] } | undefined> {
  const { staff } = await rosters.facts(run, school);
  return staff.find(({ roles, left }) => roles.includes('leader') && !left);
}

/** The name of a member of staff, whose holder may have been renamed or have left; that of nobody says who it was. */
export async function nameOfPerson(run: Run, school: SchoolId, person: string): Promise<string> {
  if (person === NOBODY) return 'a command on the server';
  const record = await readRecord(run, school, SCHOOL_RECORD);
  return entryOf(record, person as EntryId, 'staff')?.name ?? 'Somebody';
}
