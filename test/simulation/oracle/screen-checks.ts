/** Checks of what screens show, after every transaction of a device. */
import type { OwnMutation } from '../../../src/sync/ports.ts';
import type { Part } from '../made-up-parts.ts';
import type { SimDevice } from '../sim-device.ts';
import { fail } from './broken.ts';
import type { Ledger } from './ledger.ts';
import type { Memory, Mine } from './memory.ts';
import { RECORDS } from './sight.ts';
import type { Sight } from './sight.ts';
import type { Row, Rows } from './truth.ts';
import { besides, headsIn, isReadIn, labelsIn } from './truth.ts';

/** A device as it is looked at. */
export interface Looked {
  readonly sight: Sight;
  readonly ledger: Ledger;
  readonly device: SimDevice;
  readonly memory: Memory;
  readonly views: ReadonlyMap<string, Rows | null>;
}

const asRows = (record: { readonly entries: unknown } | null): Rows | null =>
  record ? (record.entries as Rows) : null;

/** What the screens of a device show of every record. */
export const viewsOf = (device: SimDevice): Looked['views'] =>
  new Map(RECORDS.map((record) => [record, asRows(device.shows(record).view)]));

/** No record holds what the grants that the device knows of do not let its person read. */
export function checkWithinGrants({ device, memory }: Looked): void {
  const { grants } = device.meta;
  for (const { id, record } of device.rows) {
    const groups = grants[id];
    const was = memory.within.get(id);
    if (was?.record === record && was.groups === groups) continue;
    memory.within.set(id, { record, groups });
    for (const entry of Object.values(record.entries))
      if (!isReadIn(groups?.join('') ?? '', device.person, entry as unknown as Row))
        fail(`BEYOND-GRANT ${entry.id} of ${id} on ${device.name}`);
  }
}

/** No screen shows what its person's groups do not read, those of a walk-in on its way included. */
export function checkViews({ device, views }: Looked): void {
  for (const [record, view] of views) {
    if (!view) continue;
    const walksIn = device.own.some((m) => m.record === record && m.envelope?.name === 'interview.start');
    const meets = device.own.some((m) => m.record === record && m.envelope?.name === 'unlisted.add');
    const letters = (device.meta.grants[record]?.join('') ?? '') + (walksIn ? 'G' : '') + (meets ? 'NG' : '');
    for (const entry of Object.values(view))
      if (!isReadIn(letters, device.person, entry)) fail(`BEYOND-GRANT in view ${entry.id} on ${device.name}`);
  }
}

/** A wording or value that was replaced does not come back. */
export function checkFlicker(looked: Looked): void {
  const { device, memory, views } = looked;
  const unseen = [...device.needs, ...RECORDS.flatMap((record) => device.shows(record).unplaced)];
  // What a change had replaced comes back when that finds no place any more, or is refused.
  const now = new Map(unseen.map(({ id, refused }) => [id as string, refused !== null]));
  for (const { id, record, touches } of [...device.needs, ...device.own])
    if (now.has(id) && now.get(id) !== memory.unseen.get(id))
      for (const { entry } of touches) memory.gone.delete(record + entry);
  memory.unseen = now;
  for (const [record, view] of views) {
    if (!view || memory.looked.get(record) === view) continue;
    memory.looked.set(record, view);
    const groups = device.meta.grants[record]?.join('') ?? '';
    // Who no longer reads what replaced their own value sees their own again; what was out of sight comes beside what was written meanwhile.
    if (groups !== memory.groups.get(record))
      for (const map of [memory.gone, memory.shown]) for (const key of keysOf(map, record)) map.delete(key);
    memory.groups.set(record, groups);
    for (const [id, entry] of Object.entries(view)) flickerOf(looked, record + id, entry);
  }
}

const keysOf = (map: ReadonlyMap<string, unknown>, record: string) =>
  [...map.keys()].filter((key) => key.startsWith(record));

function flickerOf({ sight, ledger, device, memory }: Looked, key: string, entry: Row): void {
  const now = labelsIn(entry);
  const before = memory.shown.get(key) ?? [];
  if (now.length === 0 && before.length === 0) return;
  // What was written before a restore may go, and come back with its author's device.
  const counts = (label: string) => ledger.bornAt(label) > sight.restoredAt;
  for (const heads of besides(entry))
    for (const head of heads)
      if (counts(head) && ledger.isBeside(head, heads)) fail(`BESIDE ${head} in ${key} on ${device.name}`);
  const gone = memory.gone.get(key) ?? new Set();
  for (const label of now)
    if (gone.has(label) && counts(label) && !ledger.loose.has(label))
      fail(`FLICKER-BACK ${label} in ${key} on ${device.name}`);
  for (const label of before) if (!now.includes(label)) gone.add(label);
  memory.shown.set(key, now);
  memory.gone.set(key, gone);
}

