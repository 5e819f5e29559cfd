/** account: who can sign in, a new code for somebody who is locked out, shutting an account and opening it again. */
import { toInstant } from '../../domain/time.ts';
import type { PersonId, SchoolId } from '../../domain/ids.ts';
import { nameOf } from '../accounts/accounts.ts';
import { auditAccount } from '../accounts/audit-account.ts';
import { giveCode, makeCode } from '../accounts/codes.ts';
import { signOutEverywhere } from '../accounts/sessions.ts';
import { removeSecondSteps } from '../accounts/ways.ts';
import type { Run, Store } from '../store/store.ts';
import { note } from '../store/store.ts';
import type { Command, Console } from './command.ts';
import { schoolsHere, withData } from './school-here.ts';
import { Usage, readArguments } from './usage.ts';

/** Lists accounts, gives codes, disables. */
export const account: Command = {
  how: 'account list | account code LOGIN | account no-second-step LOGIN | account disable LOGIN | account enable LOGIN',
  does: 'list accounts, give an activation code, take away a lost second step, shut an account or open it again',
  more: [
    'Where a second step was lost: account no-second-step LOGIN, then account code LOGIN. Make sure who asks.',
    'LOGIN is the login or the id that the list shows. A disabled account is signed out everywhere at once.',
    'Somebody who is at several schools has one account: a line for each school, and a code or a shut account is for all of them.',
  ],
  run: async (args, settings, console) => {
    const { files } = readArguments(args, account.how, { files: [1, 2] });
    const [action = '', who] = files;
    if (who === undefined && action === 'list') return withData(settings, ({ read }) => list(read, console));
    const act = ACTIONS.get(action);
    if (who === undefined || !act) throw new Usage(`Call it so: ${account.how}`);
    return withData(settings, async (store) => act(store, await accountOf(store.read, who), console));
  },
};

const ACTIONS = new Map<string, (store: Store, id: string, console: Console) => Promise<void>>([
  ['code', code],
  ['no-second-step', noSecondStep],
  ['disable', disable],
  ['enable', enable],
]);

async function list(read: Run, { say }: Console): Promise<void> {
  const rows = await read
    .selectFrom('account')
    .innerJoin('membership', 'membership.account', 'account.id')
    .select(['id', 'login', 'disabled', 'school', 'person'])
    .orderBy('login')
    .execute();
  const schools = await schoolsHere(read);
  const names = new Map<string, string>(schools.map((one) => [one.id, one.name]));
  for (const { id, login, disabled, school, person } of rows) {
    const name = await nameOf(read, school as SchoolId, person as PersonId);
    const where = schools.length > 1 ? [names.get(school) ?? school] : [];
    say([id, login ?? '(no login yet)', name, ...where, ...(disabled ? ['disabled'] : [])].join('  '));
  }
}

/** The account of a login, written as people write it, or of an id. */
async function accountOf(read: Run, who: string): Promise<string> {
  const row = await read
    .selectFrom('account')
    .select('id')
    .where((eb) => eb.or([eb('id', '=', who), eb('login', '=', who.toLowerCase())]))
    .executeTakeFirst();
  if (!row) throw new Usage('There is no such account. See: account list');
  return row.id;
}

async function code(store: Store, id: string, { say }: Console): Promise<void> {
  const shut = await store.read.selectFrom('account').select('disabled').where('id', '=', id).executeTakeFirstOrThrow();
  if (shut.disabled) throw new Usage('This account is disabled. First: account enable LOGIN');
  const at = toInstant(Date.now());
  const made = await makeCode(store.read);
  const given = await store.write(async (tx) => {
    await auditAccount(tx, id, { what: 'account.code-given', at, detail: { by: 'command' } });
    return giveCode(tx, { account: id, school: null, ...made }, at);
  });
  say(`${given.code}  works once, until ${given.expires}`);
}

async function noSecondStep(store: Store, id: string, { say }: Console): Promise<void> {
  const now = toInstant(Date.now());
  await store.write(async (tx) => {
    await removeSecondSteps(tx, id, now);
    await signOutEverywhere(tx, id, now);
  });
  say('The second steps of this account are gone, and it is signed out everywhere.');
}

async function disable(store: Store, id: string, { say }: Console): Promise<void> {
  await store.write(async (tx) => {
    await tx.updateTable('account').set({ disabled: 1 }).where('id', '=', id).execute();
    const now = toInstant(Date.now());
    await note(tx, { kind: 'disabled', account: id, at: now });
    await signOutEverywhere(tx, id, now);
    await tx.deleteFrom('code').where('account', '=', id).execute();
  });
  say('Disabled, and signed out everywhere.');
}

async function enable(store: Store, id: string, { say }: Console): Promise<void> {
  await store.write(async (tx) => {
    await tx.updateTable('account').set({ disabled: 0 }).where('id', '=', id).execute();
    await note(tx, { kind: 'enabled', account: id, at: toInstant(Date.now()) });
  });
  say('Enabled. The password that was theirs works again.');
}
