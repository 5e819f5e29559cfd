/** Putting own mutations into the outbox, and dealing with refused ones (src/sync/saving.ts), over a device in memory. */
import { describe, expect, it } from 'vitest';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { DevicePort } from '../../src/sync/ports.ts';
import { forgetNeeds, retry, save } from '../../src/sync/saving.ts';
import { uuid } from '../support/builders.ts';
import { MemoryDevice, ownIn } from '../support/memory-device.ts';
import { aWrite, anEnvelope, mutationId } from './support.ts';

const note = (n: number, words = 'a') => anEnvelope(n, 'note.add', { id: uuid(n), words });
const typed = (n: number, over: readonly number[] = []) =>
  anEnvelope(n, 'aspiration.write', { write: aWrite(n, over) });
const chance = { nowMs: () => 0, newId: () => mutationId(99), random: () => 0 };

function aDevice() {
  const disk = new MemoryDevice(uuid(1));
  const port = disk.port();
  return {
    disk,
    port,
    own: () => ownIn(disk.tables),
    save: (...envelopes: readonly MutationEnvelope[]) => save(port, envelopes),
    patch: (order: number, patch: Parameters<Parameters<Parameters<DevicePort['transact']>[0]>[0]['patchOwn']>[1]) =>
      port.transact((tx) => tx.patchOwn(order, patch)),
  };
}
const inOrder = (own: ReturnType<typeof ownIn>) => own.map(({ order, id }) => [order, id]);

describe('saving', () => {
  it('puts what a person did in one go on the disk, in order, before it says so', async () => {
    const { save: saveAll, own } = aDevice();
    expect(await saveAll(note(1), note(2))).toEqual({ ok: true, value: [mutationId(1), mutationId(2)] });
    expect(inOrder(own())).toEqual([
      [1, mutationId(1)],
      [2, mutationId(2)],
    ]);
    expect(own()[0]).toMatchObject({ envelope: note(1), taken: null, sent: false, touches: [{ creates: true }] });
  });
  it('says of what sets others’ values up to which version its record was known, and of nothing else', async () => {
    const { port, save: saveAll, own } = aDevice();
    const done = { id: uuid(5), as: 'done', why: null, on: '2026-11-11' };
    const close = (n: number) => anEnvelope(n, 'step.close', done);
    await saveAll(close(1));
    await port.transact(async (tx) => {
      await tx.setMeta({ ...(await tx.meta()), cookie: 40 });
      const record = { id: close(1).record, entries: {} };
      await tx.putRecords([await port.sealRecord({ id: record.id, version: 7, wanted: false, record })]);
    });
    await saveAll(close(2), note(3));
    await port.transact((tx) => tx.wantRecords('all'));
    await saveAll(close(4));
    await saveAll({ ...close(5), over: 3 });
    expect(own().map(({ envelope }) => envelope?.over)).toEqual([0, 40, undefined, 7, 3]);
  });
  it('of an act with a malformed part saves none of it, and says where it is wrong', async () => {
    const { save: saveAll, own } = aDevice();
    const wrong = anEnvelope(2, 'note.add', { id: uuid(2) });
    expect(await saveAll(note(1), wrong)).toEqual({
      ok: false,
      error: { kind: 'malformed', id: mutationId(2), where: 'words' },
    });
    expect(own()).toEqual([]);
  });
  it('says of what is larger than the server reads that it is too big, and leaves it to the screen', async () => {
    const { save: saveAll, own } = aDevice();
    // Each prompt may be 20,000 characters, which are three bytes each here: together they are more than 64 kB.
    const words = '\u20AC'.repeat(20_000);
    const write = anEnvelope(1, 'aspiration.write', { write: { ...aWrite(1), text: words, base: words } });
    expect(await saveAll(write)).toEqual({ ok: false, error: { kind: 'too-big', id: mutationId(1) } });
    expect(own()).toEqual([]);
  });
  it('writes nothing when the disk is full', async () => {
    const { disk, own } = aDevice();
    const full: DevicePort = { ...disk.port(), transact: () => Promise.reject(new Error('full')) };
    await expect(save(full, [note(1)])).rejects.toThrow('full');
    expect(own()).toEqual([]);
  });
});

