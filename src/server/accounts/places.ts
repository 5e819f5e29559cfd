/**
 * Places: an account at a school, as a person there. An account may have several, one for each school, and none of them
 * says anything of the others: whoever asks something of a school is judged by the place at that school alone.
 */
import { randomUUID } from 'node:crypto';
import type { PersonId, SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { DemoPart } from '../../protocol/demo.ts';
import { demoPart } from '../../protocol/demo.ts';
import type { Run } from '../store/store.ts';
import { note } from '../store/store.ts';

/** Who an account is at a school. */
export interface Place {
  readonly account: string;
  readonly school: SchoolId;
  readonly person: PersonId;
}

/** The places of an account, those first that were opened last; none when it is disabled. */
export async function placesOf(run: Run, account: string): Promise<readonly Place[]> {
  const rows = await run
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account')
    .select(['membership.account', 'membership.school', 'membership.person'])
    .where('membership.account', '=', account)
    .where('account.disabled', '=', 0)
    .orderBy('membership.opened', 'desc')
    .orderBy('membership.school')
    .execute();
  return rows.map((row) => ({ account: row.account, school: row.school as SchoolId, person: row.person as PersonId }));
}

/** The place of an account at this school; null: it has none there, whether there is such a school or not. */
export async function placeAt(run: Run, account: string, school: string): Promise<Place | null> {
  return (await placesOf(run, account)).find((place) => place.school === school) ?? null;
}

/** It is the one that the next sign-in opens. */
export async function notePlaceOpened(tx: Run, { account, school }: Place, now: Instant): Promise<void> {
  await tx
    .updateTable('membership')
    .set({ opened: now })
    .where('account', '=', account)
    .where('school', '=', school)
    .execute();
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
  await makeAccount(tx, id, { school, person });
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
    await makeAccount(tx, id, { school, person });
  }
}

async function makeAccount(tx: Run, id: string, { school, person }: Omit<Place, 'account'>): Promise<void> {
  await tx.insertInto('account').values({ id, login: null, password: null, disabled: 0 }).execute();
  await tx.insertInto('membership').values({ account: id, school, person, opened: '', joined: 0 }).execute();
}

/**
 * Gives a place to an account that has others, and takes away the account that was made for it and that nobody has used.
 * False, and nothing is done: there is no such place, somebody has used it, or the account has one at this school already.
 */
export async function joinPlace(tx: Run, { account, school, person }: Place, at: Instant): Promise<boolean> {
  const made = await tx
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account')
    .leftJoin('identity', 'identity.account', 'account.id')
    .leftJoin('passkey', 'passkey.account', 'account.id')
    .select(['account.id', 'account.login', 'identity.subject', 'passkey.id as passkey'])
    .where('membership.school', '=', school)
    .where('membership.person', '=', person)
    .executeTakeFirst();
  const there = await tx.selectFrom('account').select('id').where('id', '=', account).executeTakeFirst();
  if (!made || !there || made.id === account) return false;
  if (made.login !== null || made.subject !== null || made.passkey !== null) return false;
  if ((await placeAt(tx, account, school)) !== null) return false;
  await tx
    .updateTable('membership')
    .set({ account, joined: 1 })
    .where('account', '=', made.id)
    .where('school', '=', school)
    .execute();
  await dropAccount(tx, made.id);
  await note(tx, { kind: 'joined', account, school, person, at });
  return true;
}

/** All that an account has, beside its places. */
const OF_ACCOUNT = ['code', 'session', 'totp', 'recovery', 'passkey', 'identity', 'known_browser'] as const;

/** Takes away an account that has no place any more. */
export async function dropAccount(tx: Run, id: string): Promise<void> {
  for (const table of OF_ACCOUNT) await tx.deleteFrom(table).where('account', '=', id).execute();
  await tx.deleteFrom('account').where('id', '=', id).execute();
}
