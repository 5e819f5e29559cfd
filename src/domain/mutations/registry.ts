/**
 * Every mutation by name, and the one way to apply an envelope. Unknown names and versions are told apart from bad
 * arguments: the first may wait for a newer server (SPEC I11), the second never.
 */
import { withEntries } from '../change.ts';
import type { Context } from '../entry.ts';
import { PENDING_RANK, PENDING_VERSION } from '../entry.ts';
import type { PersonId } from '../ids.ts';
import type { MutationDefinition, MutationEnvelope, Refusal } from '../mutation.ts';
import type { CareersRecord, Entry } from '../record.ts';
import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import { applicationMutations } from './application.ts';
import { draftMutations } from './draft.ts';
import { experienceMutations } from './experience.ts';
import { interviewMutations } from './interview.ts';
import { laSharingMutations } from './la-sharing.ts';
import { openedMutations } from './opened.ts';
import { pupilMutations } from './pupil.ts';
import { schoolMutations } from './school.ts';
import { stepMutations } from './step.ts';

const ALL = [
  ...interviewMutations,
  ...draftMutations,
  ...stepMutations,
  ...experienceMutations,
  ...applicationMutations,
  ...laSharingMutations,
  ...pupilMutations,
  ...openedMutations,
  ...schoolMutations,
] as const;

/** The name of a mutation. */
export type MutationName = (typeof ALL)[number]['name'];
/** The arguments of the mutation of this name. */
export type ArgsOf<N extends string> =
  Extract<(typeof ALL)[number], { readonly name: N }> extends MutationDefinition<infer A> ? A : never;

/** The definitions, the arguments' type forgotten: they are checked before use. */
export const MUTATIONS: readonly MutationDefinition<unknown>[] =
  ALL as unknown as readonly MutationDefinition<unknown>[];
const BY_NAME = new Map(MUTATIONS.map((definition) => [definition.name, definition]));

/** Does the mutation of this name set what others set too? */
export const setsOver = (name: string): boolean => BY_NAME.get(name)?.setsOver === true;

/** A mutation whose arguments have been checked. */
export interface CheckedMutation {
  readonly definition: MutationDefinition<unknown>;
  readonly envelope: MutationEnvelope;
  readonly args: unknown;
}

/** Why an envelope cannot be used. `unknown`: the name or the version is not known here (yet). */
export type EnvelopeProblem = { readonly kind: 'unknown' } | { readonly kind: 'malformed'; readonly where: string };

/** Checks an envelope's name, version and arguments. */
export function checkMutation(envelope: MutationEnvelope): Result<CheckedMutation, EnvelopeProblem> {
  const definition = BY_NAME.get(envelope.name);
  if (!definition || envelope.version > definition.version) return err({ kind: 'unknown' });
  const parsed = definition.args.safeParse(envelope.args);
  if (!parsed.success) return err({ kind: 'malformed', where: parsed.error.issues[0]?.path.join('.') ?? '' });
  return ok({ definition, envelope, args: parsed.data });
}

/** Applies a checked mutation as this person: the changed entries, or why not. */
export const applyMutation = (
  record: CareersRecord,
  mutation: CheckedMutation,
  ctx: Context,
): Result<readonly Entry[], Refusal> => mutation.definition.apply(record, mutation.args, ctx);

/** A mutation of one's own that the confirmed record does not show yet. `taken`: the version at which the server took it, if known. */
export interface PendingMutation {
  readonly envelope: MutationEnvelope;
  readonly taken: number | null;
}

/**
 * The record after one pending mutation of one's own, or null when it cannot be applied to it: the server will say why.
 * It counts as the last change until the server has given it a version.
 */
export function replayOne(
  record: CareersRecord,
  { envelope, taken }: PendingMutation,
  person: PersonId,
): CareersRecord | null {
  const checked = checkMutation(envelope);
  if (!checked.ok) return null;
  const rank = envelope.first ?? taken ?? PENDING_RANK;
  const { at, over } = envelope;
  const applied = applyMutation(record, checked.value, { person, at, version: PENDING_VERSION, rank, over });
  return applied.ok ? withEntries(record, applied.value) : null;
}

/** The record with one's own pending mutations replayed on it in order (SPEC I1); what cannot be applied is passed over. */
export function replay(record: CareersRecord, pending: readonly PendingMutation[], person: PersonId): CareersRecord {
  let now = record;
  for (const mutation of pending) now = replayOne(now, mutation, person) ?? now;
  return now;
}
