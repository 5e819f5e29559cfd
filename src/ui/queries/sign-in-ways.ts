/** Signing in otherwise than with a password alone: the second step, passkeys, the school's sign-in service. Loaded behind the sign-in page. */
import { signWithPasskey } from '../../device/sign-in-passkey.ts';
import type { Result } from '../../domain/result.ts';
import { err } from '../../domain/result.ts';
import type { SignedIn } from '../../protocol/accounts.ts';
import type { NewTotp, SignInWays, StepLeft } from '../../protocol/sign-in.ts';
import { newTotp, passkeyAsked, signInWays, stepLeft } from '../../protocol/sign-in.ts';
import type { CallFailure } from './server.ts';
import { isProblem } from './is-problem.ts';
import { callServer } from './server.ts';
import { beginSession, signingInHere } from './session.ts';

export { knowsPasskeys } from '../../device/sign-in-passkey.ts';

type Began = Promise<Result<SignedIn, CallFailure>>;

/** What this server offers beside a password. */
export const fetchWays = (): Promise<Result<SignInWays, CallFailure>> =>
  callServer(['GET', '/api/sign-in/ways'], signInWays);

/** How the step that is left can be taken; null: the failure is another. */
export function stepLeftIn(failure: CallFailure): StepLeft | null {
  const parsed = stepLeft.safeParse(failure.kind === 'refused' ? failure.problem : null);
  return parsed.success ? parsed.data : null;
}

/** The second step by a code of the app, or a recovery code. */
export const takeStep = (code: string): Began => beginSession(['POST', '/api/session/second'], { code });

/** Begins to set up a second step, where the school asks for one. */
export const enrol = (): Promise<Result<NewTotp, CallFailure>> => callServer(['POST', '/api/session/enrol'], newTotp);

/** Signs in with a passkey, or takes the second step with one. Null: the person did not go on. */
export async function signInWithPasskey(): Promise<Result<SignedIn, CallFailure> | null> {
  const asked = await callServer(['POST', '/api/passkey'], passkeyAsked);
  if (!asked.ok) return err(asked.error);
  const signed = await signWithPasskey(asked.value);
  return signed && beginSession(['POST', '/api/passkey/session'], signingInHere({ signed }));
}

/** Where the school's sign-in service begins: for the browser to go to. */
export const SSO_START = '/api/sso/start?for=sign-in';

/** Back from the sign-in service: opens the session; with a code the first time. */
export const openFromSso = (code?: string): Began =>
  beginSession(['POST', '/api/sso/session'], signingInHere(code === undefined ? {} : { code }));

/** The service knows the person, and this school does not yet. */
export const asksForCode = (failure: CallFailure): boolean => isProblem(failure, 'link-code');
