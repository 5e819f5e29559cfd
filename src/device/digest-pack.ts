/**
 * All digests in one box, so that an app that starts opens one instead of 1,500. It is a copy of what stands in the digest
 * table, checked row by row against the marks of the records, and may be missing or old at any time: then the rows count.
 * It goes with the first record that must leave the device or be filtered (SPEC I5), and is packed again when all is quiet.
 */
import type { Digest } from '../domain/digest.ts';
import { DIGEST_VERSION } from '../domain/digest.ts';
import type { RecordId } from '../domain/ids.ts';
import type { DeviceDatabase } from './database.ts';
import type { Vault } from './vault.ts';

/** One digest with the mark of the record that it was computed from. */
export type PackedDigest = readonly [id: RecordId, mark: number, digest: Digest];

const KEY = 'all';
const LABEL = ['digest', 'pack', DIGEST_VERSION] as const;

/** The digests that were packed; none when there is no pack, or it does not open. */
export async function readPack(db: DeviceDatabase, vault: Vault): Promise<readonly PackedDigest[]> {
  const box = await db.pack.get(KEY);
  const json = box && (await vault.open(...LABEL, box));
  // Sealed by us and authenticated: its shape is the one in the label.
  return json ? (JSON.parse(json) as readonly PackedDigest[]) : [];
}

/** Packs the digests, unless a record has changed or left meanwhile. */
export async function writePack(db: DeviceDatabase, vault: Vault, digests: readonly PackedDigest[]): Promise<void> {
  const box = await vault.seal(...LABEL, JSON.stringify(digests));
  await db.transaction('rw', [db.record, db.pack], async () => {
    const rows = new Map((await db.record.toArray()).map((row) => [row.id, row.mark]));
    if (digests.every(([id, mark]) => rows.get(id) === mark)) await db.pack.put(box, KEY);
  });
}
