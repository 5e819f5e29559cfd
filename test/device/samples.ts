/** Small records and mutations for the device's tests. */
import type { EntryId, MutationId, PersonId, RecordId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { CareersRecord, Entry } from '../../src/domain/record.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { ConfirmedRecord, DevicePort, OwnState } from '../../src/sync/ports.ts';

export const A = '11111111-0000-4000-8000-00000000000a' as RecordId;
export const B = '11111111-0000-4000-8000-00000000000b' as RecordId;
const AT = '2026-09-14T09:00:00.000Z' as Instant;
const PERSON = 'p-adviser' as PersonId;

/** A record with one adjustment. */
export const aRecord = (id: RecordId, words: string): CareersRecord => ({
  id,
  entries: { [`e-${words}`]: { ...anAdjustment(words), id: `e-${words}` as EntryId } },
});

export const anAdjustment = (words: string): Entry =>
  ({
    kind: 'adjustment',
    id: 'adjustment' as EntryId,
    readers: ['P', 'T', 'S', 'G', 'L'],
    author: PERSON,
    version: 3,
    at: AT,
    by: PERSON,
    ranks: {},
    madeAt: AT,
    words,
  }) satisfies Entry;

export const aConfirmed = (id: RecordId, words: string, version = 3): ConfirmedRecord => ({
  id,
  version,
  wanted: false,
  record: aRecord(id, words),
});

export async function putRecords(port: DevicePort, ...rows: readonly ConfirmedRecord[]): Promise<void> {
  const sealed = await Promise.all(rows.map((row) => port.sealRecord(row)));
  await port.transact((tx) => tx.putRecords(sealed));
}

/** Saves a mutation that adds words to a record, as the engine does. Resolves to its order. */
export async function saveWords(port: DevicePort, n: number, record: RecordId, words: string): Promise<number> {
  const id = `22222222-0000-4000-8000-${String(n).padStart(12, '0')}` as MutationId;
  const envelope: MutationEnvelope = { id, name: 'adjustment.set', version: 1, record, at: AT, args: { words } };
  const state = {
    order: 0,
    id,
    record,
    act: null,
    touches: [{ entry: 'intention' as EntryId, creates: false }],
    taken: null,
    first: null,
    refused: null,
    waited: 0,
    sent: false,
  } as unknown as OwnState; // `takenAt` is of a later version of the port.
  const sealed = await port.sealMutation({ ...state, envelope });
  const [order = 0] = await port.transact((tx) => tx.addOwn([sealed]));
  return order;
}
