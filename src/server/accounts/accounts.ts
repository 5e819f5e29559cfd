/**
 * Accounts of the installation, their memberships of schools, sessions and activation codes.
 * Tokens and codes are stored as hashes only. Source: OWASP ASVS 5.0, 7.2, 7.3.
 */
import { randomUUID } from 'node:crypto';
import { entryOf } from '../../domain/record.ts';
import type { RecordId, SchoolId, PersonId, EntryId } from '../../domain/ids.ts';
import { SCHOOL_RECORD, singleton } from '../../domain/record.ts';
import type { Instant } from '../../domain/time.ts';
import { toInstant } from '../../domain/time.ts';
import type { Session } from '../../protocol/accounts.ts';
import type { DemoPart } from '../../protocol/demo.ts';
import { demoPart } from '../../protocol/demo.ts';
import { isFull } from '../store/sqlite-dialect.ts';
import type { Rosters } from '../sync/roster.ts';
import type { Run, Store } from '../store/store.ts';
import { note, readRecord, schoolRow } from '../store/store.ts';
import { checkPassword, hashPassword, hashSecret, newCode, newToken, plainCode } from './passwords.ts';

/** A session as the server knows it. */
export interface KnownSession {
  readonly account: string;
  readonly school: SchoolId;
  readonly person: PersonId;
}

const DAY_MS = 86_400_000;
/** A session ends after this long unused. Source: OWASP ASVS 5.0, 7.3. */
const IDLE_MS = 7 * DAY_MS;
/** A session ends after this long, used or not. Source: the same. */
export const LONGEST_MS = 14 * DAY_MS;
/** An activation code works once, for this long: a member of staff has it in hand, a pupil gets a slip in some form time. */
export const CODE_MS = { staff: DAY_MS, pupil: 14 * DAY_MS } as const;
/** `seen` is written at most once in this time. */
const SEEN_MS = 60_000;

/** Signs in: the account of this login, if the password is right and the account is not disabled. */
export async function accountFor(run: Run, login: string, password: string): Promise<string | null> {
  const row = await run.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst();
  const right = await checkPassword(row?.disabled === 0 ? row.password : null, password);
  return right && row ? row.id : null;
}

/** Opens a session for an account at its school, unless it is disabled; the token goes into the cookie and is never stored. */
export async function openSession(
  store: Store,
  account: string,
  now: Instant,
): Promise<{ readonly token: string; readonly session: KnownSession } | null> {
  const member = await store.read
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account')
    .select(['membership.school', 'membership.person'])
    .where('membership.account', '=', account)
    .where('account.disabled', '=', 0)
    .executeTakeFirst();
  if (!member) return null;
  const token = newToken();
  const session = { account, school: member.school as SchoolId, person: member.person as PersonId };
  const hash = hashSecret(token);
  await store.write(async (tx) => {
    await tx
      .insertInto('session')
      .values({ hash, ...session, created: now, seen: now })
      .execute();
    await note(tx, { kind: 'session', hash, ...session, at: now });
  });
  return { token, session };
}

