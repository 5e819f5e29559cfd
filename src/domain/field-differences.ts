/**
 * Differences of fields: a status, a date or a line that somebody set and somebody else, who did not know of it, set otherwise
 * (`replaced`, entry.ts). The last one stands; both are shown until one who may set it says which. Source: design, domain.
 */
import type { EntryBase } from './entry.ts';
import type { PersonId } from './ids.ts';
import type { CareersRecord, EntryOf } from './record.ts';
import type { Instant } from './time.ts';

/** The kinds whose fields people set without knowing of each other, and that can be told apart in words. */
const KINDS = ['step', 'interview', 'experience', 'intention', 'application', 'la-sharing', 'adjustment'] as const;
export type SetKind = (typeof KINDS)[number];
/** One entry of such a kind. */
export type SetEntry = { readonly [K in SetKind]: EntryOf<K> }[SetKind];

/** One entry as it stands and as somebody else had set it. */
export interface FieldDifference {
  readonly standing: SetEntry;
  /** The same entry with the values that were replaced. */
  readonly earlier: SetEntry;
  readonly fields: ReadonlySet<string>;
  /** Who had set the earlier values, and when. */
  readonly by: PersonId;
  readonly at: Instant;
}

const isSet = (entry: EntryBase & { readonly kind: string }): entry is SetEntry =>
  (KINDS as readonly string[]).includes(entry.kind);

/** The differences of fields in a record as somebody sees it: one for each entry and each person who had set something. */
export function fieldDifferencesIn(view: CareersRecord): readonly FieldDifference[] {
  return Object.values(view.entries).flatMap((entry) => {
    if (!entry.replaced || entry.withdrawn !== undefined || !isSet(entry)) return [];
    return differencesOf(entry);
  });
}

/** Fields that say nothing by themselves: the day of a closing, the visit of a slot, who said the same yes or no, when and how. */
const BESIDE = new Set(['closedOn', 'visit', 'decidedBy', 'decidedOn', 'how']);

function differencesOf(standing: SetEntry): readonly FieldDifference[] {
  const replaced = Object.entries(standing.replaced ?? {});
  const people = new Set(replaced.map(([, { by }]) => by));
  return [...people].flatMap((by) => {
    const theirs = replaced.filter(([, one]) => one.by === by);
    if (theirs.every(([field]) => BESIDE.has(field))) return [];
    const values = Object.fromEntries(theirs.map(([field, { value }]) => [field, value]));
    const at = theirs.map(([, one]) => one.at).reduce((a, b) => (a > b ? a : b));
    const earlier = { ...standing, ...values, by, at } as SetEntry;
    return [{ standing, earlier, fields: new Set(Object.keys(values)), by, at }];
  });
}
