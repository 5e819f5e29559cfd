/**
 * Letting go of a part of a record: its entries go with all they said before, and what was said of them and refused. Their
 * ids stay, so that no device and no backup brings them back. Source: SPEC I14, I19; domain/retention.ts.
 */
import type { KeptPart } from '../../domain/entries/school.ts';
import { KEPT_PARTS } from '../../domain/entries/school.ts';
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import type { MutationEnvelope, Touch } from '../../domain/mutation.ts';
import type { Entry } from '../../domain/record.ts';
import { DEFAULT_READERS } from '../../domain/record.ts';
import { partOf } from '../../domain/retention.ts';
import type { LedgerLine } from '../store/ledger.ts';
import type { Run } from '../store/store.ts';
import { moveReach, nextVersion, note, reachOf, readRecord } from '../store/store.ts';
import type { Bench } from '../sync/judge.ts';
import type { Gone } from './let-go.ts';
import { dropSaid, dropWordings } from './wordings.ts';

/** A part was let go of, as the ledger says it. */
type PartGone = Extract<LedgerLine, { readonly kind: 'part-gone' }>;

/** Lets go of a part of a record: how much went. */
export async function letGoOfPart(
  tx: Run,
  school: SchoolId,
  { now, changed }: Pick<Bench, 'now' | 'changed'>,
  [record, part]: readonly [RecordId, KeptPart],
): Promise<Gone> {
  const before = await readRecord(tx, school, record);
  const there = Object.values(before.entries).filter(({ kind }) => partOf(kind) === part);
  if (there.length === 0) return { entries: 0, wordings: 0 };
  const rank = await nextVersion(tx, school);
  const line: PartGone = { kind: 'part-gone', school, record, part, entries: there.map(({ id }) => id), rank, at: now };
  await note(tx, line);
  const wordings = await dropPart(tx, line, { there, version: rank, anew: [] });
  changed(before, there);
  return { entries: there.length, wordings };
}

/** What a pupil has one of: who comes back may write it anew. */
const isOneOfItsKind = (entry: string): boolean => Object.hasOwn(DEFAULT_READERS, entry);

/** Once more, on a backup that was put back. True when there was something of it. */
export async function partGoneAgain(tx: Run, line: PartGone): Promise<boolean> {
  const { school, record, entries: ids, rank } = line;
  const { entries } = await readRecord(tx, school, record);
  const isAnew = ({ id, madeAt }: Entry) => isOneOfItsKind(id) && madeAt > line.at;
  const there = ids.flatMap((id) => entries[id] ?? []);
  const anew = there.filter(isAnew).map(({ id }) => id);
  const old = there.filter((entry) => !isAnew(entry));
  await dropWordings(tx, { school, record, entries: anew, rank });
  await dropPart(tx, line, { there: old, version: old.length === 0 ? rank : await nextVersion(tx, school), anew });
  return old.length > 0;
}

interface Dropping {
  readonly there: readonly Entry[];
  readonly version: number;
  /** Those that were written anew since, and stay. */
  readonly anew: readonly string[];
}

/** How many earlier wordings there were. */
async function dropPart(tx: Run, line: PartGone, { there, version, anew }: Dropping): Promise<number> {
  const { school, record, part, rank, at } = line;
  for (const entry of line.entries)
    await tx
      .insertInto('let_go')
      .values({ school, record, entry, rank, at })
      .onConflict((oc) => oc.columns(['school', 'record', 'entry']).doUpdateSet({ rank, at }))
      .execute();
  const entries = line.entries.filter((id) => !anew.includes(id));
  await tx
    .deleteFrom('entry')
    .where('school', '=', school)
    .where('record', '=', record)
    .where('id', 'in', entries)
    .execute();
  await moveReach(tx, school, record, { who: [...new Set(there.flatMap(reachOf))], version });
  await dropSaid(tx, school, record, { of: part, entries });
  return dropWordings(tx, { school, record, entries, rank: version });
}

/** A mutation that comes late, or again. */
interface Late {
  readonly envelope: MutationEnvelope;
  readonly touches: readonly Touch[];
  /** The version that it first got, when it is offered again. */
  readonly first: number | undefined;
}

/** Is it about something that was let go of? `before`: it was said before that, so its words went with the rest. */
export async function wasLetGo(
  tx: Run,
  school: SchoolId,
  { envelope, touches, first }: Late,
): Promise<'before' | 'after' | null> {
  if (touches.length === 0) return null;
  const rows = await tx
    .selectFrom('let_go')
    .select(['entry', 'rank', 'at'])
    .where('school', '=', school)
    .where('record', '=', envelope.record)
    .where(
      'entry',
      'in',
      touches.map(({ entry }) => entry),
    )
    .execute();
  const said = rows.map(({ entry, rank, at }) => ({
    entry,
    isBefore: first === undefined ? envelope.at <= at : first <= rank,
  }));
  if (said.some(({ isBefore }) => isBefore)) return 'before';
  return said.some(({ entry }) => !isOneOfItsKind(entry)) ? 'after' : null;
}

/** Of which parts a record has entries, by record; of all records of a school. */
export async function partsThere(run: Run, school: SchoolId): Promise<ReadonlyMap<string, ReadonlySet<KeptPart>>> {
  const parts = new Map<string, Set<KeptPart>>();
  const rows = await run
    .selectFrom('entry')
    .select(['record', 'kind'])
    .where('school', '=', school)
    .groupBy(['record', 'kind'])
    .execute();
  for (const { record, kind } of rows) {
    const part = partOf(kind as Entry['kind']);
    if (part !== null) parts.set(record, (parts.get(record) ?? new Set()).add(part));
  }
  return parts;
}

/** Counts by part, those of which there are none left out. */
export const countedParts = (count: (part: KeptPart) => number): { part: KeptPart; pupils: number }[] =>
  KEPT_PARTS.map((part) => ({ part, pupils: count(part) })).filter(({ pupils }) => pupils > 0);
