/** The tables of signing in, of the installation: sessions, what people sign in with beside a password, what is half done. */
import type { Generated } from 'kysely';
import type { SessionKind } from '../accounts/limits.ts';
import type { SessionBy } from '../accounts/sessions.ts';

/** By their names. */
export interface SignInTables {
  readonly session: SessionTable;
  readonly totp: TotpTable;
  /** Codes that are left, as hashes: each works once. */
  readonly recovery: { readonly account: string; readonly hash: string };
  readonly passkey: PasskeyTable;
  /** Who an account is to a sign-in service. */
  readonly identity: {
    readonly issuer: string;
    readonly subject: string;
    readonly account: string;
    readonly made: string;
  };
  /** Browsers in which an account has signed in, by the hash of a token that they keep. */
  readonly known_browser: { readonly hash: string; readonly account: string; readonly seen: string };
  readonly half_done: HalfDoneTable;
}

/** Of an account; `school` and `person`: its place where it was opened. */
export interface SessionTable {
  readonly hash: string;
  readonly account: string;
  readonly school: string;
  readonly person: string;
  readonly kind: SessionKind;
  readonly by: SessionBy;
  /** Browser and system, in words. */
  readonly on: string;
  readonly created: string;
  readonly seen: string;
  /** When the person last showed that it is them; '': not known. */
  readonly proved: string;
}

/** What was begun and waits for the next request of the same browser. `owner`: among whose it is counted (accounts/half-done.ts). */
interface HalfDoneTable {
  readonly hash: string;
  readonly json: string;
  readonly expires: string;
  readonly owner: string;
}

/** An authenticator app. */
interface TotpTable {
  readonly account: string;
  readonly sealed: Uint8Array;
  /** The last step whose code was used: none up to it works again. */
  readonly step: number;
  readonly made: string;
  /** Codes that were wrong since the last right one. */
  readonly wrong: Generated<number>;
  /** The same of the last time when there were any before a right one. */
  readonly wrong_before: Generated<number>;
  /** When the last wrong one was tried; null: none was. */
  readonly wrong_last: string | null;
}

interface PasskeyTable {
  /** As the browser names it, base64url. */
  readonly id: string;
  readonly account: string;
  /** Public key, COSE. */
  readonly key: Uint8Array;
  readonly counter: number;
  /** Ways to reach it, joined by commas. */
  readonly transports: string;
  readonly name: string;
  readonly made: string;
  readonly used: string | null;
}
