/**
 * What the screens read: records, digests, own mutations and meta, live, opened, as the person may see them.
 * A save touches one row of `own`: one record is replayed and one digest worked out, nothing else is opened again.
 * Source: SPEC I1.
 */
import type { Digest } from '../domain/digest.ts';
import type { RecordId } from '../domain/ids.ts';
import type { CareersRecord } from '../domain/record.ts';
import { isSchoolRecord } from '../domain/record.ts';
import { isReading } from '../sync/outbox.ts';
import type { ConfirmedRecord, Meta, OwnMutation } from '../sync/ports.ts';
import type { RecordRow } from './database.ts';
import type { MirrorParts } from './digest-mirror.ts';
import { createDigestMirror } from './digest-mirror.ts';
import type { Live } from './live.ts';
import { derive, liveReading, shared, UNCHANGED } from './live.ts';
import type { ViewOf } from './record-shelf.ts';
import { createRecordShelf } from './record-shelf.ts';
import type { IsPending } from './snapshot.ts';
import { createOwnShelf, createSnapshotReader } from './snapshot.ts';
import type { TablesMemory } from './tables-memory.ts';

/** Least time between two moments, so that a first sync does not keep the screens busy. */
const GAP_MS = 100;

/** What the device holds of one account at one school. */
export interface Reads {
  /** Null: not on this device. */
  liveRecord(id: RecordId): Live<CareersRecord | null>;
  /** Of all pupils' records that are held, in no order. */
  liveDigests(): Live<readonly Digest[]>;
  /** Outbox, journal and "Needs you", in order; that records were opened is left out. */
  liveOwn(): Live<readonly OwnMutation[]>;
  liveMeta(): Live<Meta>;
  /** Own mutations whose words no record shows, in order (SPEC I2). */
  liveUnplaced(): Live<readonly OwnMutation[]>;
}

/** Of these own mutations of one record, those that it does not show; `confirmed` null: it is not on the device. */
type UnplacedOf = (sight: {
  readonly confirmed: ConfirmedRecord | null;
  readonly own: readonly OwnMutation[];
  readonly meta: Meta;
}) => readonly OwnMutation[];

/** `isPending`, `viewOf` and `unplacedOf` are the engine's (src/sync/view.ts), `digestOf` the domain's. */
export interface ReadParts extends MirrorParts {
  readonly unplacedOf: UnplacedOf;
  readonly viewOf: ViewOf;
  readonly isPending: IsPending;
  readonly memory?: Pick<TablesMemory, 'remember'>;
}

/** The tables at one moment, own mutations opened. */
interface Moment {
  readonly meta: Meta;
  readonly rows: ReadonlyMap<RecordId, RecordRow>;
  readonly own: readonly OwnMutation[];
  /** Those that a held record does not show yet, by record. */
  readonly pending: ReadonlyMap<RecordId, readonly OwnMutation[]>;
}

