/** The second step of a sign-in, and signing in with a passkey. Source: protocol/sign-in.ts. */
import { Hono } from 'hono';
import type { Context } from 'hono';
import type { SchoolId } from '../../domain/ids.ts';
import type { NewTotp, PasskeyAsked, SignInWays } from '../../protocol/sign-in.ts';
import { passkeyUsed, secondStep } from '../../protocol/sign-in.ts';
import type { HalfDoneOf } from '../accounts/half-done.ts';
import { begin as beginHalf, goOn, halfDone, takeHalfDone } from '../accounts/half-done.ts';
import { askPasskey, usePasskey } from '../accounts/passkeys.ts';
import { newTotpSecret, stepOfCode, toBase32, totpUri } from '../accounts/totp.ts';
import type { SecondSteps } from '../accounts/ways.ts';
import { addTotp, sealTotp, secondSteps, unsealTotp, useRecovery, useTotp } from '../accounts/ways.ts';
import type { ServerDeps } from '../deps.ts';
import type { StepWaiting } from './begin.ts';
import { begin } from './begin.ts';
import { readJson } from './body.ts';
import { guess, inTurn, noteRefused } from './guesses.ts';
import { useLink } from './link-by-code.ts';
import { passkeyOrigin } from './passkey-origin.ts';
import { ProblemError } from './problem.ts';
import { giveSmallCookie, smallCookie } from './small-cookies.ts';

const AGAIN = 'This took too long, or was begun elsewhere. Sign in again.';
const WRONG_STEP = 'This code is not right. Wait for the next one in your app, and type that.';
const SHUT =
  'Too many wrong codes were typed, so none of your app is taken now. Use a recovery code or a passkey, or ask your careers leader.';
const WRONG_PASSKEY = 'This passkey did not work here. Try again, or sign in another way.';

/** The routes under /api. */
export function secondRoutes(deps: ServerDeps): Hono {
  const app = new Hono();
  const { store, now } = deps;
  /** The half cookie of the browser; '' where it has none. */
  const token = (c: Context) => smallCookie(c, deps, 'half') ?? '';

  app.get('/sign-in/ways', (c) =>
    c.json({ passkeys: passkeyOrigin(c, deps) !== null, sso: deps.provider?.name ?? null } satisfies SignInWays),
  );
  app.post('/session/second', async (c) => {
    const { code } = await readJson(c, secondStep);
    const half = await stepLeft(c);
    const guessed = guess(deps, 'step', half.account);
    const { account, enrol } = half;
    if (!(enrol === null ? await inTurn(guessed, () => isStepOf(deps, account, code)) : await enrolled(half, code))) {
      noteRefused(deps, half.account, 'account.second-step-refused');
      throw new ProblemError('not-permitted', wrongStep(await secondSteps(store.read, half.account)));
    }
    guessed.right();
    return finish(c, half);
  });
  app.post('/session/enrol', async (c) => {
    const half = await stepLeft(c);
    if (half.enrol === null) throw new ProblemError('not-permitted', 'This account has a second step already.');
    const secret = newTotpSecret();
    await goOn(store, token(c), { ...half, enrol: await sealTotp(store.read, half.account, secret) });
    return c.json(await newTotpFor(deps, half.account, secret));
  });
  app.post('/passkey', async (c) => {
    const origin = passkeyOrigin(c, deps);
    if (origin === null) throw new ProblemError('not-found');
    const step = await stepOf(c);
    return c.json(await askedPasskey(c, deps, { origin, account: step?.account ?? null, step }));
  });
  app.post('/passkey/session', async (c) => {
    const { signed, shared = false } = await readJson(c, passkeyUsed);
    const { account, step } = await passkeyAccount(c, deps, signed);
    return step === null
      ? begin(c, deps, { account, by: 'passkey', shared })
      : goOnFrom(c, { ...step, account }, 'passkey');
  });
  return app;

  /** The step that is left, also while a passkey was asked for it: a code will do as well. */
  async function stepOf(c: Context): Promise<HalfDoneOf<'second-step'> | null> {
    const asked = await halfDone(store.read, 'passkey', token(c), now());
    return asked?.step ?? halfDone(store.read, 'second-step', token(c), now());
  }

  async function stepLeft(c: Context): Promise<HalfDoneOf<'second-step'>> {
    const half = await stepOf(c);
    if (half === null) throw new ProblemError('conflict', AGAIN);
    return half;
  }

  /** The app that is being set up shows the right code: it is the second step from now on. */
  async function enrolled({ account, enrol }: HalfDoneOf<'second-step'>, code: string): Promise<boolean> {
    if (!enrol) return false;
    const step = stepOfCode(await unsealTotp(store.read, account, enrol), code, Date.parse(now()), 0);
    if (step === null) return false;
    await store.write((tx) => addTotp(tx, account, { sealed: enrol, step }, now()));
    return true;
  }

  async function finish(c: Context, half: StepWaiting): Promise<Response> {
    // Of two who come with it at once, one is served.
    const taken =
      (await takeHalfDone(store, 'second-step', token(c), now())) ??
      (await takeHalfDone(store, 'passkey', token(c), now()));
    if (taken === null) throw new ProblemError('conflict', AGAIN);
    return goOnFrom(c, half, 'second-step');
  }

  /** The step is taken: what waited for it is done. */
  async function goOnFrom(
    c: Context,
    { account, school, shared, link }: StepWaiting,
    by: 'second-step' | 'passkey',
  ): Promise<Response> {
    if (link !== undefined) await useLink(deps, link, { mayJoin: false, stepTaken: true });
    const wish = school === null ? {} : { school: school as SchoolId };
    return begin(c, deps, { account, ...wish, by, shared });
  }
}

