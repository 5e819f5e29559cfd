/**
 * Own mutations in the journal whose record has left the device, or of which the name alone is left: their words go, and the
 * seal stays, which nobody here can read. A restored server is brought the seal. Source: SPEC I22.
 */
import { isSchoolRecord } from '../domain/record.ts';
import type { Outcome } from '../protocol/sync.ts';
import { inJournal, inOutbox } from './outbox.ts';
import type { DeviceLook, DevicePort, DeviceTx, OwnState } from './ports.ts';
import { takeOutcomes } from './state.ts';

/** Where the name is left, words stay for a day: "Sent today" shows them. Milliseconds. */
const SHOWN_MS = 86_400_000;

/**
 * Own mutations whose words have to go, in order. None while the device does not know what it is granted. `now`: an instant.
 */
export async function departed(look: DeviceLook, now: string): Promise<readonly OwnState[]> {
  const { hash, syncedAt, cookie, grants } = await look.meta();
  if (hash === null || syncedAt === null) return [];
  const isNameAlone = ({ record, taken, takenAt }: OwnState) =>
    grants[record]?.join('') === 'N' &&
    !isSchoolRecord(record) &&
    (taken ?? 0) <= (cookie ?? 0) &&
    isOlder(takenAt, now);
  const own = (await look.own()).filter((one) => inJournal(one) && !one.sealedAlone);
  const closed = own.filter((one) => !grants[one.record] || isNameAlone(one));
  const held = await Promise.all(closed.map(({ record }) => look.record(record)));
  return closed.filter(({ record }, i) => grants[record] !== undefined || held[i] === undefined);
}

const isOlder = (takenAt: string | null, now: string): boolean =>
  takenAt === null || Date.parse(now) - Date.parse(takenAt) > SHOWN_MS;

/** Takes the words of these away, as far as they still have to go; each of them has its seal in this transaction. */
export async function forgetDeparted(
  tx: DeviceTx,
  sealed: readonly Pick<OwnState, 'order' | 'id'>[],
  now: string,
): Promise<void> {
  const ids = new Set<string>(sealed.map(({ id }) => id));
  const still = (await departed(tx, now)).filter(({ id }) => ids.has(id));
  await tx.forgetWords(still.map(({ order }) => order));
}

/** Own mutations that are offered to a restored server and can only be brought as seals, in order. */
export const toBring = (own: readonly OwnState[]): readonly OwnState[] =>
  own.filter((one) => one.sealedAlone && inOutbox(one));

/** What the server said of seals that their author brought. `epoch`: the one that the device knew then. */
export interface Brought {
  readonly epoch: string;
  readonly outcomes: readonly Outcome[];
}

/**
 * Writes down the outcomes of what was brought. Nothing when the device knows of another epoch by now: all has been offered
 * again then (I15). `now`: an instant, for receipts.
 */
export function takeBrought(port: DevicePort, { epoch, outcomes }: Brought, now: string): Promise<void> {
  return port.transact(async (tx) => {
    const [meta, own] = [await tx.meta(), await tx.own()];
    if (epoch !== meta.epoch) return;
    const { changedOwn, forgetOwn } = takeOutcomes({ own, before: own, erased: meta.erased }, outcomes, now);
    for (const state of changedOwn) await tx.patchOwn(state.order, state);
    await tx.removeOwn(forgetOwn);
  });
}
