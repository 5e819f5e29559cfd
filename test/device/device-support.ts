/** A device over fake-indexeddb: its parts, and how a second tab comes to the same tables. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { Dexie } from 'dexie';
import type { Digest } from '../../src/domain/digest.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import { createDatabase } from '../../src/device/database.ts';
import type { DeviceDatabase } from '../../src/device/database.ts';
import { createDevicePort } from '../../src/device/device-port.ts';
import type { StorageReport } from '../../src/device/storage-state.ts';
import { createStorageReport } from '../../src/device/storage-state.ts';
import { createVault } from '../../src/device/vault.ts';
import type { Vault } from '../../src/device/vault.ts';
import type { DevicePort } from '../../src/sync/ports.ts';

/** Dexie takes the database of the moment at its first load; each test of this process has names of its own. */
Dexie.dependencies.indexedDB = new IDBFactory();
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

export interface TestDevice {
  readonly name: string;
  readonly db: DeviceDatabase;
  readonly vault: Vault;
  readonly report: StorageReport;
  readonly port: DevicePort;
}

let made = 0;

/** A digest that shows which record it was made of and how many entries it had. */
export const countingDigest = (view: CareersRecord): Digest => ({
  record: view.id,
  pupil: null,
  steps: [],
  interviews: [],
  experiences: [],
  drafts: [],
  applications: [],
  lmi: Object.keys(view.entries).map((source) => ({
    date: '2026-09-14' as Digest['lmi'][0]['date'],
    source,
    id: source as never,
    decided: false,
  })),
  requests: [],
  asks: [],
  concerns: [],
  prepared: false,
  plan: false,
  support: null,
  sex: null,
  eal: null,
  sharing: null,
  aspiration: false,
  differences: 0,
  intention: null,
});

export const makeKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

/** A device on tables of its own, or, given another, a second tab on the same tables. */
export async function makeDevice(
  same?: TestDevice,
  name = same?.name ?? `fingerpost/account-${(made += 1)}/school`,
): Promise<TestDevice> {
  const db = createDatabase(name);
  const vault = same?.vault ?? createVault({ key: await makeKey(), scope: name });
  const report = createStorageReport();
  return { name, db, vault, report, port: createDevicePort({ db, vault, digestOf: countingDigest, report }) };
}
