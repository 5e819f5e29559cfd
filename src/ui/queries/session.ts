/** Signing in and out: the calls behind the sign-in page. */
import type { Result } from '../../domain/result.ts';
import type { Activation, DemoPart, Session, SignIn, Welcome } from '../../protocol/accounts.ts';
import { session, welcome } from '../../protocol/accounts.ts';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';

/** What anybody may know before signing in. */
export const fetchWelcome = (): Promise<Result<Welcome, CallFailure>> => callServer(['GET', '/api/welcome'], welcome);

/** Signs in with an account. One sentence for a wrong name and a wrong password. */
export const signIn = (body: SignIn): Promise<Result<Session, CallFailure>> =>
  callServer(['POST', '/api/session'], session, body);

/** Signs in to the demo school. */
export const signInToDemo = (as: DemoPart): Promise<Result<Session, CallFailure>> =>
  callServer(['POST', '/api/demo/session'], session, { as });

/** Uses an activation code: sets name and password, and signs in. */
export const activate = (body: Activation): Promise<Result<Session, CallFailure>> =>
  callServer(['POST', '/api/activation'], session, body);

/** Ends the session on the server. What is on the device is the engine's to clear. */
export const signOutOfServer = (): Promise<Result<undefined, CallFailure>> =>
  callServer<undefined>(['DELETE', '/api/session'], null);
