/** The page of the bench: an activity logged for a year group, saved as the engine saves it, into the device's real tables. */
import { createDatabase } from '../../../src/device/database.ts';
import { createDevicePort } from '../../../src/device/device-port.ts';
import { createStorageReport } from '../../../src/device/storage-state.ts';
import { dataKey } from '../../../src/device/vault-key.ts';
import { createVault } from '../../../src/device/vault.ts';
import type { ActId, MutationId, RecordId } from '../../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../../src/domain/mutation.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { save } from '../../../src/sync/saving.ts';
import { sampleDigest, sampleId } from '../device/sample.ts';

const SCOPE = 'fingerpost/bench-log/school';

/** One act: the activity logged for these pupils, one in twelve of them absent. */
function actFor(pupils: number): readonly MutationEnvelope[] {
  const [act, activity] = [crypto.randomUUID() as string as ActId, crypto.randomUUID()];
  const facts = {
    title: 'Careers fair with twenty employers',
    activity: 'careers-fair',
    date: '2026-10-14',
    counts: ['5', '7'],
    organisation: 'Twenty employers and four colleges',
    providers: ['college', 'apprenticeship'],
    tags: ['stem'],
    occupation: '',
    learned: 'Three questions to an employer, and what they look for',
  };
  return Array.from({ length: pupils }, (_, n) => ({
    id: crypto.randomUUID() as string as MutationId,
    name: 'activity.log',
    version: 1,
    record: sampleId(n) as RecordId,
    act,
    at: '2026-10-14T14:30:00.000Z' as Instant,
    args: { activity, facts, attended: n % 12 !== 0 },
  }));
}

/** Milliseconds of each of so many logs, until all of it is committed */
async function logs(pupils: number, times: number): Promise<readonly number[]> {
  const db = createDatabase(SCOPE);
  const vault = createVault({ key: await dataKey(SCOPE), scope: SCOPE });
  const port = createDevicePort({ db, vault, digestOf: sampleDigest, report: createStorageReport() });
  await db.open();
  const all: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const envelopes = actFor(pupils);
    const start = performance.now();
    const saved = await save(port, envelopes);
    all.push(performance.now() - start);
    if (!saved.ok) throw new Error(`The log was not saved: ${saved.error.kind}`);
  }
  const kept = await port.look((look) => look.own());
  if (kept.length !== pupils * times) throw new Error(`${kept.length} of ${pupils * times} changes are there`);
  db.close();
  return all;
}

const bench = { logs };
/** What the page can do. */
export type LogBench = typeof bench;
Object.assign(globalThis, { bench });
