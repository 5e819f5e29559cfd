/** Checks at the end, when all devices have synced in calm: nothing is lost, the last choice stands, and all agree. */
import type { Stored } from '../server-port.ts';
import type { SimDevice } from '../sim-device.ts';
import { fail } from './broken.ts';
import type { Ledger, Saved } from './ledger.ts';
import { canonical, same } from './same.ts';
import { RECORDS } from './sight.ts';
import type { Sight } from './sight.ts';
import type { Row } from './truth.ts';
import { besides, headsIn, isOfPupil, lettersOf, truth, wordingsIn } from './truth.ts';

const DAY_MS = 86_400_000;

/** All that the end is judged by. */
export interface End {
  readonly sight: Sight;
  readonly ledger: Ledger;
  readonly stored: Stored;
  readonly devices: readonly SimDevice[];
  /** Milliseconds. */
  readonly now: number;
  readonly isCloned: (device: SimDevice) => boolean;
  readonly audited: { readonly ids: readonly string[]; readonly holds: boolean };
}

const entriesOf = (stored: Stored, record: string): readonly Row[] =>
  Object.values(stored.entries.get(record) ?? {}) as unknown as readonly Row[];

/** Every check of the end. */
export function checkEnd(end: End): void {
  const { sight, ledger, stored } = end;
  const applied = new Set(stored.applied);
  const again = stored.applied.find((id, i) => stored.applied.indexOf(id) < i);
  if (again !== undefined) fail(`TWICE applied ${again}`);
  checkAudited(end);
  for (const saved of ledger.all) {
    if (saved.device && !isSomewhere(end, saved.id)) fail(`LOST ${saved.name} ${saved.id} on ${saved.record}`);
    if (applied.has(saved.id)) checkWritten(end, saved);
  }
  for (const { record } of stored.quarantine) if (sight.erased.has(record)) fail(`ERASED-KEPT ${record} in quarantine`);
  for (const { id, json } of stored.quarantine) if (json.includes('"base":')) fail(`OTHERS-WORDS ${id} in quarantine`);
  for (const record of sight.erased.keys())
    if (entriesOf(stored, record).length > 0) fail(`ERASED-KEPT ${record} on the server`);
  for (const record of RECORDS) {
    for (const entry of entriesOf(stored, record)) {
      for (const heads of besides(entry)) {
        const old = heads.find((head) => ledger.isBeside(head, heads));
        if (old !== undefined) fail(`BESIDE ${old} among ${heads.join(', ')} in ${entry.id} at the end`);
      }
      checkLastWins(end, record, { entry, applied });
    }
  }
  for (const device of end.devices) {
    checkSettled(end, device);
    checkClosed(end, device);
  }
}

/** The audit tells of everything that was applied or refused, once, and nobody has touched it. */
function checkAudited({ stored, audited: { ids, holds } }: End): void {
  const told = new Set(ids);
  const again = ids.find((id, i) => ids.indexOf(id) < i);
  if (again !== undefined) fail(`AUDITED TWICE ${again}`);
  const untold = [...stored.applied, ...stored.quarantine.map(({ id }) => id)].find((id) => !told.has(id));
  if (untold !== undefined) fail(`NOT AUDITED ${untold}`);
  if (!holds) fail('AUDIT BROKEN');
}

/** Where are these words? On the server, in quarantine, on a device; or in what took their place. */
function isSomewhere(end: End, id: string): boolean {
  const { ledger, stored, devices, audited } = end;
  const heir = ledger.heirOf(id);
  return (
    stored.applied.includes(id) ||
    stored.quarantine.some((m) => m.id === id) ||
    // That somebody read: there are no words, and the audit has it whatever was said to it.
    (ledger.saved(id)?.parts.length === 0 && audited.ids.includes(id)) ||
    devices.some((device) => device.own.some((m) => m.id === id)) ||
    ledger.forgiven.has(id) ||
    wasErased(end, ledger.saved(id)) ||
    (heir !== undefined && isSomewhere(end, heir))
  );
}

/** Was the pupil erased of whom it was said, or to whom what it is about went? */
const wasErased = ({ sight, ledger }: End, saved: Saved | undefined): boolean =>
  saved !== undefined &&
  [saved.record, ...saved.parts.map(({ entry }) => ledger.placeOf(saved, entry))].some((on) => sight.erased.has(on));

/** What the server says it applied is in its store, whole. */
function checkWritten({ sight, stored, ledger }: End, saved: Saved): void {
  const { id, name, parts } = saved;
  for (const part of parts) {
    const record = ledger.placeOf(saved, part.entry);
    if (sight.erased.has(record)) continue;
    const isThere = (on: string) => stored.entries.get(on)?.[part.entry] as unknown as Row | undefined;
    // What is logged again where it was logged wrongly is told from what comes again by clocks that are wrong.
    const entry = isThere(record) ?? (name === 'activity.log' ? isThere(saved.record) : undefined);
    if (part.kind === 'make' && !entry) fail(`UNWRITTEN ${name} ${id}`);
    if (part.kind === 'text' && !wordingsIn(entry).includes(part.tok)) fail(`UNWRITTEN ${name} ${id}`);
    if (part.kind === 'close' && headsIn(entry).some((tok) => part.over.includes(tok))) fail(`UNCLOSED ${name} ${id}`);
  }
}

interface Chosen {
  readonly entry: Row;
  readonly applied: ReadonlySet<string>;
}

/** An interview that was held stays held, whenever the server took what was said of its booking. */
const holds = ({ name }: Saved): boolean => name === 'interview.finish';

