/** Whose a login and a password are, and what the places of an account look like to the app. */
import { entryOf } from '../../domain/record.ts';
import type { RecordId, SchoolId, PersonId, EntryId } from '../../domain/ids.ts';
import { SCHOOL_RECORD, singleton } from '../../domain/record.ts';
import type { Instant } from '../../domain/time.ts';
import type { Session } from '../../protocol/accounts.ts';
import type { Rosters } from '../sync/roster.ts';
import type { Run, Store } from '../store/store.ts';
import { note, readRecord, schoolRow } from '../store/store.ts';
import { checkPassword, hashPassword, hashSecret, isOutdated } from './passwords.ts';
import type { Place } from './places.ts';
import { placesOf } from './places.ts';

/** The account of this login, if the password is right and the account is not disabled. */
export async function accountFor(run: Run, login: string, password: string): Promise<string | null> {
  const row = await run.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst();
  const right = await checkPassword(row?.disabled === 0 ? row.password : null, password);
  return right && row ? row.id : null;
}

/** Has this account a password? */
export async function hasPassword(run: Run, account: string): Promise<boolean> {
  const row = await run.selectFrom('account').select('password').where('id', '=', account).executeTakeFirst();
  return (row?.password ?? null) !== null;
}

/** Is it the password of this account? */
export async function isPasswordOf(run: Run, account: string, password: string): Promise<boolean> {
  const row = await run.selectFrom('account').select('password').where('id', '=', account).executeTakeFirst();
  return checkPassword(row?.password ?? null, password);
}

/** A password that is right is stored anew where it was stored with less work than today. Source: OWASP ASVS 5.0, 11.4.4. */
export async function storeAnew({ read, write }: Store, account: string, password: string, at: Instant): Promise<void> {
  const row = await read.selectFrom('account').select('password').where('id', '=', account).executeTakeFirst();
  const before = row?.password ?? null;
  if (before === null || !isOutdated(before)) return;
  const after = await hashPassword(password);
  await write(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('account')
      .set({ password: after })
      .where('id', '=', account)
      .where('password', '=', before)
      .executeTakeFirst();
    if (numUpdatedRows > 0) await note(tx, { kind: 'password', account, print: hashSecret(after), at });
  });
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
