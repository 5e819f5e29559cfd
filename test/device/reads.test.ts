import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DIGEST_VERSION } from '../../src/domain/digest.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import type { Live } from '../../src/device/live.ts';
import type { ReadParts, Reads } from '../../src/device/reads.ts';
import { createReads } from '../../src/device/reads.ts';
import { SCHOOL_RECORD } from '../../src/domain/record.ts';
import type { TestDevice } from './device-support.ts';
import { countingDigest, makeDevice } from './device-support.ts';
import { A, aConfirmed, anAdjustment, B, putRecords, saveWords } from './samples.ts';

let device: TestDevice;
let reads: Reads;
let stops: (() => void)[];
/** What the vault opened, by table. */
let opened: string[];

/** Replays as the engine would: each pending mutation adds its words as an entry. */
const viewOf: ReadParts['viewOf'] = ({ confirmed, own }) => ({
  id: confirmed?.id ?? own[0]?.record ?? ('none' as never),
  entries: {
    ...confirmed?.record.entries,
    ...Object.fromEntries(
      own.map((m) => [m.id, anAdjustment((m.envelope?.args as { words: string } | undefined)?.words ?? '')]),
    ),
  },
});
const isPending: ReadParts['isPending'] = ({ taken, refused }, row) =>
  refused === null && (taken === null || (row !== undefined && taken > row.version));

/** As the engine would say of words that cannot be applied: here, those that say so. */
const unplacedOf: ReadParts['unplacedOf'] = ({ confirmed, own }) =>
  own.filter((m) => confirmed === null || (m.envelope?.args as { words: string } | undefined)?.words === 'lost');

const readsOf = ({ db, vault, port }: TestDevice): Reads =>
  createReads({ db, vault, port, digestOf: countingDigest, viewOf, unplacedOf, isPending });

beforeEach(async () => {
  device = await makeDevice();
  opened = [];
  stops = [];
  const open = device.vault.open.bind(device.vault);
  const counting = {
    ...device.vault,
    open: (...args: Parameters<typeof open>) => (opened.push(args[0]), open(...args)),
  };
  reads = readsOf({ ...device, vault: counting });
});
afterEach(() => {
  for (const stop of stops) stop();
  device.db.close();
});

/** Listens and keeps what was told. */
function listen<T>(live: Live<T>): { readonly told: T[] } {
  const told: T[] = [];
  stops.push(
    live.subscribe(
      (value) => void told.push(value),
      (reason) => void told.push(reason as T),
    ),
  );
  return { told };
}
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 3000, interval: 5 });
const wordsOf = (record: CareersRecord | null | undefined) =>
  Object.values(record?.entries ?? {}).map((entry) => (entry.kind === 'adjustment' ? entry.words : ''));
const sources = (digests: readonly Digest[] | undefined, id: string) =>
  digests?.find((digest) => digest.record === id)?.lmi.map((entry) => entry.source);

