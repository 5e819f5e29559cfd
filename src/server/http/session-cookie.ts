/** The session's cookie: `__Host-` over https, never readable by scripts, never sent from another site. Source: OWASP ASVS 5.0, 3.3. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { SESSION_KEY_HEADER } from '../../protocol/session-key-header.ts';
import { auditAccount } from '../accounts/audit-account.ts';
import type { Paced } from '../accounts/pace.ts';
import type { SessionKind } from '../accounts/limits.ts';
import { LIMITS } from '../accounts/limits.ts';
import { hashSecret } from '../accounts/passwords.ts';
import { placeAt } from '../accounts/places.ts';
import type { LiveSession } from '../accounts/sessions.ts';
import { isProved, proveSession, sessionOf } from '../accounts/sessions.ts';
import type { ServerDeps } from '../deps.ts';
import { ProblemError } from './problem.ts';

const nameOf = (https: boolean): string => (https ? '__Host-sid' : 'sid');
/** The browser forgets these when it is closed. */
const UNTIL_CLOSED: ReadonlySet<SessionKind> = new Set(['staff-shared', 'pupil-shared']);

/** The token that the browser holds, if any. */
export const sessionToken = (c: Context, { https }: ServerDeps): string | undefined => getCookie(c, nameOf(https));

/** Gives the browser a session of this kind. */
export const giveCookie = (c: Context, { https }: ServerDeps, [token, kind]: readonly [string, SessionKind]): void =>
  setCookie(c, nameOf(https), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: https,
    ...(UNTIL_CLOSED.has(kind) ? {} : { maxAge: LIMITS[kind].longestMs / 1000 }),
  });

/** Takes it back. */
export const takeCookie = (c: Context, { https }: ServerDeps): void =>
  void deleteCookie(c, nameOf(https), { path: '/', secure: https });

/** Who asks, by which session, with the place where they signed in. Throws "signed-out" when nobody does. */
export async function whoAsks(c: Context, deps: ServerDeps): Promise<LiveSession> {
  const token = sessionToken(c, deps);
  const session = token === undefined ? null : await sessionOf(deps.store, token, deps.now());
  if (!session) throw new ProblemError('signed-out');
  paced(deps, 'request', session.account);
  if (!(await bringsKey(c, deps))) throw new ProblemError('not-permitted', 'Sign in on this device again.');
  return session;
}

/** Counts what somebody asks or sends. Throws "slow-down" when it is more than anybody's work. */
export function paced({ pace, now }: ServerDeps, what: Paced, whose: string, many = 1): void {
  const waitMs = pace.take(what, whose, many, Date.parse(now()));
  if (waitMs > 0) throw new ProblemError('slow-down', 'This account asks for too much at once.', waitMs / 1000);
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
export async function whoAsksAt(c: Context, deps: ServerDeps): Promise<LiveSession> {
  const session = await whoAsks(c, deps);
  const place = await placeAt(deps.store.read, session.account, c.req.param('school') ?? '');
  if (!place) throw new ProblemError('not-found');
  return { ...session, ...place };
}

/**
 * What gives away much, or cannot be taken back, is for whoever has shown within ten minutes that it is them: a tablet that was
 * left open does not do it. Throws "step-up" otherwise. Source: OWASP ASVS 5.0, 7.5.3.
 */
export function mustHaveProved(session: LiveSession, { now }: ServerDeps): void {
  if (!isProved(session, now()))
    throw new ProblemError('step-up', 'Show that it is you: with your password, or with a passkey.');
}

/** A session goes on, proved, under another token. Throws "signed-out" when it has ended. */
export async function goOnProved(
  c: Context,
  deps: ServerDeps,
  { account, hash, kind }: Pick<LiveSession, 'account' | 'hash' | 'kind'>,
  by: string,
): Promise<void> {
  const at = deps.now();
  const token = await deps.store.write(async (tx) => {
    await auditAccount(tx, account, { what: 'account.proved', at, detail: { by } });
    return proveSession(tx, hash, at);
  });
  if (token === null) throw new ProblemError('signed-out');
  deps.events.end(hash);
  giveCookie(c, deps, [token, kind]);
}
