/**
 * Cookies beside the session's: what is half done (ten minutes), on the way to a sign-in service (ten minutes, sent when the
 * browser comes back from there), and that this browser is known. `__Host-` over https. Source: OWASP ASVS 5.0, 3.3.
 */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { HALF_DONE_MS } from '../accounts/half-done.ts';
import { KNOWN_DAYS } from '../accounts/known-browsers.ts';
import type { ServerDeps } from '../deps.ts';

const SMALL = {
  half: { sameSite: 'Strict', maxAge: HALF_DONE_MS / 1000 },
  oidc: { sameSite: 'Lax', maxAge: HALF_DONE_MS / 1000 },
  known: { sameSite: 'Strict', maxAge: KNOWN_DAYS * 86_400 },
} as const;
type Small = keyof typeof SMALL;

const nameOf = (name: Small, https: boolean): string => (https ? `__Host-${name}` : name);

/** What the browser holds under this name, if anything. */
export const smallCookie = (c: Context, { https }: ServerDeps, name: Small): string | undefined =>
  getCookie(c, nameOf(name, https));

/** Gives it. */
export const giveSmallCookie = (c: Context, { https }: ServerDeps, [name, token]: readonly [Small, string]): void =>
  setCookie(c, nameOf(name, https), token, { path: '/', httpOnly: true, secure: https, ...SMALL[name] });

/** Takes it back, if it is there. */
export function takeSmallCookie(c: Context, deps: ServerDeps, name: Small): void {
  if (smallCookie(c, deps, name) !== undefined)
    deleteCookie(c, nameOf(name, deps.https), { path: '/', secure: deps.https });
}
