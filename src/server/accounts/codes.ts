/**
 * Activation codes. One that a school gives is of a place there and opens nothing else: who leads one school must not come
 * into another by a new code for somebody who is at both. A code is found by its slow hash, under the one salt of the
 * installation, so that each try costs the same, whatever is there (docs/decisions/0038). Source: OWASP ASVS 5.0, 6.4, 6.5.2.
 */
import type { SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { toInstant } from '../../domain/time.ts';
import type { Run, Store } from '../store/store.ts';
import { note } from '../store/store.ts';
import { accountFor } from './accounts.ts';
import { auditAccount } from './audit-account.ts';
import { forgetHalfDone } from './half-done.ts';
import { forgetBrowsers } from './known-browsers.ts';
import { hashPassword, hashSecret, newCode, plainCode, slowHash } from './passwords.ts';
import type { Place } from './places.ts';
import { joinPlace, placesOf } from './places.ts';
import type { Known } from './provider.ts';
import { secretFor } from './sealing.ts';
import { signOutEverywhere } from './sessions.ts';
import { hasSecondStep, noteWays, secondSteps } from './ways.ts';

const DAY_MS = 86_400_000;
/** An activation code works once, for this long: a member of staff has it in hand, a pupil gets a slip in some form time. */
export const CODE_MS = { staff: DAY_MS, pupil: 14 * DAY_MS } as const;

/** Of what a code is: of an account at one school, or (`school` null, by the command) of the whole account. */
export interface CodeFor {
  readonly account: string;
  readonly school: SchoolId | null;
}

/** A code that nobody has yet, and what is stored of it. */
export interface MadeCode {
  readonly code: string;
  readonly hash: string;
}

/** By what a code is found, as it was typed. Slow. Throws TooBusy. */
export const codeHash = async (run: Run, typed: string): Promise<string> => slowOver(run, hashSecret(plainCode(typed)));

/** The same, of what was stored of a code before it was slow. */
export const slowOver = async (run: Run, fast: string): Promise<string> => slowHash(fast, await secretFor(run, 'code'));

/** Makes a code. Slow, so it is done before the transaction that gives it. Throws TooBusy. */
export async function makeCode(run: Run): Promise<MadeCode> {
  const code = newCode();
  return { code, hash: await codeHash(run, code) };
}

/** A new activation code, for `lifetimeMs` from now (staff 24 hours, pupils 14 days); earlier ones of it stop working. */
export async function giveCode(
  tx: Run,
  { account, school, code, hash }: CodeFor & MadeCode,
  now: Instant,
  lifetimeMs: number = CODE_MS.staff,
): Promise<{ readonly code: string; readonly expires: Instant }> {
  const expires = toInstant(Date.parse(now) + lifetimeMs);
  const earlier = tx.deleteFrom('code').where('account', '=', account);
  // The code of another school is that school's.
  await (
    school === null ? earlier : earlier.where((eb) => eb.or([eb('school', '=', school), eb('school', 'is', null)]))
  ).execute();
  await tx.insertInto('code').values({ hash, account, school, expires }).execute();
  return { code, expires };
}

/** Whose the code of this hash is; null: nobody's, it has run out, or the account is disabled. */
export async function holderOfCode(run: Run, hash: string, now: Instant): Promise<Place | null> {
  const held = await codeHeld(run, hash, now);
  if (held === null) return null;
  const places = await placesOf(run, held.account);
  return places.find(({ school }) => held.school === null || school === held.school) ?? null;
}

async function codeHeld(run: Run, hash: string, now: Instant): Promise<CodeFor | null> {
  const row = await run
    .selectFrom('code')
    .select(['account', 'school'])
    .where('hash', '=', hash)
    .where('expires', '>=', now)
    .executeTakeFirst();
  return row ? (row as CodeFor) : null;
}

/** What is typed to use a code, and the hash by which it is found. */
export interface CodeUse {
  readonly hash: string;
  readonly login: string;
  readonly password: string;
}

/**
 * Why an activation did not work. `login-taken`: somebody else signs in with it, or the password is not theirs.
 * `has-login`: who holds the code signs in at other schools too, and must do so here with the same login and password.
 */
export type ActivationProblem = 'wrong-code' | 'login-taken' | 'has-login';

/** Where one may go on from a code that was used. `ended`: the sessions that it ended, by their hashes. */
export interface CodeUsed extends Pick<Place, 'account' | 'school'> {
  readonly ended: readonly string[];
}

interface UseParts {
  readonly now: Instant;
  /** The place may go to an account that is there: staff work at several schools, a pupil is at one. */
  readonly mayJoin: boolean;
  /** Told before the password of an account that is there is tried. Throws when it was guessed at too often. */
  readonly guessing: () => void;
}

/**
 * Uses a code: sets login and password of its account. With the login and the password of another account, the place goes
 * to that one, if nobody has used it yet. The code is gone.
 */
export async function useCode(
  store: Store,
  use: CodeUse,
  { now, mayJoin, guessing }: UseParts,
): Promise<CodeUsed | ActivationProblem> {
  const held = await heldBy(store.read, use, now);
  if (held === null) return 'wrong-code';
  const { place, owner } = held;
  if (held.setsPassword && (owner === null || owner === place.account)) return setPassword(store, use, now);
  const no = held.setsPassword ? 'login-taken' : 'has-login';
  if (owner === null || (!mayJoin && owner !== place.account)) return no;
  guessing();
  if ((await accountFor(store.read, use.login, use.password)) !== owner) return no;
  return store.write(async (tx) => {
    // It may have been used meanwhile.
    if ((await holderOfCode(tx, use.hash, now)) === null) return 'wrong-code';
    if (owner !== place.account && !(await joinPlace(tx, { ...place, account: owner }, now))) return no;
    await dropCode(tx, use.hash);
    await auditAccount(tx, owner, { what: 'account.code-used', at: now });
    return { account: owner, school: place.school, ended: [] };
  });
}

/** A code that was typed by somebody whom a sign-in service knows: the hash by which it is found, and who that is. */
export interface CodeLink {
  readonly hash: string;
  readonly known: Known;
}

interface LinkParts extends Pick<UseParts, 'now' | 'mayJoin'> {
  /** The second step of the account, if it has one, was taken. */
  readonly stepTaken: boolean;
}

/**
 * Uses a code for somebody whom a sign-in service knows: from now on they sign in there. Who signs in there with another
 * account already takes the place to that one. The password of an account that is at several schools is no single school's to
 * set, nor is this. `stepLeft`: nothing is done yet, because the account has a second step that nobody has taken: who reads
 * somebody's slip has not found their phone.
 */
export const linkByCode = (
  { write }: Store,
  { hash, known }: CodeLink,
  { now, mayJoin, stepTaken }: LinkParts,
): Promise<(CodeUsed & { readonly stepLeft: boolean }) | ActivationProblem> =>
  write(async (tx) => {
    const held = await heldBy(tx, { hash, login: '' }, now);
    if (held === null) return 'wrong-code';
    const { account, school } = held.place;
    const owner = await accountKnownAs(tx, known);
    if (owner === null && !held.setsPassword) return 'has-login';
    if (owner === null) {
      if (!stepTaken && hasSecondStep(await secondSteps(tx, account)))
        return { account, school, stepLeft: true, ended: [] };
      await linkTo(tx, account, known, now);
      await tx.deleteFrom('code').where('account', '=', account).execute();
      return { account, school, stepLeft: false, ended: await beginAnew(tx, account, now) };
    }
    if (owner !== account && !(mayJoin && (await joinPlace(tx, { ...held.place, account: owner }, now))))
      return 'login-taken';
    await dropCode(tx, hash);
    await auditAccount(tx, owner, { what: 'account.code-used', at: now });
    return { account: owner, school, stepLeft: false, ended: [] };
  });

/** The account of somebody whom a sign-in service knows; null: none yet. */
export async function accountKnownAs(run: Run, { issuer, subject }: Known): Promise<string | null> {
  const row = await run
    .selectFrom('identity')
    .select('account')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row?.account ?? null;
}

/** An account is signed in to as this one from now on, and as no other of the same service. */
export async function linkTo(tx: Run, account: string, { issuer, subject }: Known, now: Instant): Promise<void> {
  await tx.deleteFrom('identity').where('account', '=', account).where('issuer', '=', issuer).execute();
  await tx.insertInto('identity').values({ issuer, subject, account, made: now }).execute();
  await noteWays(tx, account, now);
  await auditAccount(tx, account, { what: 'account.way-added', at: now, detail: { way: 'sso' } });
}

/** What a code is of, and whose the login is that was typed with it; null: the code does not work. */
async function heldBy(run: Run, { hash, login }: Pick<CodeUse, 'hash' | 'login'>, now: Instant) {
  const held = await codeHeld(run, hash, now);
  const place = await holderOfCode(run, hash, now);
  if (held === null || place === null) return null;
  const owner = await run.selectFrom('account').select('id').where('login', '=', login).executeTakeFirst();
  /** The password of an account that is at several schools is no single school's to set. */
  const setsPassword = held.school === null || (await placesOf(run, held.account)).length === 1;
  return { place, owner: owner?.id ?? null, setsPassword };
}

async function setPassword(store: Store, use: CodeUse, now: Instant): Promise<CodeUsed | ActivationProblem> {
  const hashed = await hashPassword(use.password);
  return store.write(async (tx) => {
    const held = await heldBy(tx, use, now);
    if (held === null) return 'wrong-code';
    if (!held.setsPassword) return 'has-login';
    const { account, school } = held.place;
    if (held.owner !== null && held.owner !== account) return 'login-taken';
    await tx.updateTable('account').set({ login: use.login, password: hashed }).where('id', '=', account).execute();
    await passwordIsSet(tx, account, hashed, now);
    return { account, school, ended: await beginAnew(tx, account, now) };
  });
}

/** A code gave the account another way in: its sessions end; their hashes. Who needed a code may have lost more. */
async function beginAnew(tx: Run, account: string, now: Instant): Promise<readonly string[]> {
  const ended = await signOutEverywhere(tx, account, now);
  await auditAccount(tx, account, { what: 'account.code-used', at: now });
  return ended;
}

/**
 * A password was chosen: noted in the ledger and in the audit. Browsers are known by the one before, so none is any more; no code
 * that is out opens the account, and no sign-in that was half done goes on.
 */
export async function passwordIsSet(tx: Run, account: string, hashed: string, now: Instant): Promise<void> {
  await note(tx, { kind: 'password', account, print: hashSecret(hashed), at: now });
  await forgetBrowsers(tx, account);
  await forgetHalfDone(tx, account);
  await tx.deleteFrom('code').where('account', '=', account).execute();
  await auditAccount(tx, account, { what: 'account.password-set', at: now });
}

const dropCode = (tx: Run, hash: string): Promise<unknown> => tx.deleteFrom('code').where('hash', '=', hash).execute();