/** The reads of one account at one school. */
export function createReads(parts: ReadParts): Reads {
  const shelf = createRecordShelf(parts);
  const mirror = createDigestMirror(parts);
  const overlays = new WeakMap<CareersRecord, Digest>();
  const moments = createMoments(parts);

  const founded = new Map<RecordId, { readonly own: readonly OwnMutation[]; readonly view: CareersRecord | null }>();
  /** A record that own mutations make, before it is confirmed: the same object while they are the same. */
  const foundedAt = (id: RecordId, own: readonly OwnMutation[], meta: Meta): CareersRecord | null => {
    const known = founded.get(id);
    if (known && sameItems(known.own, own)) return known.view;
    const view = parts.viewOf({ confirmed: null, own, meta });
    founded.set(id, { own, view });
    return view;
  };

  const viewAt = async (id: RecordId, { meta, pending, rows }: Moment) => {
    const [row, own] = [rows.get(id), pending.get(id) ?? []];
    if (row) return shelf.view({ row, meta, own });
    return own.length === 0 ? null : foundedAt(id, own, meta);
  };

  const overlay = async (id: RecordId, moment: Moment): Promise<Digest | undefined> => {
    const view = await viewAt(id, moment);
    if (view === null || view === 'stale') return mirror.get(id);
    const digest = overlays.get(view) ?? parts.digestOf(view);
    overlays.set(view, digest);
    return digest;
  };

  // Worked out once for all that listen: the mirror tells of a change to one.
  const digests = shared(
    derive(moments, () => {
      let last: ReadonlyMap<RecordId, Digest> | null = null;
      return async (moment) => {
        const changed = await mirror.follow(moment.rows);
        const pupils = [...moment.pending.keys()].filter((id) => !isSchoolRecord(id));
        const over = new Map<RecordId, Digest>();
        for (const id of pupils) {
          const digest = await overlay(id, moment);
          if (digest) over.set(id, digest);
        }
        if (last && !changed && sameValues(last, over)) return UNCHANGED;
        last = over;
        return [...new Map([...mirror.all(), ...over]).values()];
      };
    }),
  );

  return {
    liveRecord: (id) =>
      derive(moments, () => {
        let last: CareersRecord | null | undefined;
        return async (moment) => {
          const view = await viewAt(id, moment);
          if (view === 'stale' || view === last) return UNCHANGED;
          last = view;
          return view;
        };
      }),

    liveDigests: () => digests,

    liveOwn: () =>
      derive(moments, () => {
        let last: readonly OwnMutation[] | null = null;
        return async (moment) => {
          const own = moment.own.filter((mutation) => !isReading(mutation));
          if (last && sameItems(last, own)) return UNCHANGED;
          last = own;
          return own;
        };
      }),

    liveUnplaced: () =>
      derive(moments, () => {
        let last: readonly OwnMutation[] | null = null;
        return async ({ meta, own, pending }) => {
          const held = await parts.port.openRecords([...pending.keys()]);
          const confirmed = new Map(held.map((record) => [record.id, record]));
          const unplaced = new Set(
            [...pending].flatMap(([id, mine]) =>
              parts.unplacedOf({ confirmed: confirmed.get(id) ?? null, own: mine, meta }),
            ),
          );
          const found = own.filter((mutation) => unplaced.has(mutation));
          if (last && sameItems(last, found)) return UNCHANGED;
          last = found;
          return found;
        };
      }),

    liveMeta: () =>
      derive(moments, () => {
        let last: Meta | null = null;
        return async ({ meta }) => {
          if (last && sameMeta(last, meta)) return UNCHANGED;
          last = meta;
          return meta;
        };
      }),
  };
}

/** Moments, read once for all that listen. */
function createMoments({ db, vault, isPending, memory }: ReadParts): Live<Moment> {
  const ownShelf = createOwnShelf(vault);
  const read = createSnapshotReader(db, ownShelf.knows, memory);
  const rowsInSight = createRowsInSight();
  return shared(
    derive(
      liveReading(read),
      () =>
        async (snapshot): Promise<Moment> => {
          const { meta } = snapshot;
          const rows = rowsInSight(snapshot);
          const own = await ownShelf.open(snapshot);
          const pending = new Map<RecordId, OwnMutation[]>();
          for (const mutation of own) {
            if (!isPending(mutation, rows.get(mutation.record), meta.cookie)) continue;
            const sameRecord = pending.get(mutation.record);
            if (sameRecord) sameRecord.push(mutation);
            else pending.set(mutation.record, [mutation]);
          }
          return { meta, rows, own, pending };
        },
      GAP_MS,
    ),
  );
}

/**
 * The rows, and those that this window knew and that are away although the person still holds the record: the browser has
 * cleared the tables, and it comes again. What is on screen stays there until the school has another word on it.
 */
function createRowsInSight() {
  let seen: { readonly from: Moment['rows']; readonly grants: Meta['grants']; readonly rows: Moment['rows'] } | null =
    null;
  return ({ meta: { grants }, rows: from }: Pick<Moment, 'meta' | 'rows'>): Moment['rows'] => {
    if (seen?.from === from && seen.grants === grants) return seen.rows;
    const away = [...(seen?.rows ?? [])].filter(([id]) => !from.has(id) && grants[id] !== undefined);
    const rows = away.length === 0 ? from : new Map([...away, ...from]);
    seen = { from, grants, rows };
    return rows;
  };
}

function sameValues<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) if (b.get(key) !== value) return false;
  return true;
}

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

function sameMeta({ grants: before, ...a }: Meta, { grants: after, ...b }: Meta): boolean {
  return before === after && JSON.stringify(a) === JSON.stringify(b);
}
