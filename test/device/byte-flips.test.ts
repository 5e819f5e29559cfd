/**
 * A disk that changes a byte: in any box of any table it is noticed, what the server has is asked for again, and the rest stays usable.
 * FINGERPOST_RUNS=10000 for a long run.
 */
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MutationId, RecordId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import type { Box } from '../../src/device/database.ts';
import { NOW, anExperience, aRecord, aStep, uuid } from '../support/builders.ts';
import { SEED, runs } from '../support/seed.ts';
import type { TestDevice } from './device-support.ts';
import { makeDevice } from './device-support.ts';

const IDS = ['aisha', 'ben', 'chloe'] as readonly string[] as readonly RecordId[];
const recordOf = (id: RecordId): CareersRecord => aRecord(id, aStep(), anExperience());
const envelopeOf = (n: number): MutationEnvelope => ({
  id: uuid(n) as MutationId,
  name: 'note.add',
  version: 1,
  record: IDS[0] as RecordId,
  at: NOW,
  args: { id: uuid(100 + n), words: `said in confidence, ${n}` },
});

let device: TestDevice;
const records = IDS.map(recordOf);
beforeAll(async () => {
  device = await makeDevice();
  const { port } = device;
  const rows = await Promise.all(
    records.map((record) => port.sealRecord({ id: record.id, version: 3, wanted: false, record })),
  );
  const own = await Promise.all(
    [1, 2].map((n) =>
      port.sealMutation({
        order: 0,
        id: envelopeOf(n).id,
        record: envelopeOf(n).record,
        act: null,
        touches: [],
        taken: null,
        takenAt: null,
        first: null,
        refused: null,
        waited: 0,
        sent: false,
        envelope: envelopeOf(n),
      }),
    ),
  );
  await port.transact(async (tx) => {
    await tx.putRecords(rows);
    await tx.addOwn(own);
  });
});
afterAll(async () => {
  device.db.close();
  await device.db.delete();
});

const flipped = (box: Box, at: number, by: number): Box => {
  const changed = box.slice();
  const index = at % box.length;
  changed[index] = (changed[index] ?? 0) ^ by;
  return changed;
};
const flip = [fc.nat(), fc.integer({ min: 1, max: 255 })] as const;
const settings = { numRuns: runs(60), seed: SEED };

it(
  `of a record is noticed, the record is asked for again, and the others open (seed ${SEED})`,
  { timeout: 600_000 },
  async () => {
    const { db, port } = device;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...IDS), ...flip, async (id, at, by) => {
        const before = (await db.body.get(id)) as Box;
        await db.body.put(flipped(before, at, by), id);
        const opened = await port.openRecords(IDS);
        expect(opened.map(({ record }) => record)).toStrictEqual(records.filter((record) => record.id !== id));
        const wanted = (await port.look((look) => look.records())).filter((row) => row.wanted);
        expect(wanted.map((row) => row.id)).toStrictEqual([id]);
        // The server sends it again.
        const record = records[IDS.indexOf(id)] as CareersRecord;
        const row = await port.sealRecord({ id, version: 3, wanted: false, record });
        await port.transact((tx) => tx.putRecords([row]));
        expect(await port.openRecords([id])).toHaveLength(1);
      }),
      settings,
    );
  },
);

it(
  `of one’s own words is noticed, they are not sent as they are, and the others open (seed ${SEED})`,
  { timeout: 600_000 },
  async () => {
    const { db, port } = device;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(1, 2), ...flip, async (order, at, by) => {
        const before = (await db.words.get(order)) as Box;
        await db.words.put(flipped(before, at, by), order);
        const opened = await port.openOwn();
        expect(opened.map(({ envelope }) => envelope)).toStrictEqual(
          [1, 2].map((n) => (n === order ? null : envelopeOf(n))),
        );
        await db.words.put(before, order);
      }),
      settings,
    );
  },
);
