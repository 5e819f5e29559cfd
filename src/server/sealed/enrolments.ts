/** Devices that sign what a person saves on them. Source: protocol/sealed.ts. */
import { createHash } from 'node:crypto';
import type { PersonId, SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Enrolled, Enrolling } from '../../protocol/sealed.ts';
import type { Run, Store } from '../store/store.ts';
import { publicSealingKey } from './keys.ts';

/** Enrolments of one person that are remembered beside those of devices that hold something. */
const ENROLMENTS_MAX = 20;

/** Who enrols which device. */
interface Owner {
  readonly school: SchoolId;
  readonly person: PersonId;
}

/** Remembers the key of a device; the same one again changes nothing. */
export async function enrol(
  store: Store,
  { school, person }: Owner,
  [{ device, key }, now]: readonly [Enrolling, Instant],
): Promise<Enrolled> {
  const id = createHash('sha256')
    .update(JSON.stringify([person, key]))
    .digest('base64url');
  const serverKey = await publicSealingKey(store.read, school);
  if (await enrolmentOf(store.read, school, id)) return { enrolment: id, serverKey };
  await store.write(async (tx) => {
    await tx
      .insertInto('enrolment')
      .values({ school, id, person, device, key, made: now })
      .onConflict((oc) => oc.columns(['school', 'id']).doNothing())
      .execute();
    await forgetOldest(tx, { school, person });
  });
  return { enrolment: id, serverKey };
}

/**
 * Forgets those that were used longest ago, but none of a device to which records were sent and which is not known to be cleared:
 * words may wait on it, sealed, however many shared computers somebody has sat at since (SPEC I21).
 */
async function forgetOldest(tx: Run, { school, person }: Owner): Promise<void> {
  const rows = await tx
    .selectFrom('enrolment')
    .leftJoin('device', (join) =>
      join
        .onRef('device.school', '=', 'enrolment.school')
        .onRef('device.person', '=', 'enrolment.person')
        .onRef('device.device', '=', 'enrolment.device'),
    )
    .select('enrolment.id')
    .where('enrolment.school', '=', school)
    .where('enrolment.person', '=', person)
    .where('enrolment.device', 'not in', (eb) =>
      eb
        .selectFrom('holder')
        .select('holder.device')
        .where('holder.school', '=', school)
        .where('holder.person', '=', person)
        .where('holder.cleared', 'is', null),
    )
    .orderBy((eb) => eb.fn('max', [eb.fn.coalesce('device.seen', 'enrolment.made'), 'enrolment.made']), 'desc')
    .offset(ENROLMENTS_MAX)
    .limit(ENROLMENTS_MAX)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await tx.deleteFrom('enrolment').where('school', '=', school).where('id', 'in', ids).execute();
}

/** Whose it is, with the public key (base64); undefined when the school knows of none. */
export const enrolmentOf = (run: Run, school: SchoolId, id: string) =>
  run
    .selectFrom('enrolment')
    .select(['person', 'key'])
    .where('school', '=', school)
    .where('id', '=', id)
    .executeTakeFirst();
