/**
 * What gives away much, the server does for whoever has shown within ten minutes that it is them. Where it asks, a dialog asks
 * the person, and what was begun goes on: nothing that was typed or chosen is lost.
 */
import { signWithPasskey } from '../../device/sign-in-passkey.ts';
import type { Result } from '../../domain/result.ts';
import { err } from '../../domain/result.ts';
import type { SsoBegun } from '../../protocol/sign-in.ts';
import { passkeyAsked, ssoBegun } from '../../protocol/sign-in.ts';
import type { CallFailure } from './server.ts';
import { isProblem } from './is-problem.ts';
import { callServer } from './server.ts';

/** Asks the person; false when they do not go on. */
type Asker = () => Promise<boolean>;
let asker: Asker | null = null;

/** The dialog is there to ask. Gives how to take it away. */
export function askBy(ask: Asker): () => void {
  asker = ask;
  return () => {
    if (asker === ask) asker = null;
  };
}

/** Makes a call that the server may want proof for; asks for it, and makes the call again. */
export async function withProof<T>(call: () => Promise<Result<T, CallFailure>>): Promise<Result<T, CallFailure>> {
  const answer = await call();
  if (answer.ok || !isProblem(answer.error, 'step-up') || !asker) return answer;
  return (await asker()) ? call() : answer;
}

/** Shows by the password that it is you, with a code where the account has a second step; refused as "second-factor" without a right one. */
export const proveByPassword = (password: string, code: string): Promise<Result<undefined, CallFailure>> =>
  callServer<undefined>(['POST', '/api/account/proof'], null, code === '' ? { password } : { password, code });

/** Shows it by a passkey. Null: the person did not go on. */
export async function proveByPasskey(): Promise<Result<undefined, CallFailure> | null> {
  const asked = await callServer(['POST', '/api/account/proof/asked'], passkeyAsked);
  if (!asked.ok) return err(asked.error);
  const signed = await signWithPasskey(asked.value);
  return signed && callServer<undefined>(['POST', '/api/account/proof/passkey'], null, { signed });
}

/** Shows it by signing in once more at the school's sign-in service: for the browser to go to, and come back from. */
export const beginSsoProof = (): Promise<Result<SsoBegun, CallFailure>> =>
  callServer(['POST', '/api/account/proof/sso'], ssoBegun);
