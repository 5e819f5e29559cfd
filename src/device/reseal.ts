/**
 * Boxes that a key of before sealed, sealed afresh under the key of now, a few at a time behind the first screen. The vault
 * opens both, so it may end anywhere: what is left is done at the next start. The keys of before go once a whole pass
 * has found nothing of theirs, that is at a start after the one that sealed: a window that was asleep meanwhile loses nothing.
 */
import type { RecordId } from '../domain/ids.ts';
import type { Box, DeviceDatabase } from './database.ts';
import { digestLabelOf, ownLabel, OWN_VERSION } from './device-port.ts';
import type { EnrolmentRow } from './enrolment.ts';
import { typedPlace, typedRows } from './half-typed.ts';
import { withKeyRows } from './key-rows.ts';
import type { Vault } from './vault.ts';
import { createVault, markOf } from './vault.ts';

/** Boxes in one go. */
const PAGE = 25;

interface Reseal {
  readonly db: DeviceDatabase;
  readonly scope: string;
  readonly key: CryptoKey;
  readonly before: readonly CryptoKey[];
  /** Between two goes. */
  readonly pause: () => Promise<unknown>;
}

/** Where a box belongs: what the vault binds it to. */
type Place = Parameters<Vault['open']> extends [...infer P, Box] ? P : never;

/** Null: it needs nothing, or nothing opens it. */
type Afresh = (place: Place, box: Box | undefined) => Promise<Box | null>;

/** One pass. Gives how many boxes were sealed afresh. */
export async function reseal({ db, scope, key, before, pause }: Reseal): Promise<number> {
  const now = createVault({ key, scope });
  const old = createVault({ key, scope, before });
  const afresh: Afresh = async (place, box) => {
    if (box === undefined || (await now.open(...place, box)) !== null) return null;
    const json = await old.open(...place, box);
    return json === null ? null : now.seal(...place, json);
  };
  let sealed = (await enrolmentAfresh(db, afresh)) + (await typedAfresh(db, afresh));
  for (const ids of pages(await db.record.toCollection().primaryKeys())) {
    await pause();
    sealed += await recordsAfresh(db, afresh, ids);
  }
  for (const orders of pages(await db.own.toCollection().primaryKeys())) {
    await pause();
    sealed += await ownAfresh(db, afresh, orders);
  }
  // A copy of the digests, made again when all is quiet.
  if (sealed > 0) await db.pack.clear();
  return sealed;
}

const pages = <T>(all: readonly T[]): readonly T[][] =>
  Array.from({ length: Math.ceil(all.length / PAGE) }, (_, i) => all.slice(i * PAGE, (i + 1) * PAGE));

async function recordsAfresh(db: DeviceDatabase, afresh: Afresh, ids: RecordId[]): Promise<number> {
  let sealed = 0;
  const [rows, bodies, digests] = await db.transaction('r', [db.record, db.body, db.digest], async () =>
    Promise.all([db.record.bulkGet(ids), db.body.bulkGet(ids), db.digest.bulkGet(ids)]),
  );
  for (const [i, row] of rows.entries()) {
    if (!row) continue;
    const body = await afresh(['record', row.id, row.version], bodies[i]);
    const digest = await afresh(['digest', row.id, digestLabelOf(row)], digests[i]);
    if (!body && !digest) continue;
    sealed += 1;
    // Replaced meanwhile by the school's: that one is sealed under the key of now.
    await db.transaction('rw', [db.record, db.body, db.digest], async () => {
      if ((await db.record.get(row.id))?.mark !== row.mark) return;
      if (body) await db.body.put(body, row.id);
      if (digest) await db.digest.put(digest, row.id);
    });
  }
  return sealed;
}

async function ownAfresh(db: DeviceDatabase, afresh: Afresh, orders: number[]): Promise<number> {
  let sealed = 0;
  const [rows, boxes] = await db.transaction('r', [db.own, db.words], async () =>
    Promise.all([db.own.bulkGet(orders), db.words.bulkGet(orders)]),
  );
  for (const [i, row] of rows.entries()) {
    const words = row && (await afresh(['own', ownLabel(row), OWN_VERSION], boxes[i]));
    if (!words) continue;
    sealed += 1;
    await db.transaction('rw', [db.own, db.words], async () => {
      const there = await db.own.get(row.order);
      if (there?.mark !== row.mark) return;
      await db.words.put(words, row.order);
      // A window that remembers the box of before must not put that back (tables-memory.ts).
      await db.own.put({ ...there, mark: markOf(words) });
    });
  }
  return sealed;
}

async function enrolmentAfresh(db: DeviceDatabase, afresh: Afresh): Promise<number> {
  const row = (await db.meta.get('enrolment')) as EnrolmentRow | undefined;
  const box = row && (await afresh(['enrolment', row.enrolment, 0], row.box));
  if (!row || !box) return 0;
  await db.meta.put({ ...row, box }, 'enrolment');
  return 1;
}

async function typedAfresh(db: DeviceDatabase, afresh: Afresh): Promise<number> {
  let sealed = 0;
  const { names, boxes } = await typedRows(db);
  for (const [i, row] of names.entries()) {
    const [was, box] = [boxes[i], await afresh(typedPlace(row), boxes[i])];
    if (!was || !box) continue;
    // Typed on meanwhile, or saved: what is there now counts.
    await db.transaction('rw', db.meta, async () => {
      const there = (await db.meta.get(row)) as Box | undefined;
      if (there && markOf(there) === markOf(was)) await db.meta.put(box, row);
    });
    sealed += 1;
  }
  return sealed;
}

/** A pass, where there are keys of before; they go when nothing of theirs was found. */
export async function resealAll(parts: Omit<Reseal, 'before'>): Promise<void> {
  const before = await withKeyRows(parts.scope, (rows) => rows.get('before'));
  if (before === undefined) return;
  if ((await reseal({ ...parts, before })) === 0) await withKeyRows(parts.scope, (rows) => rows.remove('before'));
}
