/** The session's cookie: `__Host-` over https, never readable by scripts, never sent from another site. Source: OWASP ASVS 5.0, 3.3. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { KnownSession } from '../accounts/accounts.ts';
import { sessionOf } from '../accounts/accounts.ts';
import type { ServerDeps } from '../deps.ts';
import { ProblemError } from './problem.ts';

const nameOf = (https: boolean): string => (https ? '__Host-sid' : 'sid');
const MAX_AGE_S = 14 * 86_400;

/** The token that the browser holds, if any. */
export const sessionToken = (c: Context, { https }: ServerDeps): string | undefined => getCookie(c, nameOf(https));

/** Gives the browser a session. */
export const giveCookie = (c: Context, { https }: ServerDeps, token: string): void =>
  setCookie(c, nameOf(https), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: https,
    maxAge: MAX_AGE_S,
  });

/** Takes it back. */
export const takeCookie = (c: Context, { https }: ServerDeps): void =>
  void deleteCookie(c, nameOf(https), { path: '/', secure: https });

/** Who asks. Throws "signed-out" when nobody does. */
export async function whoAsks(c: Context, deps: ServerDeps): Promise<KnownSession> {
  const token = sessionToken(c, deps);
  const session = token === undefined ? null : await sessionOf(deps.store, token, deps.now());
  if (!session) throw new ProblemError('signed-out');
  return session;
}

/** Who asks, if they are of the school in the path: else it is not there. */
export async function whoAsksAt(c: Context, deps: ServerDeps): Promise<KnownSession> {
  const session = await whoAsks(c, deps);
  if (session.school !== c.req.param('school')) throw new ProblemError('not-found');
  return session;
}
