/**
 * The digests of all records in memory, for lists and dashboards: opened once, then only those whose row changed.
 * A digest that does not open, or is of an older shape, is computed again from its record.
 */
import type { Digest } from '../domain/digest.ts';
import type { RecordId } from '../domain/ids.ts';
import type { CareersRecord } from '../domain/record.ts';
import { isSchoolRecord } from '../domain/record.ts';
import type { DevicePort } from '../sync/ports.ts';
import type { DeviceDatabase, RecordRow } from './database.ts';
import { openDigest } from './device-port.ts';
import type { PackedDigest } from './digest-pack.ts';
import { readPack, writePack } from './digest-pack.ts';
import type { Vault } from './vault.ts';

/** Digests opened in one go: enough to keep the crypto threads busy, few enough for the screen to breathe. */
const OPEN_AT_ONCE = 250;

/** Digests that the pack lacks before it is worth packing again, and how long all must be quiet first, milliseconds. */
const PACK_AT = 20;
const QUIET_MS = 2_000;

/** All digests, opened, in memory: lists run on it. */
export interface DigestMirror {
  /** Brings the mirror to these rows; answers whether anything changed. */
  follow(rows: ReadonlyMap<RecordId, RecordRow>): Promise<boolean>;
  get(id: RecordId): Digest | undefined;
  all(): Iterable<readonly [RecordId, Digest]>;
}

/** What a mirror is made of. `digestOf` works out a digest where none is kept or an old one is. */
export interface MirrorParts {
  readonly db: DeviceDatabase;
  readonly vault: Vault;
  readonly port: DevicePort;
  readonly digestOf: (view: CareersRecord) => Digest;
}

/** An empty mirror. */
export function createDigestMirror(parts: MirrorParts): DigestMirror {
  const marks = new Map<RecordId, number>();
  const digests = new Map<RecordId, Digest>();
  let followed: ReadonlyMap<RecordId, RecordRow> | null = null;
  /** Digests that the pack does not hold as they are now. */
  let unpacked = 0;
  let quiet: ReturnType<typeof setTimeout> | null = null;
  // Begun at once, while the screen is still loaded. A pack that cannot be read is as good as none.
  let packed: Promise<readonly PackedDigest[]> | null = readPack(parts.db, parts.vault).catch(() => []);

  /** At the first look: what the pack holds and the rows still say so. */
  const unpack = async (rows: ReadonlyMap<RecordId, RecordRow>): Promise<void> => {
    const all = (await packed) ?? [];
    // What has left the device since must not live on in memory.
    packed = null;
    for (const [id, mark, digest] of all) {
      if (rows.get(id)?.mark !== mark) continue;
      marks.set(id, mark);
      digests.set(id, digest);
    }
  };
  const packSoon = (): void => {
    if (unpacked < PACK_AT) return;
    if (quiet !== null) clearTimeout(quiet);
    quiet = setTimeout(() => {
      quiet = null;
      unpacked = 0;
      const all = [...digests].map(([id, digest]) => [id, marks.get(id) ?? 0, digest] as const);
      // A device that cannot be written says so where something is saved; here only speed is lost.
      void writePack(parts.db, parts.vault, all).catch(() => undefined);
    }, QUIET_MS);
  };

  const dropGone = (rows: ReadonlyMap<RecordId, RecordRow>): boolean => {
    const gone = [...marks.keys()].filter((id) => !rows.has(id));
    for (const id of gone) {
      marks.delete(id);
      digests.delete(id);
    }
    return gone.length > 0;
  };

  return {
    async follow(rows) {
      if (rows === followed) return false;
      const isFirst = followed === null;
      if (isFirst) await unpack(rows);
      const dropped = dropGone(rows);
      const changed = [...rows.values()].filter((row) => marks.get(row.id) !== row.mark && !isSchoolRecord(row.id));
      for (let i = 0; i < changed.length; i += OPEN_AT_ONCE) {
        const part = changed.slice(i, i + OPEN_AT_ONCE);
        const opened = await openDigests(parts, part);
        for (const [i, row] of part.entries()) {
          const digest = opened[i];
          marks.set(row.id, row.mark);
          if (digest) digests.set(row.id, digest);
          else digests.delete(row.id);
        }
      }
      followed = rows;
      unpacked += changed.length + (dropped ? PACK_AT : 0);
      packSoon();
      return dropped || changed.length > 0 || isFirst;
    },
    get: (id) => digests.get(id),
    all: () => digests,
  };
}

async function openDigests(parts: MirrorParts, rows: readonly RecordRow[]): Promise<readonly (Digest | null)[]> {
  const boxes = await parts.db.digest.bulkGet(rows.map((row) => row.id));
  const opened = await Promise.all(rows.map((row, i) => openDigest(parts.vault, row, boxes[i])));
  const closed = rows.filter((_, i) => opened[i] === null).map((row) => row.id);
  if (closed.length === 0) return opened;
  const again = new Map((await parts.port.openRecords(closed)).map(({ id, record }) => [id, parts.digestOf(record)]));
  await rewrite(parts, closed);
  return rows.map((row, i) => opened[i] ?? again.get(row.id) ?? null);
}

/** Seals the records again with digests of today's shape, unless they were replaced meanwhile. */
async function rewrite({ db, port }: MirrorParts, ids: readonly RecordId[]): Promise<void> {
  const before = await db.record.bulkGet([...ids]);
  const sealed = await Promise.all((await port.openRecords(ids)).map((record) => port.sealRecord(record)));
  await port.transact(async (tx) => {
    const now = await db.record.bulkGet([...ids]);
    const same = new Set(now.flatMap((row, i) => (row && row.mark === before[i]?.mark ? [row.id] : [])));
    await tx.putRecords(sealed.filter((row) => same.has(row.id)));
  });
}