/** The session of a token, if it still lives. */
export async function sessionOf(store: Store, token: string, now: Instant): Promise<KnownSession | null> {
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

/** What a session looks like to the app. Null when the person is not of the school any more. */
export async function describeSession(
  run: Run,
  rosters: Rosters,
  { account, school, person }: KnownSession,
): Promise<Session | null> {
  const roles = await rosters.rolesOf(run, school, person);
  if (roles.length === 0) return null;
  const { name, demo } = await schoolRow(run, school);
  const settings = entryOf(await readRecord(run, school, SCHOOL_RECORD), singleton('school'), 'school');
  return {
    account,
    name: await nameOf(run, school, person),
    school,
    schoolName: settings?.name ?? name,
    person,
    roles,
    demo: demo === 1,
  };
}

/** What a person is called: the name of the staff entry, or the pupil's. Empty when there is none. */
export async function nameOf(run: Run, school: SchoolId, person: PersonId): Promise<string> {
  const staff = entryOf(await readRecord(run, school, SCHOOL_RECORD), person as string as EntryId, 'staff');
  if (staff) return staff.name;
  return entryOf(await readRecord(run, school, person as string as RecordId), singleton('pupil'), 'pupil')?.name ?? '';
}

/** Makes an account of a person at a school, with no way in yet, unless there is one; its id. */
export async function ensureAccount(tx: Run, school: SchoolId, person: PersonId): Promise<string> {
  const member = await tx
    .selectFrom('membership')
    .select('account')
    .where('school', '=', school)
    .where('person', '=', person)
    .executeTakeFirst();
  if (member) return member.account;
  const id = randomUUID();
  await tx.insertInto('account').values({ id, login: null, password: null, disabled: 0 }).execute();
  await tx.insertInto('membership').values({ account: id, school, person }).execute();
  return id;
}

/** The account of a part of the demo school: it has no password, and is signed in to by trying. */
export const demoAccount = (part: DemoPart): string => `demo-${part}`;

/** Makes the accounts of the parts of the demo school; one that is there stays as it is. */
export async function makeDemoAccounts(
  tx: Run,
  school: SchoolId,
  people: Readonly<Partial<Record<DemoPart, PersonId>>>,
): Promise<void> {
  for (const part of demoPart.options) {
    const person = people[part];
    const id = demoAccount(part);
    const there = await tx.selectFrom('account').select('id').where('id', '=', id).executeTakeFirst();
    if (person === undefined || there) continue;
    await tx.insertInto('account').values({ id, login: null, password: null, disabled: 0 }).execute();
    await tx.insertInto('membership').values({ account: id, school, person }).execute();
  }
}

/** A new activation code for an account, for `lifetimeMs` from now (staff 24 hours, pupils 14 days); earlier ones stop working. */
export async function giveCode(
  tx: Run,
  account: string,
  now: Instant,
  lifetimeMs: number = CODE_MS.staff,
): Promise<{ readonly code: string; readonly expires: Instant }> {
  const code = newCode();
  const expires = toInstant(Date.parse(now) + lifetimeMs);
  await tx.deleteFrom('code').where('account', '=', account).execute();
  await tx
    .insertInto('code')
    .values({ hash: hashSecret(plainCode(code)), account, expires })
    .execute();
  return { code, expires };
}

/** Whose a code is; null: nobody's, it has run out, or the account is disabled. */
export async function holderOfCode(
  run: Run,
  code: string,
  now: Instant,
): Promise<{ readonly school: SchoolId; readonly person: PersonId } | null> {
  const row = await run
    .selectFrom('code')
    .innerJoin('account', 'account.id', 'code.account')
    .innerJoin('membership', 'membership.account', 'code.account')
    .select(['membership.school', 'membership.person'])
    .where('account.disabled', '=', 0)
    .where('code.hash', '=', hashSecret(plainCode(code)))
    .where('code.expires', '>=', now)
    .executeTakeFirst();
  return row ? { school: row.school as SchoolId, person: row.person as PersonId } : null;
}

/** Why an activation did not work. */
export type ActivationProblem = 'wrong-code' | 'login-taken';

/** Uses a code: sets login and password; the code is gone. */
export async function useCode(
  store: Store,
  { code, login, password }: { readonly code: string; readonly login: string; readonly password: string },
  now: Instant,
): Promise<{ readonly account: string } | ActivationProblem> {
  const hash = hashSecret(plainCode(code));
  const hashed = await hashPassword(password);
  return store.write(async (tx) => {
    const row = await tx.selectFrom('code').selectAll().where('hash', '=', hash).executeTakeFirst();
    if (!row || row.expires < now) return 'wrong-code';
    const taken = await tx
      .selectFrom('account')
      .select('id')
      .where('login', '=', login)
      .where('id', '!=', row.account)
      .executeTakeFirst();
    if (taken) return 'login-taken';
    await tx.updateTable('account').set({ login, password: hashed }).where('id', '=', row.account).execute();
    await tx.deleteFrom('code').where('account', '=', row.account).execute();
    await note(tx, { kind: 'password', account: row.account, print: hashSecret(hashed), at: now });
    await signOutEverywhere(tx, row.account, now);
    return { account: row.account };
  });
}
