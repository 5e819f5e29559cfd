/**
 * Signing in to an account of the installation, and its sessions. A session is of the account: at which of its schools
 * something is asked is judged by its places, at each request (places.ts).
 * Tokens are stored as hashes only. Source: OWASP ASVS 5.0, 7.2, 7.3.
 */
import { entryOf } from '../../domain/record.ts';
import type { RecordId, SchoolId, PersonId, EntryId } from '../../domain/ids.ts';
import { SCHOOL_RECORD, singleton } from '../../domain/record.ts';
import type { Instant } from '../../domain/time.ts';
import type { Session } from '../../protocol/accounts.ts';
import { isFull } from '../store/sqlite-dialect.ts';
import type { Rosters } from '../sync/roster.ts';
import type { Run, Store } from '../store/store.ts';
import { note, readRecord, schoolRow } from '../store/store.ts';
import { checkPassword, hashSecret, newToken } from './passwords.ts';
import type { Place } from './places.ts';
import { notePlaceOpened, placesOf } from './places.ts';

const DAY_MS = 86_400_000;
/** A session ends after this long unused. Source: OWASP ASVS 5.0, 7.3. */
const IDLE_MS = 7 * DAY_MS;
/** A session ends after this long, used or not. Source: the same. */
export const LONGEST_MS = 14 * DAY_MS;
/** `seen` is written at most once in this time. */
const SEEN_MS = 60_000;

/** Signs in: the account of this login, if the password is right and the account is not disabled. */
export async function accountFor(run: Run, login: string, password: string): Promise<string | null> {
  const row = await run.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst();
  const right = await checkPassword(row?.disabled === 0 ? row.password : null, password);
  return right && row ? row.id : null;
}

/**
 * Opens a session for an account at the school that is wanted, or at the one that was opened last; null: it has no place
 * there, or is disabled. The token goes into the cookie and is never stored.
 */
export async function openSession(
  store: Store,
  account: string,
  now: Instant,
  wanted?: SchoolId,
): Promise<{ readonly token: string; readonly session: Place } | null> {
  const places = await placesOf(store.read, account);
  const session = wanted === undefined ? places[0] : places.find(({ school }) => school === wanted);
  if (!session) return null;
  const token = newToken();
  const hash = hashSecret(token);
  await store.write(async (tx) => {
    await tx
      .insertInto('session')
      .values({ hash, ...session, created: now, seen: now })
      .execute();
    await notePlaceOpened(tx, session, now);
    await note(tx, { kind: 'session', hash, ...session, at: now });
  });
  return { token, session };
}

/** The session of a token, if it still lives, with the place where it was opened. */
export async function sessionOf(store: Store, token: string, now: Instant): Promise<Place | null> {
  const hash = hashSecret(token);
  const row = await store.read.selectFrom('session').selectAll().where('hash', '=', hash).executeTakeFirst();
  if (!row) return null;
  const ended =
    Date.parse(now) - Date.parse(row.seen) > IDLE_MS || Date.parse(now) - Date.parse(row.created) > LONGEST_MS;
  if (ended) {
    await closeSession(store, token, now);
    return null;
  }
  if (Date.parse(now) - Date.parse(row.seen) > SEEN_MS) await noteSeen(store, hash, now);
  return { account: row.account, school: row.school as SchoolId, person: row.person as PersonId };
}

/** Who only reads is answered on a full disk too: there it is noted another time. */
async function noteSeen(store: Store, hash: string, now: Instant): Promise<void> {
  try {
    await store.write((tx) => tx.updateTable('session').set({ seen: now }).where('hash', '=', hash).execute());
  } catch (problem) {
    if (!isFull(problem)) throw problem;
  }
}

/** Ends a session; the next request with its token is signed out. */
export const closeSession = (store: Store, token: string, now: Instant): Promise<void> =>
  store.write(async (tx) => {
    const hash = hashSecret(token);
    const { numDeletedRows } = await tx.deleteFrom('session').where('hash', '=', hash).executeTakeFirst();
    // Anybody may send a token that is none.
    if (numDeletedRows > 0) await note(tx, { kind: 'session-ended', hash, at: now });
  });

/** Ends all sessions of an account. */
export async function signOutEverywhere(tx: Run, account: string, now: Instant): Promise<void> {
  await tx.deleteFrom('session').where('account', '=', account).execute();
  await note(tx, { kind: 'signed-out', account, at: now });
}

/** What a place looks like to the app. Null when the person is not of the school any more. */
export async function describePlace(
  run: Run,
  rosters: Rosters,
  { account, school, person }: Place,
): Promise<Session | null> {
  const roles = await rosters.rolesOf(run, school, person);
  if (roles.length === 0) return null;
  const { demo } = await schoolRow(run, school);
  return {
    account,
    name: await nameOf(run, school, person),
    school,
    schoolName: await schoolNameOf(run, school),
    person,
    roles,
    demo: demo === 1,
  };
}

/** What an account's places look like to the app, those first that were opened last; where the person is not any more is left out. */
export async function describePlaces(run: Run, rosters: Rosters, account: string): Promise<readonly Session[]> {
  const places = await placesOf(run, account);
  const shown = await Promise.all(places.map((place) => describePlace(run, rosters, place)));
  return shown.filter((place) => place !== null);
}

/** What a school is called, as its settings say it now. */
export async function schoolNameOf(run: Run, school: SchoolId): Promise<string> {
  const settings = entryOf(await readRecord(run, school, SCHOOL_RECORD), singleton('school'), 'school');
  return settings?.name ?? (await schoolRow(run, school)).name;
}

/** What a person is called: the name of the staff entry, or the pupil's. Empty when there is none. */
export async function nameOf(run: Run, school: SchoolId, person: PersonId): Promise<string> {
  const staff = entryOf(await readRecord(run, school, SCHOOL_RECORD), person as string as EntryId, 'staff');
  if (staff) return staff.name;
  return entryOf(await readRecord(run, school, person as string as RecordId), singleton('pupil'), 'pupil')?.name ?? '';
}
