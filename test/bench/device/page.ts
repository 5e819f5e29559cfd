/** The page of the bench: each measure is a function of the window, called by the driver; times in milliseconds. */
import { createDatabase } from '../../../src/device/database.ts';
import { createDevicePort } from '../../../src/device/device-port.ts';
import { createReads } from '../../../src/device/reads.ts';
import { createStorageReport } from '../../../src/device/storage-state.ts';
import { dataKey } from '../../../src/device/vault-key.ts';
import { createVault } from '../../../src/device/vault.ts';
import type { Live } from '../../../src/device/live.ts';
import type { Digest } from '../../../src/domain/digest.ts';
import type { CareersRecord } from '../../../src/domain/record.ts';
import type { ActId, EntryId, MutationId } from '../../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../../src/domain/mutation.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { DevicePort, OwnState } from '../../../src/sync/ports.ts';
import { openRaw, putRaw, rawOf, rowsOf } from './raw.ts';
import { chance, sampleDigest, sampleId, sampleRecord } from './sample.ts';

/** Records in a transaction, as the engine writes a first sync. */
const PAGE = 50;
const FORM = 28;
const SCOPE = 'fingerpost/bench/school';

export interface Size {
  readonly records: number;
  readonly entries: number;
}

async function openDevice() {
  const db = createDatabase(SCOPE);
  const vault = createVault({ key: await dataKey(SCOPE), scope: SCOPE });
  const port = createDevicePort({ db, vault, digestOf: sampleDigest, report: createStorageReport() });
  const reads = createReads({
    db,
    vault,
    port,
    digestOf: sampleDigest,
    isPending: ({ taken, refused }) => taken === null && refused === null,
    viewOf: ({ confirmed }) => confirmed && { ...confirmed.record },
    unplacedOf: () => [],
  });
  return { db, port, reads };
}

const pages = ({ records }: Size) => Array.from({ length: Math.ceil(records / PAGE) }, (_, i) => i * PAGE);
const pageOf = (from: number, { records, entries }: Size) =>
  Array.from({ length: Math.min(PAGE, records - from) }, (_, i) => sampleRecord(from + i, entries));

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Middle of so many times. */
async function p50(times: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let n = 0; n < times; n += 1) all.push(await timed(() => work(n)));
  return all.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}

const first = <T>(live: Live<T>) =>
  new Promise<T>((resolve, reject) => {
    const stop = live.subscribe((value) => {
      resolve(value);
      setTimeout(() => stop());
    }, reject);
  });

/** Writes all entries as rows. */
async function rawWrite(size: Size) {
  const db = await openRaw();
  let ms = 0;
  for (const from of pages(size)) {
    const page = pageOf(from, size);
    ms += await timed(() => putRaw(db, page.flatMap(rowsOf)));
  }
  db.close();
  return { ms };
}

/** Opens the rows and asks for the steps of one form: the first query after a reload. */
async function rawFirst(): Promise<number> {
  const db = await openRaw();
  const rows = await Promise.all(Array.from({ length: FORM }, (_, i) => rawOf(db, sampleId(i), 'step')));
  db.close();
  return rows.flat().length;
}

async function rawUse({ records, entries }: Size) {
  const db = await openRaw();
  const row = (n: number) => rowsOf(sampleRecord(records + n, 2)).slice(1);
  const save = await p50(200, (n) => putRaw(db, row(n)));
  const thousand = await timed(async () => {
    for (let n = 0; n < 1000; n += 1) await putRaw(db, row(1000 + n));
  });
  const random = chance(7);
  const someone = () => sampleId(Math.floor(random() * records));
  const form = await p50(50, () =>
    Promise.all(Array.from({ length: FORM }, (_, i) => rawOf(db, sampleId((i * 7) % records), 'step'))),
  );
  const pupil = await p50(200, () => rawOf(db, someone()));
  db.close();
  return { save, thousand, form, pupil, cached: pupil, entries };
}

