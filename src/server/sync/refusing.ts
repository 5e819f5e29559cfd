/**
 * Saying no for good: with a version, with the words kept in quarantine for the careers leader, and once.
 * Source: SPEC I8, I10, I11, I15, I16, I19.
 */
import type { EntryId, MutationId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { MutationEnvelope, Refusal } from '../../domain/mutation.ts';
import { recordOpened } from '../../domain/mutations/opened.ts';
import type { CheckedMutation } from '../../domain/mutations/registry.ts';
import { checkMutation } from '../../domain/mutations/registry.ts';
import type { Outcome, RefusalReason } from '../../protocol/sync.ts';
import type { Run } from '../store/store.ts';
import { nextVersion, quarantine, remember } from '../store/store.ts';
import type { Bench, Sender } from './judge.ts';

/** Was the pupil of this record erased? */
export async function isErased(tx: Run, school: SchoolId, record: RecordId): Promise<boolean> {
  const row = await tx
    .selectFrom('erased')
    .select('record')
    .where('school', '=', school)
    .where('record', '=', record)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * What was refused of this person about pupils who have been erased since: on their devices it may name another record, from
 * which what it is about had gone (I19).
 */
export async function refusedOfErased(tx: Run, { school, person }: Sender): Promise<readonly Outcome[]> {
  const rows = await tx
    .selectFrom('mutation')
    .innerJoin('erased', (on) =>
      on.onRef('erased.school', '=', 'mutation.school').onRef('erased.record', '=', 'mutation.record'),
    )
    .select(['mutation.id', 'mutation.version'])
    .where('mutation.school', '=', school)
    .where('mutation.person', '=', person)
    .where('mutation.refused', 'is not', null)
    .execute();
  return rows.map(({ id, version }) => ({ id: id as MutationId, status: 'refused', version, problem: 'erased' }));
}

/** What the sender is told of why it cannot be applied. */
export function reasonOf(refusal: Refusal): RefusalReason {
  switch (refusal.kind) {
    case 'already-finished':
      return 'already-finished';
    case 'too-much':
      return 'too-big';
    case 'too-young':
      return 'too-young';
    case 'too-late':
      return 'not-permitted';
    default:
      return 'missing';
  }
}

interface Kept {
  readonly args: unknown;
  /** Entries that it would have made: what builds on them is refused with it (I11). */
  readonly creates: readonly EntryId[];
}

/** What quarantine keeps: no words of others that were carried for merging (I16). */
const whatIsKept = ({ definition, args }: CheckedMutation): Kept => ({
  args: definition.stripped?.(args) ?? args,
  creates: definition.touches(args).flatMap(({ entry, creates }) => (creates ? [entry] : [])),
});

/** The same of one that was not judged. What brings the server down may do so here too: then it is kept as it came. */
function whatIsKeptOf(envelope: MutationEnvelope): Kept {
  try {
    const checked = checkMutation(envelope);
    if (checked.ok) return whatIsKept(checked.value);
  } catch {
    // Nothing can be said of it.
  }
  return { args: envelope.args, creates: [] };
}

interface Refusing {
  readonly envelope: MutationEnvelope;
  readonly reason: RefusalReason;
  readonly checked?: CheckedMutation;
  readonly version?: number;
  /** Nothing of its words is kept. */
  readonly forget?: boolean;
}

/**
 * Refuses for good: a version is taken too (I15), and the words are kept in quarantine unless the pupil was erased, whatever else is
 * wrong with them (I19). Of somebody of whom more was refused than anybody's work, it is kept that it was: their device has the words.
 */
export async function refuse(tx: Run, sender: Sender, bench: Bench, refusing: Refusing): Promise<Outcome> {
  const { envelope, reason, checked } = refusing;
  const version = refusing.version ?? (await nextVersion(tx, sender.school));
  const hasWords = envelope.name !== recordOpened.name && refusing.forget !== true;
  if (hasWords && !(await isErased(tx, sender.school, envelope.record))) {
    const { args, creates } = checked ? whatIsKept(checked) : whatIsKeptOf(envelope);
    const words = bench.keepsWords(Buffer.byteLength(JSON.stringify(args ?? null))) ? args : null;
    await quarantine(tx, sender.school, [sender.person, { ...envelope, args: words }, creates]);
  }
  await remember(tx, outcomeRow(sender, bench, { envelope, version, refused: reason }), []);
  return { id: envelope.id, status: 'refused', version, problem: reason };
}

/** The outcome of a mutation as it is remembered. */
export function outcomeRow(
  { school, person }: Sender,
  { now }: Bench,
  {
    envelope,
    version,
    refused,
  }: { readonly envelope: MutationEnvelope; readonly version: number; readonly refused: string | null },
) {
  const { id, name, record, at } = envelope;
  return { school, id, person, name, record, version, refused, at, received: now };
}
