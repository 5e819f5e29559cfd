/** A backup becomes the server again: a new epoch, counting on above every version ever given; erasures are done again. SPEC I14, I19. */
import { randomUUID } from 'node:crypto';
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Run, Store } from '../store/store.ts';

/** More versions than a school can have given since any backup: a clock that runs behind does not count backwards. */
const GAP = 1_000_000_000;

/** Begins a new epoch of every school in a store that was just put back. */
export async function beginEpoch(store: Store, now: Instant): Promise<void> {
  await store.write(async (tx) => {
    for (const { id, version: last } of await tx.selectFrom('school').select(['id', 'version']).execute()) {
      const version = Math.max(Date.parse(now) * 1000, last + GAP);
      await tx
        .updateTable('school')
        .set({ epoch: randomUUID(), version, epoch_start: version })
        .where('id', '=', id)
        .execute();
    }
  });
}

/** Erases a pupil: every word of the record, in quarantine too; devices are told with their grants. */
export async function erase(tx: Run, school: SchoolId, record: RecordId, at: Instant): Promise<void> {
  await tx
    .insertInto('erased')
    .values({ school, record, at })
    .onConflict((oc) => oc.doNothing())
    .execute();
  for (const table of ['entry', 'reach', 'revision', 'quarantine'] as const) {
    await tx.deleteFrom(table).where('school', '=', school).where('record', '=', record).execute();
  }
  await tx.deleteFrom('record').where('school', '=', school).where('id', '=', record).execute();
}
