/** The session's cookie: `__Host-` over https, never readable by scripts, never sent from another site. Source: OWASP ASVS 5.0, 3.3. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { SESSION_KEY_HEADER } from '../../protocol/session-key-header.ts';
import { hashSecret } from '../accounts/passwords.ts';
import type { Place } from '../accounts/places.ts';
import { sessionOf } from '../accounts/accounts.ts';
import { placeAt } from '../accounts/places.ts';
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

/** Who asks, with the place where they signed in. Throws "signed-out" when nobody does. */
export async function whoAsks(c: Context, deps: ServerDeps): Promise<Place> {
  const token = sessionToken(c, deps);
  const session = token === undefined ? null : await sessionOf(deps.store, token, deps.now());
  if (!session) throw new ProblemError('signed-out');
  if (!(await bringsKey(c, deps))) throw new ProblemError('not-permitted', 'Sign in on this device again.');
  return session;
}

/** The line that says that there is something new: it carries no records, and a browser's EventSource can send no header. */
const NO_KEY = /^\/api\/schools\/[^/]+\/events$/;

/** Whether the request brings the key of its session, if that has one (session-key.ts). */
async function bringsKey(c: Context, deps: ServerDeps): Promise<boolean> {
  if (NO_KEY.test(c.req.path)) return true;
  const session = hashSecret(sessionToken(c, deps) ?? '');
  const { read } = deps.store;
  const row = await read.selectFrom('session_key').select('key').where('session', '=', session).executeTakeFirst();
  return row === undefined || row.key === hashSecret(c.req.header(SESSION_KEY_HEADER) ?? '');
}

/** Who asks, as they are at the school in the path. To whoever has no place there it is as a school that is not. */
export async function whoAsksAt(c: Context, deps: ServerDeps): Promise<Place> {
  const { account } = await whoAsks(c, deps);
  const place = await placeAt(deps.store.read, account, c.req.param('school') ?? '');
  if (!place) throw new ProblemError('not-found');
  return place;
}