describe('a live record', () => {
  it('is null until it is there, and again when it has gone', async () => {
    const { told } = listen(reads.liveRecord(A));
    await until(() => expect(told).toStrictEqual([null]));
    await putRecords(device.port, aConfirmed(A, 'first'));
    await until(() => expect(wordsOf(told.at(-1))).toStrictEqual(['first']));
    await device.port.transact((tx) => tx.removeRecords([A]));
    await until(() => expect(told.at(-1)).toBeNull());
  });

  it('shows own words as soon as they are saved, in every tab', async () => {
    await putRecords(device.port, aConfirmed(A, 'first'));
    const { told } = listen(reads.liveRecord(A));
    const secondTab = await makeDevice(device);
    const inTab = listen(readsOf(secondTab).liveRecord(A));
    await saveWords(device.port, 1, A, 'mine');
    await until(() => expect(wordsOf(told.at(-1))).toStrictEqual(['first', 'mine']));
    await until(() => expect(wordsOf(inTab.told.at(-1))).toStrictEqual(['first', 'mine']));
    secondTab.db.close();
  });

  it('never loses own words while a reply takes their place', async () => {
    await putRecords(device.port, aConfirmed(A, 'first'));
    const { told } = listen(reads.liveRecord(A));
    const order = await saveWords(device.port, 1, A, 'mine');
    await until(() => expect(wordsOf(told.at(-1))).toContain('mine'));
    const sealed = await device.port.sealRecord({
      ...aConfirmed(A, 'mine', 9),
    });
    await device.port.transact(async (tx) => {
      await tx.patchOwn(order, { taken: 9 });
      await tx.putRecords([sealed]);
    });
    await until(() => expect(wordsOf(told.at(-1))).toStrictEqual(['mine']));
    const since = told.slice(told.findIndex((record) => wordsOf(record).includes('mine')));
    expect(since.every((record) => wordsOf(record).includes('mine'))).toBe(true);
  });

  it('is the same object and opens no box when another record changes', async () => {
    await putRecords(device.port, aConfirmed(A, 'a'), aConfirmed(B, 'b'));
    const one = listen(reads.liveRecord(A));
    const two = listen(reads.liveRecord(B));
    await until(() => expect([one.told.length, two.told.length]).toStrictEqual([1, 1]));
    opened = [];
    await saveWords(device.port, 1, B, 'mine');
    await until(() => expect(wordsOf(two.told.at(-1))).toStrictEqual(['b', 'mine']));
    expect(one.told).toHaveLength(1);
    expect(opened).toStrictEqual(['own']);
  });

  it('is null and asked for again when its box does not open', async () => {
    await putRecords(device.port, aConfirmed(A, 'a'));
    const box = await device.db.body.get(A);
    await device.db.body.put(
      box!.map((byte, i) => (i === 20 ? byte ^ 1 : byte)),
      A,
    );
    const { told } = listen(reads.liveRecord(A));
    await until(() => expect(told).toStrictEqual([null]));
    await until(async () => expect((await device.db.record.get(A))?.wanted).toBe(true));
    await putRecords(device.port, aConfirmed(A, 'again'));
    await until(() => expect(wordsOf(told.at(-1))).toStrictEqual(['again']));
  });
});

describe('live digests', () => {
  it('are those of pupils’ records, with own changes replayed', async () => {
    await putRecords(device.port, aConfirmed(A, 'a'), aConfirmed(B, 'b'), aConfirmed(SCHOOL_RECORD, 'school'));
    const { told } = listen(reads.liveDigests());
    await until(() => expect(told.at(-1)).toHaveLength(2));
    await saveWords(device.port, 1, A, 'mine');
    await until(() => expect(sources(told.at(-1), A)).toHaveLength(2));
    expect(sources(told.at(-1), B)).toStrictEqual(['e-b']);
    await device.port.transact((tx) => tx.removeOwn([1]));
    await until(() => expect(sources(told.at(-1), A)).toStrictEqual(['e-a']));
  });

  it('are opened once; then only those whose record changed', async () => {
    const ids = Array.from({ length: 30 }, (_, i) => A.replace(/..$/, String(i + 10)) as typeof A);
    await putRecords(device.port, ...ids.map((id) => aConfirmed(id, 'a')));
    const { told } = listen(reads.liveDigests());
    await until(() => expect(told.at(-1)).toHaveLength(30));
    expect(opened.filter((table) => table === 'digest')).toHaveLength(30);
    opened = [];
    await putRecords(device.port, aConfirmed(ids[3]!, 'changed', 3));
    await until(() => expect(sources(told.at(-1), ids[3]!)).toStrictEqual(['e-changed']));
    expect(opened).toStrictEqual(['digest']);
    opened = [];
    await saveWords(device.port, 1, ids[5]!, 'mine');
    await until(() => expect(sources(told.at(-1), ids[5]!)).toHaveLength(2));
    expect(opened.toSorted()).toStrictEqual(['own', 'record']);
  });

  it('are worked out again when they do not open or are of an older shape', async () => {
    await putRecords(device.port, aConfirmed(A, 'a'), aConfirmed(B, 'b'));
    await device.db.digest.put(new Uint8Array(40), A);
    await device.db.record.update(B, { shape: 0 });
    const { told } = listen(reads.liveDigests());
    await until(() => expect(told.at(-1)).toHaveLength(2));
    await until(async () => expect((await device.db.record.get(B))?.shape).toBe(DIGEST_VERSION));
    expect(await device.port.openRecords([A, B])).toHaveLength(2);
    expect(sources(told.at(-1), A)).toStrictEqual(['e-a']);
  });

  it('lose what is no longer on the device', async () => {
    await putRecords(device.port, aConfirmed(A, 'a'), aConfirmed(B, 'b'));
    const { told } = listen(reads.liveDigests());
    await until(() => expect(told.at(-1)).toHaveLength(2));
    await device.port.transact((tx) => tx.removeRecords([A]));
    await until(() => expect(told.at(-1)?.map((digest) => digest.record)).toStrictEqual([B]));
  });

  it('are told to each who listens, also when nothing but a removal has happened, and opened once', async () => {
    await putRecords(device.port, aConfirmed(A, 'a'), aConfirmed(B, 'b'));
    const all = [listen(reads.liveDigests()), listen(reads.liveDigests())];
    await until(() => expect(all.map(({ told }) => told.at(-1)?.length)).toStrictEqual([2, 2]));
    expect(opened.filter((table) => table === 'digest')).toHaveLength(2);
    await device.port.transact((tx) => tx.removeRecords([A]));
    await until(() => expect(all.map(({ told }) => told.at(-1)?.length)).toStrictEqual([1, 1]));
  });
});

