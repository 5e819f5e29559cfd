/** Welcome, signing in, out, activation, the demo school. Source: protocol/accounts.ts. */
import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Activation, SignedIn } from '../../protocol/accounts.ts';
import { PASSWORD_MIN, activation, signIn } from '../../protocol/accounts.ts';
import { demoSignIn } from '../../protocol/demo.ts';
import {
  accountFor,
  closeSession,
  demoAccount,
  describeSession,
  holderOfCode,
  openSession,
  useCode,
} from '../accounts/accounts.ts';
import { lockKeyOf } from '../accounts/lock-key.ts';
import { hashSecret, plainCode } from '../accounts/passwords.ts';
import type { Guessed } from '../accounts/throttle.ts';
import { TooBusy } from '../accounts/turns.ts';
import type { ServerDeps } from '../deps.ts';
import { readJson } from './body.ts';
import { ProblemError } from './problem.ts';
import { giveCookie, sessionToken, takeCookie, whoAsks } from './session-cookie.ts';

const WRONG = 'The email or the password is not right.';
const WRONG_CODE = 'This code does not work. Ask for a new one.';

/** The routes under /api. */
export function sessionRoutes(deps: ServerDeps): Hono {
  const app = new Hono();
  app.get('/welcome', async (c) => {
    const school = await deps.store.read.selectFrom('school').selectAll().executeTakeFirst();
    return c.json({ demo: deps.demo && school?.demo === 1, schoolName: school?.name ?? null, version: deps.version });
  });
  app.get('/session', async (c) => c.json(await described(deps, await whoAsks(c, deps))));
  app.delete('/session', async (c) => {
    await leave(c, deps);
    takeCookie(c, deps);
    return c.body(null, 204);
  });
  app.post('/session', async (c) => {
    const { login, password } = await readJson(c, signIn);
    slow(deps, 'login', login);
    const account = await busyAware(() => accountFor(deps.store.read, login, password));
    if (account === null) throw new ProblemError('not-permitted', WRONG);
    deps.throttle.clear('login', login);
    return begin(c, deps, account);
  });
  app.post('/activation', async (c) => {
    const asked = await readJson(c, activation);
    slow(deps, 'code', plainCode(asked.code).slice(0, 4));
    await checkChoice(deps, asked);
    const used = await busyAware(() => useCode(deps.store, asked, deps.now()));
    if (used === 'wrong-code') throw new ProblemError('not-permitted', WRONG_CODE);
    if (used === 'login-taken') throw new ProblemError('conflict', 'This email is in use already.');
    return begin(c, deps, used.account);
  });
  app.post('/demo/session', async (c) => {
    const { as } = await readJson(c, demoSignIn);
    const school = await deps.store.read.selectFrom('school').selectAll().where('demo', '=', 1).executeTakeFirst();
    if (!deps.demo || !school) throw new ProblemError('not-found');
    return begin(c, deps, demoAccount(as));
  });
  return app;
}

/** Is the password long enough for whose code it is? Staff see other people's records. */
async function checkChoice({ store, rosters, now }: ServerDeps, { code, password }: Activation): Promise<void> {
  const holder = await holderOfCode(store.read, code, now());
  if (holder === null) throw new ProblemError('not-permitted', WRONG_CODE);
  const roles = await rosters.rolesOf(store.read, holder.school, holder.person);
  const least = roles.every((role) => role === 'pupil') ? PASSWORD_MIN.pupil : PASSWORD_MIN.staff;
  if (password.length < least)
    throw new ProblemError('bad-request', `Choose a password of at least ${least} characters.`);
}

function slow({ throttle, now }: ServerDeps, what: Guessed, key: string): void {
  const waitMs = throttle.wait(what, key, Date.parse(now()));
  if (waitMs > 0)
    throw new ProblemError('slow-down', 'Too many tries. Wait five minutes, or ask for a new code.', waitMs / 1000);
}

async function busyAware<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (problem) {
    if (problem instanceof TooBusy)
      throw new ProblemError('slow-down', 'Many people are signing in. Try again in a few seconds.', 5);
    throw problem;
  }
}

/** Ends the session that the browser holds, if any, with the lines that it listens on. */
async function leave(c: Context, deps: ServerDeps): Promise<void> {
  const token = sessionToken(c, deps);
  if (token === undefined) return;
  await closeSession(deps.store, token, deps.now());
  deps.events.end(hashSecret(token));
}

/** A fresh session, whatever the browser held before. */
async function begin(c: Context, deps: ServerDeps, account: string): Promise<Response> {
  await leave(c, deps);
  const opened = await openSession(deps.store, account, deps.now());
  if (!opened) throw new ProblemError('not-permitted', WRONG);
  const shown = await described(deps, opened.session);
  const lockKey = await lockKeyOf(deps.store.read, opened.session);
  giveCookie(c, deps, opened.token);
  c.header('Cache-Control', 'no-store');
  return c.json({ ...shown, lockKey } satisfies SignedIn);
}

async function described(deps: ServerDeps, session: Awaited<ReturnType<typeof whoAsks>>) {
  const shown = await describeSession(deps.store.read, deps.rosters, session);
  if (!shown) throw new ProblemError('signed-out', 'You are not at this school any more. Ask the careers leader.');
  return shown;
}
