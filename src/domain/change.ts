/**
 * The few ways in which mutations change a record, so that each mutation is a line or two and keeps both laws:
 * create if it is not there, set fields by rank, write a text.
 */
import type { Context, Patch } from './entry.ts';
import { setFields, touch } from './entry.ts';
import type { EntryId } from './ids.ts';
import type { Refusal } from './mutation.ts';
import type { CareersRecord, Entry, EntryOf, FieldsOf, Kind } from './record.ts';
import { DEFAULT_READERS, entryOf, newEntry, singleton } from './record.ts';
import type { Result } from './result.ts';
import { err, ok } from './result.ts';
import type { TextId } from './ids.ts';
import type { TextWrite, WrittenText } from './text.ts';
import { closeText, writeText } from './text.ts';

/** Entries to put in place, whole, or why not. */
export type Applied = Result<readonly Entry[], Refusal>;

/** Nothing changes. */
export const UNCHANGED: Applied = ok([]);

/** A new entry; where it is there already (it was applied before), nothing changes: a creation ranks below any later choice (I15). */
export function create<K extends Kind>(
  record: CareersRecord,
  [kind, id]: readonly [K, EntryId],
  fields: FieldsOf<K>,
  ctx: Context,
): Applied {
  if (isReserved(kind, id)) return err({ kind: 'wrong-kind', entry: id });
  if (record.entries[id]) return UNCHANGED;
  return ok([newEntry(kind, id, fields, ctx) as Entry]);
}

/** The name of a kind is the id of the one entry of that kind: nothing else may sit there. */
const isReserved = (kind: Kind, id: EntryId): boolean => id !== singleton(kind) && Object.hasOwn(DEFAULT_READERS, id);

/** Changes an entry of a kind that must be there. */
export function change<K extends Kind>(
  record: CareersRecord,
  [kind, id]: readonly [K, EntryId],
  how: (entry: EntryOf<K>) => EntryOf<K>,
): Applied {
  const found = record.entries[id];
  if (!found) return err({ kind: 'missing', entry: id });
  const entry = entryOf(record, id, kind);
  if (!entry) return err({ kind: 'wrong-kind', entry: id });
  const after = how(entry);
  return after === entry ? UNCHANGED : ok([after as Entry]);
}

/** Sets fields of an entry that must be there, each unless it was set later. */
export const set = <K extends Kind>(
  record: CareersRecord,
  ref: readonly [K, EntryId],
  patch: Patch<FieldsOf<K>>,
  ctx: Context,
): Applied => change(record, ref, (entry) => setFields(entry, patch as Patch<EntryOf<K>>, ctx));

/** Sets all fields of the one entry of its kind, making it when it is not there. */
export function put<K extends Kind>(record: CareersRecord, kind: K, fields: FieldsOf<K>, ctx: Context): Applied {
  return putAt(record, [kind, singleton(kind)], fields, ctx);
}

/** Sets all fields of an entry, making it when it is not there. */
export function putAt<K extends Kind>(
  record: CareersRecord,
  [kind, id]: readonly [K, EntryId],
  fields: FieldsOf<K>,
  ctx: Context,
): Applied {
  if (isReserved(kind, id)) return err({ kind: 'wrong-kind', entry: id });
  const before = record.entries[id] ? undefined : newEntry(kind, id, fields, ctx);
  const start = before ? { ...record, entries: { ...record.entries, [id]: before as Entry } } : record;
  const after = set(start, [kind, id], fields, ctx);
  if (!before || !after.ok) return after;
  return ok(after.value.length > 0 ? after.value : [before as Entry]);
}

/** Are two texts the same wordings? */
const sameText = (a: WrittenText, b: WrittenText): boolean =>
  a.past.length === b.past.length &&
  a.heads.map((h) => h.id).join() === b.heads.map((h) => h.id).join() &&
  a.heads.every((h, i) => h.base === b.heads[i]?.base);

/** Writes a text of an entry with `put`, which places the new text; the same entry when nothing changes. */
export function write<E extends Entry>(
  entry: E,
  [before, textWrite]: readonly [WrittenText, TextWrite],
  place: (text: WrittenText) => Partial<E>,
  ctx: Context,
): E {
  const after = writeText(before, textWrite, ctx.person, ctx.at);
  return sameText(before, after) ? entry : touch({ ...entry, ...place(after) }, ctx);
}

/** Closes wordings of a text; the same text object when nothing changes. */
export function close(before: WrittenText, over: readonly TextId[]): WrittenText {
  const after = closeText(before, over);
  return sameText(before, after) ? before : after;
}

/** Applies one step after another, each on what the one before left; the first refusal refuses all. */
export function inTurn(record: CareersRecord, steps: readonly ((record: CareersRecord) => Applied)[]): Applied {
  let now = record;
  const changed = new Map<string, Entry>();
  for (const step of steps) {
    const result = step(now);
    if (!result.ok) return result;
    for (const entry of result.value) changed.set(entry.id, entry);
    now = withEntries(now, result.value);
  }
  return ok([...changed.values()]);
}

/** The record with these entries in place of theirs. */
export function withEntries(record: CareersRecord, entries: readonly Entry[]): CareersRecord {
  if (entries.length === 0) return record;
  return { id: record.id, entries: { ...record.entries, ...Object.fromEntries(entries.map((e) => [e.id, e])) } };
}
