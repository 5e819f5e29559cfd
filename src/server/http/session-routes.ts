/** Welcome, signing in, out, activation, the demo school. Source: protocol/accounts.ts. */
import { Hono } from 'hono';
import { PASSWORD_MIN, schoolOpened } from '../../protocol/accounts.ts';
import { demoSignIn } from '../../protocol/demo.ts';
import { activateHere, signInHere } from '../../protocol/sign-in.ts';
import { accountFor, schoolNameOf, storeAnew } from '../accounts/accounts.ts';
import type { ActivationProblem, CodeUse } from '../accounts/codes.ts';
import { codeHash, holderOfCode, useCode } from '../accounts/codes.ts';
import { passwordProblem } from '../accounts/password-rules.ts';
import { plainCode } from '../accounts/passwords.ts';
import { demoAccount, notePlaceOpened, placeAt } from '../accounts/places.ts';
import type { ServerDeps } from '../deps.ts';
import { WRONG, begin, beginOrStep, leave, shownPlaces } from './begin.ts';
import { readJson } from './body.ts';
import { guess, guessAt, inTurn, noteRefused } from './guesses.ts';
import { ProblemError } from './problem.ts';
import { takeCookie, whoAsks } from './session-cookie.ts';

const WRONG_CODE = 'This code does not work. Ask for a new one.';

/** What is wrong with an activation. Whether the login is somebody else's or the password is not theirs is not told apart. */
const NOT_ACTIVATED: Readonly<Record<ActivationProblem, () => ProblemError>> = {
  'wrong-code': () => new ProblemError('not-permitted', WRONG_CODE),
  'login-taken': () =>
    new ProblemError('conflict', 'This email is in use already. If it is yours, use the password that goes with it.'),
  'has-login': () =>
    new ProblemError(
      'conflict',
      'Use the email and the password that you sign in with already. If you have forgotten the password, ask whoever runs Fingerpost for your school.',
    ),
};

/** The routes under /api. */
export function sessionRoutes(deps: ServerDeps): Hono {
  const app = new Hono();
  app.get('/welcome', async (c) => {
    const [school, ...others] = await deps.store.read.selectFrom('school').select(['name', 'demo']).execute();
    // Which schools share a server is nobody's business before they have signed in.
    const schoolName = others.length === 0 ? (school?.name ?? null) : null;
    return c.json({ demo: deps.demo && school?.demo === 1, schoolName, version: deps.version });
  });
  app.get('/session', async (c) => {
    const { account, school } = await whoAsks(c, deps);
    return c.json((await shownPlaces(deps, account, school))[0]);
  });
  app.put('/session', async (c) => {
    const { account } = await whoAsks(c, deps);
    const place = await placeAt(deps.store.read, account, (await readJson(c, schoolOpened)).school);
    if (!place) throw new ProblemError('not-found');
    await deps.store.write((tx) => notePlaceOpened(tx, place, deps.now()));
    return c.body(null, 204);
  });
  app.delete('/session', async (c) => {
    await leave(c, deps);
    takeCookie(c, deps);
    return c.body(null, 204);
  });
  app.post('/session', async (c) => {
    const { login, password, shared = false } = await readJson(c, signInHere);
    const guessed = await guessAt(c, deps, login);
    const account = await inTurn(guessed, () => accountFor(deps.store.read, login, password));
    if (account === null) {
      noteRefused(deps, login);
      throw new ProblemError('not-permitted', WRONG);
    }
    guessed.right();
    await inTurn(guessed, () => storeAnew(deps.store, account, password, deps.now()));
    return beginOrStep(c, deps, { account, by: 'password', shared });
  });
  app.post('/activation', async (c) => {
    const { shared = false, ...asked } = await readJson(c, activateHere);
    const guessed = guess(deps, 'code', plainCode(asked.code).slice(0, 4));
    const hash = await inTurn(guessed, () => codeHash(deps.store.read, asked.code));
    const use = { ...asked, hash };
    const mayJoin = (await checkChoice(deps, use)) === 'staff';
    const guessing = () => void guess(deps, 'login', asked.login);
    const used = await inTurn(guessed, () => useCode(deps.store, use, { now: deps.now(), mayJoin, guessing }));
    if (typeof used === 'string') throw NOT_ACTIVATED[used]();
    guessed.right();
    // There is another password to guess at.
    deps.throttle.clear('login', asked.login);
    const { ended, ...place } = used;
    for (const hash of ended) deps.events.end(hash);
    return beginOrStep(c, deps, { ...place, by: 'code', shared });
  });
  app.post('/demo/session', async (c) => {
    const { as } = await readJson(c, demoSignIn);
    const school = await deps.store.read.selectFrom('school').selectAll().where('demo', '=', 1).executeTakeFirst();
    if (!deps.demo || !school) throw new ProblemError('not-found');
    return begin(c, deps, { account: demoAccount(as), by: 'demo', shared: false });
  });
  return app;
}

/** Whose code it is, with a password that is good enough for them. Staff see other people's records. */
async function checkChoice(
  { store, rosters, now }: ServerDeps,
  { hash, login, password }: CodeUse,
): Promise<keyof typeof PASSWORD_MIN> {
  const holder = await holderOfCode(store.read, hash, now());
  if (holder === null) throw new ProblemError('not-permitted', WRONG_CODE);
  const roles = await rosters.rolesOf(store.read, holder.school, holder.person);
  const who = roles.every((role) => role === 'pupil') ? 'pupil' : 'staff';
  const problem = passwordProblem(password, {
    least: PASSWORD_MIN[who],
    about: [login, await schoolNameOf(store.read, holder.school)],
  });
  if (problem !== null) throw new ProblemError('bad-request', problem);
  return who;
}
