/** The page of the browser tests: a device as the app puts it together, with the engine's part done by hand. */
import { createDatabase } from '../../src/device/database.ts';
import { createDevicePort } from '../../src/device/device-port.ts';
import { beginNewLog } from '../../src/device/new-log.ts';
import { createReads } from '../../src/device/reads.ts';
import { createStorageReport } from '../../src/device/storage-state.ts';
import { dataKey } from '../../src/device/vault-key.ts';
import { createVault } from '../../src/device/vault.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import { StorageProblem } from '../../src/sync/ports.ts';
import { aConfirmed, putRecords, saveWords } from '../device/samples.ts';

const SCOPE = 'fingerpost/a1/s1';
const RECORD = '11111111-0000-4000-8000-00000000000a' as RecordId;
const recordOf = (n: number) => RECORD.replace(/a$/, String(n % 10)) as RecordId;
const digestOf = (view: { readonly id: RecordId }) => ({ record: view.id }) as Digest;

const db = createDatabase(SCOPE);
const report = createStorageReport();

async function open() {
  // As the app does at each start.
  await beginNewLog();
  const vault = createVault({ key: await dataKey(SCOPE), scope: SCOPE });
  const port = createDevicePort({ db, vault, digestOf, report });
  const reads = createReads({
    db,
    vault,
    port,
    digestOf,
    isPending: ({ taken, refused }) => taken === null && refused === null,
    viewOf: ({ confirmed }) => confirmed && confirmed.record,
    unplacedOf: () => [],
  });
  return { port, reads };
}
const opened = open();

/** What came of a save: its order, or the kind of the problem. */
type Saved = { readonly order: number } | { readonly problem: string };

const device = {
  async save(n: number, words: string): Promise<Saved> {
    const { port } = await opened;
    try {
      return { order: await saveWords(port, n, RECORD, words) };
    } catch (reason) {
      return { problem: reason instanceof StorageProblem ? reason.kind : String(reason) };
    }
  },
  /** Saves words that cannot be made smaller. */
  saveLong: (n: number, bytes: number): Promise<Saved> =>
    device.save(n, Array.from({ length: bytes / 36 }, () => crypto.randomUUID()).join('')),
  /** Saves for ever; `told` hears of each number after it is saved. */
  async saveOn(from: number, told: (n: number) => Promise<void>): Promise<void> {
    const { port } = await opened;
    for (let n = from; ; n += 1) {
      await saveWords(port, n, RECORD, `words ${n}`);
      await told(n);
    }
  },
  /** The words of all own mutations, in order; null where a box does not open. */
  async words(): Promise<readonly (string | null)[]> {
    const own = await (await opened).port.openOwn();
    return own.map(({ envelope }) => (envelope?.args as { words: string } | undefined)?.words ?? null);
  },
  async orders(): Promise<readonly number[]> {
    return (await (await opened).port.openOwn()).map(({ order }) => order);
  },
  async putRecords(count: number, words: string): Promise<void> {
    const rows = Array.from({ length: count }, (_, n) => aConfirmed(recordOf(n), words));
    await putRecords((await opened).port, ...rows);
  },
  async records(): Promise<readonly unknown[]> {
    const ids = Array.from({ length: 10 }, (_, n) => recordOf(n));
    return (await (await opened).port.openRecords(ids)).map(({ record }) => record);
  },
  state: () => report.now(),
  /** How many own mutations this tab's screens show now. */
  shown: { own: 0 },
  async watch(): Promise<void> {
    (await opened).reads.liveOwn().subscribe(
      (own) => (device.shown.own = own.length),
      () => undefined,
    );
  },
  /** Words in the clear, to see that the search of the profile finds such. */
  async writeClear(words: string): Promise<void> {
    const clear = indexedDB.open('clear', 1);
    clear.addEventListener('upgradeneeded', () => clear.result.createObjectStore('words'));
    await new Promise<void>((written, failed) => {
      clear.addEventListener('error', () => failed(clear.error ?? new Error('not opened')));
      clear.addEventListener('success', () => {
        const tx = clear.result.transaction('words', 'readwrite', { durability: 'strict' });
        tx.objectStore('words').put(words, 1);
        tx.addEventListener('complete', () => written());
      });
    });
  },
};

export type DevicePage = typeof device;
Object.assign(globalThis, { device });
