/** One's own account: where it is signed in, its password, second steps, passkeys. Source: protocol/sign-in.ts. */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { PASSWORD_MIN } from '../../protocol/accounts.ts';
import type { MyAccount } from '../../protocol/sign-in.ts';
import { newPassword, passkeyMade, totpCode } from '../../protocol/sign-in.ts';
import { hasPassword, schoolNameOf } from '../accounts/accounts.ts';
import { auditAccount } from '../accounts/audit-account.ts';
import { passwordIsSet } from '../accounts/codes.ts';
import type { HalfDone } from '../accounts/half-done.ts';
import { begin as beginHalf, halfDone, takeHalfDone } from '../accounts/half-done.ts';
import { knowBrowser, knownFor } from '../accounts/known-browsers.ts';
import { PASSKEYS_MAX, addPasskey, listPasskeys, wantPasskey } from '../accounts/passkeys.ts';
import { passwordProblem } from '../accounts/password-rules.ts';
import { hashPassword, newToken } from '../accounts/passwords.ts';
import { placesOf } from '../accounts/places.ts';
import { stepRequired, stepRequiredFrom } from '../accounts/second-step-rule.ts';
import type { LiveSession } from '../accounts/sessions.ts';
import { endOwn, sessionsOf } from '../accounts/sessions.ts';
import { newTotpSecret, stepOfCode } from '../accounts/totp.ts';
import type { NewApp } from '../accounts/ways.ts';
import {
  addTotp,
  giveRecovery,
  hasSecondStep,
  makeRecovery,
  removeIdentity,
  removePasskey,
  removeTotp,
  sealTotp,
  secondSteps,
  unsealTotp,
  wrongCodes,
} from '../accounts/ways.ts';
import type { ServerDeps } from '../deps.ts';
import type { Instant } from '../../domain/time.ts';
import type { Run } from '../store/store.ts';
import { readJson } from './body.ts';
import { guess, inTurn } from './guesses.ts';
import { passkeyOrigin } from './passkey-origin.ts';
import { ProblemError } from './problem.ts';
import { newTotpFor } from './second-routes.ts';
import { mustHaveProved, whoAsks } from './session-cookie.ts';
import { giveSmallCookie, smallCookie, takeSmallCookie } from './small-cookies.ts';
import { answerWay } from './sso-way.ts';

const TOO_LATE = 'This took too long, or was begun elsewhere. Begin again.';

