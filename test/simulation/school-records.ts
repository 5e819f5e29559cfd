/** The records of the school as the mutations that make it leave them: what a server of the simulator begins with. */
import { withEntries } from '../../src/domain/change.ts';
import type { PersonId, RecordId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import { applyMutation, checkMutation } from '../../src/domain/mutations/registry.ts';
import type { CareersRecord, Entry } from '../../src/domain/record.ts';

/** Records as the store takes them in bulk. */
export interface Founded {
  readonly id: RecordId;
  readonly entries: readonly Entry[];
}

/** The records that these mutations make, in the name of this person, at version 1. */
export function foundedBy(person: string, envelopes: readonly MutationEnvelope[]): readonly Founded[] {
  const records = new Map<RecordId, CareersRecord>();
  for (const envelope of envelopes) {
    const checked = checkMutation(envelope);
    if (!checked.ok) throw new Error(`the school cannot be made: ${JSON.stringify([envelope, checked.error])}`);
    const record = records.get(envelope.record) ?? { id: envelope.record, entries: {} };
    const ctx = { person: person as PersonId, at: envelope.at, version: 1, rank: 1 };
    const applied = applyMutation(record, checked.value, ctx);
    if (!applied.ok) throw new Error(`the school cannot be made: ${JSON.stringify([envelope, applied.error])}`);
    records.set(envelope.record, withEntries(record, applied.value));
  }
  return [...records.values()].map(({ id, entries }) => ({ id, entries: Object.values(entries) }));
}
