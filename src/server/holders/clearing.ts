/**
 * Clearing a device from afar: its session ends at once; at its next contact, signed in or not, it is told, takes away what
 * is its user's, and says so. Nobody else's sealed work on the same tablet is touched. Source: reliability R23; SPEC I17, I19.
 */
import type { PersonId, SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { LiveSession } from '../accounts/sessions.ts';
import { endSession } from '../accounts/sessions.ts';
import { audit } from '../audit/audit.ts';
import type { ServerDeps } from '../deps.ts';
import { ProblemError } from '../http/problem.ts';
import { mustHaveProved } from '../http/session-cookie.ts';
import { mustLead } from '../must-lead.ts';
import type { LedgerLine } from '../store/ledger.ts';
import type { Run, Store } from '../store/store.ts';
import { note } from '../store/store.ts';
import type { Holding } from './manifest.ts';
import { ensureHolder } from './manifest.ts';

/** Asks a device to clear itself. Throws not-permitted, step-up, or not-found. */
export async function askToClear(deps: ServerDeps, asker: LiveSession, id: number): Promise<void> {
  await mustLead(deps, asker);
  mustHaveProved(asker, deps);
  const { school } = asker;
  const at = deps.now();
  const ended = await deps.store.write(async (tx) => {
    const holder = await tx
      .selectFrom('holder')
      .select(['person', 'device'])
      .where('school', '=', school)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!holder) throw new ProblemError('not-found');
    const { device } = holder;
    const person = holder.person as PersonId;
    await markAsked(tx, { school, person, device }, { at, by: asker.person });
    const detail = { holder: id, of: person };
    await audit(tx, school, { at, received: at, person: asker.person, what: 'device.clear', record: null, detail });
    return endSessions(tx, [{ school, person, device }, asker], at);
  });
  for (const hash of ended) deps.events.end(hash);
}

/** Every device of a person who is no more: an erased pupil's own. */
export async function clearDevicesOf(tx: Run, school: SchoolId, person: PersonId, at: Instant): Promise<void> {
  const rows = await tx
    .selectFrom('holder')
    .select('device')
    .where('school', '=', school)
    .where('person', '=', person)
    .where('clear_asked', 'is', null)
    .execute();
  for (const { device } of rows) await markAsked(tx, { school, person, device }, { at, by: '' });
}

async function markAsked(
  tx: Run,
  holding: Holding,
  { at, by }: { readonly at: Instant; readonly by: string },
): Promise<void> {
  const { school, person, device } = holding;
  await tx
    .updateTable('holder')
    .set({ clear_asked: at, clear_by: by, clear_told: null, cleared: null })
    .where('school', '=', school)
    .where('person', '=', person)
    .where('device', '=', device)
    .execute();
  await note(tx, { kind: 'clear', school, person, device, at });
}

/**
 * The person's sessions that are on the device, and those that may be: on which device one is, the server learns by its first
 * sync. Not that of who asks, unless it is known to be there. Gives their hashes.
 */
async function endSessions(
  tx: Run,
  [{ school, person, device }, asker]: readonly [Holding, LiveSession],
  at: Instant,
): Promise<readonly string[]> {
  const known = tx.selectFrom('device').select('session');
  const accounts = tx
    .selectFrom('membership')
    .select('account')
    .where('school', '=', school)
    .where('person', '=', person);
  const rows = await tx
    .selectFrom('session')
    .select('hash')
    .where('account', 'in', accounts)
    .where((eb) =>
      eb.or([
        eb('hash', 'in', known.where('device', '=', device)),
        eb.and([eb('hash', 'not in', known), eb('hash', '!=', asker.hash)]),
      ]),
    )
    .execute();
  for (const { hash } of rows) await endSession(tx, hash, at);
  return rows.map(({ hash }) => hash);
}

/** Is this device still to clear itself? Then it is answered nothing, whoever has signed in on it since. */
export async function isToClear(run: Run, { school, person, device }: Holding): Promise<boolean> {
  const row = await run
    .selectFrom('holder')
    .select('id')
    .where('school', '=', school)
    .where('person', '=', person)
    .where('device', '=', device)
    .where('clear_asked', 'is not', null)
    .where('cleared', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Which of these devices are to clear themselves; they know it from now on. */
export async function toldToClear(store: Store, devices: readonly string[], now: Instant): Promise<string[]> {
  if (devices.length === 0) return [];
  const rows = await store.read
    .selectFrom('holder')
    .select(['id', 'device', 'clear_told'])
    .where('device', 'in', [...devices])
    .where('clear_asked', 'is not', null)
    .where('cleared', 'is', null)
    .execute();
  const first = rows.filter(({ clear_told }) => clear_told === null).map(({ id }) => id);
  if (first.length > 0)
    await store.write((tx) => tx.updateTable('holder').set({ clear_told: now }).where('id', 'in', first).execute());
  return [...new Set(rows.map(({ device }) => device))];
}

/** These devices say that they have cleared themselves: nothing is expected of them any more. */
export async function noteCleared(store: Store, devices: readonly string[], now: Instant): Promise<void> {
  if (devices.length === 0) return;
  const rows = await store.read
    .selectFrom('holder')
    .select(['id', 'school', 'person', 'device'])
    .where('device', 'in', [...devices])
    .where('clear_told', 'is not', null)
    .where('cleared', 'is', null)
    .execute();
  if (rows.length === 0) return;
  await store.write(async (tx) => {
    for (const { id, school: of, person, device } of rows) {
      const school = of as SchoolId;
      await tx.updateTable('holder').set({ cleared: now }).where('id', '=', id).execute();
      await tx
        .deleteFrom('device')
        .where('school', '=', school)
        .where('person', '=', person)
        .where('device', '=', device)
        .execute();
      await note(tx, { kind: 'cleared', school, person, device, at: now });
      const detail = { holder: id, of: person };
      await audit(tx, school, { at: now, received: now, person: '', what: 'device.cleared', record: null, detail });
    }
  });
}

/** What became of a device, as the ledger says it. */
type DeviceLine = Extract<LedgerLine, { readonly kind: 'clear' | 'cleared' }>;

/** The same again on a backup that was put back. */
export async function clearAgain(tx: Run, { kind, school, person, device, at }: DeviceLine): Promise<void> {
  const id = await ensureHolder(tx, { school, person: person as PersonId, device });
  const set =
    kind === 'clear'
      ? { clear_asked: at, clear_by: '', clear_told: null, cleared: null }
      : { clear_told: at, cleared: at };
  // Asked by whom stands in the backup, if it had it.
  const known = await tx.selectFrom('holder').select('clear_asked').where('id', '=', id).executeTakeFirst();
  if (kind === 'clear' && known?.clear_asked === at) return;
  await tx.updateTable('holder').set(set).where('id', '=', id).execute();
}
