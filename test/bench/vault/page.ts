/** The page of the bench: opening a locked device, and what sealing costs a save and an opening. Times in milliseconds. */
import { createDatabase } from '../../../src/device/database.ts';
import { createDevicePort } from '../../../src/device/device-port.ts';
import { keyRing } from '../../../src/device/key-ring.ts';
import { keysByLock, putToUse } from '../../../src/device/keys-in-hand.ts';
import { keepSession, lockSession, openVault, sessionIn } from '../../../src/device/last-session.ts';
import { keptSession } from '../../../src/device/last-key.ts';
import { protect } from '../../../src/device/protect.ts';
import { createStorageReport } from '../../../src/device/storage-state.ts';
import { tryWords } from '../../../src/device/unlock.ts';
import type { Vault } from '../../../src/device/vault.ts';
import { stretchHere } from '../../../src/device/words-key.ts';
import type { RecordId } from '../../../src/domain/ids.ts';
import { chance, sampleDigest, sampleId, sampleRecord } from '../device/sample.ts';
import { saveSample } from './save-sample.ts';

const SCOPE = 'fingerpost/bench/vault';
const WORDS = 'otter bramble lantern seven';
const LOCK_KEY = btoa(String.fromCharCode(...new Uint8Array(32).fill(1)));

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** A device that is protected, as "Protect this tablet" does it. */
async function protectDevice(): Promise<void> {
  const vault = await openVault(SCOPE, LOCK_KEY, 'in-memory');
  const { keys } = await keysByLock([{ scope: SCOPE, lockKey: LOCK_KEY }]);
  await protect(keys, { words: WORDS, passkey: null, stretch: stretchHere });
  await keepSession(SCOPE, vault, { name: 'Jo Mercer' });
}

/** Locks it, and opens it again: from the words to who is signed in. In the page itself, where throttling is felt. */
async function unlock(): Promise<number> {
  await lockSession(SCOPE);
  keyRing.drop();
  return timed(async () => {
    const tried = await tryWords([SCOPE], { words: WORDS, stretch: stretchHere, nowMs: Date.now() });
    if (tried.kind !== 'open') throw new Error(tried.kind);
    await putToUse(tried.keys);
    if (typeof (await sessionIn(keptSession())) !== 'object') throw new Error('not open');
  });
}

/** What the tables would be without sealing: the same bytes, in the clear. */
const plain: Vault = {
  seal: async (_table, _id, _version, json) => new TextEncoder().encode(json),
  open: async (_table, _id, _version, box) => new TextDecoder().decode(box),
};

const RECORDS = 300;
const ENTRIES = 40;
const TIMES = 60;
/** The clock of a page is coarse: so many at once. */
const AT_ONCE = 5;

async function tables(scope: string, vault: Vault) {
  const db = createDatabase(scope);
  const port = createDevicePort({ db, vault, digestOf: sampleDigest, report: createStorageReport() });
  const records = Array.from({ length: RECORDS }, (_, n) => sampleRecord(n, ENTRIES));
  const sealed = await Promise.all(
    records.map((record) => port.sealRecord({ id: record.id, version: 1, wanted: false, record })),
  );
  await port.transact((tx) => tx.putRecords(sealed));
  return port;
}

/** Of each, several being done one after the other. */
const each = async (work: () => Promise<unknown>): Promise<number> =>
  (await timed(async () => {
    for (let n = 0; n < AT_ONCE; n += 1) await work();
  })) / AT_ONCE;

const middle = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

/** p50 of a save and of an opening, sealed and not, one after the other by turns: the machine is shared. */
async function compare() {
  const random = chance(7);
  const sealed = await tables(`${SCOPE}/sealed`, await openVault(SCOPE, LOCK_KEY, 'in-memory'));
  const clear = await tables(`${SCOPE}/clear`, plain);
  const times = {
    sealedSave: [] as number[],
    clearSave: [] as number[],
    sealedOpen: [] as number[],
    clearOpen: [] as number[],
  };
  for (let n = 0; n < TIMES; n += 1) {
    const who: RecordId = sampleId(Math.floor(random() * RECORDS));
    times.clearSave.push(await each(() => saveSample(clear, who)));
    times.sealedSave.push(await each(() => saveSample(sealed, who)));
    times.clearOpen.push(await each(() => clear.openRecords([who])));
    times.sealedOpen.push(await each(() => sealed.openRecords([who])));
  }
  return {
    save: [middle(times.clearSave), middle(times.sealedSave)] as const,
    open: [middle(times.clearOpen), middle(times.sealedOpen)] as const,
  };
}

const bench = { protectDevice, unlock, compare };
export type VaultBench = typeof bench;
Object.assign(globalThis, { bench });
