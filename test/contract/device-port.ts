/**
 * What every DevicePort must do, whatever it is made of: run by the device in memory and by the one over IndexedDB.
 * The engine's proofs rest on these facts; the simulator uses the port in memory, so both must be the same.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryId, MutationId, PersonId, RecordId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { CareersRecord, Entry } from '../../src/domain/record.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { DevicePort, OwnState } from '../../src/sync/ports.ts';

/** A port under test, on tables that nobody else uses. */
export interface PortUnderTest {
  readonly port: DevicePort;
  /** Another port over the same tables: a second tab, or the browser after a restart. */
  readonly again: () => Promise<DevicePort>;
  /** Makes the box of a record such that it does not open any more. */
  readonly spoil: (record: RecordId) => Promise<void>;
  readonly end: () => Promise<void>;
}

const A = '11111111-0000-4000-8000-00000000000a' as RecordId;
const B = '11111111-0000-4000-8000-00000000000b' as RecordId;
const PERSON = 'p-adviser' as PersonId;
const AT = '2026-09-14T09:00:00.000Z' as Instant;
const mutationId = (n: number) => `22222222-0000-4000-8000-${String(n).padStart(12, '0')}` as MutationId;

const record = (id: RecordId, words: string): CareersRecord => ({
  id,
  entries: {
    adjustment: {
      kind: 'adjustment',
      id: 'adjustment' as EntryId,
      readers: ['P', 'T', 'S', 'G', 'L'],
      author: PERSON,
      version: 3,
      at: AT,
      by: PERSON,
      ranks: { words: 3 },
      madeAt: AT,
      words,
    } satisfies Entry,
  },
});

const envelope = (n: number, of: RecordId, words = `words ${n}`): MutationEnvelope => ({
  id: mutationId(n),
  name: 'adjustment.set',
  version: 1,
  record: of,
  at: AT,
  args: { words },
});

const state = (order: number, of: RecordId): OwnState => ({
  order,
  id: mutationId(order),
  record: of,
  act: null,
  touches: [{ entry: 'adjustment' as EntryId, creates: true }],
  taken: null,
  takenAt: null,
  first: null,
  refused: null,
  waited: 0,
  sent: false,
});

async function putRecord(port: DevicePort, id: RecordId, words: string, version = 3): Promise<void> {
  const row = await port.sealRecord({ id, version, wanted: false, record: record(id, words) });
  await port.transact((tx) => tx.putRecords([row]));
}

async function putMutation(port: DevicePort, order: number, of: RecordId): Promise<void> {
  const row = await port.sealMutation({ ...state(order, of), envelope: envelope(order, of) });
  await port.transact((tx) => tx.putOwn(row));
}

