/** A backup becomes the server again: a new epoch, counting on above every version ever given; erasures are done again. SPEC I14, I19. */
import { randomUUID } from 'node:crypto';
import type { PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Run, Store } from '../store/store.ts';
import { note } from '../store/store.ts';
import { audit } from '../audit/audit.ts';
import { clearDevicesOf } from '../holders/clearing.ts';
import { dropAccount } from '../accounts/places.ts';

/** More versions than a school can have given since any backup: a clock that runs behind does not count backwards. */
const GAP = 1_000_000_000;

/**
 * Begins a new epoch of every school in a store that was just put back. `begun`: the highest version at which an epoch of the school is
 * known to have begun: a backup may be older than the one that was put back before it.
 */
export async function beginEpoch(store: Store, now: Instant, begun: ReadonlyMap<string, number>): Promise<void> {
  await store.write(async (tx) => {
    for (const { id, version: last } of await tx.selectFrom('school').select(['id', 'version']).execute()) {
      const version = Math.max(Date.parse(now) * 1000, last + GAP, (begun.get(id) ?? 0) + GAP);
      await tx
        .updateTable('school')
        .set({ epoch: randomUUID(), version, epoch_start: version })
        .where('id', '=', id)
        .execute();
      await audit(tx, id as SchoolId, { ...byServer(now), what: 'server.restored', record: null, detail: { version } });
    }
  });
}

/** Done by the server itself, or by who keeps it. */
const byServer = (at: Instant) => ({ at, received: at, person: '' });

/**
 * Erases a pupil: every word of the record, in quarantine and in what was asked about it too, and the pupil's account; devices
 * are told with their grants, the pupil's own to clear themselves.
 */
export const erase = (tx: Run, school: SchoolId, record: RecordId, at: Instant): Promise<void> =>
  eraseBy(tx, school, record, { at, by: '' });

/** When a pupil is erased, and who approved it; empty: who keeps the server. */
interface Approved {
  readonly at: Instant;
  readonly by: string;
}

/** The same, approved by somebody. */
export async function eraseBy(tx: Run, school: SchoolId, record: RecordId, { at, by }: Approved): Promise<void> {
  await note(tx, { kind: 'erased', school, record, at });
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('erased')
    .values({ school, record, at })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 1n)
    await audit(tx, school, { at, received: at, person: by, what: 'record.erased', record, detail: {} });
  for (const table of ['entry', 'reach', 'revision', 'quarantine', 'operation_step'] as const) {
    await tx.deleteFrom(table).where('school', '=', school).where('record', '=', record).execute();
  }
  for (const table of ['owed', 'kept_longer', 'let_go'] as const)
    await tx.deleteFrom(table).where('school', '=', school).where('record', '=', record).execute();
  const person = record as string as PersonId;
  for (const table of ['quarantine', 'enrolment'] as const)
    await tx.deleteFrom(table).where('school', '=', school).where('person', '=', person).execute();
  await forgetRequests(tx, school, record);
  await clearDevicesOf(tx, school, person, at);
  await tx.deleteFrom('record').where('school', '=', school).where('id', '=', record).execute();
  await tx.deleteFrom('device').where('school', '=', school).where('person', '=', record).execute();
  await eraseAccount(tx, school, record);
}

/** That something was asked, and when, stays; the words of it, and what was decided about other people's words, go. */
async function forgetRequests(tx: Run, school: SchoolId, record: RecordId): Promise<void> {
  const of = tx.selectFrom('request').select('id').where('school', '=', school).where('record', '=', record);
  await tx.deleteFrom('decision').where('school', '=', school).where('request', 'in', of).execute();
  await tx
    .updateTable('request')
    .set({ words: '', pauses: '[]', extended: null, reason: null })
    .where('school', '=', school)
    .where('record', '=', record)
    .execute();
}

/** A pupil's own account: the login says who it is. One that has a place at another school stays, and signed in there. */
async function eraseAccount(tx: Run, school: SchoolId, person: string): Promise<void> {
  const accounts = await tx
    .deleteFrom('membership')
    .where('school', '=', school)
    .where('person', '=', person)
    .returning('account')
    .execute();
  for (const { account } of accounts) {
    const elsewhere = await tx
      .selectFrom('membership')
      .select(['school', 'person'])
      .where('account', '=', account)
      .executeTakeFirst();
    if (elsewhere) {
      await tx.deleteFrom('code').where('account', '=', account).where('school', '=', school).execute();
      const here = tx.updateTable('session').where('account', '=', account).where('school', '=', school);
      await here.set(elsewhere).execute();
      continue;
    }
    await dropAccount(tx, account);
  }
}
