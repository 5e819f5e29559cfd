/** Checks of what crosses the wire: no refusal without cause; nothing forbidden is sent, and nothing that tells of it. */
import type { RecordLine, SyncRequest } from '../../../src/protocol/sync.ts';
import type { Part } from '../made-up-parts.ts';
import type { Stored } from '../server-port.ts';
import { fail } from './broken.ts';
import type { Ledger, Saved } from './ledger.ts';
import { WALK_INS_MOST, isTooYoung } from './rights.ts';
import { same } from './same.ts';
import type { Sight } from './sight.ts';
import { truth, walkInsOn } from './truth.ts';

interface Knows {
  readonly sight: Sight;
  readonly ledger: Ledger;
  /** Mutations that bring the server down: refused in the end. */
  readonly poison: ReadonlySet<string>;
}

/** No refusal without cause, in the eyes of somebody who knew all that the device could know. */
export function checkRefusals(
  { sight, ledger, poison }: Knows,
  after: Stored,
  outcomes: readonly { readonly id: string; readonly status: string }[],
): void {
  for (const outcome of outcomes) {
    const saved = ledger.saved(outcome.id);
    if (outcome.status !== 'refused' || !saved) continue;
    const named = new Set([...saved.parts.map(({ entry }) => entry), ...saved.about]);
    const cause = [...named].some((entry) => hasCause({ sight, ledger }, after, [saved, entry]));
    const isExcused =
      poison.has(outcome.id) ||
      sight.restoredAt > saved.synced ||
      saved.parts.length === 0 ||
      isLate(saved) ||
      isOneTooMany(after, saved) ||
      isTooYoung(after, saved);
    if (!poison.has(outcome.id) && isEarly({ sight, ledger }, after, saved))
      fail(`NEEDLESS refusal of ${saved.name}, whose entry may still come (${JSON.stringify(outcome)})`);
    if (!isExcused && !cause) fail(`NEEDLESS refusal of ${saved.name} (${JSON.stringify(outcome)})`);
    for (const part of saved.parts) {
      // A finish makes the interview when nobody had booked it.
      const mayMake = part.kind === 'make' || part.kind === 'text' || saved.name === 'interview.finish';
      if (mayMake) ledger.refusedMaking(saved.record, part.entry);
    }
    // Wordings whose place it had taken are nowhere but in it.
    ledger.loosen([outcome.id, ...ledger.replacedBy(outcome.id)]);
  }
}

/** A withdrawal by anybody but the careers leader counts for a day, an amendment for a fortnight, by clocks that are wrong. */
const isLate = ({ name, device }: Saved) =>
  /^(entry\.withdraw|activity\.amend)$/.test(name) && device?.person !== 'lea';

/** Had they begun as many walk-ins on that day as they may? A day that is to come is the day on which it came. */
const isOneTooMany = (after: Stored, { name, by, day }: Saved): boolean =>
  name === 'interview.start' && [day, after.today].some((one) => walkInsOn(after, by, one) >= WALK_INS_MOST);

/** Is all of it about entries that are not there, after a restore, and that nobody has refused? They may still come. */
function isEarly(
  { sight, ledger }: Omit<Knows, 'poison'>,
  after: Stored,
  { by, record, parts, synced }: Saved,
): boolean {
  const mayCome = (part: Part) =>
    part.kind === 'set' &&
    part.entry.length === 36 &&
    !ledger.hasGone(record, part.entry) &&
    !after.entries.get(record)?.[part.entry] &&
    !ledger.wasRefused(record, part.entry);
  const holds = sight.now(by, record) !== null && !sight.movedSince(by, record, synced) && !sight.erased.has(record);
  return parts.length > 0 && holds && parts.every(mayCome);
}

function hasCause(
  { sight, ledger }: Omit<Knows, 'poison'>,
  after: Stored,
  [saved, entry]: readonly [Saved, string],
): boolean {
  const { by, record, synced } = saved;
  const found = after.entries.get(record)?.[entry];
  const isInterview = found?.kind === 'interview';
  return (
    // It was withdrawn before, by their own hand in another tab as well.
    (found?.withdrawn !== undefined && !truth(after, by, record)?.[entry]) ||
    // What was written in a walk-in goes with it, when that was refused, or cancelled in another tab.
    (saved.name !== 'interview.start' && restsOnWalkIn(ledger, by, record)) ||
    // It had gone to another pupil, who was erased.
    sight.erased.has(ledger.placeOf(saved, entry)) ||
    sight.erased.has(record) ||
    sight.movedSince(by, record, synced) ||
    sight.lostSince(by, record, [entry, synced]) ||
    (sight.wasLost(by, record, entry) && !sight.now(by, record)?.[entry]) ||
    ledger.wasRefused(record, entry) ||
    // Somebody finished the interview meanwhile.
    (isInterview && sight.touchedSince(record, entry, synced))
  );
}

const restsOnWalkIn = (ledger: Ledger, by: string, record: string): boolean =>
  [...ledger.all].some((saved) => saved.name === 'interview.start' && saved.by === by && saved.record === record);

/** A record line on its way out. `all`: everything was asked for. */
export interface Sent {
  readonly person: string;
  readonly request: SyncRequest;
  readonly all: boolean;
  readonly line: RecordLine;
}

/** Every record line of every reply: nothing forbidden, all that is allowed, and no line that tells of what may not be seen. */
export function checkLine(sight: Sight, stored: Stored, { person, request, all, line }: Sent): void {
  const may = truth(stored, person, line.id);
  for (const [id, entry] of Object.entries(line.entries))
    if (!same(may?.[id], entry)) fail(`FORBIDDEN-SENT ${id} of ${line.id} to ${person}`);
  if (may && Object.keys(may).length !== Object.keys(line.entries).length) fail(`WRONG-VIEW ${line.id} to ${person}`);
  const changed = sight.changedAt(person, line.id);
  const isChecked = request.check.some(([id, version]) => id === line.id && changed > version);
  if (line.version > changed) fail(`VERSION-TELLS ${line.id} to ${person}`);
  const isNews = changed > (request.cookie ?? -1) || isChecked || request.want.includes(line.id);
  if (!all && !isNews) fail(`TRACE ${line.id} to ${person}`);
}