describe('typing', () => {
  it('takes the place of the pending wording, under a new id', async () => {
    const { save: saveAll, own } = aDevice();
    await saveAll(typed(1));
    await saveAll(note(2));
    await saveAll(typed(3, [1]));
    expect(inOrder(own())).toEqual([
      [1, mutationId(3)],
      [2, mutationId(2)],
    ]);
    expect(own()[0]?.envelope?.args).toEqual({ write: aWrite(3) });
  });
  it('names the wording that it replaces when that has been in a request', async () => {
    const { save: saveAll, own, patch } = aDevice();
    await saveAll(typed(1));
    await patch(1, { sent: true });
    await saveAll(typed(3, [1]));
    expect(own()[0]?.envelope?.args).toEqual({ write: aWrite(3, [1]) });
    expect(own()[0]?.sent).toBe(false);
  });
  it('stands beside a wording that the server has taken meanwhile', async () => {
    const { save: saveAll, own, patch } = aDevice();
    await saveAll(typed(1));
    await patch(1, { taken: 8 });
    await saveAll(typed(3, [1]));
    expect(own()).toHaveLength(2);
  });
  it('looks again when another tab has sent the wording between the look and the write', async () => {
    const { disk, save: saveAll, own, patch } = aDevice();
    await saveAll(typed(1));
    let meddled = false;
    const port = disk.port({
      before: async () => {
        if (meddled) return;
        meddled = true;
        await patch(1, { sent: true });
      },
    });
    await save(port, [typed(3, [1])]);
    expect(own()[0]?.envelope?.args).toEqual({ write: aWrite(3, [1]) });
  });
  it('keeps how often the wording has had to wait', async () => {
    const { save: saveAll, own, patch } = aDevice();
    await saveAll(typed(1));
    await patch(1, { waited: 2 });
    await saveAll(typed(3, [1]));
    expect(own()[0]?.waited).toBe(2);
  });
});

describe('a refused mutation', () => {
  it('is offered again under a new id, in its old place', async () => {
    const { save: saveAll, own, patch, port } = aDevice();
    await saveAll(note(1));
    await saveAll(note(2));
    await patch(1, { taken: 8, takenAt: 'then', refused: 'not-permitted', first: 3, sent: true });
    await retry(port, chance, 1);
    expect(inOrder(own())).toEqual([
      [1, mutationId(99)],
      [2, mutationId(2)],
    ]);
    const { envelope, taken, refused, first } = own()[0] ?? {};
    expect({ id: envelope?.id, taken, refused, first }).toEqual({
      id: mutationId(99),
      taken: null,
      refused: null,
      first: null,
    });
  });
  it('does not come back when one tab offers it again while another takes it out', async () => {
    const { disk, save: saveAll, own, patch, port } = aDevice();
    await saveAll(note(1));
    await patch(1, { taken: 8, refused: 'not-permitted' });
    const slow = disk.port({ before: () => forgetNeeds(port, 1) });
    await retry(slow, chance, 1);
    expect(own()).toEqual([]);
  });
  it('is taken out of "Needs you" when the person has dealt with it', async () => {
    const { save: saveAll, own, patch, port } = aDevice();
    await saveAll(note(1));
    await patch(1, { taken: 8, refused: 'not-permitted' });
    await forgetNeeds(port, 1);
    expect(own()).toEqual([]);
  });
  it.each([
    ['waits for its turn', {}],
    ['is in the journal', { taken: 8 }],
  ])('is another thing than one that %s: that is neither offered again nor forgotten', async (_, state) => {
    const { save: saveAll, own, patch, port } = aDevice();
    await saveAll(note(1));
    await patch(1, state);
    await retry(port, chance, 1);
    await forgetNeeds(port, 1);
    expect(inOrder(own())).toEqual([[1, mutationId(1)]]);
  });
  it('may be forgotten as well when it has had to wait', async () => {
    const { save: saveAll, own, patch, port } = aDevice();
    await saveAll(note(1));
    await patch(1, { waited: 1 });
    await forgetNeeds(port, 1);
    expect(own()).toEqual([]);
  });
});
