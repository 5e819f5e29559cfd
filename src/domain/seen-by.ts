/** What each group reads of a record, from the entries that are really there. Source: policy 5.3.1; UK GDPR article 15. */
import type { Group } from './group.ts';
import { GROUPS } from './group.ts';
import type { CareersRecord, Kind } from './record.ts';

/** What one group reads: kinds of which it reads at least one entry, and kinds of which there is one that it does not read. */
export interface Seen {
  readonly reads: ReadonlySet<Kind>;
  readonly not: ReadonlySet<Kind>;
}

/** By group, in the order of GROUPS. Groups that read nothing are left out. */
export function seenBy({ entries }: CareersRecord): ReadonlyMap<Group, Seen> {
  const all = Object.values(entries);
  const kinds = (of: (group: Group) => typeof all) => (group: Group) => new Set(of(group).map(({ kind }) => kind));
  const reads = kinds((group) => all.filter(({ readers }) => readers.includes(group)));
  const not = kinds((group) => all.filter(({ readers }) => !readers.includes(group)));
  const rows = GROUPS.map((group) => [group, { reads: reads(group), not: not(group) }] as const);
  return new Map(rows.filter(([, seen]) => seen.reads.size > 0));
}
