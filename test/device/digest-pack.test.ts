import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Digest } from '../../src/domain/digest.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import { createDigestMirror } from '../../src/device/digest-mirror.ts';
import { readPack, writePack } from '../../src/device/digest-pack.ts';
import type { PackedDigest } from '../../src/device/digest-pack.ts';
import type { TestDevice } from './device-support.ts';
import { countingDigest, makeDevice } from './device-support.ts';
import { A, B, aConfirmed, putRecords } from './samples.ts';

let device: TestDevice;
/** Labels of the boxes that were opened. */
let opened: string[];

beforeEach(async () => {
  device = await makeDevice();
  opened = [];
  await putRecords(device.port, aConfirmed(A, 'apple'), aConfirmed(B, 'pear'));
});
afterEach(() => device.db.close());

/** A mirror of this device as after a start, and the rows that it follows. */
async function start() {
  const { db, port } = device;
  const vault = {
    ...device.vault,
    open: (...args: Parameters<typeof device.vault.open>) => (opened.push(args[1]), device.vault.open(...args)),
  };
  const rows = new Map((await db.record.toArray()).map((row) => [row.id, row]));
  const mirror = createDigestMirror({ db, vault, port, digestOf: countingDigest });
  await mirror.follow(rows);
  return mirror;
}
const wordsOf = (mirror: Awaited<ReturnType<typeof start>>, id: RecordId) => mirror.get(id)?.lmi[0]?.source;

/** Packs what a mirror holds now. */
async function pack(): Promise<void> {
  const mirror = await start();
  const marks = new Map((await device.db.record.toArray()).map((row) => [row.id, row.mark]));
  const all = [...mirror.all()].map(([id, digest]): PackedDigest => [id, marks.get(id) ?? 0, digest]);
  await writePack(device.db, device.vault, all);
  opened = [];
}

it('a start opens one box for all digests', async () => {
  await pack();
  const mirror = await start();
  expect(opened).toStrictEqual(['pack']);
  expect(wordsOf(mirror, A)).toBe('e-apple');
  expect(wordsOf(mirror, B)).toBe('e-pear');
});

it('gives back what was packed; what several did together is one object', async () => {
  const facts = {
    title: 'Careers fair',
    activity: 'fair',
    date: '2026-10-01',
    organisation: '',
    tags: [],
    counts: [5],
  };
  const experience = (n: number, over: object) => ({ id: `x${n}`, facts: { ...facts }, attended: true, ...over });
  const digest = (id: RecordId, ...experiences: readonly object[]): PackedDigest => [
    id,
    1,
    { ...countingDigest({ id, entries: {} }), experiences } as unknown as Digest,
  ];
  const marks = new Map((await device.db.record.toArray()).map((row) => [row.id, row.mark]));
  const [a, b] = [
    digest(A, experience(1, { status: 'confirmed', reflected: true })),
    digest(
      B,
      experience(2, { status: 'claimed', reflected: false, attended: false }),
      experience(3, { facts: { ...facts, title: 'Mock interview' }, status: 'not-counted', reflected: false }),
    ),
  ].map(([id, , packed]): PackedDigest => [id, marks.get(id) ?? 0, packed]);
  await writePack(device.db, device.vault, [a, b] as readonly PackedDigest[]);
  const back = await readPack(device.db, device.vault);
  expect(back).toStrictEqual([a, b]);
  expect(back[0]?.[2].experiences[0]?.facts).toBe(back[1]?.[2].experiences[0]?.facts);
});

it('a digest whose record has changed since is opened by itself', async () => {
  await pack();
  await putRecords(device.port, aConfirmed(B, 'plum', 4));
  const mirror = await start();
  expect(opened).toStrictEqual(['pack', B]);
  expect(wordsOf(mirror, B)).toBe('e-plum');
});

it('a pack that does not open is as good as none', async () => {
  await pack();
  const box = (await device.db.pack.get('all')) as Uint8Array<ArrayBuffer>;
  await device.db.pack.put(
    box.map((byte, i) => (i === 20 ? byte ^ 1 : byte)),
    'all',
  );
  expect(wordsOf(await start(), A)).toBe('e-apple');
});

it('goes with the first record that leaves the device, and with one that is filtered while it is wanted afresh', async () => {
  await pack();
  await device.port.transact((tx) => tx.removeRecords([A]));
  expect(await readPack(device.db, device.vault)).toStrictEqual([]);
  await pack();
  expect(await readPack(device.db, device.vault)).toHaveLength(1);
  await putRecords(device.port, { ...aConfirmed(B, 'less'), wanted: true });
  expect(await readPack(device.db, device.vault)).toStrictEqual([]);
});

it('is not written when a record has left while it was sealed', async () => {
  const mirror = await start();
  const marks = new Map((await device.db.record.toArray()).map((row) => [row.id, row.mark]));
  const all = [...mirror.all()].map(([id, digest]): PackedDigest => [id, marks.get(id) ?? 0, digest]);
  await device.port.transact((tx) => tx.removeRecords([A]));
  await writePack(device.db, device.vault, all);
  expect(await readPack(device.db, device.vault)).toStrictEqual([]);
});
