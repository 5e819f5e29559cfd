/**
 * What a reply does to the tables: pure, from the clear parts alone, so that it can run inside a transaction.
 * Rules: SPEC I5 (grants), I7 (cookie), I13 (journal), I14 and I15 (a restored server), I17 (sign-out), I19 (erasure).
 */
import type { Groups } from '../domain/group.ts';
import { group, groupSet } from '../domain/group.ts';
import type { RecordId } from '../domain/ids.ts';
import { WANT_MAX } from '../protocol/limits.ts';
import type { DoneLine, GrantsLine, HeadLine, Outcome } from '../protocol/sync.ts';
import { isReading } from './outbox.ts';
import type { Meta, OwnState, RecordState } from './ports.ts';

/** The clear parts of all tables. */
export interface Tables {
  readonly meta: Meta;
  readonly own: readonly OwnState[];
  readonly records: readonly RecordState[];
}

/** Changes of the clear parts. Rows of `own` are whole; those not named stay. */
export interface Effects {
  readonly meta: Meta;
  readonly changedOwn: readonly OwnState[];
  readonly forgetOwn: readonly number[];
  readonly dropRecords: readonly RecordId[];
  readonly wantRecords: readonly RecordId[] | 'all';
}

/** The groups by record of a grants line. */
export function grantsOf(line: GrantsLine): Meta['grants'] {
  const byRecord: Record<string, Groups> = {};
  for (const [joined, records] of Object.entries(line.records)) {
    const groups = groupSet(group.options.filter((g) => joined.includes(g)));
    for (const record of records) byRecord[record] = groups;
  }
  return byRecord;
}

const sameGroups = (a: Groups | undefined, b: Groups | undefined): boolean => a?.join('') === b?.join('');

/** Held records whose groups change with a grants line: filtered at once, and wanted (I5). */
export function regranted({ meta, records }: Pick<Tables, 'meta' | 'records'>, line: GrantsLine | null) {
  if (!line) return { grants: meta.grants, changed: [], gone: [] };
  const grants = grantsOf(line);
  const ids = records.map(({ id }) => id);
  return {
    grants,
    gone: ids.filter((id) => !grants[id]),
    changed: ids.filter((id) => grants[id] && !sameGroups(grants[id], meta.grants[id])),
  };
}

/** What the head of a reply does: a new epoch first, then the cookie, grants, outcomes, erasures. `now`: an instant, for receipts. */
export function takeHead(tables: Tables, head: HeadLine, now: string): Effects {
  const fresh = head.epoch !== tables.meta.epoch;
  const offered = fresh ? tables.own.map(offeredAgain) : tables.own;
  const { grants, changed, gone } = regranted(tables, head.grants);
  const erased = head.grants?.erased ?? tables.meta.erased;
  const meta: Meta = {
    ...tables.meta,
    epoch: head.epoch,
    // Everything is wanted when there is no cookie, so any cookie is true (I7).
    cookie: fresh ? head.start : (tables.meta.cookie ?? head.start),
    hash: head.grants?.hash ?? tables.meta.hash,
    grants,
    erased,
  };
  return {
    meta,
    ...takeOutcomes({ own: offered, erased, before: tables.own }, head.outcomes, now),
    dropRecords: gone,
    wantRecords: fresh ? 'all' : changed,
  };
}

interface Judged {
  readonly own: readonly OwnState[];
  /** Rows as they are in the tables, in the same order. */
  readonly before: readonly OwnState[];
  readonly erased: Meta['erased'];
}

/** What outcomes do to own mutations. */
export function takeOutcomes(
  { own, before, erased }: Judged,
  outcomes: readonly Outcome[],
  now: string,
): Pick<Effects, 'changedOwn' | 'forgetOwn'> {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const judged = own.map((one) => takeOutcome(one, byId.get(one.id), now));
  // Refused as erased: its entry had gone to the erased pupil, whatever record it names here.
  const isErased = ({ record, refused }: OwnState) => erased.includes(record) || refused === 'erased';
  return {
    changedOwn: judged.filter((one, i) => one !== before[i] && !isErased(one)),
    forgetOwn: judged.filter(isErased).map(({ order }) => order),
  };
}

/** All that is one's own is offered again to a restored server, with the version that it first got (I15). */
function offeredAgain(own: OwnState): OwnState {
  if (own.taken === null && own.refused === null) return own;
  return { ...own, first: own.first ?? own.taken, taken: null, takenAt: null, refused: null };
}

function takeOutcome(own: OwnState, outcome: Outcome | undefined, takenAt: string): OwnState {
  // What it is about had gone to a pupil who was erased since it was refused.
  const isErased = outcome?.status === 'refused' && outcome.problem === 'erased';
  if (isErased && own.refused !== null) return { ...own, refused: 'erased' };
  if (!outcome || own.taken !== null || own.refused !== null) return own;
  switch (outcome.status) {
    case 'waits':
      return { ...own, waited: own.waited + 1 };
    case 'applied':
      return { ...own, taken: outcome.version, takenAt };
    case 'refused':
      // The audit has a reading that was refused, too, and nobody has to deal with it: it is kept like one that was applied.
      return { ...own, taken: outcome.version, takenAt, refused: isReading(own) ? null : outcome.problem };
  }
}

/** What the end of a reply does: the cookie moves, and what every backup has may be forgotten (I7, I13). */
export function takeDone({ meta, own }: Pick<Tables, 'meta' | 'own'>, head: HeadLine, done: DoneLine) {
  const settled = ({ taken, refused }: OwnState) => taken !== null && refused === null && taken <= head.stable;
  return {
    meta: { ...meta, cookie: done.cookie, syncedAt: done.serverTime } satisfies Meta,
    forgetOwn: own.filter(settled).map(({ order }) => order),
  };
}

/** The device after sign-out: nothing known of the server but its epoch, and a new turn (I17, I3). Own rows stay. */
export function signedOut(meta: Meta, turn: string): Meta {
  return { ...meta, cookie: null, hash: null, grants: {}, turn, syncedAt: null };
}

/** Records to be asked for by name: granted, and not held or held as wanted. */
export function wanted({ meta, records }: Pick<Tables, 'meta' | 'records'>): readonly RecordId[] {
  const right = new Set<string>(records.filter((row) => !row.wanted).map((row) => row.id));
  return (Object.keys(meta.grants) as RecordId[]).filter((id) => !right.has(id));
}

/** As many of them as a request may name. */
export const wantedNow = (tables: Pick<Tables, 'meta' | 'records'>): RecordId[] => wanted(tables).slice(0, WANT_MAX);

/** One held record, at random, that is compared with the server's (I7). `random` in [0, 1). */
export function checkOne(records: readonly RecordState[], random: number): [RecordId, number][] {
  const right = records.filter((row) => !row.wanted);
  const row = right[Math.floor(random * right.length)];
  return row ? [[row.id, row.version]] : [];
}
