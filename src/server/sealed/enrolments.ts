/** Devices that sign what a person saves on them. Source: protocol/sealed.ts. */
import { createHash } from 'node:crypto';
import type { PersonId, SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Enrolled, Enrolling } from '../../protocol/sealed.ts';
import type { Run, Store } from '../store/store.ts';
import { publicSealingKey } from './keys.ts';

/** Enrolments of one person that are remembered: a browser whose storage was cleared is a new one. */
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

async function forgetOldest(tx: Run, { school, person }: Owner): Promise<void> {
  const rows = await tx
    .selectFrom('enrolment')
    .select('id')
    .where('school', '=', school)
    .where('person', '=', person)
    .orderBy('made', 'desc')
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
