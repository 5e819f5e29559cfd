/** What was sent to a device, pupil by pupil: how deep it goes, by the groups in which the record was sent. */
import type { Digest } from '../../../../domain/digest.ts';
import type { RecordId } from '../../../../domain/ids.ts';
import { bySurname } from '../../../../domain/person-names.ts';
import type { Instant } from '../../../../domain/time.ts';
import type { RecordSent } from '../../../../protocol/holders.ts';

/** How much of a record, the most first. */
export const DEPTHS = ['all', 'support', 'steps', 'name'] as const;
type Depth = (typeof DEPTHS)[number];

/** What of a record that is. */
export const DEPTH_WORDS: Readonly<Record<Depth, string>> = {
  all: 'with private notes and support',
  support: 'with support, without private notes',
  steps: 'with interviews and next steps',
  name: 'name, form and year only',
};

/** A pupil whose record was sent. `digest` null: erased, or not on this device. */
export interface SeenPupil {
  readonly record: RecordId;
  readonly digest: Digest | null;
  readonly depth: Depth;
  readonly first: Instant;
  readonly last: Instant;
}

function depthOf(groups: string): Depth {
  if (/[GL]/.test(groups)) return 'all';
  if (groups.includes('S')) return 'support';
  return /[PT]/.test(groups) ? 'steps' : 'name';
}

/** Each pupil once, the deepest that was ever sent; by surname. */
export function seenPupils(records: readonly RecordSent[], digests: readonly Digest[]): readonly SeenPupil[] {
  const byRecord = new Map(digests.map((digest) => [digest.record, digest]));
  const seen = new Map<RecordId, SeenPupil>();
  for (const { record, groups, first, last } of records) {
    const before = seen.get(record);
    const all = depthOf(groups);
    const depth = before && DEPTHS.indexOf(before.depth) < DEPTHS.indexOf(all) ? before.depth : all;
    seen.set(record, {
      record,
      digest: byRecord.get(record) ?? null,
      depth,
      first: before && before.first < first ? before.first : first,
      last: before && before.last > last ? before.last : last,
    });
  }
  const nameless = { name: '', surname: '\uFFFF' };
  return [...seen.values()].toSorted((a, b) => bySurname(a.digest?.pupil ?? nameless, b.digest?.pupil ?? nameless));
}
