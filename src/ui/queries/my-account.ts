/** One's own account, of which the server alone knows: where it is signed in, password, second steps, passkeys. Online only. */
import { makeSignInPasskey } from '../../device/sign-in-passkey.ts';
import type { Result } from '../../domain/result.ts';
import { err } from '../../domain/result.ts';
import type { MyAccount, NewTotp, RecoveryCodes, SsoBegun } from '../../protocol/sign-in.ts';
import { newTotp, passkeyWanted, recoveryCodes, ssoBegun } from '../../protocol/sign-in.ts';
import type { Asked } from './asked.ts';
import { useAsked } from './asked.ts';
import { fetchAccount } from './look-at-account.ts';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';
import { withProof } from './step-up.ts';

const ROOT = '/api/account';
type Done = Promise<Result<undefined, CallFailure>>;

/** The account. */
export const useMyAccount = (): Asked<MyAccount> => useAsked(['my-account'], fetchAccount);

const proved = (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Done =>
  withProof(() => callServer<undefined>([method, `${ROOT}${path}`], null, body));

/** Chooses another password; all other sessions end. */
export const changePassword = (password: string): Done => proved('PUT', '/password', { password });

/** Begins to set up an authenticator app. */
export const beginTotp = (): Promise<Result<NewTotp, CallFailure>> =>
  withProof(() => callServer(['POST', `${ROOT}/totp`], newTotp));

/** Its first code; answered with recovery codes. */
export const finishTotp = (code: string): Promise<Result<RecoveryCodes, CallFailure>> =>
  callServer(['PUT', `${ROOT}/totp`], recoveryCodes, { code });

/** The app is not asked for any more. */
export const removeTotp = (): Done => proved('DELETE', '/totp');

/** New recovery codes; earlier ones stop working. */
export const makeRecovery = (): Promise<Result<RecoveryCodes, CallFailure>> =>
  withProof(() => callServer(['POST', `${ROOT}/recovery`], recoveryCodes));

/** Makes a passkey on this device. Null: the person did not go on. */
export async function addPasskey(name: string): Promise<Result<undefined, CallFailure> | null> {
  const wanted = await withProof(() => callServer(['POST', `${ROOT}/passkeys`], passkeyWanted));
  if (!wanted.ok) return err(wanted.error);
  const made = await makeSignInPasskey(wanted.value);
  return made && callServer<undefined>(['PUT', `${ROOT}/passkeys`], null, { ...made, name });
}

/** It signs in no more. */
export const removePasskey = (passkey: string): Done => proved('DELETE', `/passkeys/${encodeURIComponent(passkey)}`);

/** Ends one of one's own sessions, or (null) all but this one. */
export const endSession = (session: string | null): Done =>
  proved('DELETE', `/sessions${session === null ? '' : `/${session}`}`);

/** Begins to link the school's sign-in service: where the browser goes for that. */
export const beginSsoLink = (): Promise<Result<SsoBegun, CallFailure>> =>
  withProof(() => callServer(['POST', `${ROOT}/sso`], ssoBegun));
/** The school's sign-in service signs in to this account no more. */
export const unlinkSso = (): Done => proved('DELETE', '/sso');
