/** The pupils who are at the school, as far as an import compares them, taken from their records. */
import type { RecordId } from '../../domain/ids.ts';
import type { Entry, EntryOf } from '../../domain/record.ts';

/** A pupil of the school. `identity` and `support` null: nothing is recorded. */
export interface RosterPupil {
  readonly record: RecordId;
  readonly pupil: EntryOf<'pupil'>;
  readonly identity: EntryOf<'identity'> | null;
  readonly support: EntryOf<'support'> | null;
}

/** A pupil from the entries of a record; null when it is no pupil's, the pupil was taken out or is not on the list. */
export function rosterPupil(record: RecordId, entries: readonly Entry[]): RosterPupil | null {
  const find = <K extends 'pupil' | 'identity' | 'support'>(kind: K) => {
    const isKind = (one: Entry): one is EntryOf<K> => one.kind === kind && one.withdrawn === undefined;
    return entries.find(isKind) ?? null;
  };
  const pupil = find('pupil');
  return pupil && pupil.unlisted === undefined
    ? { record, pupil, identity: find('identity'), support: find('support') }
    : null;
}