/** Declares the tests of the contract for one port. */
export function deviceContract(name: string, makePort: () => Promise<PortUnderTest>): void {
  describe(`the device port (${name})`, () => {
    let tested: PortUnderTest;
    let port: DevicePort;
    beforeEach(async () => {
      tested = await makePort();
      port = tested.port;
    });
    afterEach(() => tested.end());

    describe('transactions', () => transactions());
    describe('records', () => records());
    describe('own mutations', () => ownMutations());

    function transactions(): void {
      it('starts with a device id and nothing else', async () => {
        const meta = await port.transact((tx) => tx.meta());
        expect(meta).toStrictEqual({
          device: expect.stringMatching(/^[0-9a-f-]{36}$/),
          epoch: null,
          cookie: null,
          hash: null,
          grants: {},
          erased: [],
          turn: null,
          syncedAt: null,
        });
        expect(await port.transact((tx) => tx.meta())).toStrictEqual(meta);
      });

      it('keeps meta whole, for the next tab too', async () => {
        const meta = {
          ...(await port.transact((tx) => tx.meta())),
          epoch: 'e1',
          cookie: 7,
          hash: 'h',
          grants: { [A]: ['N', 'G'] as const },
          erased: [B],
          turn: 't1',
          syncedAt: AT,
        };
        await port.transact((tx) => tx.setMeta(meta));
        const again = await tested.again();
        expect(await again.transact((tx) => tx.meta())).toStrictEqual(meta);
      });

      it('writes nothing of a transaction whose work fails, and passes the failure on', async () => {
        await putRecord(port, A, 'before');
        await putMutation(port, 1, A);
        const failing = port.transact(async (tx) => {
          await tx.setMeta({ ...(await tx.meta()), turn: 'lost' });
          await tx.removeRecords([A]);
          await tx.removeOwn([1]);
          throw new RangeError('planned');
        });
        await expect(failing).rejects.toThrow('planned');
        expect((await port.transact((tx) => tx.meta())).turn).toBeNull();
        expect(await port.openRecords([A])).toHaveLength(1);
        expect(await port.openOwn()).toHaveLength(1);
      });

      it('reads its own writes', async () => {
        const row = await port.sealMutation({ ...state(1, A), envelope: envelope(1, A) });
        const seen = await port.transact(async (tx) => {
          await tx.setMeta({ ...(await tx.meta()), turn: 'mine' });
          await tx.putOwn(row);
          return { turn: (await tx.meta()).turn, own: (await tx.own()).length };
        });
        expect(seen).toStrictEqual({ turn: 'mine', own: 1 });
      });

      it('runs transactions of two tabs one after the other', async () => {
        const other = await tested.again();
        const count = (tab: DevicePort) =>
          tab.transact(async (tx) => {
            const meta = await tx.meta();
            await tx.setMeta({ ...meta, cookie: (meta.cookie ?? 0) + 1 });
          });
        await Promise.all([count(port), count(other), count(port), count(other)]);
        expect((await port.transact((tx) => tx.meta())).cookie).toBe(4);
      });

      it('never gives an order twice, also when the mutation is gone', async () => {
        const sealed = (n: number) => port.sealMutation({ ...state(n, A), order: 0, envelope: envelope(n, A) });
        const [one, two, three] = [await sealed(1), await sealed(2), await sealed(3)];
        const [first = NaN] = await port.transact((tx) => tx.addOwn([one]));
        await port.transact((tx) => tx.removeOwn([first]));
        const again = await tested.again();
        const [second, third] = await again.transact((tx) => tx.addOwn([two, three]));
        expect([first, second, third]).toStrictEqual([first, first + 1, first + 2]);
        expect((await again.openOwn()).map(({ order, envelope: saved }) => [order, saved?.id])).toStrictEqual([
          [second, envelope(2, A).id],
          [third, envelope(3, A).id],
        ]);
      });

      it('looks at one moment of all tables', async () => {
        await putRecord(port, A, 'sits near the front');
        await putMutation(port, 1, A);
        const seen = await port.look(async (look) => ({
          turn: (await look.meta()).turn,
          records: (await look.records()).map(({ id }) => id),
          own: (await look.own()).map(({ order }) => order),
        }));
        expect(seen).toStrictEqual({ turn: null, records: [A], own: [1] });
      });
    }

    function records(): void {
      it('gives back what was sealed, to every tab', async () => {
        await putRecord(port, A, 'sits near the front');
        const again = await tested.again();
        expect(await again.openRecords([A, B])).toStrictEqual([
          { id: A, version: 3, wanted: false, record: record(A, 'sits near the front') },
        ]);
      });

      it('replaces a record whole', async () => {
        await putRecord(port, A, 'before');
        await putRecord(port, A, 'after', 9);
        expect(await port.transact((tx) => tx.records())).toStrictEqual([{ id: A, version: 9, wanted: false }]);
        expect((await port.openRecords([A]))[0]?.record).toStrictEqual(record(A, 'after'));
      });

      it('tells the clear part of one record, and of none that is not held', async () => {
        await putRecord(port, A, 'a', 7);
        const one = (id: RecordId) => port.look((look) => look.record(id));
        expect(await one(A)).toStrictEqual({ id: A, version: 7, wanted: false });
        expect(await one(B)).toBeUndefined();
      });

      it('marks some records as wanted, or all, and a record that is sent again no longer is', async () => {
        await putRecord(port, A, 'a');
        await putRecord(port, B, 'b');
        await port.transact((tx) => tx.wantRecords([A]));
        const wanted = async () =>
          (await port.transact((tx) => tx.records())).filter((row) => row.wanted).map((row) => row.id);
        expect(await wanted()).toStrictEqual([A]);
        await port.transact((tx) => tx.wantRecords('all'));
        expect((await wanted()).toSorted()).toStrictEqual([A, B]);
        await putRecord(port, A, 'a again');
        expect(await wanted()).toStrictEqual([B]);
        expect((await port.openRecords([B]))[0]?.record).toStrictEqual(record(B, 'b'));
      });

      it('ignores a wish for a record that is not held', async () => {
        await port.transact((tx) => tx.wantRecords([A]));
        expect(await port.transact((tx) => tx.records())).toStrictEqual([]);
      });

      it('forgets removed records', async () => {
        await putRecord(port, A, 'a');
        await putRecord(port, B, 'b');
        await port.transact((tx) => tx.removeRecords([A]));
        expect((await port.openRecords([A, B])).map((row) => row.id)).toStrictEqual([B]);
      });

      it('leaves out a record whose box does not open, and wants it', async () => {
        await putRecord(port, A, 'a');
        await putRecord(port, B, 'b');
        await tested.spoil(A);
        expect((await port.openRecords([A, B])).map((row) => row.id)).toStrictEqual([B]);
        const rows = await port.transact((tx) => tx.records());
        expect(rows.find((row) => row.id === A)?.wanted).toBe(true);
        expect(rows.find((row) => row.id === B)?.wanted).toBe(false);
      });
    }

    function ownMutations(): void {
      it('gives back what was sealed, in order', async () => {
        await putMutation(port, 2, B);
        await putMutation(port, 1, A);
        const again = await tested.again();
        expect(await again.openOwn()).toStrictEqual([
          { ...state(1, A), envelope: envelope(1, A) },
          { ...state(2, B), envelope: envelope(2, B) },
        ]);
        expect(await again.transact((tx) => tx.own())).toStrictEqual([state(1, A), state(2, B)]);
      });

      it('opens those of one record, or those with given orders', async () => {
        for (const [order, of] of [
          [1, A],
          [2, B],
          [3, A],
        ] as const)
          await putMutation(port, order, of);
        expect((await port.openOwn(A)).map((m) => m.order)).toStrictEqual([1, 3]);
        expect((await port.openOwn([3, 2, 9])).map((m) => m.order)).toStrictEqual([2, 3]);
        expect(await port.openOwn([])).toStrictEqual([]);
      });

      it('puts a mutation in the place of the one with the same order', async () => {
        await putMutation(port, 1, A);
        const later = await port.sealMutation({ ...state(1, A), id: mutationId(7), envelope: envelope(7, A) });
        await port.transact((tx) => tx.putOwn(later));
        expect(await port.openOwn()).toStrictEqual([{ ...state(1, A), id: mutationId(7), envelope: envelope(7, A) }]);
      });

      it('changes the clear part and keeps the box', async () => {
        await putMutation(port, 1, A);
        const patch = { taken: 12, first: 5, refused: 'missing', waited: 2, sent: true } as const;
        await port.transact((tx) => tx.patchOwn(1, patch));
        expect(await port.openOwn()).toStrictEqual([{ ...state(1, A), ...patch, envelope: envelope(1, A) }]);
        await port.transact((tx) => tx.patchOwn(1, { taken: null, takenAt: null, refused: null }));
        expect(await port.openOwn(A)).toStrictEqual([
          { ...state(1, A), ...patch, taken: null, takenAt: null, refused: null, envelope: envelope(1, A) },
        ]);
      });

      it('ignores a change of a mutation that is gone', async () => {
        await port.transact((tx) => tx.patchOwn(4, { waited: 1 }));
        expect(await port.openOwn()).toStrictEqual([]);
      });

      it('keeps own mutations when their record goes', async () => {
        await putRecord(port, A, 'a');
        await putMutation(port, 1, A);
        await port.transact((tx) => tx.removeRecords([A]));
        expect(await port.openOwn(A)).toHaveLength(1);
      });
    }
  });
}