/** The routes under /api/account. */
export function accountRoutes(deps: ServerDeps): Hono {
  const app = new Hono();
  const { store, now } = deps;
  /** Who has shown within ten minutes that it is them, or tries the demo school. */
  const whoShowed = async (c: Context): Promise<LiveSession> => {
    const session = await whoAsks(c, deps);
    mustHaveProved(session, deps);
    return session;
  };
  /** The same, with an account of their own. */
  const whoProved = async (c: Context): Promise<LiveSession> => {
    const session = await whoShowed(c);
    if (session.by === 'demo') throw new ProblemError('not-permitted', 'The demo school has no passwords.');
    return session;
  };
  const halfOf = async (c: Context, half: HalfDone) =>
    giveSmallCookie(c, deps, ['half', await beginHalf(store, half, now())]);
  const done = (c: Context) => c.body(null, 204);

  app.get('/', async (c) => c.json(await describe(deps, c, await whoAsks(c, deps))));
  app.put('/password', async (c) => {
    const session = await whoProved(c);
    const { password } = await readJson(c, newPassword);
    await checkPasswordOf(deps, session.account, password);
    const hashed = await inTurn({ right: () => {} }, () => hashPassword(password));
    // Whoever read the token of before is not known by it; the browser of who made the change is, by another.
    const isKnown = (await knownFor(store.read, smallCookie(c, deps, 'known'), session.account, now())) !== null;
    const browser = isKnown ? newToken() : null;
    await store.write(async (tx) => {
      await tx.updateTable('account').set({ password: hashed }).where('id', '=', session.account).execute();
      await passwordIsSet(tx, session.account, hashed, now());
      if (browser !== null) await knowBrowser(tx, browser, session.account, now());
    });
    if (browser !== null) giveSmallCookie(c, deps, ['known', browser]);
    await endOthers(deps, session, null);
    return done(c);
  });
  app.post('/totp', async (c) => {
    const { account } = await whoProved(c);
    const secret = newTotpSecret();
    await halfOf(c, { what: 'new-totp', account, sealed: await sealTotp(store.read, account, secret) });
    return c.json(await newTotpFor(deps, account, secret));
  });
  app.put('/totp', async (c) => {
    const { account } = await whoAsks(c, deps);
    const { code } = await readJson(c, totpCode);
    // Typed wrongly, it can be typed again.
    const guessed = guess(deps, 'step', account);
    const token = smallCookie(c, deps, 'half');
    // Recovery codes are slow to make: for a code that is not right, none are.
    await firstStep(store.read, { account, token, code }, now());
    const { codes, hashes } = await inTurn(guessed, makeRecovery);
    await store.write(async (tx) => {
      const at = now();
      await addTotp(tx, account, await firstStep(tx, { account, token, code }, at), at);
      await giveRecovery(tx, account, hashes);
    });
    guessed.right();
    takeSmallCookie(c, deps, 'half');
    return c.json({ codes });
  });
  app.delete('/totp', async (c) => {
    const { account } = await whoProved(c);
    await mustKeepAStep(deps, account, (steps) => ({ ...steps, totp: false }));
    await store.write((tx) => removeTotp(tx, account, now()));
    return done(c);
  });
  app.post('/recovery', async (c) => {
    const { account } = await whoProved(c);
    if (!hasSecondStep(await secondSteps(store.read, account)))
      throw new ProblemError('conflict', 'Set up a second step first.');
    const { codes, hashes } = await makeRecovery();
    await store.write((tx) => giveRecovery(tx, account, hashes));
    return c.json({ codes });
  });
  app.post('/passkeys', async (c) => {
    const session = await whoProved(c);
    const origin = passkeyOrigin(c, deps);
    if (origin === null) throw new ProblemError('not-found');
    if ((await listPasskeys(store.read, session.account)).length >= PASSKEYS_MAX)
      throw new ProblemError(
        'conflict',
        `An account has at most ${PASSKEYS_MAX} passkeys. Remove one that you do not use.`,
      );
    const called = (await loginOf(deps, session.account)) ?? 'Fingerpost';
    const wanted = await wantPasskey(store.read, session.account, { origin, called });
    await halfOf(c, { what: 'new-passkey', account: session.account, challenge: wanted.challenge });
    return c.json(wanted);
  });
  app.put('/passkeys', async (c) => {
    const { account } = await whoAsks(c, deps);
    const made = await readJson(c, passkeyMade);
    const origin = passkeyOrigin(c, deps);
    const half = await takeHalfDone(store, 'new-passkey', smallCookie(c, deps, 'half'), now());
    if (half?.account !== account || origin === null) throw new ProblemError('conflict', TOO_LATE);
    const { challenge } = half;
    const isAdded = await store.write((tx) => addPasskey(tx, account, [made, { challenge, origin }], now()));
    if (!isAdded) throw new ProblemError('not-permitted', 'This passkey could not be kept. Try again.');
    takeSmallCookie(c, deps, 'half');
    return done(c);
  });
  app.delete('/passkeys/:passkey', async (c) => {
    const { account } = await whoProved(c);
    const id = c.req.param('passkey');
    await mustKeepAStep(deps, account, (steps) => ({ ...steps, passkeys: steps.passkeys - 1 }));
    if (!(await store.write((tx) => removePasskey(tx, account, id, now())))) throw new ProblemError('not-found');
    return done(c);
  });
  // Whoever finds a tablet open must not add a way in of their own.
  app.post('/sso', async (c) => answerWay(c, deps, 'link', await whoProved(c)));
  app.delete('/sso', async (c) => {
    const { account } = await whoProved(c);
    if (!(await hasPassword(store.read, account)) && (await listPasskeys(store.read, account)).length === 0)
      throw new ProblemError('conflict', 'Without it you could not sign in. Choose a password or add a passkey first.');
    await store.write((tx) => removeIdentity(tx, account, now()));
    return done(c);
  });
  app.delete('/sessions', async (c) => {
    await endOthers(deps, await whoShowed(c), null);
    return done(c);
  });
  app.delete('/sessions/:session', async (c) => {
    const ended = await endOthers(deps, await whoShowed(c), c.req.param('session'));
    if (ended.length === 0) throw new ProblemError('not-found');
    return done(c);
  });
  return app;
}

