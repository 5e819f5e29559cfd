/** People: who has an account, inviting, new codes for staff and pupils. For the careers leader and administrators. */
import type { ExpressionBuilder } from 'kysely';
import type { EntryId, PersonId } from '../domain/ids.ts';
import type { Entry } from '../domain/record.ts';
import { SCHOOL_RECORD, entriesOf } from '../domain/record.ts';
import type { CareersRecord } from '../domain/record.ts';
import type { RecordId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { dateOf } from '../domain/time.ts';
import type { Invitation, Invited, People, PupilAccounts, PupilCodes, PupilCodesWanted } from '../protocol/accounts.ts';
import { auditFor } from './accounts/audit-account.ts';
import type { MadeCode } from './accounts/codes.ts';
import { CODE_MS, giveCode, makeCode } from './accounts/codes.ts';
import { ensureAccount } from './accounts/places.ts';
import type { Place } from './accounts/places.ts';
import { signOutEverywhere } from './accounts/sessions.ts';
import { removeSecondSteps } from './accounts/ways.ts';
import type { ServerDeps } from './deps.ts';
import { contactsAt } from './devices.ts';
import { ProblemError } from './http/problem.ts';
import { applyAs, envelopeOf, newId, writeAs } from './office.ts';
import type { Schema } from './store/schema.ts';
import type { Run } from './store/store.ts';
import { readRecord, reachOf } from './store/store.ts';

/** Throws not-permitted unless who asks leads careers or administers that school. */
export async function mustManage({ store, rosters }: ServerDeps, { school, person }: Place): Promise<void> {
  const roles = await rosters.rolesOf(store.read, school, person);
  if (!roles.includes('leader') && !roles.includes('admin')) throw new ProblemError('not-permitted');
}

/**
 * Every member of staff with the state of their account, as far as it is this school's: a login that was chosen at another
 * one, and codes and visits there, are nothing to the people here.
 */
export async function listPeople(deps: ServerDeps, asker: Place): Promise<People> {
  await mustManage(deps, asker);
  const { store } = deps;
  const staff = entriesOf(await readRecord(store.read, asker.school, SCHOOL_RECORD), 'staff');
  const accounts = await store.read
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account')
    .leftJoin('code', (join) => join.onRef('code.account', '=', 'account.id').on(isCodeOf(asker)))
    .select([
      'membership.person',
      'membership.joined',
      'account.id',
      'account.login',
      'code.expires',
      'account.password',
    ])
    .where('membership.school', '=', asker.school)
    .execute();
  const linked = await linkedAccounts(store.read);
  const contacts = await contactsAt(store.read, asker.school);
  const seen = new Map(contacts.map((contact) => [contact.person as string, contact.seen]));
  const byPerson = new Map(accounts.map((a) => [a.person, a]));
  return {
    people: staff.map((s) => {
      const account = byPerson.get(s.id);
      const isActive = account !== undefined && (account.password !== null || linked.has(account.id));
      const state = isActive ? 'active' : account?.expires ? 'invited' : 'none';
      return {
        person: s.id as string as PersonId,
        login: account?.joined === 0 ? account.login : null,
        account: state,
        codeExpires: (account?.expires ?? null) as Instant | null,
        lastSeen: seen.get(s.id) ?? null,
      };
    }),
  };
}

/** Accounts that are signed in to by a sign-in service. */
const linkedAccounts = async (run: Run): Promise<ReadonlySet<string>> =>
  new Set((await run.selectFrom('identity').select('account').execute()).map(({ account }) => account));

/** A code that counts at this school: its own, or one of the whole account. */
const isCodeOf =
  ({ school }: Place) =>
  (eb: ExpressionBuilder<Schema, 'code'>) =>
    eb.or([eb('code.school', '=', school), eb('code.school', 'is', null)]);

/** Makes the staff entry, the account and its code, in one transaction; the entry through the mutation path. */
export async function invite(deps: ServerDeps, asker: Place, { name, roles, guidance }: Invitation): Promise<Invited> {
  await mustManage(deps, asker);
  const now = deps.now();
  const person = newId(Date.parse(now)) as PersonId;
  const changes = new Map<RecordId, Set<string>>();
  const changed = (record: CareersRecord, entries: readonly Entry[]) =>
    void changes.set(record.id, new Set(entries.flatMap((entry) => reachOf(entry))));
  const made = await makeCode(deps.store.read);
  const given = await writeAs(deps, asker.school, async (tx) => {
    const args = { id: person as string as EntryId, name, roles, guidance, left: false };
    const envelope = envelopeOf('staff.set', SCHOOL_RECORD, args, now);
    const outcome = await applyAs(tx, [asker.school, asker.person], { rosters: deps.rosters, now, changed }, envelope);
    if (outcome.status !== 'applied') throw new ProblemError('not-permitted');
    return { ...(await codeOf(tx, asker, [person, made], now)), version: outcome.version };
  });
  deps.events.poke({ school: asker.school, version: given.version, reach: changes });
  return { person, code: given.code, expires: given.expires };
}

/** A new activation code for a member of staff: lost, run out, or a forgotten password. */
export async function renewCode(deps: ServerDeps, asker: Place, person: PersonId): Promise<Invited> {
  await mustManage(deps, asker);
  const staff = entriesOf(await readRecord(deps.store.read, asker.school, SCHOOL_RECORD), 'staff');
  if (!staff.some((s) => (s.id as string) === person)) throw new ProblemError('not-found');
  const made = await makeCode(deps.store.read);
  return { person, ...(await deps.store.write((tx) => codeOf(tx, asker, [person, made], deps.now()))) };
}

/** A new code of a person's place at the school of who asks, which is written down. */
async function codeOf(tx: Run, asker: Place, [person, made]: readonly [PersonId, MadeCode], now: Instant) {
  await auditFor(tx, asker, [person], { what: 'account.code-given', at: now });
  return giveCode(tx, { account: await ensureAccount(tx, asker.school, person), school: asker.school, ...made }, now);
}

/**
 * Takes away the second steps of a member of staff who has lost them, and signs them out everywhere: with the next code they
 * set up another. Of somebody who is at other schools too they are not this school's to take away.
 */
export async function takeSecondSteps(deps: ServerDeps, asker: Place, person: PersonId): Promise<void> {
  await mustManage(deps, asker);
  const { store } = deps;
  const now = deps.now();
  const member = await store.read
    .selectFrom('membership')
    .select('account')
    .where('school', '=', asker.school)
    .where('person', '=', person)
    .executeTakeFirst();
  if (!member) throw new ProblemError('not-found');
  const { account } = member;
  const places = await store.read.selectFrom('membership').select('school').where('account', '=', account).execute();
  if (places.length > 1)
    throw new ProblemError('conflict', 'They work at another school too. Ask whoever runs Fingerpost for your school.');
  const ended = await store.write(async (tx) => {
    await auditFor(tx, asker, [person], { what: 'account.way-removed', at: now, detail: { way: 'second-step' } });
    await removeSecondSteps(tx, account, now);
    return signOutEverywhere(tx, account, now);
  });
  for (const hash of ended) deps.events.end(hash);
}

/** The pupils at the school now, leavers left out. */
async function pupilsNow({ store, rosters, now }: ServerDeps, { school }: Place): Promise<ReadonlySet<string>> {
  const today = dateOf(now());
  const { pupils } = await rosters.facts(store.read, school);
  return new Set(pupils.filter(({ to }) => to === null || to >= today).map(({ record }) => record));
}

/** The pupils who have an account or a code that works. */
export async function listPupilAccounts(deps: ServerDeps, asker: Place): Promise<PupilAccounts> {
  await mustManage(deps, asker);
  const here = await pupilsNow(deps, asker);
  const rows = await deps.store.read
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account')
    .leftJoin('code', (join) => join.onRef('code.account', '=', 'account.id').on(isCodeOf(asker)))
    .select(['membership.person', 'account.id', 'account.password', 'code.expires'])
    .where('membership.school', '=', asker.school)
    .execute();
  const now = deps.now();
  const linked = await linkedAccounts(deps.store.read);
  return {
    pupils: rows.flatMap(({ person, id, password, expires }) => {
      const code = expires !== null && expires >= now ? (expires as Instant) : null;
      const isActive = password !== null || linked.has(id);
      if (!here.has(person) || (!isActive && code === null)) return [];
      return [{ record: person as RecordId, account: isActive ? 'active' : 'invited', codeExpires: code }];
    }),
  };
}

/**
 * Activation codes for pupils, which last 14 days. A record that is not a pupil at the school now refuses the whole request,
 * and nothing is stored: a page of slips is whole or is not.
 */
export async function givePupilCodes(
  deps: ServerDeps,
  asker: Place,
  { records }: PupilCodesWanted,
): Promise<PupilCodes> {
  await mustManage(deps, asker);
  const here = await pupilsNow(deps, asker);
  const wanted = [...new Set(records)];
  if (!wanted.every((record) => here.has(record)))
    throw new ProblemError('not-found', 'One of these pupils is not at the school any more. Update and try again.');
  const made: (readonly [RecordId, MadeCode])[] = [];
  for (const record of wanted) made.push([record, await makeCode(deps.store.read)]);
  const codes = await deps.store.write(async (tx) => {
    const { school } = asker;
    const now = deps.now();
    const given: PupilCodes['codes'] = [];
    for (const [record, one] of made) {
      const account = await ensureAccount(tx, school, record as string as PersonId);
      given.push({ record, ...(await giveCode(tx, { account, school, ...one }, now, CODE_MS.pupil)) });
    }
    const people = wanted.map((record) => record as string as PersonId);
    await auditFor(tx, asker, people, { what: 'account.code-given', at: now });
    return given;
  });
  return { codes };
}
