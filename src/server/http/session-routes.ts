/** Welcome, signing in, out, activation, the demo school. Source: protocol/accounts.ts. */
import { Hono } from 'hono';
import type { Context } from 'hono';
import type { SchoolId } from '../../domain/ids.ts';
import type { Activation, Session, SignedIn, SignedInAt } from '../../protocol/accounts.ts';
import { PASSWORD_MIN, activation, schoolOpened, signIn } from '../../protocol/accounts.ts';
import { demoSignIn } from '../../protocol/demo.ts';
import { accountFor, closeSession, describePlaces, openSession } from '../accounts/accounts.ts';
import type { ActivationProblem } from '../accounts/codes.ts';
import { holderOfCode, useCode } from '../accounts/codes.ts';
import { lockKeyOf } from '../accounts/lock-key.ts';
import { hashSecret, plainCode } from '../accounts/passwords.ts';
import type { Place } from '../accounts/places.ts';
import { demoAccount, notePlaceOpened, placeAt, placesOf } from '../accounts/places.ts';
import type { Guessed } from '../accounts/throttle.ts';
import { TooBusy } from '../accounts/turns.ts';
import type { ServerDeps } from '../deps.ts';
import { readJson } from './body.ts';
import { ProblemError } from './problem.ts';
import { giveCookie, sessionToken, takeCookie, whoAsks } from './session-cookie.ts';

const WRONG = 'The email or the password is not right.';
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
    const { login, password } = await readJson(c, signIn);
    slow(deps, 'login', login);
    const account = await busyAware(() => accountFor(deps.store.read, login, password));
    if (account === null) throw new ProblemError('not-permitted', WRONG);
    deps.throttle.clear('login', login);
    return begin(c, deps, { account });
  });
  app.post('/activation', async (c) => {
    const asked = await readJson(c, activation);
    slow(deps, 'code', plainCode(asked.code).slice(0, 4));
    const mayJoin = (await checkChoice(deps, asked)) === 'staff';
    const guessing = () => slow(deps, 'login', asked.login);
    const used = await busyAware(() => useCode(deps.store, asked, { now: deps.now(), mayJoin, guessing }));
    if (typeof used === 'string') throw NOT_ACTIVATED[used]();
    deps.throttle.clear('login', asked.login);
    return begin(c, deps, used);
  });
  app.post('/demo/session', async (c) => {
    const { as } = await readJson(c, demoSignIn);
    const school = await deps.store.read.selectFrom('school').selectAll().where('demo', '=', 1).executeTakeFirst();
    if (!deps.demo || !school) throw new ProblemError('not-found');
    return begin(c, deps, { account: demoAccount(as) });
  });
  return app;
}

/** Whose code it is, with a password that is long enough for them. Staff see other people's records. */
async function checkChoice(
  { store, rosters, now }: ServerDeps,
  { code, password }: Activation,
): Promise<keyof typeof PASSWORD_MIN> {
  const holder = await holderOfCode(store.read, code, now());
  if (holder === null) throw new ProblemError('not-permitted', WRONG_CODE);
  const roles = await rosters.rolesOf(store.read, holder.school, holder.person);
  const who = roles.every((role) => role === 'pupil') ? 'pupil' : 'staff';
  const least = PASSWORD_MIN[who];
  if (password.length < least)
    throw new ProblemError('bad-request', `Choose a password of at least ${least} characters.`);
  return who;
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

/** Whose session it is to be, and at which school, if there is a wish. */
interface Beginning extends Pick<Place, 'account'> {
  readonly school?: SchoolId | undefined;
}

/** A fresh session, whatever the browser held before. With it come the keys of all schools of the account, so that one sign-in opens them all. */
async function begin(c: Context, deps: ServerDeps, { account, school }: Beginning): Promise<Response> {
  await leave(c, deps);
  const { read } = deps.store;
  const [first, ...others] = await shownPlaces(deps, account, school);
  const opened = await openSession(deps.store, account, deps.now(), first.school);
  if (!opened) throw new ProblemError('not-permitted', WRONG);
  const withKey = async (place: Session): Promise<SignedInAt> => ({ ...place, lockKey: await lockKeyOf(read, place) });
  const elsewhere = await Promise.all(others.map(withKey));
  giveCookie(c, deps, opened.token);
  c.header('Cache-Control', 'no-store');
  const here = await withKey(first);
  return c.json((elsewhere.length === 0 ? here : { ...here, elsewhere }) satisfies SignedIn);
}

/** The places of an account at which its person still is, that of `school` first, else the one that was opened last. */
async function shownPlaces(
  { store, rosters }: ServerDeps,
  account: string,
  school?: SchoolId,
): Promise<readonly [Session, ...Session[]]> {
  const isKnown = (await placesOf(store.read, account)).length > 0;
  if (!isKnown) throw new ProblemError('not-permitted', WRONG);
  const places = await describePlaces(store.read, rosters, account);
  const [first, ...others] = places.toSorted((a, b) => Number(b.school === school) - Number(a.school === school));
  if (!first) throw new ProblemError('signed-out', 'You are not at this school any more. Ask the careers leader.');
  return [first, ...others];
}
