/** Signing in and out: the calls behind the sign-in page. */
import type { SentNote } from '../../device/last-key.ts';
import { changeKept, endOwed, sentNote } from '../../device/last-key.ts';
import { sharedNote } from '../../device/shared-note.ts';
import { accountOf } from '../../device/who-is-here.ts';
import type { Result } from '../../domain/result.ts';
import type { SignedIn, Welcome } from '../../protocol/accounts.ts';
import type { DemoPart } from '../../protocol/demo.ts';
import { signedIn, welcome } from '../../protocol/accounts.ts';
import type { ActivateHere, SignInHere } from '../../protocol/sign-in.ts';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';

/** What anybody may know before signing in. */
export const fetchWelcome = (): Promise<Result<Welcome, CallFailure>> => callServer(['GET', '/api/welcome'], welcome);

const SHARED = 'fingerpost.shared-here';
/** "This is a shared computer", as it is ticked: kept in this window, which may go to the school's sign-in service and come back. */
export const sharedHere = {
  now: (): boolean => sessionStorage.getItem(SHARED) !== null,
  set: (is: boolean): void => (is ? sessionStorage.setItem(SHARED, 'yes') : sessionStorage.removeItem(SHARED)),
};
/** What is sent to sign in, with the tick: the server gives such a session a shorter life. */
export const signingInHere = <T extends object>(body: T): T & { readonly shared?: true } =>
  sharedHere.now() ? { ...body, shared: true } : body;

/** Signs in with an account. One sentence for a wrong name and a wrong password. */
export const signIn = (body: SignInHere): Promise<Result<SignedIn, CallFailure>> =>
  beginSession(['POST', '/api/session'], signingInHere(body));

/** Signs in to the demo school. */
export const signInToDemo = (as: DemoPart): Promise<Result<SignedIn, CallFailure>> =>
  beginSession(['POST', '/api/demo/session'], { as });

/** Uses an activation code: sets name and password, and signs in. */
export const activate = (body: ActivateHere): Promise<Result<SignedIn, CallFailure>> =>
  beginSession(['POST', '/api/activation'], signingInHere(body));

/** A call that is answered with a session. What is still owed is settled first: its answer takes the cookie away, and must not take the new one. */
export async function beginSession(
  call: Parameters<typeof callServer>[0],
  body: unknown,
): Promise<Result<SignedIn, CallFailure>> {
  await settling;
  const answer = await callServer(call, signedIn, body);
  if (!answer.ok) return answer;
  // A new session ends the old one by itself.
  endOwed.set(false);
  othersHaveLeft(answer.value.account);
  return answer;
}

/** The cookie is another one from now on: windows that somebody else left open send nothing more, and go. */
function othersHaveLeft(account: string): void {
  sharedNote.leaveAll();
  changeKept((kept) => (accountOf(kept.scope) === account ? kept : { ...kept, locked: true }));
}

let settling: Promise<void> = Promise.resolve();

const NO_KEY = 403;

/** Milliseconds that ending a session may keep a person waiting. */
const END_MS = 3000;

/** Ends the session on the server; without internet it is owed, and told at the next contact. What is on the device is the engine's. */
export async function signOutOfServer(): Promise<void> {
  endOwed.set(true);
  const answer = await callServer<undefined>(['DELETE', '/api/session'], null, undefined, END_MS);
  if (answer.ok) endOwed.set(false);
}

/** Tells the server what it could not be told before: now, and when the browser sees internet again. */
export function settleOwed(): void {
  const settle = () => {
    if (endOwed.now()) settling = settling.then(signOutOfServer);
  };
  settle();
  addEventListener('online', settle);
}

/** What is known of sending from before the browser cleared its storage. */
export const sentBefore = (): SentNote | null => sentNote.now();

/** Does the server know this browser, though the browser keeps nothing of it? Then its storage was cleared. */
export async function isKnownHere(): Promise<boolean> {
  if (endOwed.now()) return false;
  const answer = await callServer(['GET', '/api/session'], null);
  // Known, but the key of the session went with the storage.
  return answer.ok || (answer.error.kind === 'refused' && answer.error.problem.status === NO_KEY);
}
