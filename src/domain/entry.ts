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
import { prose } from './text.ts';
import type { Instant } from './time.ts';
import { instant } from './time.ts';

/** The version of a change that the server has not taken yet. */
export const PENDING_VERSION = 0;
/** The rank of a change that the server has not taken yet: it counts as the last one. */
export const PENDING_RANK = Number.MAX_SAFE_INTEGER;

const plain = z.union([prose, z.number(), z.boolean(), z.null()]);
/** A plain value that somebody had set when somebody else, who did not know of it, set another: both are shown until one settles it. */
const replacedValue = z.strictObject({ value: plain, by: personId, at: instant });
type ReplacedValue = z.infer<typeof replacedValue>;

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
  /** By field: what its value replaced without knowing of it. */
  replaced: z.optional(z.record(z.string(), replacedValue)),
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
  replaced: true,
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
  readonly replaced?: Readonly<Record<string, ReplacedValue>> | undefined;
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
  /** The version up to which they knew the record when they did it; undefined where nobody needs to know. */
  readonly over?: number | undefined;
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
  if (Object.keys(fields).length === 0) return entry;
  const { replaced: _, ...rest } = entry;
  const replaced = replacedBy(entry, fields, ctx);
  const after = { ...rest, ...fields, ...(replaced ? { replaced } : {}), ranks: { ...entry.ranks, ...ranks } };
  return touch(after as unknown as E, ctx);
}

/**
 * What stands as replaced after these fields are set. Somebody who knew of the value that was there has decided: nothing of it stands.
 * Who set a field is known while nothing else of the entry has changed since; where it is not known, nothing is said to differ.
 */
function replacedBy(entry: EntryBase, fields: Readonly<Record<string, unknown>>, ctx: Context): EntryBase['replaced'] {
  const replaced: Record<string, ReplacedValue> = { ...entry.replaced };
  for (const [field, value] of Object.entries(fields)) {
    const rank = entry.ranks[field] ?? 0;
    const before = (entry as unknown as Readonly<Record<string, unknown>>)[field];
    if (ctx.over === undefined || rank <= ctx.over) delete replaced[field];
    else if (isPlain(before) && rank === entry.version && entry.by !== ctx.person && before !== value)
      replaced[field] = { value: before, by: entry.by, at: entry.at };
  }
  return Object.keys(replaced).length > 0 ? replaced : undefined;
}

const isPlain = (value: unknown): value is ReplacedValue['value'] =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** The entry marked as changed by this person now. */
export const touch = <E extends EntryBase>(entry: E, ctx: Context): E => ({
  ...entry,
  version: ctx.version,
  at: ctx.at,
  by: ctx.person,
});

/** Are two JSON values the same? Order of keys counts; our own code writes them. */
export const sameValue = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
