/** Devices: when each was last in contact, for the careers leader, who can walk over and ask why it is silent. Ids and instants only. */
import type { PersonId, SchoolId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Devices } from '../protocol/devices.ts';
import type { Place } from './accounts/places.ts';
import type { ServerDeps } from './deps.ts';
import { ProblemError } from './http/problem.ts';
import type { Run, Store } from './store/store.ts';

const MINUTE_MS = 60_000;
/** A poll is written at most once in this time, so that one costs nothing; what it brings is written at most once a minute. */
const SEEN_MS = 60 * MINUTE_MS;
const SENT_MS = MINUTE_MS;
/** Devices of one person that are listed, the latest: a browser whose storage was cleared is a new one. */
const LISTED_MAX = 20;

/** A request that was answered. `session`: the hash of its token. `brought`: something in it was judged. */
export interface Contact {
  readonly school: SchoolId;
  readonly person: PersonId;
  readonly device: string;
  readonly session: string;
  readonly brought: boolean;
}

/** Remembers it, unless the last one is as good. It is kept as long as the manifest is (holders/manifest.ts), which rests on it. */
export async function noteContact(store: Store, contact: Contact, now: Instant): Promise<void> {
  const { school, person, device, session, brought } = contact;
  const row = await store.read
    .selectFrom('device')
    .select(['seen', 'sent', 'session'])
    .where('school', '=', school)
    .where('person', '=', person)
    .where('device', '=', device)
    .executeTakeFirst();
  const isOld = (at: string | null, ms: number) => at === null || Date.parse(now) - Date.parse(at) >= ms;
  const isKnown = row?.session === session && !isOld(row.seen, SEEN_MS);
  if (row && isKnown && !(brought && isOld(row.sent, SENT_MS))) return;
  const values = { session, seen: now, sent: brought ? now : (row?.sent ?? null) };
  await store.write((tx) =>
    tx
      .insertInto('device')
      .values({ school, person, device, ...values })
      .onConflict((oc) => oc.columns(['school', 'person', 'device']).doUpdateSet(values))
      .execute(),
  );
}

/** The last contact of each device with this school, the latest last, of a person the latest alone; without those on which the person has signed out. */
export async function contactsAt(run: Run, school: SchoolId): Promise<Devices['devices']> {
  const rows = await run
    .selectFrom('device')
    .innerJoin('session', 'session.hash', 'device.session')
    .select(['device.person', 'device.seen', 'device.sent'])
    .where('device.school', '=', school)
    .orderBy('device.seen', 'desc')
    .execute();
  const counts = new Map<string, number>();
  const listed = rows.filter(({ person }) => {
    const count = (counts.get(person) ?? 0) + 1;
    counts.set(person, count);
    return count <= LISTED_MAX;
  });
  return listed.toReversed().map(({ person, seen, sent }) => ({
    person: person as PersonId,
    seen: seen as Instant,
    sent: sent as Instant | null,
  }));
}

/**
 * Devices of staff who have not left, each with its last contact. One on which the person has signed out is left out: nothing
 * is expected of it. So are pupils': they open theirs when they like.
 */
export async function listDevices({ store, rosters }: ServerDeps, asker: Place): Promise<Devices> {
  const { school } = asker;
  const { staff } = await rosters.facts(store.read, school);
  const here = new Set<string>(staff.filter(({ left }) => !left).map(({ person }) => person));
  const roles = staff.find(({ person, left }) => person === asker.person && !left)?.roles ?? [];
  if (!roles.includes('leader')) throw new ProblemError('not-permitted');
  const contacts = await contactsAt(store.read, school);
  return { devices: contacts.filter(({ person }) => here.has(person)) };
}
