/**
 * The way to the school's sign-in service: what must come back is remembered, and the browser keeps by which token. Whoever is
 * signed in is told where to go in the answer of a request, which brings the key of the session: a browser that goes to an
 * address brings none.
 */
import type { Context } from 'hono';
import type { SsoBegun } from '../../protocol/sign-in.ts';
import type { SsoPurpose } from '../accounts/half-done.ts';
import { begin as beginHalf } from '../accounts/half-done.ts';
import type { ProviderFailure } from '../accounts/provider.ts';
import type { LiveSession } from '../accounts/sessions.ts';
import type { ServerDeps } from '../deps.ts';
import { ProblemError } from './problem.ts';
import { giveSmallCookie } from './small-cookies.ts';

/** The address by which browsers come back from the service. */
export const wayBack = ({ origin }: ServerDeps): string => `${origin ?? ''}/api/sso/callback`;

/** Begins the way. `session`: whose account is linked, or proved. Throws "not-found" where no service is set up. */
export async function beginWay(
  c: Context,
  deps: ServerDeps,
  purpose: SsoPurpose,
  session: string | null,
): Promise<SsoBegun | ProviderFailure> {
  const { store, now, provider, origin } = deps;
  if (!provider || !origin) throw new ProblemError('not-found');
  const begun = await provider.begin(wayBack(deps), purpose === 'prove');
  if (typeof begun === 'string') return begun;
  const half = { what: 'sso', ...begun.saved, purpose, session } as const;
  giveSmallCookie(c, deps, ['oidc', await beginHalf(store, half, now())]);
  return { to: begun.to };
}

/** The same for somebody who is signed in, as an answer. Throws "conflict" when the service does not answer. */
export async function answerWay(
  c: Context,
  deps: ServerDeps,
  purpose: Exclude<SsoPurpose, 'sign-in'>,
  { hash }: LiveSession,
): Promise<Response> {
  const begun = await beginWay(c, deps, purpose, hash);
  if (typeof begun === 'string')
    throw new ProblemError('conflict', 'The sign-in service is not answering. Nothing has changed. Try again later.');
  return c.json(begun);
}
