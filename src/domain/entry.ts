/**
 * An entry: one thing in a record. What every kind has in common, and how entries are made and changed.
 * A field set by several people is the one set last, by the version in which the server took it (SPEC I15): `ranks`
 * remembers that version for each field, so that the order in which things arrive does not matter.
 */
import * as z from 'zod/mini';
import type { EntryId, PersonId } from './ids.ts';
import { entryId, personId } from './ids.ts';
import type { Readers } from './group.ts';
import { readers } from './group.ts';
import type { Instant } from './time.ts';
import { instant } from './time.ts';

/** The version of a change that the server has not taken yet. */
export const PENDING_VERSION = 0;
/** The rank of a change that the server has not taken yet: it counts as the last one. */
export const PENDING_RANK = Number.MAX_SAFE_INTEGER;

/** What every kind of entry carries, beside its own fields. */
export const entryBase = {
  id: entryId,
  /** Who may read it; empty: its author alone. */
  readers,
  author: personId,
  /** The server's version of the last change; PENDING_VERSION on a device, before the server took it. */
  version: z.int().check(z.nonnegative()),
  /** When and by whom it was last changed. Claimed by the device, never later than receipt + 5 minutes. */
  at: instant,
  by: personId,
  /** Version at which a field was last set; a field that is not named has not been set since the creation. */
  ranks: z.record(z.string(), z.number()),
  /** When it was made, claimed as `at` is. */
  madeAt: instant,
  /** Why it was taken out of sight (entry.withdraw); it is then read by the careers leader alone. */
  withdrawn: z.optional(z.string()),
};

/** The fields that are no kind's own: for leaving them out of a mutation's arguments. */
export const BASE_FIELDS = {
  kind: true,
  id: true,
  readers: true,
  author: true,
  version: true,
  at: true,
  by: true,
  ranks: true,
  madeAt: true,
  withdrawn: true,
} as const;

/** The common part of an entry, whatever its kind. */
export interface EntryBase {
  readonly id: EntryId;
  readonly readers: Readers;
  readonly author: PersonId;
  readonly version: number;
  readonly at: Instant;
  readonly by: PersonId;
  readonly ranks: Readonly<Record<string, number>>;
  readonly madeAt: Instant;
  readonly withdrawn?: string | undefined;
}

/** Fields to set; what is undefined stays as it is. */
export type Patch<E> = { readonly [K in keyof E]?: E[K] | undefined };

/** Who does something, when, and as which version: what `apply` is told beside the arguments. */
export interface Context {
  readonly person: PersonId;
  /** Claimed time. */
  readonly at: Instant;
  /** The version that the server gives; PENDING_VERSION on a device. */
  readonly version: number;
  /** The version that the change first got: below `version` after a restore (SPEC I15); PENDING_RANK on a device. */
  readonly rank: number;
}

/** The common part of a new entry. Its author alone reads it unless readers are given. */
export const newBase = (id: EntryId, readersOfNew: Readers, ctx: Context): EntryBase => ({
  id,
  readers: readersOfNew,
  author: ctx.person,
  version: ctx.version,
  at: ctx.at,
  by: ctx.person,
  ranks: {},
  madeAt: ctx.at,
});

/**
 * The entry with fields set, each unless it was set later (by rank). Returns the same object when nothing changes,
 * so that a mutation applied twice changes nothing.
 */
export function setFields<E extends EntryBase>(entry: E, patch: Patch<E>, ctx: Context): E {
  const fields: Record<string, unknown> = {};
  const ranks: Record<string, number> = {};
  for (const [field, value] of Object.entries(patch)) {
    if (value === undefined || ctx.rank < (entry.ranks[field] ?? 0)) continue;
    if (ctx.rank === entry.ranks[field] && sameValue(entry[field as keyof E], value)) continue;
    fields[field] = value;
    ranks[field] = ctx.rank;
  }
  return Object.keys(fields).length === 0
    ? entry
    : touch({ ...entry, ...fields, ranks: { ...entry.ranks, ...ranks } }, ctx);
}

/** The entry marked as changed by this person now. */
export const touch = <E extends EntryBase>(entry: E, ctx: Context): E => ({
  ...entry,
  version: ctx.version,
  at: ctx.at,
  by: ctx.person,
});

/** Are two JSON values the same? Order of keys counts; our own code writes them. */
export const sameValue = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
