import { describe, expect, it } from 'vitest';
import { departed, forgetDeparted, takeBrought, toBring } from '../../src/sync/sealed-alone.ts';
import type { Meta, OwnState } from '../../src/sync/ports.ts';
import { NOW, uuid } from '../support/builders.ts';
import { MemoryDevice, newMeta } from '../support/memory-device.ts';

const AISHA = uuid(1) as OwnState['record'];
const DAY_LATER = '2027-01-01T00:00:00.000Z';
const known: Partial<Meta> = { epoch: 'e1', cookie: 20, hash: 'h', syncedAt: NOW };

/** A device with one own mutation about Aisha, taken at version 10 unless said otherwise. */
async function device(meta: Partial<Meta>, own: Partial<OwnState> = {}): Promise<MemoryDevice> {
  const made = new MemoryDevice('d');
  const row: OwnState = {
    order: 0,
    id: uuid(50) as OwnState['id'],
    record: AISHA,
    act: null,
    touches: [{ record: AISHA, entry: uuid(51) } as never],
    taken: 10,
    takenAt: NOW,
    first: null,
    refused: null,
    waited: 0,
    sent: true,
    ...own,
  };
  await made.port().transact(async (tx) => {
    await tx.setMeta({ ...newMeta('d'), ...known, ...meta });
    await tx.addOwn([{ ...row, box: {} }]);
  });
  return made;
}
const leaving = async (made: MemoryDevice, now: string = NOW) =>
  (await made.port().look((look) => departed(look, now))).map(({ order }) => order);
const ownOf = (made: MemoryDevice) => [...made.tables.own.values()];

describe('the words of an own mutation in the journal', () => {
  it('go once its record is not granted and not held', async () => {
    expect(await leaving(await device({}))).toEqual([1]);
    expect(await leaving(await device({ grants: { [AISHA]: ['N', 'T'] } }))).toEqual([]);
    const held = await device({});
    await held
      .port()
      .transact((tx) => tx.putRecords([{ id: AISHA, version: 1, wanted: true, box: {}, digestBox: null }]));
    expect(await leaving(held)).toEqual([]);
  });
  it('go a day later where the name alone is left, and not while the record may be older than they are', async () => {
    const grants = { [AISHA]: ['N'] } as Meta['grants'];
    expect(await leaving(await device({ grants }))).toEqual([]);
    expect(await leaving(await device({ grants }), DAY_LATER)).toEqual([1]);
    expect(await leaving(await device({ grants, cookie: 9 }), DAY_LATER)).toEqual([]);
  });
  it('stay while the device does not know what it is granted: after a sign-out, before the first sync', async () => {
    expect(await leaving(await device({ hash: null }))).toEqual([]);
    expect(await leaving(await device({ syncedAt: null }))).toEqual([]);
  });
  it('stay while it waits or was refused', async () => {
    expect(await leaving(await device({}, { taken: null }))).toEqual([]);
    expect(await leaving(await device({}, { refused: 'not-permitted' }))).toEqual([]);
  });
  it('stay when the record has come back since it was sealed', async () => {
    const made = await device({ grants: { [AISHA]: ['N', 'T'] } });
    await made.port().transact((tx) => forgetDeparted(tx, [{ order: 1, id: uuid(50) as OwnState['id'] }], NOW));
    expect(ownOf(made)[0]?.sealedAlone).toBeUndefined();
  });
});

describe('what is sealed alone', () => {
  const alone = { sealedAlone: true, taken: null, takenAt: null, first: 10 } as const;
  const applied = { id: uuid(50) as OwnState['id'], status: 'applied', version: 31 } as const;

  it('is brought once it is offered again, and not before', async () => {
    expect(toBring(ownOf(await device({}, alone)))).toHaveLength(1);
    expect(toBring(ownOf(await device({}, { sealedAlone: true })))).toEqual([]);
    expect(toBring(ownOf(await device({}, { taken: null })))).toEqual([]);
  });
  it('has the outcome that its author is told', async () => {
    const made = await device({}, alone);
    await takeBrought(made.port(), { epoch: 'e1', outcomes: [applied] }, NOW);
    expect(ownOf(made)).toMatchObject([{ taken: 31, takenAt: NOW, first: 10, sealedAlone: true }]);
  });
  it('changes nothing when the device knows of another epoch by now', async () => {
    const made = await device({ epoch: 'e2' }, alone);
    await takeBrought(made.port(), { epoch: 'e1', outcomes: [applied] }, NOW);
    expect(ownOf(made)).toMatchObject([{ taken: null, first: 10 }]);
  });
  it('is gone once its pupil is erased', async () => {
    const made = await device({ erased: [AISHA] }, alone);
    await takeBrought(
      made.port(),
      { epoch: 'e1', outcomes: [{ ...applied, status: 'refused', problem: 'erased' }] },
      NOW,
    );
    expect(ownOf(made)).toEqual([]);
  });
});
