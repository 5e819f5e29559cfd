/** A next step saved as the engine saves one: sealed, then put with the next order. */
import type { EntryId, MutationId, RecordId } from '../../../src/domain/ids.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { DevicePort } from '../../../src/sync/ports.ts';

export async function saveSample(port: DevicePort, record: RecordId): Promise<void> {
  const id = crypto.randomUUID() as MutationId;
  const entry = crypto.randomUUID() as EntryId;
  const sealed = await port.sealMutation({
    order: 0,
    id,
    record,
    act: null,
    touches: [{ entry, creates: true }],
    taken: null,
    takenAt: null,
    first: null,
    refused: null,
    waited: 0,
    sent: false,
    envelope: {
      id,
      name: 'step.add',
      version: 1,
      record,
      at: '2026-09-14T09:00:00.000Z' as Instant,
      args: {
        id: entry,
        what: 'Visit the open day at the college',
        due: '2026-10-01',
        who: 'pupil',
        words: 'x'.repeat(120),
      },
    },
  });
  await port.transact((tx) => tx.addOwn([sealed]));
}
