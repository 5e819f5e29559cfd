/**
 * What a mutation is: a named, versioned, checked command about one record, a pure and total function of it.
 * `apply` refuses with a typed reason and never throws on data. Ids of new entries come in the arguments, so that
 * device and server agree. Two laws hold for every mutation and are property-tested:
 *   apply(apply(r, m), m) = apply(r, m), and
 *   view(apply(r, m)) = view(apply(view(r), m)) for every author who may: nothing depends on what its author cannot see.
 * Source: SPEC I9, I10, I11.
 */
import type * as z from 'zod/mini';
import type { Context } from './entry.ts';
import type { Groups, Readers, Role } from './group.ts';
import type { ActId, EntryId, MutationId, PersonId, RecordId, TextId } from './ids.ts';
import type { CareersRecord, Entry } from './record.ts';
import type { Result } from './result.ts';
import type { Instant, IsoDate } from './time.ts';

/** Why a mutation cannot be applied to this record. Final: the words go to "Needs you". */
export type Refusal =
  | { readonly kind: 'missing'; readonly entry: EntryId }
  | { readonly kind: 'wrong-kind'; readonly entry: EntryId }
  | { readonly kind: 'already-finished'; readonly entry: EntryId }
  | { readonly kind: 'too-late'; readonly entry: EntryId }
  /** It is for the pupil to decide from 16 on only. */
  | { readonly kind: 'too-young' }
  | { readonly kind: 'too-much'; readonly limit: string };

/** An entry that a mutation is about. One that is not created here must be there already, or the mutation waits (I11). */
export interface Touch {
  readonly entry: EntryId;
  readonly creates: boolean;
}

/** A write of one text that a later write of the same text may take the place of while it is pending (I4). */
export interface Typing {
  readonly entry: EntryId;
  /** Which text of the entry. */
  readonly text: string;
  readonly write: { readonly id: TextId; readonly over: readonly TextId[] };
}

/** Who asks, with the groups in which the record is granted and the roles at the school. */
export interface Actor {
  readonly person: PersonId;
  readonly groups: Groups;
  readonly roles: readonly Role[];
  /** The calendar date in Europe/London of the claimed time. */
  readonly today: IsoDate;
}

/** A mutation's definition. `A` is the type of its arguments. */
export interface MutationDefinition<A, N extends string = string> {
  readonly name: N;
  /** Raised when the arguments or their meaning change; what older versions took is still taken for 400 days (SPEC I13). */
  readonly version: number;
  readonly args: z.ZodMiniType<A>;
  /** It only adds (the author's own finished interview, a follow-up): rights that ended up to 60 days ago still count (I10). */
  readonly adds?: true;
  /** Its author need not hold the record: it makes a new one. */
  readonly founds?: true;
  /** Its author need not be able to read what it adds (a subject lead logs an activity). */
  readonly blind?: true;
  /** It sets what others set too: its device says what it was set over, so that nobody's value goes unseen. */
  readonly setsOver?: true;
  readonly touches: (args: A) => readonly Touch[];
  /** Readers that the arguments choose, if any: nobody writes what they may not read (I10). */
  readonly chosenReaders?: (args: A) => Readers | undefined;
  /** The changed entries, whole; none when nothing changes. */
  readonly apply: (record: CareersRecord, args: A, ctx: Context) => Result<readonly Entry[], Refusal>;
  /** Given when the mutation is nothing but a write of one text. */
  readonly typing?: (args: A) => Typing | undefined;
  /** The arguments with which `later` takes the place of a pending `earlier` (only with `typing`). */
  readonly replace?: (earlier: A, later: A, earlierWasSent: boolean) => A;
  /** The arguments without the words of others that they carry for merging: when it is refused (I16). */
  readonly stripped?: (args: A) => A;
}

/** A mutation as it is saved, sent and kept: the envelope around the arguments. The author is known from the session. */
export interface MutationEnvelope {
  readonly id: MutationId;
  readonly name: string;
  readonly version: number;
  readonly record: RecordId;
  /** What a person did in one go, over several records. */
  readonly act?: ActId | undefined;
  /** Claimed time. */
  readonly at: Instant;
  readonly args: unknown;
  /** The version that it first got, when it is offered again after a restore (I15). */
  readonly first?: number | undefined;
  /** The version up to which the record was known when it was made (`setsOver`). */
  readonly over?: number | undefined;
}

/** Keeps the types of the arguments and of the name while the definition is written. */
export const defineMutation = <A, const N extends string>(
  definition: MutationDefinition<A, N>,
): MutationDefinition<A, N> => definition;
