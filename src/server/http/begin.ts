/** How a sign-in ends: in a session, or in the step that is left. Source: protocol/accounts.ts, protocol/sign-in.ts. */
import type { Context } from 'hono';
import type { SchoolId } from '../../domain/ids.ts';
import type { Session, SignedIn, SignedInAt } from '../../protocol/accounts.ts';
import type { StepLeft } from '../../protocol/sign-in.ts';
import { describePlaces } from '../accounts/accounts.ts';
import { auditAccount } from '../accounts/audit-account.ts';
import { browserWords } from '../accounts/browser-words.ts';
import type { CodeLink } from '../accounts/codes.ts';
import type { HalfDoneOf } from '../accounts/half-done.ts';
import { begin as beginHalf } from '../accounts/half-done.ts';
import { knowBrowser } from '../accounts/known-browsers.ts';
import { kindOf } from '../accounts/limits.ts';
import { lockKeyOf } from '../accounts/lock-key.ts';
import { hashSecret, newToken } from '../accounts/passwords.ts';
import type { Place } from '../accounts/places.ts';
import { placesOf } from '../accounts/places.ts';
import { stepRequired } from '../accounts/second-step-rule.ts';
import type { SessionBy } from '../accounts/sessions.ts';
import { closeSession, openSession } from '../accounts/sessions.ts';
import type { SecondSteps } from '../accounts/ways.ts';
import { hasSecondStep, secondSteps } from '../accounts/ways.ts';
import type { ServerDeps } from '../deps.ts';
import { ProblemError, problemBody } from './problem.ts';
import { giveCookie, sessionToken } from './session-cookie.ts';
import { giveSmallCookie, smallCookie, takeSmallCookie } from './small-cookies.ts';

/** The one sentence of a sign-in that was not right. */
export const WRONG = 'The email or the password is not right.';

/** Whose session it is to be, begun how, and at which school, if there is a wish. */
export interface Beginning extends Pick<Place, 'account'> {
  readonly school?: SchoolId | undefined;
  readonly by: SessionBy;
  /** Others use the device as well. */
  readonly shared: boolean;
}

/** What waits for the second step: a sign-in, and (`link`) the school account that is linked when the step is taken. */
export type StepWaiting = HalfDoneOf<'second-step'> & { readonly link?: CodeLink };

/** Ends the session that the browser holds, if any, with the lines that it listens on. */
export async function leave(c: Context, deps: ServerDeps): Promise<void> {
  const token = sessionToken(c, deps);
  if (token === undefined) return;
  await closeSession(deps.store, token, deps.now());
  deps.events.end(hashSecret(token));
}

/** A fresh session, whatever the browser held before. With it come the keys of all schools of the account, so that one sign-in opens them all. */
export async function begin(c: Context, deps: ServerDeps, beginning: Beginning): Promise<Response> {
  const { account, school, by, shared } = beginning;
  const { read } = deps.store;
  const now = deps.now();
  const [first, ...others] = await shownPlaces(deps, account, school);
  const kind = kindOf(
    [first, ...others].flatMap(({ roles }) => roles),
    { shared, demo: by === 'demo' },
  );
  const browser = shared || by === 'demo' ? null : (smallCookie(c, deps, 'known') ?? newToken());
  const opened = await openSession(deps.store, account, now, {
    school: first.school,
    kind,
    by,
    on: browserWords(c.req.header('user-agent')),
    also: async (tx) => {
      await auditAccount(tx, account, { what: 'account.signed-in', at: now, detail: { by, kind } });
      if (browser !== null) await knowBrowser(tx, browser, account, now);
    },
  });
  if (!opened) throw new ProblemError('not-permitted', WRONG);
  // A sign-in that comes to nothing ends nobody's session.
  await leave(c, deps);
  const withKey = async (place: Session): Promise<SignedInAt> => ({ ...place, lockKey: await lockKeyOf(read, place) });
  const elsewhere = await Promise.all(others.map(withKey));
  giveCookie(c, deps, [opened.token, kind]);
  if (browser !== null) giveSmallCookie(c, deps, ['known', browser]);
  takeSmallCookie(c, deps, 'half');
  c.header('Cache-Control', 'no-store');
  const here = await withKey(first);
  return c.json((elsewhere.length === 0 ? here : { ...here, elsewhere }) satisfies SignedIn);
}

/** The places of an account at which its person still is, that of `school` first, else the one that was opened last. */
export async function shownPlaces(
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

/**
 * The password was right, or the code. A session, unless the account has a second step; where a school asks for one and there is
 * none, it is set up after a code, which is handed over in person, and not after a password alone, which may have been found out.
 */
export async function beginOrStep(c: Context, deps: ServerDeps, beginning: Beginning): Promise<Response> {
  const { account, by } = beginning;
  const steps = await secondSteps(deps.store.read, account);
  if (hasSecondStep(steps)) return stepIsLeft(c, deps, beginning, waysOf(steps));
  if (!(await stepRequired(deps, account))) return begin(c, deps, beginning);
  if (by === 'code') return stepIsLeft(c, deps, beginning, ['enrol']);
  throw new ProblemError(
    'not-permitted',
    'Your school asks staff for a second step, and you have none yet. Ask your careers leader for a new code: with it you set one up.',
  );
}

/** How a second step can be taken. */
export const waysOf = ({ totp, shut, passkeys, recovery }: SecondSteps): StepLeft['ways'] => [
  ...(totp && !shut ? (['totp'] as const) : []),
  ...(passkeys > 0 ? (['passkey'] as const) : []),
  ...(recovery > 0 ? (['recovery'] as const) : []),
];

/** Remembers what is done, and says what is left. */
export async function stepIsLeft(
  c: Context,
  deps: ServerDeps,
  { account, school, shared, link }: Pick<Beginning, 'account' | 'school' | 'shared'> & Pick<StepWaiting, 'link'>,
  ways: StepLeft['ways'],
): Promise<Response> {
  // Refused as a sign-in would be, before anything more is asked.
  await shownPlaces(deps, account, school);
  const half: StepWaiting = {
    what: 'second-step',
    account,
    school: school ?? null,
    shared,
    enrol: ways.includes('enrol') ? '' : null,
    ...(link === undefined ? {} : { link }),
  };
  giveSmallCookie(c, deps, ['half', await beginHalf(deps.store, half, deps.now())]);
  return stepProblem(c, ways, 'One more step: show that it is you.');
}

/** The problem "second-factor", with the ways that there are. */
export function stepProblem(c: Context, ways: StepLeft['ways'], detail: string): Response {
  const body = { ...problemBody('second-factor', detail), ways };
  return c.body(JSON.stringify(body), 401, { 'content-type': 'application/problem+json' });
}
