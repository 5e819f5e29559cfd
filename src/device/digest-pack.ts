/**
 * All digests in one box, so that an app that starts opens one instead of 1,500. It is a copy of what stands in the digest
 * table, checked row by row against the marks of the records, and may be missing or old at any time: then the rows count.
 * It goes with the first record that must leave the device or be filtered (SPEC I5), and is packed again when all is quiet.
 */
import type { Digest, ExperienceDigest } from '../domain/digest.ts';
import { DIGEST_VERSION } from '../domain/digest.ts';
import type { RecordId } from '../domain/ids.ts';
import { assert } from '../domain/result.ts';
import type { DeviceDatabase } from './database.ts';
import type { Vault } from './vault.ts';

/** One digest with the mark of the record that it was computed from. */
export type PackedDigest = readonly [id: RecordId, mark: number, digest: Digest];

const KEY = 'all';
/** Raised when the shape of a pack changes. */
const PACK_VERSION = 2;
const LABEL = ['digest', 'pack', `${DIGEST_VERSION}.${PACK_VERSION}`] as const;

/** The digests that were packed; none when there is no pack, or it does not open. */
export async function readPack(db: DeviceDatabase, vault: Vault): Promise<readonly PackedDigest[]> {
  const box = await db.pack.get(KEY);
  const json = box && (await vault.open(...LABEL, box));
  // Sealed by us and authenticated: its shape is the one in the label.
  return json ? unfold(JSON.parse(json) as Folded) : [];
}

/** Packs the digests, unless a record has changed or left meanwhile. */
export async function writePack(db: DeviceDatabase, vault: Vault, digests: readonly PackedDigest[]): Promise<void> {
  const box = await vault.seal(...LABEL, JSON.stringify(fold(digests)));
  await db.transaction('rw', [db.record, db.pack], async () => {
    const rows = new Map((await db.record.toArray()).map((row) => [row.id, row.mark]));
    if (digests.every(([id, mark]) => rows.get(id) === mark)) await db.pack.put(box, KEY);
  });
}

/**
 * A school's pupils do the same things: each activity's facts are said once, and an experience names them by place. That
 * makes 15.5 MB of JSON 4.4 MB (1,500 pupils with 30 experiences each), and as many objects fewer in memory.
 */
interface Folded {
  readonly facts: readonly ExperienceDigest['facts'][];
  readonly digests: readonly (readonly [id: RecordId, mark: number, digest: FoldedDigest])[];
}
interface FoldedDigest extends Omit<Digest, 'experiences'> {
  readonly experiences: readonly FoldedExperience[];
}
type FoldedExperience = readonly [
  id: ExperienceDigest['id'],
  facts: number,
  attended: 0 | 1,
  status: ExperienceDigest['status'],
  reflected: 0 | 1,
];

function fold(all: readonly PackedDigest[]): Folded {
  const facts: ExperienceDigest['facts'][] = [];
  const places = new Map<string, number>();
  const placeOf = (one: ExperienceDigest['facts']): number => {
    const key = JSON.stringify(one);
    const place = places.get(key) ?? facts.push(one) - 1;
    places.set(key, place);
    return place;
  };
  const digests = all.map(([id, mark, digest]) => {
    const experiences = digest.experiences.map((e): FoldedExperience => [
      e.id,
      placeOf(e.facts),
      e.attended ? 1 : 0,
      e.status,
      e.reflected ? 1 : 0,
    ]);
    return [id, mark, { ...digest, experiences }] as const;
  });
  return { facts, digests };
}

function unfold({ facts, digests }: Folded): readonly PackedDigest[] {
  const experienceOf = ([id, place, attended, status, reflected]: FoldedExperience): ExperienceDigest => {
    const its = facts[place];
    assert(its !== undefined, 'a pack holds the facts that it names');
    return { id, facts: its, attended: attended === 1, status, reflected: reflected === 1 };
  };
  return digests.map(([id, mark, digest]) => [
    id,
    mark,
    { ...digest, experiences: digest.experiences.map(experienceOf) },
  ]);
}
