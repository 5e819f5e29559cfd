/**
 * Signing in by the school's own sign-in service. The browser goes there and comes back; who came back is kept in a cookie of ten
 * minutes, and the app then opens the session with a request of its own, so that no other site can sign somebody in here.
 * The address that the browser ends at says how it went, in one word, and nothing of the person. Source: protocol/sign-in.ts.
 */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { ssoSignIn } from '../../protocol/sign-in.ts';
import type { CodeLink, CodeUsed } from '../accounts/codes.ts';
import { accountKnownAs, codeHash, holderOfCode, linkTo } from '../accounts/codes.ts';
import type { HalfDoneOf, SsoPurpose } from '../accounts/half-done.ts';
import { begin as beginHalf, halfDone, takeHalfDone } from '../accounts/half-done.ts';
import { plainCode } from '../accounts/passwords.ts';
import type { Known } from '../accounts/provider.ts';
import { liveSession } from '../accounts/sessions.ts';
import { secondSteps } from '../accounts/ways.ts';
import type { ServerDeps } from '../deps.ts';
import { begin, stepIsLeft, waysOf } from './begin.ts';
import { readJson } from './body.ts';
import { guess, inTurn } from './guesses.ts';
import { useLink } from './link-by-code.ts';
import { ProblemError } from './problem.ts';
import { goOnProved } from './session-cookie.ts';
import { giveSmallCookie, smallCookie, takeSmallCookie } from './small-cookies.ts';
import { beginWay, wayBack } from './sso-way.ts';

/** How it went: part of the address that the browser ends at, after "#sso-". */
type Ended = 'known' | 'linked' | 'proved' | 'down' | 'refused' | 'taken' | 'late';

/** The routes under /api/sso. */
export function ssoRoutes(deps: ServerDeps): Hono {
  const app = new Hono();
  const { store, now, provider } = deps;

  app.get('/start', async (c) => {
    // Whoever is signed in begins by a request (sso-way.ts).
    if (c.req.query('for') !== 'sign-in') throw new ProblemError('not-found');
    const begun = await beginWay(c, deps, 'sign-in', null);
    return typeof begun === 'string' ? ended(c, 'sign-in', begun) : c.redirect(begun.to, 302);
  });
  app.get('/callback', async (c) => {
    const half = await takeHalfDone(store, 'sso', smallCookie(c, deps, 'oidc'), now());
    takeSmallCookie(c, deps, 'oidc');
    if (!provider || half === null) return ended(c, 'sign-in', 'late');
    // The address as the service was told it: a proxy may have changed the host.
    const back = new URL(wayBack(deps));
    back.search = new URL(c.req.url).search;
    const known = await provider.finish(back, half, half.purpose === 'prove');
    if (typeof known === 'string') return ended(c, half.purpose, known);
    return ended(c, half.purpose, await backAs(c, half, known));
  });
  app.post('/session', async (c) => {
    const { code, shared = false } = await readJson(c, ssoSignIn);
    const token = smallCookie(c, deps, 'oidc');
    const half = await halfDone(store.read, 'sso-known', token, now());
    if (half === null) throw new ProblemError('conflict', 'This took too long, or was begun elsewhere. Sign in again.');
    const { account, link, ...wish } =
      code === undefined ? { account: await accountKnownAs(store.read, half), link: null } : await linked(code, half);
    if (account === null)
      throw new ProblemError(
        'link-code',
        'The first time, type the activation code that your careers leader gave you.',
      );
    const taken = await takeHalfDone(store, 'sso-known', token, now());
    if (taken === null) throw new ProblemError('conflict', 'Sign in again.');
    takeSmallCookie(c, deps, 'oidc');
    if (link === null) return begin(c, deps, { account, ...wish, by: 'sso', shared });
    const ways = waysOf(await secondSteps(store.read, account));
    return stepIsLeft(c, deps, { account, ...wish, shared, link }, ways);
  });
  return app;

  /** What somebody who is known came for. */
  async function backAs(c: Context, { purpose, session }: HalfDoneOf<'sso'>, known: Known): Promise<Ended> {
    if (purpose === 'sign-in') {
      const half = { what: 'sso-known', issuer: known.issuer, subject: known.subject } as const;
      giveSmallCookie(c, deps, ['oidc', await beginHalf(store, half, now())]);
      return 'known';
    }
    const row = session === null ? null : await liveSession(store, session, now());
    if (row === null) return 'late';
    const owner = await accountKnownAs(store.read, known);
    if (purpose === 'prove') {
      if (owner !== row.account) return 'taken';
      await goOnProved(c, deps, row, 'sso');
      return 'proved';
    }
    if (owner !== null && owner !== row.account) return 'taken';
    await store.write((tx) => linkTo(tx, row.account, known, now()));
    return 'linked';
  }

  /** The account that a code is of, linked to who came back; or (`link`) to be linked when its second step is taken. */
  async function linked(
    code: string,
    { issuer, subject }: Known,
  ): Promise<CodeUsed & { readonly link: CodeLink | null }> {
    const guessed = guess(deps, 'code', plainCode(code).slice(0, 4));
    const hash = await inTurn(guessed, () => codeHash(store.read, code));
    const holder = await holderOfCode(store.read, hash, now());
    const roles = holder === null ? [] : await deps.rosters.rolesOf(store.read, holder.school, holder.person);
    const mayJoin = roles.some((role) => role !== 'pupil');
    const link: CodeLink = { hash, known: { issuer, subject } };
    const { stepLeft, ...used } = await useLink(deps, link, { mayJoin, stepTaken: false });
    guessed.right();
    return { ...used, link: stepLeft ? link : null };
  }
}

/** Back to the app. */
const ended = (c: Context, purpose: SsoPurpose, how: Ended): Response =>
  c.redirect(`${purpose === 'sign-in' ? '/' : '/account/signing-in'}#sso-${how}`, 303);
