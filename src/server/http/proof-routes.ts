/**
 * Showing once more that it is you: by all that signing in asks for, so by the password and, where the account has a second step,
 * a code with it; or by a passkey, which is both; or by signing in afresh at the school's sign-in service. Source: OWASP ASVS 5.0, 7.5.1, 7.5.3; protocol/sign-in.ts.
 */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { passkeyProof, proof } from '../../protocol/sign-in.ts';
import { hasPassword, isPasswordOf } from '../accounts/accounts.ts';
import { listPasskeys } from '../accounts/passkeys.ts';
import type { LiveSession } from '../accounts/sessions.ts';
import { hasSecondStep, secondSteps } from '../accounts/ways.ts';
import type { ServerDeps } from '../deps.ts';
import { stepProblem, waysOf } from './begin.ts';
import { readJson } from './body.ts';
import { guess, inTurn, noteRefused } from './guesses.ts';
import { passkeyOrigin } from './passkey-origin.ts';
import { ProblemError } from './problem.ts';
import { askedPasskey, isStepOf, passkeyAccount, wrongStep } from './second-routes.ts';
import { goOnProved, whoAsks } from './session-cookie.ts';
import { takeSmallCookie } from './small-cookies.ts';
import { answerWay } from './sso-way.ts';

/** The routes under /api/account/proof. */
export function proofRoutes(deps: ServerDeps): Hono {
  const app = new Hono();
  const { store } = deps;

  app.post('/', async (c) => {
    const session = await whoAsks(c, deps);
    const { account } = session;
    const { password, code } = await readJson(c, proof);
    await checkPassword(account, password);
    const steps = await secondSteps(store.read, account);
    if (!hasSecondStep(steps)) return proved(c, deps, session, 'password');
    if (code === undefined)
      return stepProblem(c, waysOf(steps), 'Type a code as well: this account has a second step.');
    const guessed = guess(deps, 'step', account);
    if (!(await inTurn(guessed, () => isStepOf(deps, account, code)))) {
      noteRefused(deps, account, 'account.second-step-refused');
      const now = await secondSteps(store.read, account);
      return stepProblem(c, waysOf(now), wrongStep(now));
    }
    guessed.right();
    return proved(c, deps, session, 'second-step');
  });
  app.post('/asked', async (c) => {
    const { account } = await whoAsks(c, deps);
    const origin = passkeyOrigin(c, deps);
    if (origin === null || (await listPasskeys(store.read, account)).length === 0) throw new ProblemError('not-found');
    return c.json(await askedPasskey(c, deps, { origin, account, step: null }));
  });
  app.post('/passkey', async (c) => {
    const session = await whoAsks(c, deps);
    const { account } = await passkeyAccount(c, deps, (await readJson(c, passkeyProof)).signed);
    if (account !== session.account) throw new ProblemError('not-permitted', 'This passkey is somebody else’s.');
    return proved(c, deps, session, 'passkey');
  });
  app.post('/sso', async (c) => answerWay(c, deps, 'prove', await whoAsks(c, deps)));
  return app;

  /** Throws unless it is the account's. */
  async function checkPassword(account: string, password: string): Promise<void> {
    if (!(await hasPassword(store.read, account)))
      throw new ProblemError('conflict', 'This account has no password. Use a passkey, or sign in again.');
    const guessed = guess(deps, 'proof', account);
    if (!(await inTurn(guessed, () => isPasswordOf(store.read, account, password)))) {
      noteRefused(deps, account);
      throw new ProblemError('not-permitted', 'The password is not right.');
    }
    guessed.right();
  }
}

/** The session goes on, proved, under another token. */
async function proved(c: Context, deps: ServerDeps, session: LiveSession, by: string): Promise<Response> {
  await goOnProved(c, deps, session, by);
  takeSmallCookie(c, deps, 'half');
  return c.body(null, 204);
}