/** Own words are in the record, under what was written over them, or in "Needs you". */
export function checkOwnWords(looked: Looked): void {
  const { device, memory, views, ledger } = looked;
  const listed = new Set<string>(device.needs.map((m) => m.id));
  for (const record of RECORDS) for (const { id } of device.shows(record).unplaced) listed.add(id);
  const kept = new Set<string>(device.own.map((m) => m.id));
  for (const mine of memory.mine) {
    const { id, record, part } = mine;
    if ((part.kind !== 'text' && part.kind !== 'make') || listed.has(id)) continue;
    if (isShown(views.get(record)?.[part.entry], part, ledger)) continue;
    if (!isExcused(looked, mine, kept))
      fail(`VANISHED own ${ledger.saved(id)?.name} ${id} (${part.kind} ${part.entry}) on ${device.name}`);
  }
}

function isShown(entry: Row | undefined, part: Part, ledger: Ledger): boolean {
  if (!entry || part.kind !== 'text') return entry !== undefined;
  return headsIn(entry).some((head) => head === part.tok || ledger.isOver(head, part.tok));
}

/** Why words may be out of sight: each a sentence that one could say to their author. */
function isExcused(
  { sight, ledger, device, views }: Looked,
  { id, record, part, tick }: Mine,
  kept: ReadonlySet<string>,
) {
  const counts = (ids: readonly string[]) => ids.some((one) => ledger.applied.has(one) || kept.has(one));
  const hasMoved = sight.movedSince(device.person, record, tick);
  const holdsNames = device.meta.grants[record]?.every((group) => group === 'N') === true;
  // Rights that came back are not rights that the device has heard of.
  const isBehind = (device.meta.cookie ?? 0) < sight.changedAt(device.person, record);
  return (
    // A record that is not on the device shows nothing, unless it is made of their own words.
    (!views.get(record) && !device.own.some((own) => isMaking(own, record, device.meta.cookie))) ||
    // Whoever holds names alone logs what they do not read, and may have lost more than that meanwhile.
    (part.kind === 'make' && part.blind === true && holdsNames) ||
    // The entry was taken out of the person's sight, or erased.
    sight.lostSince(device.person, record, [part.entry, tick]) ||
    // The person's rights ended with the words on their way (a walk-in that was cancelled): they are at the school, for others.
    (ledger.applied.has(id) &&
      (hasMoved || holdsNames) &&
      (isBehind || !sight.now(device.person, record)?.[part.entry])) ||
    sight.erased.has(record) ||
    counts(ledger.withdrawersOf(record, part.entry)) ||
    device.own.some((own) => own.refused === null && isWithdrawal(own, record, part.entry)) ||
    // When somebody's groups change, what only the new ones may read comes with the record.
    (device.row(record)?.wanted === true && hasMoved) ||
    // A draft's words are in the finished entry, or thrown away.
    (part.kind === 'text' &&
      (counts(ledger.closersOf(part.tok)) || device.own.some((own) => isClosing(own, part.tok, ledger)))) ||
    // The person has dealt with it, or it was offered again under another id.
    (!kept.has(id) && ledger.judged.has(id) && !ledger.applied.has(id))
  );
}

/** Does it make the record, on its way or taken and not come yet? */
const isMaking = (
  { envelope, record: on, taken, refused }: OwnMutation,
  record: string,
  cookie: number | null,
): boolean =>
  envelope?.name === 'unlisted.add' && on === record && refused === null && (taken === null || taken > (cookie ?? 0));

/** Of this entry, on its way: one that was refused may have been offered again a moment ago. */
const isWithdrawal = ({ envelope, record: on }: OwnMutation, record: string, entry: string): boolean =>
  envelope?.name === 'entry.withdraw' && on === record && (envelope.args as { readonly id: string }).id === entry;

/** Of the draft of these words, likewise. */
function isClosing({ envelope, refused }: OwnMutation, tok: string, ledger: Ledger): boolean {
  if (refused !== null || !envelope || !/^(interview\.finish|draft\.discard)$/.test(envelope.name)) return false;
  const { over } = envelope.args as { readonly over: readonly string[] };
  return over.some((closed) => closed === tok || ledger.isOver(closed, tok));
}

/** Never half a mutation: of what one finish makes, a view that may show all shows all or nothing. */
export function checkWhole({ sight, ledger, device, memory, views }: Looked): void {
  for (const id of new Set(memory.mine.map((mine) => mine.id))) {
    const saved = ledger.saved(id);
    if (saved?.name !== 'interview.finish') continue;
    const { record } = saved;
    const makes = saved.parts.filter((part) => part.kind === 'make').map((part) => part.entry);
    const isLost = makes.some(
      (entry) => sight.wasLost(device.person, record, entry) || ledger.withdrawersOf(record, entry).length > 0,
    );
    const shown = makes.filter((entry) => views.get(record)?.[entry]);
    // Somebody with fewer groups sees the part that is theirs.
    const guides = device.meta.grants[record]?.includes('G');
    if (guides && !isLost && shown.length > 0 && shown.length < makes.length && !device.row(record)?.wanted)
      fail(`HALF of ${id} on ${device.name}`);
  }
}
