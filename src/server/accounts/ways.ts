/**
 * What an account signs in with beside a password: an authenticator app with recovery codes, passkeys, a sign-in service. Which
 * there are is noted in the ledger: one that was taken away must not come back with a backup, nor an account without its
 * second step. Source: OWASP ASVS 5.0, 6.3.3, 6.4, 6.5.
 */
import { randomBytes, randomInt } from 'node:crypto';
import type { Instant } from '../../domain/time.ts';
import type { MyAccount } from '../../protocol/sign-in.ts';
import type { Run, Store } from '../store/store.ts';
import { note } from '../store/store.ts';
import { auditAccount } from './audit-account.ts';
import { hashSecret, saltOf, slowHash } from './passwords.ts';
import { seal, unseal } from './sealing.ts';
import { isOfApp, stepOfCode } from './totp.ts';

/** The second steps of an account. `shut`: it has an app, whose codes are refused for now. */
export interface SecondSteps {
  readonly totp: boolean;
  readonly shut: boolean;
  readonly passkeys: number;
  readonly recovery: number;
}

/** Which an account has. */
export async function secondSteps(run: Run, account: string): Promise<SecondSteps> {
  const count = async (table: 'passkey' | 'recovery') =>
    (await run.selectFrom(table).select('account').where('account', '=', account).execute()).length;
  const app = await run.selectFrom('totp').select('wrong').where('account', '=', account).executeTakeFirst();
  return {
    totp: app !== undefined,
    shut: (app?.wrong ?? 0) >= WRONG_MAX,
    passkeys: await count('passkey'),
    recovery: await count('recovery'),
  };
}

/** Is there one that is asked for? Recovery codes are for when it is lost. */
export const hasSecondStep = ({ totp, passkeys }: SecondSteps): boolean => totp || passkeys > 0;

const TOTP = 'totp';
/** So many wrong codes in a row, over however many days, and codes of the app are refused: whoever types them has the password. */
export const WRONG_MAX = 50;

/** Seals the secret of an app that is being set up. */
export const sealTotp = async (run: Run, account: string, secret: Uint8Array): Promise<string> =>
  (await seal(run, [TOTP, account], secret)).toString('base64');

/** Opens it. */
export const unsealTotp = (run: Run, account: string, sealed: string): Promise<Buffer> =>
  unseal(run, [TOTP, account], Buffer.from(sealed, 'base64'));

/** An app that was set up: its secret, sealed, and the step of its first code. */
export interface NewApp {
  readonly sealed: string;
  readonly step: number;
}

/** The app is set up: its first code was right, and works no more. Takes the place of another. */
export async function addTotp(tx: Run, account: string, { sealed, step }: NewApp, at: Instant): Promise<void> {
  const row = { sealed: Buffer.from(sealed, 'base64'), step, made: at, wrong: 0 };
  await tx
    .insertInto('totp')
    .values({ account, ...row })
    .onConflict((oc) => oc.column('account').doUpdateSet(row))
    .execute();
  await noteWays(tx, account, at);
  await auditAccount(tx, account, { what: 'account.way-added', at, detail: { way: 'totp' } });
}

/** A code of the app is right, and works once. A wrong one is counted; after too many in a row none is right any more. */
export const useTotp = ({ write }: Store, account: string, typed: string, now: Instant): Promise<boolean> =>
  write(async (tx) => {
    const row = await tx.selectFrom('totp').selectAll().where('account', '=', account).executeTakeFirst();
    if (!row || row.wrong >= WRONG_MAX || !isOfApp(typed)) return false;
    const secret = await unseal(tx, [TOTP, account], row.sealed);
    const step = stepOfCode(secret, typed, Date.parse(now), row.step);
    if (step !== null) await openApp(tx, account);
    const set = step === null ? { wrong: row.wrong + 1, wrong_last: now } : { step };
    await tx.updateTable('totp').set(set).where('account', '=', account).execute();
    return step !== null;
  });

/** Codes of the account's app count again, and wrong ones from now on: whoever has shown that it is them has it in hand. */
export const openApp = async (tx: Run, account: string): Promise<void> =>
  void (await tx
    .updateTable('totp')
    .set(({ ref }) => ({ wrong: 0, wrong_before: ref('wrong') }))
    .where('account', '=', account)
    .where('wrong', '>', 0)
    .execute());

/** Wrong codes of the app: since the last right one, or before that; null: none was ever tried. */
export async function wrongCodes(run: Run, account: string): Promise<MyAccount['wrongCodes']> {
  const row = await run.selectFrom('totp').selectAll().where('account', '=', account).executeTakeFirst();
  if (!row || row.wrong_last === null) return null;
  return { many: row.wrong > 0 ? row.wrong : row.wrong_before, last: row.wrong_last as Instant };
}

const CODES = 8;
const SALT_BYTES = 16;
const LETTERS = 'abcdefghjkmnpqrtuvwxy346789';
const HALF = 5;
const plainRecovery = (typed: string): string => typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Recovery codes that are made, and what is stored of them. */
export interface MadeRecovery {
  readonly codes: readonly string[];
  readonly hashes: readonly string[];
}