/** A first sync as the engine does it: each page sealed, then written. `ahead`: the next page is sealed meanwhile. */
async function sealedWrite(size: Size, ahead: boolean) {
  const { db, port } = await openDevice();
  await db.open();
  let seal = 0;
  let put = 0;
  let ms = 0;
  let writing: Promise<unknown> = Promise.resolve();
  for (const from of pages(size)) {
    const page = pageOf(from, size);
    ms += await timed(async () => {
      let sealed: Awaited<ReturnType<DevicePort['sealRecord']>>[] = [];
      seal += await timed(async () => {
        sealed = await Promise.all(
          page.map((record) => port.sealRecord({ id: record.id, version: 1, wanted: false, record })),
        );
      });
      await writing;
      writing = port.transact((tx) => tx.putRecords(sealed));
      if (!ahead) put += await timed(() => writing);
    });
  }
  ms += await timed(() => writing);
  db.close();
  return { ms, seal, put };
}

function sampleSave(order: number, record: CareersRecord['id']): OwnState & { readonly envelope: MutationEnvelope } {
  const id = crypto.randomUUID() as MutationId;
  const entry = crypto.randomUUID() as EntryId;
  return {
    order,
    id,
    record,
    act: null as ActId | null,
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
  } as OwnState & { readonly envelope: MutationEnvelope };
}

/** As the engine saves: sealed, then put with the next order. */
async function save(port: DevicePort, record: CareersRecord['id']): Promise<number> {
  const sealed = await port.sealMutation(sampleSave(0, record));
  const [order = 0] = await port.transact((tx) => tx.addOwn([sealed]));
  return order;
}

async function sealedUse(size: Size) {
  const { db, port, reads } = await openDevice();
  await db.open();
  const { records } = size;
  let digests: readonly Digest[] = [];
  const start = await timed(async () => {
    digests = await first(reads.liveDigests());
  });
  const form = await p50(200, async (n) =>
    digests
      .filter((digest) => digest.pupil?.form === `F${n % 20}`)
      .flatMap((digest) => digest.steps.filter((step) => step.status === 'to-do')),
  );
  const random = chance(7);
  const pupil = await p50(200, async () => {
    const id = sampleId(Math.floor(random() * records));
    return port.openRecords([id]);
  });
  const keepOpen = reads.liveMeta().subscribe(
    () => {},
    () => {},
  );
  await first(reads.liveRecord(sampleId(1)));
  const cached = await p50(100, () => first(reads.liveRecord(sampleId(1))));
  keepOpen();
  const saveMs = await p50(200, () => save(port, sampleId(1)));
  const orders: number[] = [];
  const thousand = await timed(async () => {
    for (let n = 0; n < 1000; n += 1) orders.push(await save(port, sampleId(n % records)));
  });
  const drained = await timed(async () => {
    for (let i = 0; i < orders.length; i += 100) {
      const part = orders.slice(i, i + 100);
      await port.openOwn(part);
      await port.transact(async (tx) => {
        await tx.own();
        for (const order of part) await tx.patchOwn(order, { taken: 9 });
      });
      await port.transact((tx) => tx.removeOwn(part));
    }
  });
  db.close();
  return { save: saveMs, thousand, drained, form, pupil, cached, start, digests: digests.length };
}

/** The same of our tables. */
async function sealedFirst(): Promise<number> {
  const { db, reads } = await openDevice();
  const digests = await first(reads.liveDigests());
  db.close();
  return digests.filter((digest) => digest.pupil?.form === 'F0').flatMap((digest) => digest.steps).length;
}

/** Leaves the tables as they are after a first look round: the digests are packed once all is quiet. */
async function settle(): Promise<void> {
  const { db, reads } = await openDevice();
  const stop = reads.liveDigests().subscribe(
    () => {},
    () => {},
  );
  await new Promise((resolve) => setTimeout(resolve, 8_000));
  stop();
  db.close();
}

let answered: number | null = null;
const answeredAt = () => answered;
// As a screen does that is opened at its address: the first query is asked at once.
const opened = { '#raw': rawFirst, '#sealed': sealedFirst }[location.hash];
void opened?.().then((steps) => {
  if (steps === 0) throw new Error('There are no steps: nothing was measured.');
  answered = performance.now();
});

const bench = { rawWrite, rawFirst, rawUse, sealedWrite, sealedUse, settle, answeredAt };
/** What a page of the bench can do. */
export type Bench = typeof bench;
Object.assign(globalThis, { bench });
