/** Checks of a device that has completed a sync, and of one that cannot get rid of something. */
import type { Stored } from '../server-port.ts';
import type { SimDevice } from '../sim-device.ts';
import { fail } from './broken.ts';
import { same } from './same.ts';
import type { Sight } from './sight.ts';
import { isReadIn } from './truth.ts';
import type { Row } from './truth.ts';

/** After a completed sync that began at tick `since`: nothing forbidden is kept, and what did not change since is there. */
export function checkCompleted(sight: Sight, device: SimDevice, since: number): void {
  const pending = new Set(device.outbox.flatMap((m) => m.touches.map((touch) => m.record + touch.entry)));
  for (const row of device.rows) checkRecord(sight, device, { row, since, pending });
  for (const row of device.rows) checkNoNagging(device, row);
  for (const m of device.own)
    if ((sight.erased.get(m.record) ?? Infinity) < since) fail(`ERASED-KEPT ${m.id} on ${device.name}`);
}

interface Kept {
  readonly row: SimDevice['rows'][number];
  readonly since: number;
  readonly pending: ReadonlySet<string>;
}

function checkRecord(sight: Sight, device: SimDevice, { row, since, pending }: Kept): void {
  const may = sight.now(device.person, row.id);
  const gone = (id: string) => !may?.[id] && !sight.lostSince(device.person, row.id, [id, since]);
  for (const id of Object.keys(row.record.entries)) if (gone(id)) fail(`FORBIDDEN-KEPT ${id} on ${device.name}`);
  if (row.wanted) return; // It is still to come; own words stay in view until then.
  // A walk-in on its way shows its author what they have written there themselves.
  const walksIn = device.outbox.some((m) => m.record === row.id && m.envelope?.name === 'interview.start');
  const isOwn = (entry: Row) => walksIn && isReadIn('G', device.person, entry);
  for (const [id, entry] of Object.entries(device.shows(row.id).view?.entries ?? {}))
    if (!pending.has(row.id + id) && gone(id) && !isOwn(entry as unknown as Row))
      fail(`FORBIDDEN-KEPT in view ${id} on ${device.name}`);
  const hasMoved = sight.movedSince(device.person, row.id, since);
  for (const [id, entry] of Object.entries(may ?? {})) {
    const isNew = hasMoved || sight.touchedSince(row.id, id, since);
    if (!isNew && !same(row.record.entries[id], entry)) fail(`STALE ${id} on ${device.name}`);
  }
}

/** What the server has taken, and has told the device all about, is not listed as needing anybody. */
function checkNoNagging(device: SimDevice, { id, wanted }: SimDevice['rows'][number]): void {
  for (const { taken, id: mutation } of device.shows(id).unplaced)
    if (!wanted && taken !== null && taken <= (device.meta.cookie ?? 0)) fail(`NAGGING ${mutation} on ${device.name}`);
}

/** When the network is calm, only what cannot be judged yet is in an outbox: nothing waits behind what it does not build on. */
export function checkUnblocked(stored: Stored, device: SimDevice, unknownName: string): void {
  const waiting = new Set<string>();
  for (const m of device.outbox) {
    const isThere = m.touches.every((t) => t.creates || stored.entries.get(m.record)?.[t.entry]);
    const builds = m.touches.some((t) => waiting.has(m.record + t.entry));
    if (m.envelope?.name !== unknownName && isThere && !builds) fail(`BLOCKED ${m.id} on ${device.name}`);
    for (const t of m.touches) waiting.add(m.record + t.entry);
  }
}