/** A field is as it was set last, in the order in which the server first took the changes, as far as their devices had learnt of it. */
function checkLastWins({ ledger, isCloned }: End, record: string, { entry, applied }: Chosen): void {
  const all = [...ledger.all]
    .filter((saved) => applied.has(saved.id) && ledger.placeOf(saved, entry.id) === record)
    .flatMap((saved) =>
      saved.parts.flatMap((part) => (part.kind === 'set' && part.entry === entry.id ? [{ ...saved, part }] : [])),
    );
  const judgedAt = (id: string) => ledger.judged.get(id) ?? 0;
  for (const field of new Set(all.map(({ part }) => part.field))) {
    const sets = all
      .filter(({ part }) => part.field === field)
      .toSorted((a, b) => Number(holds(a)) - Number(holds(b)) || judgedAt(a.id) - judgedAt(b.id) || a.nr - b.nr);
    const last = sets.at(-1);
    if (!last) continue;
    // A clone that never learnt of an outcome may offer an older choice as new.
    const mayOvertake = last.device === null || isCloned(last.device) || holds(last) || last.isRetried === true;
    const isOvertaken = sets.some((set) => set.device === last.device && set.nr > last.nr);
    if (!mayOvertake && isOvertaken) fail(`OVERTAKEN ${field} of ${entry.id}`);
    const [is, should] = [entry[field], last.part.value];
    if (
      !same(is, should) &&
      (holds(last) || !isOfLostServer({ ledger, applied, since: judgedAt(last.id) }, record, { entry, field, is })) &&
      !(field === 'status' && isUnlogged({ ledger, applied, since: judgedAt(last.id) }, record, entry))
    )
      fail(`NOT-LAST ${field} of ${entry.kind} ${entry.id}: ${canonical(is)}, not ${canonical(should)}`);
  }
}

interface Stands {
  readonly entry: Row;
  readonly field: string;
  readonly is: unknown;
}

/** A right that a lost server took away is taken away by the ledger, even where the change that did it is refused afterwards. */
function isOfLostServer({ ledger, applied }: Since, record: string, { entry, field, is }: Stands): boolean {
  if (field !== 'status' || is !== 'cancelled') return false;
  return [...ledger.all].some(
    (saved) =>
      ledger.applied.has(saved.id) &&
      !applied.has(saved.id) &&
      ledger.placeOf(saved, entry.id) === record &&
      saved.parts.some(
        (part) => part.kind === 'set' && part.entry === entry.id && part.field === field && part.value === is,
      ),
  );
}

interface Since {
  readonly ledger: Ledger;
  readonly applied: ReadonlySet<string>;
  readonly since: number;
}

/**
 * Has the status of an experience been set by taking a log back, or by logging it again after that? Whether taking back counts depends on
 * who was there first, which nobody knows who takes back: so it is no part of what was meant.
 */
function isUnlogged({ ledger, applied, since }: Since, record: string, { kind, id, why }: Row): boolean {
  if (kind !== 'experience') return false;
  const logsAgain = (saved: Saved) =>
    saved.name === 'activity.log' &&
    ledger.placeOf(saved, id) === record &&
    saved.parts.some(({ entry }) => entry === id) &&
    (ledger.judged.get(saved.id) ?? 0) > since;
  return why === 'Logged by mistake' || [...ledger.all].some((saved) => applied.has(saved.id) && logsAgain(saved));
}

/** Own words in the journal are not readable on a device where nothing of their record is, or the name alone for a day. */
function checkClosed({ stored, now }: End, device: SimDevice): void {
  for (const { record, refused, taken, takenAt, envelope, id } of device.own) {
    if (refused !== null || taken === null || envelope === null) continue;
    const letters = lettersOf(stored, device.person, record);
    const isOld = now - Date.parse(takenAt ?? '') > DAY_MS;
    if (letters === '' || (letters === 'N' && isOfPupil(record) && isOld))
      fail(`READABLE ${id} about ${record} on ${device.name}`);
  }
}

function checkSettled({ ledger, stored }: End, device: SimDevice): void {
  // A restored server may see otherwise what the one before it refused.
  for (const { id, envelope } of device.needs) {
    if (JSON.stringify(envelope).includes('"base":')) fail(`OTHERS-WORDS ${id} on ${device.name}`);
    if (!stored.quarantine.some((m) => m.id === id)) fail(`NOT-OFFERED ${id} on ${device.name}`);
  }
  const isThere = (key: string) =>
    RECORDS.some((record) => entriesOf(stored, record).some((entry) => record + entry.id === key));
  // Words on an entry that was only on a lost tablet wait for it (and are listed), and what builds on them.
  const gone = new Set(
    [...ledger.forgiven]
      .flatMap((id) => {
        const saved = ledger.saved(id);
        return saved ? saved.parts.map((part) => saved.record + part.entry) : [];
      })
      .filter((key) => !isThere(key)),
  );
  for (const m of device.outbox) {
    if (!m.touches.some((t) => gone.has(m.record + t.entry)))
      fail(`STUCK ${m.envelope?.name} ${m.id} on ${device.name}`);
    for (const t of m.touches) gone.add(m.record + t.entry);
  }
  for (const record of RECORDS) {
    const may = truth(stored, device.person, record);
    const has = device.row(record);
    if (!may !== !has) fail(`${may ? 'MISSING' : 'EXTRA'} ${record} on ${device.name}`);
    if (may && !same(may, has?.record.entries)) fail(`DIVERGED ${record} on ${device.name}`);
  }
}