/** A code of the account's app, or a recovery code, is right and works no more. Throws TooBusy. */
export const isStepOf = async ({ store, now }: ServerDeps, account: string, code: string): Promise<boolean> =>
  (await useTotp(store, account, code, now())) || (await useRecovery(store, account, code));

/** What is said of a code that was not right. */
export const wrongStep = ({ shut }: SecondSteps): string => (shut ? SHUT : WRONG_STEP);

/** What is shown of the secret of an app, once. */
export async function newTotpFor({ store }: ServerDeps, account: string, secret: Uint8Array): Promise<NewTotp> {
  const row = await store.read.selectFrom('account').select('login').where('id', '=', account).executeTakeFirst();
  return { secret: toBase32(secret), uri: totpUri(secret, row?.login ?? 'account') };
}

/** Asks for a passkey: of an account, or any; and remembers what was asked. */
export async function askedPasskey(
  c: Context,
  deps: ServerDeps,
  { origin, account, step }: Pick<HalfDoneOf<'passkey'>, 'account' | 'step'> & { readonly origin: string },
): Promise<PasskeyAsked> {
  const { store, now } = deps;
  const asked = await askPasskey(store.read, account, origin);
  const half = { what: 'passkey', challenge: asked.challenge, account, step } as const;
  giveSmallCookie(c, deps, ['half', await beginHalf(store, half, now())]);
  return asked;
}

/** Whose passkey has signed what this browser was asked; `step`: the sign-in that waits for it. The challenge works once. */
export async function passkeyAccount(
  c: Context,
  deps: ServerDeps,
  signed: Parameters<typeof usePasskey>[1][0],
): Promise<{ readonly account: string; readonly step: HalfDoneOf<'second-step'> | null }> {
  const { store, now } = deps;
  const origin = passkeyOrigin(c, deps);
  const half = await takeHalfDone(store, 'passkey', smallCookie(c, deps, 'half'), now());
  if (half === null || origin === null) throw new ProblemError('conflict', AGAIN);
  const { challenge } = half;
  const account = await store.write((tx) => usePasskey(tx, [signed, { challenge, origin }], now()));
  if (account === null || (half.account !== null && half.account !== account))
    throw new ProblemError('not-permitted', WRONG_PASSKEY);
  return { account, step: half.step };
}
