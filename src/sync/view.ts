/**
 * What a person sees of a record: the confirmed record with own mutations that it does not show yet, replayed, and
 * filtered by `visible`. Derived each time, never stored. Rules: SPEC I1, I2.
 */
import { view, visible } from '../domain/access.ts';
import type { Groups } from '../domain/group.ts';
import type { PersonId, RecordId } from '../domain/ids.ts';
import type { Touch } from '../domain/mutation.ts';
import type { PendingMutation } from '../domain/mutations/registry.ts';
import { checkMutation, replay, replayOne } from '../domain/mutations/registry.ts';
import type { CareersRecord } from '../domain/record.ts';
import { effectiveGroups, isFounded } from '../domain/who-may.ts';
import { isReading, isWaiting, withFirst } from './outbox.ts';
import type { ConfirmedRecord, Meta, OwnMutation, OwnState, RecordState } from './ports.ts';

/** The version up to which a held record is known to be right: its own, or the cookie when it is not wanted. */
export function upTo({ version, wanted }: RecordState, cookie: number | null): number {
  return wanted ? version : Math.max(version, cookie ?? 0);
}

/** Is an own mutation not yet in the held record, and will it show there? `row` undefined: the record is not held. */
export function isPending(own: OwnState, row: RecordState | undefined, cookie: number | null): boolean {
  if (own.refused !== null || isReading(own)) return false;
  if (own.taken === null) return true;
  return own.taken > (row ? upTo(row, cookie) : (cookie ?? 0));
}

/** All that the view of one record is made of. `confirmed` null: the record is not on the device. */
export interface Sight {
  readonly person: PersonId;
  readonly meta: Pick<Meta, 'cookie' | 'grants'>;
  readonly confirmed: ConfirmedRecord | null;
  /** Own mutations of this record, in order. */
  readonly own: readonly OwnMutation[];
}

/** Own mutations that the record does not show yet, as they are replayed. */
export function pendingOn({ meta, confirmed, own }: Sight): readonly PendingMutation[] {
  return own.flatMap((mutation) => {
    const { envelope, taken, first } = mutation;
    if (!envelope || !isPending(mutation, confirmed ?? undefined, meta.cookie)) return [];
    return [{ envelope: withFirst(envelope, first), taken }];
  });
}

/** The groups in which the person acts on a record now: those granted, and those of a walk-in that is on its way. */
export function groupsNow(sight: Sight, id: RecordId): Groups {
  return effectiveGroups(sight.meta.grants[id] ?? [], pendingOn(sight));
}

/** The record as the person sees it now; null when it is not on the device. */
export function viewRecord(sight: Sight): CareersRecord | null {
  const base = baseOf(sight);
  if (!base) return null;
  const { person } = sight;
  const pending = pendingOn(sight);
  const groups = effectiveGroups(sight.meta.grants[base.id] ?? [], pending);
  return view(replay(base, pending, person), person, groups);
}

/** What own mutations are replayed on: the confirmed record, or an empty one that they make. Null: it is not on the device. */
function baseOf(sight: Sight): CareersRecord | null {
  const { confirmed, own } = sight;
  if (confirmed) return confirmed.record;
  const id = own[0]?.record;
  return id !== undefined && isFounded(pendingOn(sight)) ? { id, entries: {} } : null;
}

/**
 * Own words that no record shows: listed under "Needs you" until they are sent and seen (I2). They are on a record that is
 * not here, on an entry that is not here, or cannot be applied to what is here.
 */
export function unplaced(sight: Sight): readonly OwnMutation[] {
  const { confirmed, own, person, meta } = sight;
  const base = baseOf(sight);
  if (!base) return own.filter(isWaiting);
  const groups = groupsNow(sight, base.id);
  const failed = new Set<number>();
  let now = base;
  const pending = own.filter((mutation) => isPending(mutation, confirmed ?? undefined, meta.cookie));
  for (const { envelope, taken, first, order } of pending) {
    const after = envelope && replayOne(now, { envelope: withFirst(envelope, first), taken }, person);
    if (after) now = after;
    else failed.add(order);
  }
  return pending.filter((mutation) => failed.has(mutation.order) || isHidden(mutation, { now, person, groups }));
}

interface Seen {
  readonly now: CareersRecord;
  readonly person: PersonId;
  readonly groups: Groups;
}

/** Is any entry of it out of the person's sight? What was meant to be (a withdrawal, a log by somebody who only logs) is not. */
function isHidden({ envelope, touches }: OwnMutation, { now, person, groups }: Seen): boolean {
  const checked = envelope && checkMutation(envelope);
  const blind = checked?.ok && checked.value.definition.blind === true;
  const shown = ({ entry: id }: Touch) => {
    const entry = now.entries[id];
    return entry !== undefined && (blind || entry.withdrawn !== undefined || visible(entry, person, groups));
  };
  return !touches.every(shown);
}
