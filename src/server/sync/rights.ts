/**
 * What a change takes away or grants, as lines for the ledger: a backup holds old rights and old readers. Source: SPEC I14, I19.
 */
import type { SchoolId } from '../../domain/ids.ts';
import type { Context } from '../../domain/entry.ts';
import { sameValue, setFields } from '../../domain/entry.ts';
import type { CareersRecord, Entry, Kind } from '../../domain/record.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { LedgerLine } from '../store/ledger.ts';

/** A field was set, as the ledger says it. */
export type SetLine = Extract<LedgerLine, { readonly kind: 'set' }>;

/** The fields on which grants rest (domain/grants.ts), by kind: ids, dates, roles, forms and years, no words. */
const RIGHTS: { readonly [K in Kind]?: readonly string[] } = {
  school: ['everyAdviserSeesAll'],
  staff: ['roles', 'left'],
  tutor: ['person', 'form', 'from', 'to'],
  caseload: ['person', 'years', 'from', 'to'],
  pastoral: ['person', 'years', 'from', 'to'],
  pupil: ['year', 'form', 'from', 'to', 'unlisted'],
  interview: ['adviser', 'date'],
};

/** Is this a field of which the ledger says how it was set last? */
export const isRight = (kind: Kind, field: string): boolean =>
  field === 'readers' || (kind === 'interview' && field === 'status') || RIGHTS[kind]?.includes(field) === true;

/** What stands for the reason of a removal until a device brings it. */
const REASON_UNKNOWN = 'Removed before the data were put back from a backup.';

/** The lines of a mutation: for each entry that was there, the rights and the narrower readers that it set. */
export const rightsSet = (
  school: SchoolId,
  { before, after }: { readonly before: CareersRecord; readonly after: readonly Entry[] },
  { rank, person, at }: Context,
): readonly SetLine[] =>
  after.flatMap((entry) => {
    const old = before.entries[entry.id];
    const fields = old ? fieldsSet(old, entry) : {};
    if (Object.keys(fields).length === 0) return [];
    return [{ kind: 'set', school, record: before.id, entry: entry.id, fields, rank, by: person, at }];
  });

function fieldsSet(old: Entry, entry: Entry): Readonly<Record<string, unknown>> {
  const rights = RIGHTS[entry.kind] ?? [];
  const fields: Record<string, unknown> = {};
  const of = (one: Entry, field: string): unknown => one[field as keyof Entry];
  for (const field of rights) if (!sameValue(of(old, field), of(entry, field))) fields[field] = of(entry, field);
  const isCancelled = entry.kind === 'interview' && entry.status === 'cancelled';
  if (isCancelled && old.kind === 'interview' && old.status !== 'cancelled') fields['status'] = 'cancelled';
  if (old.readers.some((group) => !entry.readers.includes(group))) fields['readers'] = entry.readers;
  return fields;
}

/** It was held: nothing that was said of its booking, before or after, undoes that (I15). */
const isHeld = (entry: Entry): boolean => entry.kind === 'interview' && entry.status === 'finished';
const readersOf = ({ fields }: SetLine): Readonly<Record<string, unknown>> => ({ readers: fields['readers'] });

/** The entry with what the ledger says set in it, unless it was set later. The same object when nothing changes. */
export function withRights<E extends Entry>(entry: E, line: SetLine, version: number): E {
  const ctx = { person: line.by as PersonId, at: line.at, version, rank: line.rank };
  const set = setFields<Entry>(entry, isHeld(entry) ? readersOf(line) : line.fields, ctx);
  const isRemoved = sameValue(line.fields['readers'], ['L']) && set.withdrawn === undefined && set !== entry;
  return (isRemoved ? { ...set, withdrawn: REASON_UNKNOWN } : set) as E;
}
