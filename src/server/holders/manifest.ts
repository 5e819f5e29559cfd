/**
 * The manifest: which pupil's record was sent to which device, in which groups, first and last. Noted before the records go,
 * so that none is on a device of which nobody knows; a sync that sends none writes nothing, and neither does one that sends
 * what went to that device within the hour. Source: UK GDPR Art. 33, 34 ("whose records could this device have seen?").
 */
import { sql } from 'kysely';
import type { Groups } from '../../domain/group.ts';
import type { PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import { isSchoolRecord } from '../../domain/record.ts';
import type { Instant } from '../../domain/time.ts';
import { toInstant } from '../../domain/time.ts';
import type { RecordSent } from '../../protocol/holders.ts';
import { MANIFEST_DAYS } from '../../protocol/holders.ts';
import type { Run, Store } from '../store/store.ts';

const SECOND_MS = 1000;
const HOUR_S = 3600;
const DAY_MS = 86_400_000;

/** A browser on which a person is signed in at a school. */
export interface Holding {
  readonly school: SchoolId;
  readonly person: PersonId;
  readonly device: string;
}

/** A record that is about to be sent, with the groups in which. */
export type Sending = readonly [record: RecordId, groups: Groups];

/** Notes what is about to be sent. */
export async function noteSent(
  store: Store,
  holding: Holding,
  sending: readonly Sending[],
  now: Instant,
): Promise<void> {
  const at = Math.floor(Date.parse(now) / SECOND_MS);
  const pupils = sending.filter(([record]) => !isSchoolRecord(record)).map(([id, groups]) => [id, groups.join('')]);
  const holder = await holderOf(store.read, holding);
  const fresh = holder === null ? pupils : await notSentLately(store.read, holder, { pupils, since: at - HOUR_S });
  if (holder !== null && fresh.length === 0) return;
  await store.write(async (tx) => {
    const id = await ensureHolder(tx, holding);
    await sql`INSERT INTO sent (holder, record, groups, first, last)
      SELECT ${id}, json_extract(value, '$[0]'), json_extract(value, '$[1]'), ${at}, ${at}
      FROM json_each(${JSON.stringify(fresh)}) WHERE true
      ON CONFLICT (holder, record, groups) DO UPDATE SET last = excluded.last`.execute(tx);
  });
}

interface Lately {
  readonly pupils: readonly (readonly string[])[];
  readonly since: number;
}

/** Those that did not go to it in these groups within the hour. */
async function notSentLately(run: Run, holder: number, { pupils, since }: Lately): Promise<Lately['pupils']> {
  if (pupils.length === 0) return [];
  const ids = JSON.stringify(pupils.map(([record]) => record));
  const { rows } = await sql<{ record: string; groups: string }>`SELECT record, groups FROM sent
    WHERE holder = ${holder} AND last > ${since} AND record IN (SELECT value FROM json_each(${ids}))`.execute(run);
  const lately = new Set(rows.map(({ record, groups }) => `${record} ${groups}`));
  return pupils.filter((pupil) => !lately.has(pupil.join(' ')));
}

async function holderOf(run: Run, { school, person, device }: Holding): Promise<number | null> {
  const row = await run
    .selectFrom('holder')
    .select('id')
    .where('school', '=', school)
    .where('person', '=', person)
    .where('device', '=', device)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The number of a device in the manifest, made when it is new. */
export async function ensureHolder(tx: Run, { school, person, device }: Holding): Promise<number> {
  await tx
    .insertInto('holder')
    .values({ school, person, device, clear_asked: null, clear_by: null, clear_told: null, cleared: null })
    .onConflict((oc) => oc.doNothing())
    .execute();
  const row = await holderOf(tx, { school, person, device });
  return row ?? 0;
}

/** What was sent to these devices, each record once for each set of groups. */
export async function sentTo(run: Run, holders: readonly number[]): Promise<RecordSent[]> {
  if (holders.length === 0) return [];
  const rows = await run
    .selectFrom('sent')
    .select(['record', 'groups'])
    .select((eb) => [eb.fn.min('first').as('first'), eb.fn.max('last').as('last')])
    .where('holder', 'in', [...holders])
    .groupBy(['record', 'groups'])
    .orderBy('record')
    .execute();
  return rows.map(({ record, groups, first, last }) => ({
    record: record as RecordId,
    groups,
    first: toInstant(Number(first) * SECOND_MS),
    last: toInstant(Number(last) * SECOND_MS),
  }));
}

/**
 * Forgets devices that were not in contact for so long, with all that they were sent; of those that are, what cannot be on them
 * any more: what they had before they cleared themselves, pupils who were erased, and groups in which a record was sent before
 * it was sent in others, each as long ago. What does not change is sent once and held for years, so its age alone says nothing.
 * A device that is still to clear itself stays.
 */
export const forgetSent = (store: Store, now: Instant): Promise<void> =>
  store.write(async (tx) => {
    const since = toInstant(Date.parse(now) - MANIFEST_DAYS * DAY_MS);
    await tx.deleteFrom('device').where('seen', '<', since).execute();
    await sql`DELETE FROM sent WHERE holder IN (${goneHolders(since)})`.execute(tx);
    await sql`DELETE FROM sent WHERE EXISTS (SELECT 1 FROM holder WHERE id = sent.holder AND cleared < ${since}
      AND sent.last < unixepoch(cleared))`.execute(tx);
    await sql`DELETE FROM sent WHERE EXISTS (SELECT 1 FROM holder JOIN erased ON erased.school = holder.school
      WHERE holder.id = sent.holder AND erased.record = sent.record AND erased.at < ${since})`.execute(tx);
    await sql`DELETE FROM sent WHERE EXISTS (SELECT 1 FROM sent AS later WHERE later.holder = sent.holder
      AND later.record = sent.record AND later.first > sent.last AND later.first < unixepoch(${since}))`.execute(tx);
    await sql`DELETE FROM holder WHERE id NOT IN (SELECT holder FROM sent)
      AND (clear_asked IS NULL OR cleared IS NOT NULL) AND NOT ${IS_IN_CONTACT}`.execute(tx);
  });

/** It has been in contact since devices were last forgotten. */
const IS_IN_CONTACT = sql`EXISTS (SELECT 1 FROM device WHERE device.school = holder.school
  AND device.person = holder.person AND device.device = holder.device)`;

/** Devices of which nothing was heard: no contact, no clearing, nothing sent. */
const goneHolders = (since: Instant) => sql`SELECT id FROM holder WHERE NOT ${IS_IN_CONTACT}
  AND (cleared IS NULL OR cleared < ${since})
  AND NOT EXISTS (SELECT 1 FROM sent WHERE sent.holder = holder.id AND sent.last >= unixepoch(${since}))`;
