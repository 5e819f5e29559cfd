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
import { CODE_MS, giveCode } from './accounts/codes.ts';
import { ensureAccount } from './accounts/places.ts';
import type { Place } from './accounts/places.ts';
import type { ServerDeps } from './deps.ts';
import { contactsAt } from './devices.ts';
import { ProblemError } from './http/problem.ts';
import { applyAs, envelopeOf, newId, writeAs } from './office.ts';
import type { Schema } from './store/schema.ts';
import type { Run } from './store/store.ts';
import { readRecord, reachOf } from './store/store.ts';

async function mustManage({ store, rosters }: ServerDeps, { school, person }: Place): Promise<void> {
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
    .select(['membership.person', 'membership.joined', 'account.login', 'code.expires', 'account.password'])
    .where('membership.school', '=', asker.school)
    .execute();
  const contacts = await contactsAt(store.read, asker.school);
  const seen = new Map(contacts.map((contact) => [contact.person as string, contact.seen]));
  const byPerson = new Map(accounts.map((a) => [a.person, a]));
  return {
    people: staff.map((s) => {
      const account = byPerson.get(s.id);
      const state = account?.password ? 'active' : account?.expires ? 'invited' : 'none';
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
  const given = await writeAs(deps, asker.school, async (tx) => {
    const args = { id: person as string as EntryId, name, roles, guidance, left: false };
    const envelope = envelopeOf('staff.set', SCHOOL_RECORD, args, now);
    const outcome = await applyAs(tx, [asker.school, asker.person], { rosters: deps.rosters, now, changed }, envelope);
    if (outcome.status !== 'applied') throw new ProblemError('not-permitted');
    return { ...(await codeOf(tx, { ...asker, person }, now)), version: outcome.version };
  });
  deps.events.poke({ school: asker.school, version: given.version, reach: changes });
  return { person, code: given.code, expires: given.expires };
}

/** A new activation code for a member of staff: lost, run out, or a forgotten password. */
export async function renewCode(deps: ServerDeps, asker: Place, person: PersonId): Promise<Invited> {
  await mustManage(deps, asker);
  const staff = entriesOf(await readRecord(deps.store.read, asker.school, SCHOOL_RECORD), 'staff');
  if (!staff.some((s) => (s.id as string) === person)) throw new ProblemError('not-found');
  return { person, ...(await deps.store.write((tx) => codeOf(tx, { ...asker, person }, deps.now()))) };
}

/** A new code of a person's place at a school. */
const codeOf = async (tx: Run, { school, person }: Omit<Place, 'account'>, now: Instant, lifetimeMs?: number) =>
  giveCode(tx, { account: await ensureAccount(tx, school, person), school }, now, lifetimeMs);

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
    .select(['membership.person', 'account.password', 'code.expires'])
    .where('membership.school', '=', asker.school)
    .execute();
  const now = deps.now();
  return {
    pupils: rows.flatMap(({ person, password, expires }) => {
      const code = expires !== null && expires >= now ? (expires as Instant) : null;
      if (!here.has(person) || (password === null && code === null)) return [];
      return [{ record: person as RecordId, account: password === null ? 'invited' : 'active', codeExpires: code }];
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
  const codes = await deps.store.write(async (tx) => {
    const given: PupilCodes['codes'] = [];
    for (const record of wanted) {
      const person = record as string as PersonId;
      const code = await codeOf(tx, { ...asker, person }, deps.now(), CODE_MS.pupil);
      given.push({ record, ...code });
    }
    return given;
  });
  return { codes };
}
