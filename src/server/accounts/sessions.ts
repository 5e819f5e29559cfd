/**
 * Sessions. One is of the account: at which of its schools something is asked is judged by its places, at each request
 * (places.ts). Tokens are stored as hashes only. Source: OWASP ASVS 5.0, 7.2, 7.3, 7.4.
 */
import type { PersonId, SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { toInstant } from '../../domain/time.ts';
import type { MySession } from '../../protocol/sign-in.ts';
import { isFull } from '../store/sqlite-dialect.ts';
import type { SessionTable } from '../store/sign-in-schema.ts';
import type { Run, Store } from '../store/store.ts';
import { note } from '../store/store.ts';
import type { SessionKind } from './limits.ts';
import { LIMITS } from './limits.ts';
import { hashSecret, newToken } from './passwords.ts';
import type { Place } from './places.ts';
import { notePlaceOpened, placeAt, placesOf } from './places.ts';

/** `seen` is written at most once in this time. */
const SEEN_MS = 60_000;
/** Who showed that it is them is believed for this long. Source: OWASP ASVS 5.0, 7.5.3. */
export const PROOF_MS = 10 * 60_000;

/** How a session was begun. */
export type SessionBy = MySession['by'];

/** A session that lives, with the place where it was opened. */
export interface LiveSession extends Place {
  readonly hash: string;
  readonly kind: SessionKind;
  readonly by: SessionBy;
  /** When the person last showed that it is them; '': not known. */
  readonly proved: string;
}

/** What a session is to be. `also`: what belongs to its beginning, in the same transaction. */
export interface Opening {
  /** The school that is wanted; the one that was opened last where there is none. */
  readonly school?: SchoolId | undefined;
  readonly kind?: SessionKind;
  readonly by?: SessionBy;
  /** Browser and system, in words. */
  readonly on?: string;
  readonly also?: (tx: Run) => Promise<unknown>;
}

/** Opens a session for an account. Null: it has no place there, or is disabled. The token goes into the cookie and is never stored. */
export async function openSession(
  store: Store,
  account: string,
  now: Instant,
  { school, kind = 'staff', by = 'password', on = '', also }: Opening = {},
): Promise<{ readonly token: string; readonly session: Place } | null> {
  const places = await placesOf(store.read, account);
  const session = school === undefined ? places[0] : places.find((place) => place.school === school);
  if (!session) return null;
  const token = newToken();
  const hash = hashSecret(token);
  await store.write(async (tx) => {
    await tx
      .insertInto('session')
      .values({ hash, ...session, kind, by, on, created: now, seen: now, proved: now })
      .execute();
    await notePlaceOpened(tx, session, now);
    await note(tx, { kind: 'session', hash, ...session, as: kind, at: now });
    await also?.(tx);
  });
  return { token, session };
}

const endsAt = ({ created, kind }: SessionTable): number => Date.parse(created) + LIMITS[kind].longestMs;

const isOver = (row: SessionTable, now: Instant): boolean =>
  Date.parse(now) - Date.parse(row.seen) > LIMITS[row.kind].idleMs || Date.parse(now) > endsAt(row);

/** The session of a token, if it still lives. */
export const sessionOf = (store: Store, token: string, now: Instant): Promise<LiveSession | null> =>
  liveSession(store, hashSecret(token), now);

/** The session of this hash, if it still lives. One that has run out is ended. */
export async function liveSession(store: Store, hash: string, now: Instant): Promise<LiveSession | null> {
  const row = await store.read.selectFrom('session').selectAll().where('hash', '=', hash).executeTakeFirst();
  if (!row) return null;
  if (isOver(row, now)) {
    await store.write((tx) => endSession(tx, hash, now));
    return null;
  }
  if (Date.parse(now) - Date.parse(row.seen) > SEEN_MS) await noteSeen(store, hash, now);
  const { account, kind, by, proved } = row;
  return { hash, account, school: row.school as SchoolId, person: row.person as PersonId, kind, by, proved };
}

/** Does the session of this hash still live, and has its account a place at the school? Looking prolongs nothing. */
export async function isLiveAt(run: Run, hash: string, school: SchoolId, now: Instant): Promise<boolean> {
  const row = await run.selectFrom('session').selectAll().where('hash', '=', hash).executeTakeFirst();
  return row !== undefined && !isOver(row, now) && (await placeAt(run, row.account, school)) !== null;
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
  store.write((tx) => endSession(tx, hashSecret(token), now));

/** Ends the session of this hash, if there is one. */
export async function endSession(tx: Run, hash: string, now: Instant): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('session').where('hash', '=', hash).executeTakeFirst();
  // Anybody may send a token that is none.
  if (numDeletedRows > 0) await note(tx, { kind: 'session-ended', hash, at: now });
}

/** Ends all sessions of an account. Gives their hashes: the lines that they listen on end too. */
export async function signOutEverywhere(tx: Run, account: string, now: Instant): Promise<readonly string[]> {
  const ended = await tx.deleteFrom('session').where('account', '=', account).returning('hash').execute();
  await note(tx, { kind: 'signed-out', account, at: now });
  return ended.map(({ hash }) => hash);
}

/**
 * A session goes on under another token, with the person proved anew: what was overheard before is of no use. Null: it has
 * ended meanwhile. Source: OWASP ASVS 5.0, 7.2.4.
 */
export async function proveSession(tx: Run, hash: string, now: Instant): Promise<string | null> {
  const row = await tx.selectFrom('session').selectAll().where('hash', '=', hash).executeTakeFirst();
  if (!row) return null;
  const token = newToken();
  const fresh = { ...row, hash: hashSecret(token), seen: now, proved: now };
  await tx.insertInto('session').values(fresh).execute();
  await tx.updateTable('device').set({ session: fresh.hash }).where('session', '=', hash).execute();
  await tx.updateTable('session_key').set({ session: fresh.hash }).where('session', '=', hash).execute();
  const { account, kind, created } = row;
  const place = { school: row.school as SchoolId, person: row.person };
  // It began when it began: a restored server counts from then.
  await note(tx, { kind: 'session', hash: fresh.hash, account, ...place, as: kind, at: created as Instant });
  await endSession(tx, hash, now);
  return token;
}

/** Has the person shown within the last ten minutes that it is them? Trying the demo school is nobody in particular. */
export const isProved = ({ by, proved }: Pick<LiveSession, 'by' | 'proved'>, now: Instant): boolean =>
  by === 'demo' || Date.parse(now) - Date.parse(proved) <= PROOF_MS;

/** By what a session is called by its owner: enough to tell them apart, and of no use to whoever reads it. */
const nameOf = (hash: string): string => hash.slice(0, 16);

/** The sessions of an account that live, the latest first. `here`: the hash of the one that asks. */
export async function sessionsOf(run: Run, account: string, here: string, now: Instant): Promise<readonly MySession[]> {
  const rows = await run
    .selectFrom('session')
    .selectAll()
    .where('account', '=', account)
    .orderBy('seen', 'desc')
    .execute();
  return rows
    .filter((row) => !isOver(row, now))
    .map((row) => ({
      session: nameOf(row.hash),
      here: row.hash === here,
      on: row.on,
      by: row.by,
      began: row.created as Instant,
      seen: row.seen as Instant,
      ends: toInstant(endsAt(row)),
    }));
}

/** Ends sessions of an account: the one that is called so, or (null) all but the one that asks. Gives their hashes. */
export async function endOwn(
  tx: Run,
  { account, hash: here }: Pick<LiveSession, 'account' | 'hash'>,
  name: string | null,
  now: Instant,
): Promise<readonly string[]> {
  const rows = await tx.selectFrom('session').select('hash').where('account', '=', account).execute();
  const wanted = rows.map(({ hash }) => hash).filter((hash) => (name === null ? hash !== here : nameOf(hash) === name));
  for (const hash of wanted) await endSession(tx, hash, now);
  return wanted;
}