describe('live own mutations and meta', () => {
  it('tell each change once, and nothing when something else changes', async () => {
    const own = listen(reads.liveOwn());
    const meta = listen(reads.liveMeta());
    await until(() => expect([own.told.length, meta.told.length]).toStrictEqual([1, 1]));
    await saveWords(device.port, 1, A, 'mine');
    await until(() => expect(own.told.at(-1)?.[0]?.envelope?.args).toStrictEqual({ words: 'mine' }));
    await device.port.transact((tx) => tx.patchOwn(1, { sent: true }));
    await until(() => expect(own.told.at(-1)?.[0]?.sent).toBe(true));
    expect(meta.told).toHaveLength(1);
    const before = own.told.length;
    await device.port.transact(async (tx) => tx.setMeta({ ...(await tx.meta()), cookie: 4, grants: { [A]: ['N'] } }));
    await until(() => expect(meta.told.at(-1)).toMatchObject({ cookie: 4, grants: { [A]: ['N'] } }));
    expect(own.told).toHaveLength(before);
  });

  it('give a newcomer the value of now, and end when nobody listens', async () => {
    const first = listen(reads.liveMeta());
    await until(() => expect(first.told).toHaveLength(1));
    const second = listen(reads.liveMeta());
    await until(() => expect(second.told).toHaveLength(1));
    for (const stop of stops.splice(0)) stop();
    await device.port.transact(async (tx) => tx.setMeta({ ...(await tx.meta()), cookie: 9 }));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect([first.told.length, second.told.length]).toStrictEqual([1, 1]);
  });
});

describe('own words that no record shows', () => {
  it('are told while their record is not here, and no more once it shows them', async () => {
    const { told } = listen(reads.liveUnplaced());
    await saveWords(device.port, 1, A, 'mine');
    await until(() => expect(told.at(-1)?.map(({ record }) => record)).toStrictEqual([A]));
    await putRecords(device.port, aConfirmed(A, 'first'));
    await until(() => expect(told.at(-1)).toStrictEqual([]));
  });

  it('are told on a record that is here and cannot take them', async () => {
    await putRecords(device.port, aConfirmed(A, 'first'));
    await saveWords(device.port, 1, A, 'mine');
    const lost = await saveWords(device.port, 2, A, 'lost');
    const { told } = listen(reads.liveUnplaced());
    await until(() => expect(told.at(-1)?.map(({ order }) => order)).toStrictEqual([lost]));
  });
});