interface FirstCode {
  readonly account: string;
  readonly token: string | undefined;
  readonly code: string;
}

/** The first code of an app that is being set up is right: what is kept of the app. Throws ProblemError: it is not. */
async function firstStep(run: Run, { account, token, code }: FirstCode, at: Instant): Promise<NewApp> {
  const half = await halfDone(run, 'new-totp', token, at);
  if (half?.account !== account) throw new ProblemError('conflict', TOO_LATE);
  const { sealed } = half;
  const step = stepOfCode(await unsealTotp(run, account, sealed), code, Date.parse(at), 0);
  if (step === null)
    throw new ProblemError('not-permitted', 'This code is not right. Wait for the next one in your app.');
  return { sealed, step };
}

/** Ends other sessions of the account, with the lines that they listen on. */
async function endOthers(deps: ServerDeps, session: LiveSession, name: string | null): Promise<readonly string[]> {
  const at = deps.now();
  const ended = await deps.store.write(async (tx) => {
    const hashes = await endOwn(tx, session, name, at);
    if (hashes.length > 0)
      await auditAccount(tx, session.account, {
        what: 'account.session-ended',
        at,
        detail: { sessions: hashes.length },
      });
    return hashes;
  });
  for (const hash of ended) deps.events.end(hash);
  return ended;
}

/** Where a school asks for a second step, the last one stays. */
async function mustKeepAStep(
  deps: ServerDeps,
  account: string,
  without: (steps: Awaited<ReturnType<typeof secondSteps>>) => Awaited<ReturnType<typeof secondSteps>>,
): Promise<void> {
  const left = without(await secondSteps(deps.store.read, account));
  if (!hasSecondStep(left) && (await stepRequired(deps, account)))
    throw new ProblemError('conflict', 'Your school asks for a second step. Set up another one first.');
}

const loginOf = async ({ store }: ServerDeps, account: string): Promise<string | null> =>
  (await store.read.selectFrom('account').select('login').where('id', '=', account).executeTakeFirst())?.login ?? null;

/** The fewest characters of this account's password: staff see other people's records. */
async function passwordMinOf({ store, rosters }: ServerDeps, account: string): Promise<number> {
  for (const { school, person } of await placesOf(store.read, account))
    if ((await rosters.rolesOf(store.read, school, person)).some((role) => role !== 'pupil')) return PASSWORD_MIN.staff;
  return PASSWORD_MIN.pupil;
}

async function checkPasswordOf(deps: ServerDeps, account: string, password: string): Promise<void> {
  const login = await loginOf(deps, account);
  if (login === null)
    throw new ProblemError('conflict', 'You sign in with your school account, and have no password here.');
  const schools = await placesOf(deps.store.read, account);
  const names = await Promise.all(schools.map(({ school }) => schoolNameOf(deps.store.read, school)));
  const problem = passwordProblem(password, { least: await passwordMinOf(deps, account), about: [login, ...names] });
  if (problem !== null) throw new ProblemError('bad-request', problem);
}

/** All that a person is shown of their own account. */
async function describe(deps: ServerDeps, c: Context, { account, hash }: LiveSession): Promise<MyAccount> {
  const { read } = deps.store;
  const row = await read
    .selectFrom('account')
    .select(['login', 'password'])
    .where('id', '=', account)
    .executeTakeFirst();
  const totp = await read.selectFrom('totp').select('made').where('account', '=', account).executeTakeFirst();
  const linked = await read.selectFrom('identity').select('made').where('account', '=', account).executeTakeFirst();
  const name = deps.provider?.name;
  return {
    login: row?.login ?? null,
    password: (row?.password ?? null) !== null,
    totp: (totp?.made ?? null) as Instant | null,
    wrongCodes: await wrongCodes(read, account),
    recovery: (await secondSteps(read, account)).recovery,
    passkeys: await listPasskeys(read, account),
    canHavePasskeys: passkeyOrigin(c, deps) !== null,
    sso: name === undefined ? null : { name, linked: (linked?.made ?? null) as Instant | null },
    required: await stepRequiredFrom(deps, account),
    passwordMin: await passwordMinOf(deps, account),
    sessions: [...(await sessionsOf(read, account, hash, deps.now()))],
  };
}