/** Makes eight recovery codes of some 47 bits, "k7qm3-xtr9v". Slow, so it is done before the transaction that gives them. Throws TooBusy. */
export async function makeRecovery(): Promise<MadeRecovery> {
  const letters = () => Array.from({ length: HALF }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const codes = Array.from({ length: CODES }, () => `${letters()}-${letters()}`);
  return { codes, hashes: await saltedAlike(codes.map((code) => hashSecret(plainRecovery(code)))) };
}

/** Under one salt, the account's own: a code that is typed is hashed once, however many there are. */
export async function saltedAlike(fast: readonly string[]): Promise<readonly string[]> {
  const salt = randomBytes(SALT_BYTES);
  const hashes: string[] = [];
  for (const one of fast) hashes.push(await slowHash(one, salt));
  return hashes;
}

/** They are the account's; earlier ones stop working. */
export async function giveRecovery(tx: Run, account: string, hashes: readonly string[]): Promise<void> {
  await tx.deleteFrom('recovery').where('account', '=', account).execute();
  await tx
    .insertInto('recovery')
    .values(hashes.map((hash) => ({ account, hash })))
    .execute();
}

/** A recovery code is right, and works once. What is no recovery code by its length costs nothing. Throws TooBusy. */
export async function useRecovery({ read, write }: Store, account: string, typed: string): Promise<boolean> {
  const plain = plainRecovery(typed);
  if (plain.length !== 2 * HALF) return false;
  const row = await read.selectFrom('recovery').select('hash').where('account', '=', account).executeTakeFirst();
  const salt = row ? saltOf(row.hash) : null;
  if (salt === null) return false;
  const hash = await slowHash(hashSecret(plain), salt);
  return write(async (tx) => {
    const mine = tx.deleteFrom('recovery').where('account', '=', account);
    const { numDeletedRows } = await mine.where('hash', '=', hash).executeTakeFirst();
    if (numDeletedRows > 0) await openApp(tx, account);
    return numDeletedRows > 0;
  });
}

/** Takes the app away, with its recovery codes where no passkey is left that needs them. */
export async function removeTotp(tx: Run, account: string, at: Instant): Promise<void> {
  await tx.deleteFrom('totp').where('account', '=', account).execute();
  await removed(tx, account, 'totp', at);
}

/** Takes a passkey away. False: the account has none of this name. */
export async function removePasskey(tx: Run, account: string, id: string, at: Instant): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('passkey')
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows > 0) await removed(tx, account, 'passkey', at);
  return numDeletedRows > 0;
}

/** Takes the sign-in service away from an account. */
export async function removeIdentity(tx: Run, account: string, at: Instant): Promise<void> {
  await tx.deleteFrom('identity').where('account', '=', account).execute();
  await removed(tx, account, 'sso', at);
}

/** Takes all second steps away: they are lost. */
export async function removeSecondSteps(tx: Run, account: string, at: Instant): Promise<void> {
  for (const table of ['totp', 'passkey'] as const) await tx.deleteFrom(table).where('account', '=', account).execute();
  await removed(tx, account, 'second-step', at);
}

async function removed(tx: Run, account: string, way: string, at: Instant): Promise<void> {
  if (!hasSecondStep(await secondSteps(tx, account)))
    await tx.deleteFrom('recovery').where('account', '=', account).execute();
  await noteWays(tx, account, at);
  await auditAccount(tx, account, { what: 'account.way-removed', at, detail: { way } });
}

/** All ways of an account, by names that say nothing. */
async function waysOf(run: Run, account: string): Promise<ReadonlyMap<string, () => Promise<unknown>>> {
  const mine = (table: 'totp' | 'passkey' | 'identity') => run.deleteFrom(table).where('account', '=', account);
  const apps = await run.selectFrom('totp').select('sealed').where('account', '=', account).execute();
  const passkeys = await run.selectFrom('passkey').select('id').where('account', '=', account).execute();
  const services = await run
    .selectFrom('identity')
    .select(['issuer', 'subject'])
    .where('account', '=', account)
    .execute();
  return new Map<string, () => Promise<unknown>>([
    ...apps.map(
      ({ sealed }) =>
        [`totp ${hashSecret(Buffer.from(sealed).toString('base64'))}`, () => mine('totp').execute()] as const,
    ),
    ...passkeys.map(
      ({ id }) => [`passkey ${hashSecret(id)}`, () => mine('passkey').where('id', '=', id).execute()] as const,
    ),
    ...services.map(
      ({ issuer, subject }) =>
        [
          `sso ${hashSecret(JSON.stringify([issuer, subject]))}`,
          () => mine('identity').where('issuer', '=', issuer).where('subject', '=', subject).execute(),
        ] as const,
    ),
  ]);
}

/** Notes in the ledger which ways an account has now. */
export async function noteWays(tx: Run, account: string, at: Instant): Promise<void> {
  await note(tx, { kind: 'ways', account, ways: [...(await waysOf(tx, account)).keys()], at });
}

/**
 * After a backup was put back: ways that were taken away since go again. An account that had a second step and has none in the
 * backup does not open by its password alone: true, and it needs a code.
 */
export async function keepWays(tx: Run, account: string, known: readonly string[]): Promise<boolean> {
  const there = await waysOf(tx, account);
  for (const [name, drop] of there) if (!known.includes(name)) await drop();
  const isStep = (name: string) => !name.startsWith('sso ');
  const left = [...there.keys()].some((name) => isStep(name) && known.includes(name));
  if (left || !known.some(isStep)) return false;
  const { numUpdatedRows } = await tx
    .updateTable('account')
    .set({ password: null })
    .where('id', '=', account)
    .where('password', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0;
}
